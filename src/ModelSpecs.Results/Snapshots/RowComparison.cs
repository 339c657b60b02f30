namespace ModelSpecs.Results.Snapshots;

/// <summary>What became of each row between two snapshots; rows are known by their ids, wherever they stand now.</summary>
public sealed class RowComparison
{
    private RowComparison(RowOutcomes was, RowOutcomes now, int[] before) => (Was, Now, Before) = (was, now, before);

    /// <summary>The rows of the verified snapshot.</summary>
    public RowOutcomes Was { get; }

    /// <summary>The rows of this run.</summary>
    public RowOutcomes Now { get; }

    /// <summary>For each row of <see cref="Now"/> the same row in <see cref="Was"/>; −1: it is new.</summary>
    public int[] Before { get; }

    /// <summary>Rows of <see cref="Now"/> that were there before.</summary>
    public int Common { get; private set; }

    /// <summary>Rows of <see cref="Now"/> that are new.</summary>
    public IReadOnlyList<int> Added { get; private set; } = [];

    /// <summary>Rows of <see cref="Was"/> that are gone; <c>Was.Ids[row]</c> names them.</summary>
    public IReadOnlyList<int> Removed { get; private set; } = [];

    /// <summary>Rows of <see cref="Now"/> whose true value was another.</summary>
    public IReadOnlyList<int> Relabelled { get; private set; } = [];

    /// <summary>Rows of <see cref="Now"/> that are wrong and were right, each against its label at the time.</summary>
    public IReadOnlyList<int> NewlyWrong { get; private set; } = [];

    /// <summary>Rows of <see cref="Now"/> that are right and were wrong.</summary>
    public IReadOnlyList<int> NewlyRight { get; private set; } = [];

    /// <summary>Rows of <see cref="Now"/> whose prediction was another; numbers by more than <see cref="SnapshotNumber.Tolerance"/>.</summary>
    public IReadOnlyList<int> Changed { get; private set; } = [];

    /// <summary>Whether both have the same rows with the same true values.</summary>
    public bool SameRows => Added.Count == 0 && Removed.Count == 0 && Relabelled.Count == 0;

    /// <summary>Compares the rows of two snapshots. Class codes are compared as they are: the documents' class names must be the same.</summary>
    public static RowComparison Of(RowOutcomes was, RowOutcomes now)
    {
        ArgumentNullException.ThrowIfNull(was);
        ArgumentNullException.ThrowIfNull(now);
        var before = now.Ids.FindIn(was.Ids);
        var (added, relabelled, wrong, right, changed) = (new List<int>(), new List<int>(), new List<int>(), new List<int>(), new List<int>());
        var found = new bool[was.Count];
        for (var row = 0; row < before.Length; row++)
        {
            var old = before[row];
            if (old < 0)
            {
                added.Add(row);
                continue;
            }

            found[old] = true;
            if (!now.SameTruth(row, was, old))
            {
                relabelled.Add(row);
            }

            if (!now.SamePrediction(row, was, old))
            {
                changed.Add(row);
            }

            if (now.IsRight(row) is { } isRight && was.IsRight(old) is { } wasRight && isRight != wasRight)
            {
                (isRight ? right : wrong).Add(row);
            }
        }

        return new RowComparison(was, now, before)
        {
            Common = before.Length - added.Count,
            Added = added,
            Removed = [.. Enumerable.Range(0, was.Count).Where(row => !found[row])],
            Relabelled = relabelled,
            NewlyWrong = wrong,
            NewlyRight = right,
            Changed = changed,
        };
    }
}
