using ModelSpecs.Engine.Baselines;

namespace ModelSpecs.Engine.Running;

/// <summary>Rows that changed sides against the champion and the snapshot: any row can be asked for, not only those that messages name.</summary>
internal sealed class SampledFlips
{
    private const string NewlyWrong = "newly wrong";
    private const string NewlyRight = "newly right";

    private readonly List<(Baseline Baseline, int[]? Named)> baselines = [];

    /// <summary>Those of a run's baselines that have rows.</summary>
    /// <param name="baselines">The champion first: what a row is by it is said first.</param>
    /// <param name="rows">Judged rows.</param>
    public SampledFlips(RunBaselines baselines, int rows)
    {
        foreach (var baseline in (Baseline?[])[baselines.Champion, baselines.Snapshot?.Baseline])
        {
            if (baseline?.Flips is { Rows: > 0 })
            {
                this.baselines.Add((baseline, Inverse(baseline.Rows, rows)));
            }
        }
    }

    /// <summary>How a row stands to each baseline that it changed sides against, by the baseline's name; null: to none.</summary>
    /// <param name="row">Index among the judged rows.</param>
    public IReadOnlyDictionary<string, string>? Of(int row)
    {
        Dictionary<string, string>? found = null;
        foreach (var (baseline, named) in baselines)
        {
            var index = named is null ? row : named[row];
            if (index < 0)
            {
                continue;
            }

            var side = baseline.Flips!.IsNewlyWrong(index) ? NewlyWrong : baseline.Flips.IsNewlyRight(index) ? NewlyRight : null;
            if (side is not null)
            {
                (found ??= new(StringComparer.Ordinal))[baseline.Name] = side;
            }
        }

        return found;
    }

    /// <summary>At most so many rows that changed sides, of each baseline and each side as many as of the others, spread over the file.</summary>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<int> Some(int most)
    {
        var kinds = baselines.SelectMany(entry => (List<int>[])[Rows(entry.Baseline, entry.Baseline.Flips!.IsNewlyWrong), Rows(entry.Baseline, entry.Baseline.Flips.IsNewlyRight)])
            .Where(rows => rows.Count > 0).OrderBy(rows => rows.Count).ToList();
        var some = new SortedSet<int>();
        for (var i = 0; i < kinds.Count; i++)
        {
            // What a small kind leaves of its share goes to the larger ones after it.
            var share = Math.Min(kinds[i].Count, (most - some.Count) / (kinds.Count - i));
            for (var k = 0; k < share; k++)
            {
                some.Add(kinds[i][(int)((long)k * kinds[i].Count / share)]);
            }
        }

        return [.. some];
    }

    private static List<int> Rows(Baseline baseline, Func<int, bool> isSuch)
    {
        var rows = new List<int>();
        for (var i = 0; i < baseline.Flips!.Rows; i++)
        {
            if (isSuch(i))
            {
                rows.Add(baseline.RowOf(i));
            }
        }

        return rows;
    }

    private static int[]? Inverse(int[]? named, int rows)
    {
        if (named is null)
        {
            return null;
        }

        var inverse = new int[rows];
        Array.Fill(inverse, -1);
        for (var i = 0; i < named.Length; i++)
        {
            inverse[named[i]] = i;
        }

        return inverse;
    }
}
