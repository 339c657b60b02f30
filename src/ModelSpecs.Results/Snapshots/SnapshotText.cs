using System.Globalization;
using System.Text;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Results.Snapshots;

/// <summary>The text of a snapshot: JSON in which a slice is one line, UTF-8 without a mark, <c>\n</c>, the same bytes whatever the culture.</summary>
/// <remarks>Columns are padded to fixed widths, never to the widest entry: otherwise one long name would change every line of a diff.</remarks>
public static class SnapshotText
{
    internal const string FormatKey = "modelspecs_snapshot";
    private const int NameWidth = 40;
    private const int CountWidth = 8;
    private const int MetricWidth = 48;
    private static readonly ReadableEncoder Encoder = new();

    /// <summary>The bytes of a document's text.</summary>
    /// <exception cref="ArgumentException">A name repeats, or a hash is none: such a text would not be read back.</exception>
    public static byte[] Write(SnapshotDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        Check(document);
        var text = new StringBuilder();
        text.Append("{\n");
        Line(text, FormatKey, Whole(document.Format));
        Line(text, "tool", Quote(document.Tool));
        Line(text, "spec", $"{{\"name\": {Quote(document.Name)}, \"path\": {Quote(document.Spec.Path)}, \"sha256\": {Quote(document.Spec.Sha256)}}}");
        Line(text, "task", Quote(document.Task));
        if (document.Model is { } model)
        {
            Line(text, "model", File(model));
        }

        Line(text, "golden", File(document.Golden));
        if (document.Runtime is { } runtime)
        {
            Line(text, "runtime", Quote(runtime));
        }

        if (document.Classes.Count > 0)
        {
            Line(text, "classes", $"[{string.Join(", ", document.Classes.Select(Quote))}]");
        }

        if (document.Positive is { } positive)
        {
            Line(text, "positive", Quote(positive));
        }

        if (document.Threshold is { } threshold)
        {
            Line(text, "threshold", SnapshotNumber.Format(threshold));
        }

        Line(text, "rows", Whole(document.Rows));
        if (document.Outcomes is { } outcomes)
        {
            Line(text, "outcomes", $"{{\"rows\": {Whole(outcomes.Count)}, \"sha256\": {Quote(outcomes.Sha256)}}}");
        }

        if (document.Received is { } received)
        {
            Line(text, "received", $"{{\"against\": {(received.Against is { } against ? Quote(against) : "null")}, \"partial\": {(received.Partial ? "true" : "false")}}}");
        }

        Block(text, "bounds", '{', '}', document.Bounds.Select(b => $"{Quote(b.Check)}: {Quote(b.Bound)}"));
        text.Append(",\n");
        Block(text, "slices", '[', ']', document.Slices.Select(Slice));
        text.Append("\n}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads a text; line ends and white space may have been changed on the way, nothing else.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="file">The file as messages name it.</param>
    public static SnapshotReading Read(ReadOnlySpan<byte> utf8, string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return SnapshotTextReader.Read(utf8, file);
    }

    /// <summary>As in the text: <c>0.741294 [0.6921, 0.7853] of 402</c>, <c>undefined of 0</c>.</summary>
    internal static string Metric(SnapshotMetric metric)
    {
        var value = metric.Value is not { } number ? SnapshotTextReader.Undefined : metric.IsNoisy ? MetricEntry.Noisy + SnapshotNumber.FormatNoisy(number) : SnapshotNumber.Format(number);
        var interval = metric is { Low: { } low, High: { } high, IsNoisy: false } ? $" [{SnapshotNumber.Format(low)}, {SnapshotNumber.Format(high)}]" : "";
        return $"{value}{interval} of {Whole(metric.Rows)}";
    }

    private static string Slice(SnapshotSlice slice)
    {
        var line = new StringBuilder();
        line.Append("{\"slice\": ").Append(Quote(slice.Slice)).Append(',');
        if (slice.Group is { } group)
        {
            line.Append(" \"group\": ").Append(Quote(group)).Append(',');
        }

        Pad(line, NameWidth);
        var before = line.Length;
        line.Append(" \"n\": ").Append(Whole(slice.N)).Append(',');
        Pad(line, before + CountWidth + 5);
        line.Append(" \"metrics\": {");
        for (var i = 0; i < slice.Metrics.Count; i++)
        {
            var start = line.Length;
            line.Append(Quote(slice.Metrics[i].Metric)).Append(": \"").Append(Metric(slice.Metrics[i])).Append('"');
            if (i < slice.Metrics.Count - 1)
            {
                line.Append(", ");
                Pad(line, start + MetricWidth);
            }
        }

        return line.Append("}}").ToString();
    }

    private static void Block(StringBuilder text, string key, char open, char close, IEnumerable<string> lines)
    {
        text.Append(CultureInfo.InvariantCulture, $"  \"{key}\": {open}");
        var first = true;
        foreach (var line in lines)
        {
            text.Append(first ? "\n    " : ",\n    ").Append(line);
            first = false;
        }

        text.Append(first ? "" : "\n  ").Append(close);
    }

    private static void Line(StringBuilder text, string key, string value) => text.Append("  \"").Append(key).Append("\": ").Append(value).Append(",\n");

    private static void Pad(StringBuilder text, int width) => text.Append(' ', Math.Max(0, width - text.Length));

    private static string File(SnapshotFile file) => $"{{\"path\": {Quote(file.Path)}, \"sha256\": {Quote(file.Sha256)}}}";

    private static string Quote(string text) => $"\"{Encoder.Encode(text)}\"";

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Check(SnapshotDocument document)
    {
        var hashes = new[] { document.Spec.Sha256, document.Golden.Sha256, document.Model?.Sha256, document.Outcomes?.Sha256, document.Received?.Against };
        if (hashes.FirstOrDefault(h => h is not null && !SnapshotHash.IsHash(h)) is { } wrong)
        {
            throw new ArgumentException($"'{wrong}' is no SHA-256 of 64 hexadecimal digits.", nameof(document));
        }

        if (document.Threshold is { } threshold && !double.IsFinite(threshold))
        {
            throw new ArgumentException("The threshold is not finite.", nameof(document));
        }

        if (FirstRepeated(document.Bounds.Select(b => b.Check)) is { } check)
        {
            throw new ArgumentException($"The check '{check}' stands twice.", nameof(document));
        }

        if (FirstRepeated(document.Slices.Select(s => (s.Slice, s.Group))) is { } slice)
        {
            throw new ArgumentException($"The slice '{slice}' stands twice.", nameof(document));
        }

        foreach (var one in document.Slices)
        {
            if (FirstRepeated(one.Metrics.Select(m => m.Metric)) is { } metric)
            {
                throw new ArgumentException($"'{one.Label}' has {metric} twice.", nameof(document));
            }
        }
    }

    private static object? FirstRepeated<T>(IEnumerable<T> items)
    {
        var seen = new HashSet<T>();
        foreach (var item in items)
        {
            if (!seen.Add(item))
            {
                return item;
            }
        }

        return null;
    }
}

/// <summary>A text that was read: the document, or what is wrong with it.</summary>
/// <param name="Document">What it says; null where there is a problem.</param>
/// <param name="Problem">What is wrong; null where there is a document.</param>
public sealed record SnapshotReading(SnapshotDocument? Document, DiagnosticResult? Problem);
