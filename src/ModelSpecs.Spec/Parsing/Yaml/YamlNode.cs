using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Parsing.Yaml;

/// <summary>A value of a YAML file and its place.</summary>
/// <param name="span">For texts the text with its quotes; for mappings and lists where they begin.</param>
internal abstract class YamlNode(SourceSpan span)
{
    public SourceSpan Span { get; } = span;

    /// <summary>Values in this one, itself included, aliases expanded.</summary>
    public abstract int Size { get; }
}

/// <summary>How a text is written.</summary>
internal enum YamlStyle
{
    /// <summary>Without quotes.</summary>
    Plain,

    /// <summary>In single or double quotes.</summary>
    Quoted,

    /// <summary>A block after <c>|</c> or <c>&gt;</c>.</summary>
    Block,
}

/// <summary>A text, a number, a boolean or nothing: which, the key that it stands under decides.</summary>
internal sealed class YamlScalar(string text, YamlStyle style, SourceSpan span) : YamlNode(span)
{
    public string Text { get; } = text;

    public YamlStyle Style { get; } = style;

    /// <inheritdoc />
    public override int Size => 1;

    /// <summary>Whether there is no value: <c>key:</c>, <c>key: null</c>, <c>key: ~</c>.</summary>
    public bool IsNull => Style == YamlStyle.Plain && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>Columns from the start of the span to the first character of the text.</summary>
    public int TextOffset => Style == YamlStyle.Quoted ? 1 : 0;
}

/// <summary>A list.</summary>
internal sealed class YamlList(IReadOnlyList<YamlNode> items, SourceSpan span) : YamlNode(span)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    /// <inheritdoc />
    public override int Size { get; } = SizeOf(items);

    private static int SizeOf(IReadOnlyList<YamlNode> items)
    {
        var size = 1;
        foreach (var item in items)
        {
            size += item.Size;
        }

        return size;
    }
}

/// <summary>A mapping; its keys are unique.</summary>
internal sealed class YamlMap(IReadOnlyList<YamlEntry> entries, SourceSpan span) : YamlNode(span)
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    /// <inheritdoc />
    public override int Size { get; } = SizeOf(entries);

    /// <summary>The entry of a key, or null.</summary>
    public YamlEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Key.Text, key, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }

    private static int SizeOf(IReadOnlyList<YamlEntry> entries)
    {
        var size = 1;
        foreach (var entry in entries)
        {
            size += 1 + entry.Value.Size;
        }

        return size;
    }
}

/// <summary>A key and its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
