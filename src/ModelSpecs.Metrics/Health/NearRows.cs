namespace ModelSpecs.Metrics.Health;

/// <summary>Finds rows that are close to another one: of one class, and with |a − b| &lt;= atol + rtol · max(|a|, |b|) in every column of numbers.</summary>
/// <remarks>
/// The answer is that of comparing all pairs, without doing so. Closeness is an order of intervals: where two numbers are close, so are any two between them. A group that is
/// sorted by a column therefore falls apart wherever two neighbours are not close, and no pair is lost; this is repeated with every column until nothing falls apart. What is
/// left and large is halved at a value, the lower half together with what the value is close to above it. Data whose rows are mostly far apart take O(n log n) for each column.
/// </remarks>
public sealed class NearRows
{
    private const int Small = 32;

    private readonly int[] classes;
    private readonly double[][] numbers;
    private readonly double absolute;
    private readonly double relative;
    private readonly int references;
    private readonly int[] partner;
    private readonly CancellationToken cancellationToken;

    // Not recursion: groups that lose one row at a time would go as deep as there are rows.
    private readonly Stack<(int[] Group, int Column)> work = new();
    private long steps;
    private long compared;

    private NearRows(int[] classes, IReadOnlyList<double[]> numbers, (double Absolute, double Relative) tolerance, int references, long mostSteps, CancellationToken cancellationToken)
    {
        this.classes = classes;
        this.numbers = [.. numbers];
        (absolute, relative) = tolerance;
        this.references = references;
        this.cancellationToken = cancellationToken;
        steps = mostSteps;
        partner = new int[classes.Length];
        Array.Fill(partner, -1);
    }

    /// <summary>Comparisons of two numbers after which the search of n rows is given up: so many are needed only where most rows are close to most others in most columns.</summary>
    public static long MostSteps(int rows) => 1_000_000_000 + (3_000L * rows);

    /// <summary>For each row one that is close to it; −1: none is. Null: more than <paramref name="mostSteps"/> comparisons would be needed.</summary>
    /// <param name="classes">Class of each row; only rows of one class are close.</param>
    /// <param name="numbers">Columns of finite numbers, each with one entry a row.</param>
    /// <param name="tolerance">atol, from 0, and rtol, from 0 to below 1.</param>
    /// <param name="references">Above 0: so many rows at the beginning are what the others are held against, and only those. 0: each row is held against those before it.</param>
    /// <param name="mostSteps">Most comparisons; <see cref="MostSteps"/>.</param>
    /// <param name="cancellationToken">Stops between groups.</param>
    public static int[]? Find(
        int[] classes, IReadOnlyList<double[]> numbers, (double Absolute, double Relative) tolerance, int references, long mostSteps, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(numbers);
        if (!(tolerance.Absolute >= 0 && tolerance.Relative >= 0 && tolerance.Relative < 1 && double.IsFinite(tolerance.Absolute)))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance));
        }

        var search = new NearRows(classes, numbers, tolerance, references, mostSteps, cancellationToken);
        return search.Run() ? search.partner : null;
    }

    /// <summary>Whether two numbers are close: |a − b| &lt;= atol + rtol · max(|a|, |b|).</summary>
    public static bool AreClose(double a, double b, (double Absolute, double Relative) tolerance) => Math.Abs(a - b) <= tolerance.Absolute + (tolerance.Relative * Math.Max(Math.Abs(a), Math.Abs(b)));

    private bool Run()
    {
        // Equal rows first: they need no search, and a thousand of one value would be compared with each other.
        List<ulong[]> words = [Array.ConvertAll(classes, value => (ulong)value), .. numbers.Select(column => Array.ConvertAll(column, value => BitConverter.DoubleToUInt64Bits(value + 0.0)))];
        var first = EqualRows.First(words, classes.Length, cancellationToken);
        for (var row = 0; row < first.Length; row++)
        {
            var before = first[row];
            partner[row] = before != row && (references == 0 || (before < references && row >= references)) ? before : -1;
        }

        var distinct = Enumerable.Range(0, first.Length).Where(row => first[row] == row).ToArray();
        var keys = Array.ConvertAll(distinct, row => classes[row]);
        Array.Sort(keys, distinct);
        for (var (start, end) = (0, 0); start < distinct.Length; start = end)
        {
            for (end = start + 1; end < distinct.Length && keys[end] == keys[start]; end++)
            {
            }

            work.Push((distinct[start..end], 0));
            while (work.Count > 0)
            {
                var (group, column) = work.Pop();
                Split(group, column);
                if (steps < 0)
                {
                    return false;
                }
            }
        }

        // What repeats a row that was searched for has its answer.
        for (var row = 0; references > 0 && row < first.Length; row++)
        {
            partner[row] = row < references ? -1 : partner[row] >= 0 ? partner[row] : partner[first[row]];
        }

        return true;
    }

    private void Split(int[] group, int column)
    {
        if (group.Length < 2 || (references > 0 && !(Array.Exists(group, row => row < references) && Array.Exists(group, row => row >= references && partner[row] < 0))))
        {
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (group.Length > Small)
        {
            var sorted = new double[group.Length];
            for (var tried = 0; tried < numbers.Length; tried++)
            {
                var by = (column + tried) % numbers.Length;
                Sort(group, by, sorted);
                steps -= group.Length;
                if (FallsApart(sorted))
                {
                    Parts(group, sorted, (by + 1) % numbers.Length);
                    return;
                }
            }

            if (Halve(group, sorted))
            {
                return;
            }
        }

        Compare(group);
    }

    private void Sort(int[] group, int column, double[] sorted)
    {
        var values = numbers[column];
        for (var i = 0; i < group.Length; i++)
        {
            sorted[i] = values[group[i]];
        }

        Array.Sort(sorted, group);
    }

    private bool FallsApart(double[] sorted)
    {
        for (var i = 1; i < sorted.Length; i++)
        {
            if (!AreClose(sorted[i - 1], sorted[i]))
            {
                return true;
            }
        }

        return false;
    }

    private void Parts(int[] group, double[] sorted, int next)
    {
        var start = 0;
        for (var i = 1; i <= sorted.Length; i++)
        {
            if (i == sorted.Length || !AreClose(sorted[i - 1], sorted[i]))
            {
                if (i - start > 1)
                {
                    work.Push((group[start..i], next));
                }

                start = i;
            }
        }
    }

    // By the column in which the two halves are smallest; false where none makes them clearly smaller than the whole.
    private bool Halve(int[] group, double[] sorted)
    {
        var (best, bestLow, bestEnd) = (-1, 0, 0);
        var least = group.Length - (group.Length / 10);
        for (var column = 0; column < numbers.Length; column++)
        {
            Sort(group, column, sorted);
            steps -= group.Length;
            var low = Math.Max(1, group.Length / 2);
            for (; low < sorted.Length && sorted[low] == sorted[low - 1]; low++)
            {
            }

            var end = low;
            for (; end < sorted.Length && AreClose(sorted[low - 1], sorted[end]); end++)
            {
            }

            var larger = Math.Max(end, sorted.Length - low);
            if (low < sorted.Length && larger < least)
            {
                (best, bestLow, bestEnd, least) = (column, low, end, larger);
            }
        }

        if (best < 0)
        {
            return false;
        }

        Sort(group, best, sorted);
        // A pair of the two halves lies within what the last value of the lower one is close to.
        var (lower, upper) = (group[..bestEnd], group[bestLow..]);
        work.Push((upper, best));
        work.Push((lower, best));
        return true;
    }

    private void Compare(int[] group)
    {
        Array.Sort(group);
        for (var i = 1; i < group.Length && steps >= 0; i++)
        {
            var row = group[i];
            if (partner[row] >= 0 || row < references)
            {
                continue;
            }

            for (var j = 0; j < i && (references == 0 || group[j] < references); j++)
            {
                steps -= numbers.Length;
                if ((++compared & 0xFFFF) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                if (steps < 0)
                {
                    return;
                }

                if (AreClose(group[j], row))
                {
                    partner[row] = group[j];
                    break;
                }
            }
        }
    }

    private bool AreClose(int left, int right)
    {
        foreach (var column in numbers)
        {
            if (!AreClose(column[left], column[right]))
            {
                return false;
            }
        }

        return true;
    }

    private bool AreClose(double a, double b) => AreClose(a, b, (absolute, relative));
}
