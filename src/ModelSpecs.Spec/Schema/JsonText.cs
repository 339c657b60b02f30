using System.Globalization;
using System.Text;

namespace ModelSpecs.Spec.Schema;

/// <summary>Writes indented JSON; the same text on every machine.</summary>
internal sealed class JsonText
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isFirst = true;

    /// <summary>Names that a schema for one spec offers; null: it is the general one.</summary>
    public SchemaNames? Names { get; init; }

    /// <summary>Key whose value is being written.</summary>
    public string? Key { get; set; }

    /// <summary>An object.</summary>
    public JsonText Object(Action<JsonText> members) => Block('{', members, '}');

    /// <summary>An array of values that are written one after the other.</summary>
    public JsonText Array<T>(IEnumerable<T> items, Action<JsonText, T> item) => Block(
        '[',
        text =>
        {
            foreach (var value in items)
            {
                text.Separate();
                item(text, value);
            }
        },
        ']');

    /// <summary>A member and its value.</summary>
    public JsonText Member(string name, Action<JsonText> value)
    {
        Separate();
        Quote(name);
        _text.Append(": ");
        value(this);
        return this;
    }

    /// <summary>A member that is a text.</summary>
    public JsonText Member(string name, string value) => Member(name, text => text.Quote(value));

    /// <summary>A member that is a number.</summary>
    public JsonText Member(string name, double value) => Member(name, text => text.Raw(value.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>A member that is a list of texts in one line.</summary>
    public JsonText Member(string name, IEnumerable<string> values) => Member(name, text =>
    {
        text.Raw("[");
        var isFirst = true;
        foreach (var value in values)
        {
            text.Raw(isFirst ? "" : ", ");
            text.Quote(value);
            isFirst = false;
        }

        text.Raw("]");
    });

    /// <summary>JSON as it is.</summary>
    public void Raw(string json) => _text.Append(json);

    /// <summary>A text in quotes.</summary>
    public void Quote(string value)
    {
        _text.Append('"');
        foreach (var character in value)
        {
            switch (character)
            {
                case '"':
                    _text.Append("\\\"");
                    break;
                case '\\':
                    _text.Append("\\\\");
                    break;
                case < ' ':
                    _text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    _text.Append(character);
                    break;
            }
        }

        _text.Append('"');
    }

    /// <summary>The text, ending with a line feed.</summary>
    public override string ToString() => _text + "\n";

    private JsonText Block(char open, Action<JsonText> content, char close)
    {
        _text.Append(open);
        var before = _text.Length;
        _depth++;
        _isFirst = true;
        content(this);
        _depth--;
        if (_text.Length > before)
        {
            NewLine();
        }

        _text.Append(close);
        _isFirst = false;
        return this;
    }

    private void Separate()
    {
        if (!_isFirst)
        {
            _text.Append(',');
        }

        _isFirst = false;
        NewLine();
    }

    private void NewLine() => _text.Append('\n').Append(' ', _depth * 2);
}
