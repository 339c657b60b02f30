using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary>An amount with its unit, above 0: <c>200 per second</c>, <c>2 s</c>.</summary>
/// <param name="Unit">What it counts.</param>
/// <param name="Example">An amount, for people.</param>
internal sealed record QuantityShape(MeasureUnit Unit, string Example) : ValueShape
{
    /// <inheritdoc />
    public override string Expected => $"an amount with its unit, such as {Example}";
}
