namespace ModelSpecs.Spec.Parsing;

/// <summary>Sizes beyond which a spec is refused: a spec is untrusted input.</summary>
public static class SpecLimits
{
    /// <summary>Characters of one YAML file.</summary>
    public const int FileCharacters = 1_000_000;

    /// <summary>Nesting of mappings and lists.</summary>
    public const int Depth = 32;

    /// <summary>Aliases (<c>*name</c>) of one file.</summary>
    public const int Aliases = 100;

    /// <summary>Values of one file after its aliases are expanded.</summary>
    public const int Nodes = 200_000;

    /// <summary>Files one spec is merged from.</summary>
    public const int Files = 64;

    /// <summary>Slices of one spec.</summary>
    public const int Slices = 1_000;

    /// <summary>Entries of <c>classes</c>.</summary>
    public const int Classes = 10_000;

    /// <summary>Characters of a name: the spec's, a slice's, a tag, an owner.</summary>
    public const int NameCharacters = 200;

    /// <summary>Diagnostics of one spec; what comes after is counted.</summary>
    public const int Diagnostics = 200;
}
