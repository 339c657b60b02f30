using System.Globalization;

namespace ModelSpecs.Results.Snapshots;

/// <summary>The form of a metric in the text: <c>VALUE [LOW, HIGH] of ROWS</c>, <c>~VALUE of ROWS</c>.</summary>
internal static class MetricEntry
{
    /// <summary>Stands before a value that the next run does not repeat.</summary>
    public const char Noisy = '~';

    private const string Of = " of ";

    /// <summary>Reads it; null: another form.</summary>
    public static SnapshotMetric? Parse(string name, string entry)
    {
        var text = entry.AsSpan();
        var of = text.LastIndexOf(Of, StringComparison.Ordinal);
        if (of < 0 || text[(of + Of.Length)..].ContainsAnyExceptInRange('0', '9')
            || !long.TryParse(text[(of + Of.Length)..], NumberStyles.None, CultureInfo.InvariantCulture, out var rows))
        {
            return null;
        }

        text = text[..of];
        double? low = null, high = null;
        var open = text.IndexOf(" [", StringComparison.Ordinal);
        if (open >= 0)
        {
            var comma = text.IndexOf(", ", StringComparison.Ordinal);
            if (comma < open || text[^1] != ']' || !SnapshotNumber.TryParse(text[(open + 2)..comma], out var from) || !SnapshotNumber.TryParse(text[(comma + 2)..^1], out var to))
            {
                return null;
            }

            (low, high) = (from, to);
            text = text[..open];
        }

        if (text is [Noisy, ..])
        {
            return low is null && SnapshotNumber.TryParse(text[1..], out var noisy) ? new SnapshotMetric(name, noisy, null, null, rows) { IsNoisy = true } : null;
        }

        return text is SnapshotTextReader.Undefined ? new SnapshotMetric(name, null, low, high, rows)
            : SnapshotNumber.TryParse(text, out var value) ? new SnapshotMetric(name, value, low, high, rows)
            : null;
    }
}
