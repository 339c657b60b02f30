using ModelSpecs.Engine.Datasets;
using ModelSpecs.Results.Profiles;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>Categories of a reference: the most frequent by name, the others as one.</summary>
internal sealed class CategoryReference : ReferenceColumn
{
    private readonly CategoryProfile kept;
    private readonly HashSet<string>? known;
    private readonly Dictionary<string, int> places;
    private readonly long rows;
    private readonly long missing;

    private CategoryReference(CategoryProfile kept, HashSet<string>? known, long rows, long missing)
    {
        (this.kept, this.known, this.rows, this.missing) = (kept, known, rows, missing);
        places = kept.Rows.Select((row, i) => (row.Key, i)).ToDictionary(row => row.Key, row => row.i, StringComparer.Ordinal);
    }

    /// <summary>Of a data set: what is unseen is known exactly.</summary>
    public static new CategoryReference Of(Column column, int[]? rows)
    {
        var (counts, missing) = ColumnValues.Categories(column, rows);
        return new CategoryReference(Keep(counts, floor: 1), [.. counts.Keys], rows?.Length ?? column.Length, missing);
    }

    /// <summary>Of a profile.</summary>
    public static CategoryReference Of(CategoryProfile profile, long rows, long missing) => new(profile, null, rows, missing);

    /// <summary>The most frequent categories that have a floor of rows, and the rest.</summary>
    public static CategoryProfile Keep(IReadOnlyDictionary<string, long> counts, int floor)
    {
        var named = counts.Where(count => count.Value >= floor).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Take(ProfileDocument.MostCategories).ToList();
        return new CategoryProfile(named, counts.Values.Sum() - named.Sum(count => count.Value), counts.Count - named.Count);
    }

    /// <summary>Share of values that a reference does not have, where it keeps some of its own without a name: what goes beyond their share.</summary>
    public static double BeyondRest(long others, long values, long rest, long reference) => Math.Max(0, ((double)others / values) - ((double)rest / reference));

    /// <inheritdoc />
    public override ColumnDrift Compare(Column column, int[]? nowRows)
    {
        var (counts, gone) = ColumnValues.Categories(column, nowRows);
        var all = nowRows?.Length ?? column.Length;
        var drift = new ColumnDrift
        {
            Name = column.Name, HasNumbers = false, IsCategorical = true, ReferenceRows = rows, ReferenceMissing = missing, Rows = all, Missing = gone, Nothing = kept.Rows.Count == 0 && kept.Rest > 0 ? TooFew : Nothing(rows - missing, all - gone),
        };
        if (drift.Nothing is not null)
        {
            return drift;
        }

        var (expected, actual) = (new double[places.Count + 1], new double[places.Count + 1]);
        for (var i = 0; i < kept.Rows.Count; i++)
        {
            expected[i] = kept.Rows[i].Value;
        }

        var others = 0L;
        foreach (var (name, count) in counts)
        {
            if (places.TryGetValue(name, out var place))
            {
                actual[place] = count;
            }
            else
            {
                others += count;
            }
        }

        (expected[^1], actual[^1]) = (kept.Rest, others);
        List<string> bins = [.. kept.Rows.Select(row => row.Key), NumberBins.Others];
        if (kept.Rest + others == 0)
        {
            bins.RemoveAt(bins.Count - 1);
            (expected, actual) = (expected[..^1], actual[..^1]);
        }

        var unseen = counts.Where(count => !(known?.Contains(count.Key) ?? places.ContainsKey(count.Key))).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).ToList();
        return drift with
        {
            Bins = bins, Expected = expected, Actual = actual, Unseen = unseen,
            UnseenShare = known is not null ? unseen.Sum(count => count.Value) / (double)drift.Values : BeyondRest(others, drift.Values, kept.Rest, drift.ReferenceValues),
        };
    }

    /// <inheritdoc />
    public override DriftShape Shape(Column column, int[]? nowRows)
    {
        const int Most = 20;
        var drift = Compare(column, nowRows);
        if (drift.Nothing is not null)
        {
            return DriftShape.None;
        }

        // The most frequent of both; what is left has no bar, so that it does not dwarf the others.
        int[] shown = [.. Enumerable.Range(0, drift.Bins.Count).OrderByDescending(i => (drift.Expected[i] / drift.ReferenceValues) + (drift.Actual[i] / drift.Values)).Take(Most).Order()];
        return new([], [.. shown.Select(i => drift.Bins[i])], [.. shown.Select(i => drift.Expected[i] / drift.ReferenceValues)], [.. shown.Select(i => drift.Actual[i] / drift.Values)]);
    }
}
