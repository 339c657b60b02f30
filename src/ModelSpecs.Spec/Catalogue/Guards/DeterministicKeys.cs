namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary><c>deterministic</c>.</summary>
internal static class DeterministicKeys
{
    /// <summary><c>deterministic: { … }</c></summary>
    public static MappingDescriptor Mapping { get; } = new(
        "deterministic",
        [
            new("within", new NumberShape(0), "Most that an output of a row may differ by; of outputs above 1 relative to their size. 1e-5 unless said.", "1e-6"),
            new("rows", new IntegerShape(1), "Most rows that are run again, spread evenly over the golden set. 10000 unless said.", "1000"),
        ]);

    /// <summary>The key.</summary>
    public static KeyDescriptor Key { get; } = new(
        "deterministic", new EitherShape(new TrueShape(), new MappingShape(Mapping)), "The model is run again, in another order with another batch size: its outputs must stay the same.", "true");
}
