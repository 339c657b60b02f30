using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Paired;

namespace ModelSpecs.Engine.Checks;

/// <summary>The rows that changed sides, as messages name them.</summary>
internal static class FlippedRows
{
    private const int Listed = 10;

    /// <summary>Lines such as <c>newly wrong: 18 of 402 rows: 1047, 1101, …</c>; none where nothing is known of the rows, or none changed.</summary>
    public static IReadOnlyList<(string Name, string Text)> Lines(CheckContext context, Baseline baseline, SlicePlace? place)
    {
        if (baseline.FlipsOn(place) is not { } flips)
        {
            return [];
        }

        var lines = new List<(string, string)>();
        Add("now wrong", flips.NewlyWrong, flips.FirstNewlyWrong);
        Add("now right", flips.NewlyRight, flips.FirstNewlyRight);
        if (flips.NewlyWrong is null)
        {
            Add("changed", flips.Changed, flips.FirstChanged);
        }

        return lines;

        void Add(string name, long? count, IReadOnlyList<int> rows)
        {
            if (count > 0)
            {
                var ids = string.Join(", ", rows.Take(Listed).Select(row => context.WorstRows.NameOf(baseline.RowOf(row))));
                lines.Add((name, $"{Numbers.Count(count.Value)} of {Numbers.Count(flips.Rows)} rows: {ids}{(count > Listed ? ", …" : "")}"));
            }
        }
    }

    /// <summary>Ids of rows that a baseline's flips name.</summary>
    public static IReadOnlyList<string> Names(WorstRows rows, Baseline baseline, IReadOnlyList<int> named) => [.. named.Select(row => rows.NameOf(baseline.RowOf(row)))];
}
