using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary>What a guard's number is held against: a quoted comparison, or a list of them.</summary>
/// <param name="Unit">What the number counts.</param>
/// <param name="References">What it may be relative to besides being a number.</param>
internal sealed record MeasureShape(MeasureUnit Unit, params BoundReference[] References) : ValueShape
{
    /// <summary>Smallest value that the measure can have.</summary>
    public double Minimum { get; init; }

    /// <summary>Largest.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>A comparison, for people.</summary>
    public string Example { get; init; } = $"<= {MeasureUnits.ExampleOf(Unit)}";

    /// <inheritdoc />
    public override string Expected => $"a quoted comparison, such as \"{Example}\"";

    /// <summary>Equal shapes accept the same texts.</summary>
    public bool Equals(MeasureShape? other) => other is not null && Unit == other.Unit && References.SequenceEqual(other.References) && Minimum.Equals(other.Minimum) && Maximum.Equals(other.Maximum);

    /// <inheritdoc />
    public override int GetHashCode() => (int)Unit;
}
