using System.Text;
using ModelSpecs.Spec.Writing;

namespace ModelSpecs.Building;

/// <summary>A YAML mapping in the order its keys were said.</summary>
internal sealed class YamlMap
{
    private readonly List<(string Key, object Value)> _entries = [];

    /// <summary>Whether nothing was said.</summary>
    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Says a key, in place of what was said before.</summary>
    /// <param name="key">The key as text.</param>
    /// <param name="yaml">Its value as YAML.</param>
    public void Set(string key, string yaml) => Put(key, yaml);

    /// <summary>The mapping under a key; made where there is none.</summary>
    public YamlMap Map(string key) => (YamlMap)Find(key, () => new YamlMap());

    /// <summary>The list under a key; made where there is none. A list of one item is written as that item.</summary>
    public List<string> List(string key) => (List<string>)Find(key, () => new List<string>());

    /// <summary>Block style, one key a line.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        Write(text, "");
        return text.ToString();
    }

    private object Find(string key, Func<object> make)
    {
        var found = _entries.FindIndex(entry => entry.Key == key);
        if (found >= 0 && _entries[found].Value is not string)
        {
            return _entries[found].Value;
        }

        var made = make();
        Put(key, made);
        return made;
    }

    private void Put(string key, object value)
    {
        var found = _entries.FindIndex(entry => entry.Key == key);
        if (found < 0)
        {
            _entries.Add((key, value));
        }
        else
        {
            _entries[found] = (key, value);
        }
    }

    private void Write(StringBuilder text, string indent)
    {
        foreach (var (key, value) in _entries)
        {
            text.Append(indent).Append(YamlScalars.Of(key)).Append(':');
            switch (value)
            {
                case YamlMap { IsEmpty: true }:
                    text.Append(" {}\n");
                    break;
                case YamlMap map:
                    text.Append('\n');
                    map.Write(text, indent + "  ");
                    break;
                case List<string> { Count: 1 } one:
                    WriteRaw(text, one[0], indent);
                    break;
                case List<string> several:
                    text.Append('\n');
                    foreach (var item in several)
                    {
                        text.Append(indent).Append("  - ").Append(item).Append('\n');
                    }

                    break;
                default:
                    WriteRaw(text, (string)value, indent);
                    break;
            }
        }
    }

    // Every line of a value stands deeper than its key, so that none of it can become a key beside it.
    private static void WriteRaw(StringBuilder text, string yaml, string indent)
    {
        var lines = yaml.ReplaceLineEndings("\n").Trim('\n').Split('\n');
        if (lines.Length == 1)
        {
            text.Append(' ').Append(lines[0].Trim()).Append('\n');
            return;
        }

        text.Append('\n');
        foreach (var line in lines)
        {
            text.Append(line.Length == 0 ? "" : indent + "  ").Append(line).Append('\n');
        }
    }
}
