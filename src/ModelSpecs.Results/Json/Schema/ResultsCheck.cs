using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ModelSpecs.Results.Json.Schema;

/// <summary>Holds JSON from elsewhere against the shape of the results before anything is read from it: types, words, required keys, keys that stand twice, limits.</summary>
internal static class ResultsCheck
{
    /// <summary>Everything that is wrong, each with its JSON path and one line long; empty: it can be read.</summary>
    /// <param name="json">UTF-8 without a byte order mark.</param>
    /// <param name="shape">What it should be.</param>
    /// <exception cref="JsonException">It is no JSON, or nested too deeply.</exception>
    public static IReadOnlyList<string> Problems(ReadOnlySpan<byte> json, ResultsShape shape)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ResultsLimits.Depth });
        var walk = new Walk();
        reader.Read();
        walk.Value(ref reader, shape);

        // Behind the value there may be nothing: the reader says so.
        reader.Read();
        return walk.Count <= ResultsLimits.Problems
            ? walk.Problems
            : [.. walk.Problems, string.Create(CultureInfo.InvariantCulture, $"… and {walk.Count - ResultsLimits.Problems:#,0} more.")];
    }

    private sealed class Walk
    {
        private const int LongestShown = 60;

        private readonly List<object> path = [];

        public List<string> Problems { get; } = [];

        public long Count { get; private set; }

        public void Value(ref Utf8JsonReader reader, ResultsShape shape)
        {
            if (reader.TokenType == JsonTokenType.Null && shape.Nullable)
            {
                return;
            }

            switch (shape)
            {
                case RecordShape record when reader.TokenType == JsonTokenType.StartObject:
                    Record(ref reader, record);
                    break;
                case MapShape map when reader.TokenType == JsonTokenType.StartObject:
                    Map(ref reader, map);
                    break;
                case ListShape list when reader.TokenType == JsonTokenType.StartArray:
                    List(ref reader, list);
                    break;
                case TextShape text when reader.TokenType == JsonTokenType.String:
                    Text(ref reader, text);
                    break;
                case NumberShape number when IsNumber(ref reader, number):
                case WholeNumberShape whole when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && value >= whole.Least && value <= whole.Most:
                case BooleanShape when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                    break;
                default:
                    Tell($"Found {Found(ref reader)}; expected {Expected(shape)}.");
                    reader.Skip();
                    break;
            }
        }

        private void Record(ref Utf8JsonReader reader, RecordShape record)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (NextKey(ref reader, seen, out var key))
            {
                if (record.Properties.TryGetValue(key, out var property))
                {
                    path.Add(key);
                    Value(ref reader, property.Shape);
                    path.RemoveAt(path.Count - 1);
                }
                else
                {
                    reader.Skip();
                }
            }

            foreach (var (key, _) in record.Properties.Where(property => property.Value.Required && !seen.Contains(property.Key)))
            {
                Tell($"Found no '{key}'; expected one.");
            }
        }

        private void Map(ref Utf8JsonReader reader, MapShape map)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (NextKey(ref reader, seen, out var key))
            {
                path.Add(key);
                Value(ref reader, map.Item);
                path.RemoveAt(path.Count - 1);
            }
        }

        /// <summary>Goes on to the value of the next key that is to be looked at; false at the end of the object.</summary>
        private bool NextKey(ref Utf8JsonReader reader, HashSet<string> seen, out string key)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                key = reader.GetString()!;
                reader.Read();
                if (seen.Count >= ResultsLimits.Keys)
                {
                    if (seen.Count == ResultsLimits.Keys)
                    {
                        Tell(string.Create(CultureInfo.InvariantCulture, $"Found more than {ResultsLimits.Keys:#,0} keys; expected fewer."));
                        seen.Add("\0more");
                    }
                }
                else if (seen.Add(key))
                {
                    return true;
                }
                else
                {
                    Tell($"Found {Quoted(key)} twice; expected each key once.");
                }

                reader.Skip();
            }

            key = "";
            return false;
        }

        private void List(ref Utf8JsonReader reader, ListShape list)
        {
            var count = 0;
            path.Add(0);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (count < list.Most)
                {
                    path[^1] = count;
                    Value(ref reader, list.Item);
                }
                else
                {
                    reader.Skip();
                }

                count++;
            }

            path.RemoveAt(path.Count - 1);
            if (count > list.Most)
            {
                Tell(string.Create(CultureInfo.InvariantCulture, $"Found {count:#,0} entries; expected at most {list.Most:#,0}."));
            }
        }

        private void Text(ref Utf8JsonReader reader, TextShape shape)
        {
            // A text has at most as many UTF-16 units as bytes: most need not be decoded.
            if (shape.Words.Count == 0 && reader.ValueSpan.Length <= shape.Most)
            {
                return;
            }

            var text = reader.GetString()!;
            if (text.Length > shape.Most)
            {
                Tell(string.Create(CultureInfo.InvariantCulture, $"Found a text of {text.Length:#,0} characters; expected at most {shape.Most:#,0}."));
            }
            else if (shape.Words.Count > 0 && !shape.Words.Contains(text, StringComparer.Ordinal))
            {
                Tell($"Found {Quoted(text)}; expected {Expected(shape)}.");
            }
        }

        private static bool IsNumber(ref Utf8JsonReader reader, NumberShape shape) => reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDouble(out var value) && double.IsFinite(value),
            JsonTokenType.String => shape.ByName && NumberShape.Names.Contains(reader.GetString(), StringComparer.Ordinal),
            _ => false,
        };

        private void Tell(string what)
        {
            Count++;
            if (Problems.Count < ResultsLimits.Problems)
            {
                Problems.Add($"{Path()}: {what}");
            }
        }

        private string Path()
        {
            var text = new StringBuilder("$");
            foreach (var part in path)
            {
                _ = part is int index ? text.Append(CultureInfo.InvariantCulture, $"[{index}]")
                    : part is string key && key.Length is > 0 and <= LongestShown && key.All(char.IsAsciiLetterOrDigit) ? text.Append('.').Append(key)
                    : text.Append('[').Append(Quoted((string)part)).Append(']');
            }

            return text.ToString();
        }

        private static string Found(ref Utf8JsonReader reader) => reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.String => $"the text {Quoted(reader.GetString()!)}",
            JsonTokenType.Number => $"the number {Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(LongestShown, reader.ValueSpan.Length)])}",
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => "null",
        };

        private static string Expected(ResultsShape shape) => shape switch
        {
            RecordShape or MapShape => "an object",
            ListShape => "a list",
            TextShape { Words: { Count: > 0 } words } => $"one of {string.Join(", ", words)}",
            TextShape => "a text",
            NumberShape { ByName: true } => "a number, \"NaN\", \"Infinity\" or \"-Infinity\"",
            NumberShape => "a number",
            WholeNumberShape { Least: > int.MinValue } whole => string.Create(CultureInfo.InvariantCulture, $"a whole number from {whole.Least}"),
            WholeNumberShape => "a whole number",
            _ => "true or false",
        } + (shape.Nullable ? " or null" : "");

        // Text from elsewhere in a message: cut, and what does not show itself is escaped by whoever prints the message.
        private static string Quoted(string text) => text.Length <= LongestShown ? $"'{text}'" : $"'{text[..LongestShown]}…'";
    }
}
