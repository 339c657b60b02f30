using System.Globalization;
using System.Text.Json;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Results.Profiles;

/// <summary>Reads a profile's text strictly.</summary>
internal static class ProfileTextReader
{
    internal const int MostBytes = 256 << 20;
    internal const int MostColumns = 20_000;
    internal const int MostData = 10_000;
    internal const int MostKnots = 2_000;
    internal const int MostName = 10_000;
    private const int MostDepth = 8;
    private const long MostRows = 1L << 53;

    /// <summary>The document.</summary>
    /// <exception cref="ResultsFormatException">It is no profile.</exception>
    public static ProfileDocument Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MostBytes)
        {
            throw Wrong("The profile is too large", $"{utf8.Length >> 20} MiB", $"at most {MostBytes >> 20} MiB");
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MostDepth, AllowDuplicateProperties = false });
            return Document(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new ResultsFormatException(FormattableString.Invariant(
                $"It is no JSON, or says a key twice, at line {(exception.LineNumber ?? 0) + 1}. Expected what `modelspecs profile` writes."), exception);
        }
    }

    private static ProfileDocument Document(JsonElement root)
    {
        var keys = new Keys(root, "the profile", ProfileText.FormatKey, "rows", "floor", "data", "columns", "model", "predictions");
        var format = keys.Whole(ProfileText.FormatKey, 1, int.MaxValue);
        if (format > ProfileDocument.CurrentFormat)
        {
            throw Wrong("The profile was written by a newer version", $"format {format}", $"at most {ProfileDocument.CurrentFormat}");
        }

        var rows = keys.Whole("rows", 1, MostRows);
        var floor = (int)keys.Whole("floor", 1, int.MaxValue);
        var data = keys.List("data", MostData, item => Hash(item, "data"));
        if (!data.SequenceEqual(data.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            throw Wrong("data is not in order", "hashes", "each once, in order of text");
        }

        return new ProfileDocument
        {
            Rows = rows, Floor = floor, Data = data, Columns = Columns(keys.Value("columns"), "columns", rows),
            Model = keys.Find("model") is { } model ? Hash(model, "model") : null,
            Predictions = keys.Find("predictions") is { } predictions ? Columns(predictions, "predictions", rows) : [],
        };
    }

    private static List<ColumnProfile> Columns(JsonElement element, string place, long rows)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong($"{place} is no mapping", Describe(element), "a mapping of columns");
        }

        var columns = new List<ColumnProfile>();
        foreach (var member in element.EnumerateObject())
        {
            if (columns.Count == MostColumns || member.Name.Length > MostName)
            {
                throw Wrong($"{place} is too large", columns.Count == MostColumns ? "more columns" : $"a name of {member.Name.Length} characters", $"at most {MostColumns} columns with names of {MostName} characters");
            }

            columns.Add(Column(member.Name, member.Value, $"{place} '{Short(member.Name)}'", rows));
        }

        return columns;
    }

    private static ColumnProfile Column(string name, JsonElement element, string place, long rows)
    {
        var keys = new Keys(element, place, "kind", "missing", "mean", "deviation", "few_values", "edges", "knots", "at", "between", "below", "above", "rank_error", "categories", "rest", "rest_categories");
        var kind = keys.Text("kind");
        var missing = keys.Whole("missing", 0, rows);
        var column = new ColumnProfile(name, kind, missing);
        switch (kind)
        {
            case ColumnProfile.Number or ColumnProfile.Date:
                keys.Refuse("categories", "rest", "rest_categories");
                return keys.Find("knots") is null ? Without() : column with { Numbers = Numbers(keys, place, rows - missing) };
            case ColumnProfile.Category:
                keys.Refuse("mean", "deviation", "few_values", "edges", "knots", "at", "between", "below", "above", "rank_error");
                return column with { Categories = Categories(keys, place, rows - missing) };
            default:
                throw Wrong($"{place} has an unknown kind", $"'{Short(kind)}'", $"one of {ColumnProfile.Number}, {ColumnProfile.Date}, {ColumnProfile.Category}");
        }

        ColumnProfile Without()
        {
            keys.Refuse("mean", "deviation", "few_values", "edges", "at", "between", "below", "above", "rank_error");
            return column;
        }
    }

    private static NumberProfile Numbers(Keys keys, string place, long rows)
    {
        var knots = keys.List("knots", MostKnots, item => Number(item, place));
        var edges = keys.List("edges", MostKnots, item => Number(item, place));
        var (at, between) = (keys.List("at", MostKnots, item => Whole(item, place, 0, rows)), keys.List("between", MostKnots + 1, item => Whole(item, place, 0, rows)));
        if (knots.Count == 0 || at.Count != knots.Count || between.Count != knots.Count + 1)
        {
            throw Wrong($"The lists of {place} do not belong together", $"{knots.Count} knots, {at.Count} at, {between.Count} between", "at least one knot, as many at, and one more between");
        }

        Ascending(knots, $"knots of {place}");
        Ascending(edges, $"edges of {place}");
        if (edges.Except(knots).Any())
        {
            throw Wrong($"An edge of {place} is no knot", Text(edges.Except(knots).First()), "one of knots");
        }

        var sum = Sum(at.Concat(between), rows);
        if (sum != rows)
        {
            throw Wrong($"The counts of {place} do not add up", $"{sum}{(sum > rows ? " or more" : "")}", $"{rows}: rows less missing");
        }

        var (mean, deviation) = (Number(keys.Value("mean"), place), Number(keys.Value("deviation"), place));
        double? below = keys.Find("below") is { } low ? Number(low, place) : null;
        double? above = keys.Find("above") is { } high ? Number(high, place) : null;
        var error = keys.Find("rank_error") is { } wrong ? Number(wrong, place) : 0;
        if (!double.IsFinite(mean) || !(deviation >= 0 && double.IsFinite(deviation)) || below > knots[0] || above < knots[^1] || !(error is >= 0 and <= 1))
        {
            throw Wrong($"The numbers of {place} cannot be", $"mean {Text(mean)}, deviation {Text(deviation)}, rank_error {Text(error)}",
                "a finite mean, a finite deviation from 0, below and above outside all knots, a rank_error from 0 to 1");
        }

        return new NumberProfile
        {
            Mean = mean, Deviation = deviation, IsFewValued = keys.IsTrue("few_values"), Edges = edges, Knots = knots, At = at, Between = between, Below = below, Above = above, RankError = error,
        };
    }

    private static CategoryProfile Categories(Keys keys, string place, long rows)
    {
        var element = keys.Value("categories");
        var counts = new List<KeyValuePair<string, long>>();
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong($"categories of {place} is no mapping", Describe(element), "a mapping from categories to rows");
        }

        foreach (var member in element.EnumerateObject())
        {
            if (counts.Count == ProfileDocument.MostCategories || member.Name.Length > MostName)
            {
                throw Wrong($"categories of {place} are too many or too long", $"{counts.Count + 1} categories, one of {member.Name.Length} characters", $"at most {ProfileDocument.MostCategories} of {MostName} characters");
            }

            counts.Add(new(member.Name, Whole(member.Value, place, 1, rows)));
        }

        var (rest, others) = (keys.Whole("rest", 0, rows), keys.Whole("rest_categories", 0, MostRows));
        var sum = Sum(counts.Select(count => count.Value).Append(rest), rows);
        if (sum != rows || (rest == 0) != (others == 0))
        {
            throw Wrong($"The counts of {place} do not add up", $"{sum} or more, of them {rest} of {others} other categories", $"{rows}: rows less missing");
        }

        return new CategoryProfile(counts, rest, others);
    }

    // Two thousand counts of all rows would overflow: what is too many is enough to know.
    private static long Sum(IEnumerable<long> counts, long rows)
    {
        var sum = 0L;
        foreach (var count in counts)
        {
            sum += count;
            if (sum > rows)
            {
                break;
            }
        }

        return sum;
    }

    private static void Ascending(List<double> values, string place)
    {
        for (var i = 1; i < values.Count; i++)
        {
            if (!(values[i] > values[i - 1]))
            {
                throw Wrong($"The {place} do not ascend", $"{Text(values[i - 1])}, {Text(values[i])}", "each above the one before");
            }
        }
    }

    private static double Number(JsonElement element, string place) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetDouble(out var value) && double.IsFinite(value) => value,
        JsonValueKind.String when element.ValueEquals("Infinity") => double.PositiveInfinity,
        JsonValueKind.String when element.ValueEquals("-Infinity") => double.NegativeInfinity,
        _ => throw Wrong($"A number of {place} is none", Describe(element), "a number"),
    };

    private static long Whole(JsonElement element, string place, long least, long most) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var value) && value >= least && value <= most
            ? value
            : throw Wrong($"A count of {place} is none", Describe(element), $"a whole number from {least} to {most}");

    private static string Hash(JsonElement element, string place) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { Length: 64 } text && text.All(char.IsAsciiHexDigitLower)
            ? text
            : throw Wrong($"A hash of {place} is none", Describe(element), "64 hexadecimal digits");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Describe(JsonElement element) => element.ValueKind is JsonValueKind.Object ? "a mapping" : element.ValueKind is JsonValueKind.Array ? "a list" : Short(element.GetRawText());

    // Names come from files: one line, of a length that fits a message.
    private static string Short(string text) => new([.. text.Take(60).Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? '?' : c)]);

    private static ResultsFormatException Wrong(string what, string found, string expected) => new($"{what}. Found {found}; expected {expected}.");

    /// <summary>A mapping whose keys are known.</summary>
    private readonly struct Keys
    {
        private readonly JsonElement element;
        private readonly string place;

        public Keys(JsonElement element, string place, params string[] known)
        {
            (this.element, this.place) = (element, place);
            if (element.ValueKind != JsonValueKind.Object)
            {
                throw Wrong($"{place} is no mapping", Describe(element), "a mapping");
            }

            foreach (var member in element.EnumerateObject())
            {
                if (!known.Contains(member.Name, StringComparer.Ordinal))
                {
                    throw Wrong($"Unknown key in {place}", $"'{Short(member.Name)}'", $"one of {string.Join(", ", known)}");
                }
            }
        }

        public JsonElement? Find(string key) => element.TryGetProperty(key, out var value) ? value : null;

        public JsonElement Value(string key) => Find(key) ?? throw Wrong($"{place} has no '{key}'", "nothing", "what `modelspecs profile` writes");

        public string Text(string key) => Value(key) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw Wrong($"{key} of {place} is no text", Describe(Value(key)), "a text");

        public long Whole(string key, long least, long most) => ProfileTextReader.Whole(Value(key), $"{place} ({key})", least, most);

        public bool IsTrue(string key) => Find(key) is { } value && (value.ValueKind == JsonValueKind.True ? true : throw Wrong($"{key} of {place} is not true", Describe(value), "true, or no such key"));

        public List<T> List<T>(string key, int most, Func<JsonElement, T> read)
        {
            var value = Value(key);
            return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= most
                ? [.. value.EnumerateArray().Select(read)]
                : throw Wrong($"{key} of {place} is no list, or too long", value.ValueKind == JsonValueKind.Array ? $"{value.GetArrayLength()} items" : Describe(value), $"a list of at most {most}");
        }

        public void Refuse(params string[] keys)
        {
            foreach (var key in keys)
            {
                if (Find(key) is not null)
                {
                    throw Wrong($"{place} cannot have '{key}'", $"'{key}'", "the keys of its kind");
                }
            }
        }
    }
}
