using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Values;

/// <summary>Reads a mapping whose keys the catalogue lists; keys that it does not list are reported.</summary>
internal sealed class MappingReader
{
    private readonly YamlMap _map;
    private readonly MappingDescriptor _shape;
    private readonly DiagnosticDescriptor _unknownKey;
    private readonly HashSet<string> _meant = new(StringComparer.Ordinal);

    /// <summary>Checks the keys.</summary>
    /// <param name="map">The mapping.</param>
    /// <param name="shape">Its row in the catalogue.</param>
    /// <param name="place">As read by people: <c>the spec</c>, <c>slice 'young'</c>.</param>
    /// <param name="context">The parse.</param>
    /// <param name="unknownKey">How an unknown key is reported; null: as such.</param>
    public MappingReader(YamlMap map, MappingDescriptor shape, string place, ParseContext context, DiagnosticDescriptor? unknownKey = null)
    {
        _unknownKey = unknownKey ?? SpecDiagnostics.UnknownKey;
        _map = map;
        _shape = shape;
        Place = place;
        Context = context;
        foreach (var entry in map.Entries)
        {
            if (shape.Find(entry.Key.Text) is null)
            {
                ReportUnknown(entry.Key);
            }

            if (context.Bag.IsFull)
            {
                return;
            }
        }
    }

    /// <summary>The mapping as read by people.</summary>
    public string Place { get; }

    /// <summary>The parse.</summary>
    public ParseContext Context { get; }

    /// <summary>Every key and its value as written.</summary>
    public IReadOnlyList<YamlEntry> Entries => _map.Entries;

    /// <summary>Whether a key is there, right or wrong.</summary>
    public bool Has(string key) => _map.Find(Row(key).Name) is not null;

    /// <summary>Whether there is a key that the catalogue does not list; it has its message.</summary>
    public bool HasUnknown => _map.Entries.Any(entry => _shape.Find(entry.Key.Text) is null);

    /// <summary>A key and its value; null where it is not there.</summary>
    public YamlEntry? Entry(string key) => _map.Find(Row(key).Name);

    /// <summary>Shape of a key's value.</summary>
    public ValueShape ShapeOf(string key) => Row(key).Shape;

    /// <summary>Reports each required key that is not there.</summary>
    /// <param name="span">Where a missing key is reported.</param>
    /// <param name="remedy">Where else it could stand.</param>
    public void Require(SourceSpan span, string? remedy = null)
    {
        foreach (var row in _shape.Keys)
        {
            // A misspelt key has its message, which names this one: it is not missing, it is there under another name.
            if (row.Required && _map.Find(row.Name) is null && !_meant.Contains(row.Name))
            {
                Context.Bag.Report(SpecDiagnostics.MissingKey, span, $"{OneLine.Quote(row.Name)} is missing in {Place}", null, row.Shape.Expected, remedy);
            }
        }
    }

    /// <summary>Whether the catalogue lists a key here.</summary>
    public bool Takes(string key) => _shape.Find(key) is not null;

    /// <summary>Reports the second of two keys that stand beside each other, and why they cannot.</summary>
    public void ExcludePair(string first, string second, string why)
    {
        if (Has(first) && Entry(second) is { } entry)
        {
            Context.Bag.Report(SpecDiagnostics.ExclusiveKeys, entry.Key.Span, $"{OneLine.Quote(first)} and {OneLine.Quote(second)} exclude each other in {Place}", null, null, $"{why} Remove one of the two.");
        }
    }

    /// <summary>Reports each of the keys that stands beside an earlier one of them.</summary>
    public void Exclude(params string[] keys)
    {
        string? first = null;
        foreach (var key in keys)
        {
            if (Entry(key) is not { } entry)
            {
                continue;
            }

            if (first is not null)
            {
                Context.Bag.Report(SpecDiagnostics.ExclusiveKeys, entry.Key.Span, $"{OneLine.Quote(first)} and {OneLine.Quote(key)} exclude each other in {Place}", null, null, "Remove one of the two.");
            }

            first ??= key;
        }
    }

    /// <summary>Reports a key that stands without the one that gives it meaning.</summary>
    public void Need(string key, string other)
    {
        if (Entry(key) is { } entry && !Has(other))
        {
            Context.Bag.Report(SpecDiagnostics.DependentKey, entry.Key.Span, $"{OneLine.Quote(key)} means nothing without {OneLine.Quote(other)} in {Place}", null, null, $"Add {OneLine.Quote(other)} or remove {OneLine.Quote(key)}.");
        }
    }

    /// <summary>A text; null where absent or wrong.</summary>
    public Located<string>? Text(string key) => Entry(key) is { } entry ? ValueReader.Text(entry.Value, (TextShape)ShapeOf(key), key, Context) : null;

    /// <summary>A number; null where absent or wrong.</summary>
    public Located<double>? Number(string key) => Entry(key) is { } entry ? ValueReader.Number(entry.Value, (NumberShape)ShapeOf(key), key, Context) : null;

    /// <summary>Whether a key is there and <c>true</c>; anything else is reported.</summary>
    public bool IsTrue(string key)
    {
        if (Entry(key) is not { } entry || entry.Value is YamlScalar { Style: YamlStyle.Plain, Text: "true" })
        {
            return Has(key);
        }

        if (entry.Value is YamlScalar { IsNull: true })
        {
            ValueReader.Empty(entry.Value, ShapeOf(key), key, Context);
        }
        else
        {
            ValueReader.WrongType(entry.Value, ShapeOf(key), key, Context);
        }

        return false;
    }

    /// <summary>A whole number; null where absent or wrong.</summary>
    public Located<int>? Integer(string key) => Entry(key) is { } entry ? ValueReader.Integer(entry.Value, (IntegerShape)ShapeOf(key), key, Context) : null;

    /// <summary>A word, as its position in the catalogue and in an enumeration of the same order; null where absent or wrong.</summary>
    public Located<T>? Choice<T>(string key)
        where T : struct, Enum =>
        Entry(key) is { } entry && ValueReader.Choice(entry.Value, (ChoiceShape)ShapeOf(key), key, Context) is { } choice
            ? new Located<T>((T)Enum.ToObject(typeof(T), choice.Value), choice.Span)
            : null;

    /// <summary>A word as text; null where absent or wrong.</summary>
    public Located<string>? Word(string key) =>
        Entry(key) is { } entry && ValueReader.Choice(entry.Value, (ChoiceShape)ShapeOf(key), key, Context) is { } choice
            ? new Located<string>(((ChoiceShape)ShapeOf(key)).Values[choice.Value], choice.Span)
            : null;

    /// <summary>A list of different texts; empty where absent or wrong.</summary>
    public IReadOnlyList<Located<string>> Texts(string key)
    {
        if (Entry(key) is not { } entry)
        {
            return [];
        }

        var shape = (ListShape)ShapeOf(key);
        return Texts(ValueReader.Items(entry.Value, shape, key, Context), (TextShape)shape.Item, key);
    }

    /// <summary>Different texts; what is wrong or said twice is reported and left out.</summary>
    public IReadOnlyList<Located<string>> Texts(IReadOnlyList<YamlNode> items, TextShape shape, string key)
    {
        var texts = new List<Located<string>>(items.Count);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (Context.Bag.IsFull)
            {
                break;
            }

            if (ValueReader.Text(item, shape, key, Context) is not { } text)
            {
                continue;
            }

            if (known.Add(text.Value))
            {
                texts.Add(text);
            }
            else
            {
                Context.Bag.Report(SpecDiagnostics.DuplicateEntry, text.Span, $"{OneLine.Quote(text.Value)} stands twice in {OneLine.Quote(key)}", null, null, "Remove one of the two.");
            }
        }

        return texts;
    }

    /// <summary>A mapping's reader; null where absent or no mapping.</summary>
    public MappingReader? Mapping(string key) =>
        Map(key) is { } map ? new MappingReader(map, (ShapeOf(key) is EitherShape either ? (MappingShape)either.Full : (MappingShape)ShapeOf(key)).Mapping, OneLine.Quote(key), Context) : null;

    /// <summary>A mapping as it is; null where absent or no mapping.</summary>
    public YamlMap? Map(string key)
    {
        switch (Entry(key)?.Value)
        {
            case null:
                return null;
            case YamlMap map:
                return map;
            case YamlScalar { IsNull: true } nothing:
                ValueReader.Empty(nothing, ShapeOf(key), key, Context);
                return null;
            case { } other:
                ValueReader.WrongType(other, ShapeOf(key), key, Context);
                return null;
        }
    }

    // The parser asks only for keys of the catalogue: a key that is read but not listed would be in no schema.
    private KeyDescriptor Row(string key) => _shape.Find(key) ?? throw new InvalidOperationException($"'{key}' is not in the catalogue of {_shape.Name}");

    private void ReportUnknown(YamlScalar key)
    {
        if (_shape.Later.Contains(key.Text, StringComparer.Ordinal))
        {
            ValueReader.NotYet(key, key.Text, Context);
            return;
        }

        if (Suggestion.Closest(key.Text, _shape.Keys.Select(row => row.Name)) is { } meant)
        {
            _meant.Add(meant);
        }

        var suggestion = Suggestion.DidYouMean(key.Text, _shape.Keys.Select(row => row.Name));
        Context.Bag.Report(
            _unknownKey,
            key.Span,
            $"Unknown {(_unknownKey == SpecDiagnostics.UnknownKey ? "key" : "parameter")} {OneLine.Quote(key.Text)} in {Place}",
            null,
            suggestion.Length > 0 ? null : $"one of {string.Join(", ", _shape.Keys.Select(row => row.Name))}",
            suggestion);
    }
}
