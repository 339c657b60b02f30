namespace ModelSpecs.Spec.Catalogue;

/// <summary>One mapping of the language and its keys, in the order docs list them.</summary>
/// <param name="Name">As read by people: <c>a spec</c>, <c>golden</c>, <c>a slice</c>.</param>
/// <param name="Keys">The keys it takes.</param>
/// <param name="Later">Keys that a later version will know: they are refused by name, never ignored.</param>
internal sealed record MappingDescriptor(string Name, IReadOnlyList<KeyDescriptor> Keys, IReadOnlyList<string> Later)
{
    public MappingDescriptor(string name, IReadOnlyList<KeyDescriptor> keys)
        : this(name, keys, [])
    {
    }

    /// <summary>Keys that the user names, beside the others: their form as a regular expression, the same as a test, and what such a key takes; null: there are none.</summary>
    public (string Form, Func<string, bool> Has, KeyDescriptor Key)? Pattern { get; init; }

    /// <summary>The row of a key, or null.</summary>
    public KeyDescriptor? Find(string key)
    {
        foreach (var row in Keys)
        {
            if (string.Equals(row.Name, key, StringComparison.Ordinal))
            {
                return row;
            }
        }

        return Pattern is { } pattern && pattern.Has(key) ? pattern.Key with { Name = key } : null;
    }
}

/// <summary>One key.</summary>
/// <param name="Name">The key.</param>
/// <param name="Shape">What its value may look like.</param>
/// <param name="Description">One sentence for hover texts and docs.</param>
/// <param name="Example">A value, as JSON.</param>
/// <param name="Required">Whether the mapping is wrong without it.</param>
internal sealed record KeyDescriptor(string Name, ValueShape Shape, string Description, string Example, bool Required = false);
