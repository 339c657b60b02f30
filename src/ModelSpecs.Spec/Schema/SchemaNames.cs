using ModelSpecs.Spec.Catalogue;

namespace ModelSpecs.Spec.Schema;

/// <summary>Names of one spec's data, model and slices, which a schema made for it offers besides what the general one allows.</summary>
public sealed record SchemaNames
{
    /// <summary>What the names are of and what wrote them, for the schema's <c>$comment</c>.</summary>
    public required string Comment { get; init; }

    /// <summary>Columns of the golden set.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Columns that come from predictions, which slices may be by.</summary>
    public IReadOnlyList<string> Derived { get; init; } = [];

    /// <summary>Those that hold numbers.</summary>
    public IReadOnlyList<string> NumericColumns { get; init; } = [];

    /// <summary>Values of the columns that have few.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Classes, or labels.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Slices of the spec.</summary>
    public IReadOnlyList<string> Slices { get; init; } = [];

    /// <summary>Inputs of the model.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Outputs of the model, and columns of them.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Checks of the spec as waivers name them.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>The lists that are not empty, by the name of their definition.</summary>
    internal IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Lists()
    {
        KeyValuePair<string, IReadOnlyList<string>>[] all =
        [
            new("names-columns", Columns), new("names-sliced-by", [.. Columns, .. Derived]), new("names-numbers", NumericColumns), new("names-values", Values),
            new("names-classes", Classes), new("names-slices", Slices), new("names-outputs", Outputs), new("names-checks", Checks),
        ];
        return [.. all.Where(list => list.Value.Count > 0)];
    }

    /// <summary>The definition of the names that a text may be; null: none are known.</summary>
    /// <param name="use">What the text stands for.</param>
    /// <param name="key">Key that it stands under.</param>
    internal string? DefinitionOf(TextUse use, string? key)
    {
        var definition = (use, key) switch
        {
            (TextUse.Column, "of") => "names-numbers",
            (TextUse.Column, "by") => "names-sliced-by",
            (TextUse.Column, _) => "names-columns",
            (TextUse.Output, _) => "names-outputs",
            (TextUse.Check, _) => "names-checks",
            (TextUse.Name, "class" or "positive" or "classes") => "names-classes",
            (TextUse.Name, "cross") => "names-slices",
            (TextUse.Free, "values") => "names-values",
            _ => null,
        };
        return definition is not null && Lists().Any(list => list.Key == definition) ? definition : null;
    }

    /// <summary>Keys that a mapping of names is offered.</summary>
    /// <param name="keyName">What its keys are.</param>
    internal IReadOnlyList<string> KeysOf(string keyName) => keyName switch
    {
        "column" => Columns,
        "input" => Inputs,
        "output" => [.. Outputs.Where(output => !output.EndsWith("]", StringComparison.Ordinal))],
        "label" => Classes,
        _ => [],
    };
}
