using FluentAssertions.Primitives;

namespace ModelSpecs.FluentAssertions;

/// <summary>Assertions about a whole result.</summary>
public sealed class ModelSpecResultAssertions : ReferenceTypeAssertions<ModelSpecResult, ModelSpecResultAssertions>
{
    internal ModelSpecResultAssertions(ModelSpecResult subject)
        : base(subject)
    {
    }

    /// <inheritdoc />
    protected override string Identifier => "result";
}
