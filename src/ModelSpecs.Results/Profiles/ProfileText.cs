using System.Globalization;
using System.Text;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Results.Profiles;

/// <summary>The text of a profile: JSON with a line for each fact of a column, UTF-8 without a mark, <c>\n</c>, the same bytes whatever the culture and the threads.</summary>
public static class ProfileText
{
    internal const string FormatKey = "modelspecs_profile";
    private static readonly ReadableEncoder Encoder = new();

    /// <summary>The bytes of a document's text.</summary>
    public static byte[] Write(ProfileDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\n  \"{FormatKey}\": {ProfileDocument.CurrentFormat},\n  \"rows\": {document.Rows},\n  \"floor\": {document.Floor},\n");
        text.Append("  \"data\": ").Append(List(document.Data, Quote)).Append(",\n");
        Columns(text, "columns", document.Columns);
        if (document.Model is { } model)
        {
            text.Append(",\n  \"model\": ").Append(Quote(model));
        }

        if (document.Predictions.Count > 0)
        {
            text.Append(",\n");
            Columns(text, "predictions", document.Predictions);
        }

        return Encoding.UTF8.GetBytes(text.Append("\n}\n").ToString());
    }

    /// <summary>A document; strictly: every key known, none twice, every count adding up, all within limits.</summary>
    /// <param name="utf8">The text.</param>
    /// <exception cref="ResultsFormatException">It is no profile; the message says what was found.</exception>
    public static ProfileDocument Read(ReadOnlyMemory<byte> utf8) => ProfileTextReader.Read(utf8);

    private static void Columns(StringBuilder text, string key, IReadOnlyList<ColumnProfile> columns)
    {
        text.Append("  \"").Append(key).Append("\": {");
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            text.Append(i == 0 ? "\n" : ",\n").Append("    ").Append(Quote(column.Name)).Append(": {");
            text.Append(CultureInfo.InvariantCulture, $"\n      \"kind\": \"{column.Kind}\",\n      \"missing\": {column.Missing}");
            if (column.Numbers is { } numbers)
            {
                Numbers(text, numbers);
            }

            if (column.Categories is { } categories)
            {
                text.Append(",\n      \"categories\": {").Append(string.Join(", ", categories.Rows.Select(row => $"{Quote(row.Key)}: {Whole(row.Value)}"))).Append('}');
                text.Append(CultureInfo.InvariantCulture, $",\n      \"rest\": {categories.Rest},\n      \"rest_categories\": {categories.RestCategories}");
            }

            text.Append("\n    }");
        }

        text.Append(columns.Count == 0 ? "}" : "\n  }");
    }

    private static void Numbers(StringBuilder text, NumberProfile numbers)
    {
        text.Append(",\n      \"mean\": ").Append(Number(numbers.Mean)).Append(",\n      \"deviation\": ").Append(Number(numbers.Deviation));
        text.Append(numbers.IsFewValued ? ",\n      \"few_values\": true" : "");
        text.Append(",\n      \"edges\": ").Append(List(numbers.Edges, Number));
        text.Append(",\n      \"knots\": ").Append(List(numbers.Knots, Number));
        text.Append(",\n      \"at\": ").Append(List(numbers.At, Whole));
        text.Append(",\n      \"between\": ").Append(List(numbers.Between, Whole));
        text.Append(numbers.Below is { } below ? $",\n      \"below\": {Number(below)}" : "").Append(numbers.Above is { } above ? $",\n      \"above\": {Number(above)}" : "");
        text.Append(numbers.RankError > 0 ? $",\n      \"rank_error\": {Number(numbers.RankError)}" : "");
    }

    private static string List<T>(IEnumerable<T> items, Func<T, string> write) => $"[{string.Join(", ", items.Select(write))}]";

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    // JSON has no infinities; -0 is 0 to everyone who counts.
    private static string Number(double value) => double.IsFinite(value) ? (value + 0.0).ToString("R", CultureInfo.InvariantCulture)
        : double.IsNaN(value) ? throw new ArgumentException("NaN is no value.", nameof(value)) : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";

    private static string Quote(string text) => $"\"{Encoder.Encode(text)}\"";
}
