using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>Resamples rows, clusters of rows, or the queries of a ranking, and measures the replicates with the evaluator itself, as the groups of one
/// axis: right for every metric, with weights and without. Of a large slice a sample is resampled, and its spread scaled to the slice's size (m out of n).</summary>
/// <param name="input">Truth and predictions.</param>
/// <param name="options">Replicates, seed, clusters.</param>
/// <param name="then">Other predictions of the same rows, whose value is taken off on the same resample; null: nothing is.</param>
internal sealed class RowResampler(MetricInput input, IntervalOptions options, MetricInput? then = null) : IUnitResampler
{
    /// <summary>Rows, clusters or queries that are resampled of a larger slice.</summary>
    public const int MostUnits = 1024;

    /// <summary>What the random numbers are for.</summary>
    public const ulong Purpose = 3;

    // Rows measured at a time: enough to make the evaluator's fixed costs small, few enough to stay in the cache.
    private const int RowsAtATime = 1 << 17;
    private const int JackknifeGroups = 200;

    /// <inheritdoc/>
    public RowReplicates Run(ReadOnlySpan<int> rows, MetricRequest[] requests, ReadOnlySpan<MetricValue> measured, bool accelerated, CancellationToken cancellationToken)
    {
        var units = Units(rows);
        var random = new RandomStream(options.Seed, Purpose);
        var all = units.Length;
        if (all > MostUnits)
        {
            units = Sample(units, ref random);
        }

        var ofMean = Math.Sqrt((double)units.Length / all);
        var replicates = Array.ConvertAll(requests, _ => new double[options.Replicates]);
        var batch = new Batch(input, then, requests, cancellationToken);
        for (var replicate = 0; replicate < options.Replicates; replicate++)
        {
            for (var draw = 0; draw < units.Length; draw++)
            {
                batch.Add(units[random.NextIndex(units.Length)]);
            }

            batch.EndReplicate();
            if (batch.Rows >= RowsAtATime || replicate + 1 == options.Replicates)
            {
                batch.Measure(replicates, replicate + 1);
            }
        }

        // The sample's replicates scatter around the sample's own value.
        var own = all == units.Length ? null : Once(units, requests, cancellationToken);
        for (var i = 0; i < requests.Length; i++)
        {
            var centre = own?[i] ?? measured[i].Value;

            // The sum over a sample scatters less than that over the slice, not more.
            var scale = IntervalFamilies.IsTotal(requests[i]) ? 1 / ofMean : ofMean;
            for (var replicate = 0; replicate < replicates[i].Length; replicate++)
            {
                replicates[i][replicate] = measured[i].Value + (scale * (replicates[i][replicate] - centre));
            }
        }

        return new RowReplicates(replicates, accelerated ? Accelerations(units, requests, ofMean, cancellationToken) : null);
    }

    private double[] Once(int[][] units, MetricRequest[] requests, CancellationToken cancellationToken)
    {
        var batch = new Batch(input, then, requests, cancellationToken);
        foreach (var unit in units)
        {
            batch.Add(unit);
        }

        batch.EndReplicate();
        var values = Array.ConvertAll(requests, _ => new double[1]);
        batch.Measure(values, 1);
        return Array.ConvertAll(values, value => value[0]);
    }

    /// <summary>Efron's acceleration from the jackknife: without one unit at a time, or one group of units where there are many.</summary>
    private double[] Accelerations(int[][] units, MetricRequest[] requests, double scale, CancellationToken cancellationToken)
    {
        var groups = Math.Min(units.Length, JackknifeGroups);
        var values = Array.ConvertAll(requests, _ => new double[groups]);
        var batch = new Batch(input, then, requests, cancellationToken);
        for (var group = 0; group < groups; group++)
        {
            for (var unit = 0; unit < units.Length; unit++)
            {
                if (unit % groups != group)
                {
                    batch.Add(units[unit]);
                }
            }

            batch.EndReplicate();
            if (batch.Rows >= RowsAtATime || group + 1 == groups)
            {
                batch.Measure(values, group + 1);
            }
        }

        return Array.ConvertAll(values, of => Acceleration(of) * scale);
    }

    /// <summary>Efron's acceleration from the values without each unit; those that are not defined are left out.</summary>
    internal static double Acceleration(double[] without)
    {
        var defined = Array.FindAll(without, double.IsFinite);
        var mean = defined.Length == 0 ? 0 : defined.Sum() / defined.Length;
        double squares = 0, cubes = 0;
        foreach (var value in defined)
        {
            var distance = mean - value;
            squares += distance * distance;
            cubes += distance * distance * distance;
        }

        return squares > 0 ? cubes / (6 * squares * Math.Sqrt(squares)) : 0;
    }

    private int[][] Units(ReadOnlySpan<int> rows)
    {
        if (Clusters() is not { } clusters)
        {
            var single = new int[rows.Length][];
            for (var i = 0; i < single.Length; i++)
            {
                single[i] = [rows[i]];
            }

            return single;
        }

        var members = new SortedDictionary<int, List<int>>();
        foreach (var row in rows)
        {
            if (!members.TryGetValue(clusters[row], out var list))
            {
                members[clusters[row]] = list = [];
            }

            list.Add(row);
        }

        return [.. members.Values.Select(list => input.Queries is { } queries ? list.OrderBy(row => queries[row]).ToArray() : [.. list])];
    }

    private int[]? Clusters() => options.Clusters ?? input.Queries;

    // The first units of a shuffle.
    private static int[][] Sample(int[][] units, ref RandomStream random)
    {
        var shuffled = (int[][])units.Clone();
        for (var i = 0; i < MostUnits; i++)
        {
            var other = i + random.NextIndex(shuffled.Length - i);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled[..MostUnits];
    }

    /// <summary>Replicates waiting to be measured together.</summary>
    private sealed class Batch(MetricInput input, MetricInput? then, MetricRequest[] requests, CancellationToken cancellationToken)
    {
        private readonly List<int> rows = [];
        private readonly List<int> codes = [];
        private readonly List<int>? queries = input.Queries is null ? null : [];
        private int drawn;
        private int open;

        public int Rows => rows.Count;

        // The queries of a unit stand together, and one that is drawn again is another.
        public void Add(int[] unit)
        {
            for (var i = 0; i < unit.Length; i++)
            {
                rows.Add(unit[i]);
                codes.Add(open);
                if (queries is not null)
                {
                    drawn += i == 0 || input.Queries![unit[i]] != input.Queries[unit[i - 1]] ? 1 : 0;
                    queries.Add(drawn - 1);
                }
            }
        }

        public void EndReplicate() => open++;

        public void Measure(double[][] values, int end)
        {
            var axis = new SliceAxis([.. codes], open);
            var measured = Evaluate(input, axis);
            var before = then is null ? null : Evaluate(then, axis);
            for (var group = 0; group < open; group++)
            {
                for (var i = 0; i < requests.Length; i++)
                {
                    values[i][end - open + group] = Value(measured[group][i]) - (before is null ? 0 : Value(before[group][i]));
                }
            }

            rows.Clear();
            codes.Clear();
            queries?.Clear();
            open = drawn = 0;
        }

        private MetricValue[][] Evaluate(MetricInput of, SliceAxis axis) => SliceEvaluator.Evaluate(of.Gather([.. rows], queries?.ToArray()), [axis], requests, 1, cancellationToken).Groups[0];

        private static double Value(MetricValue value) => value.IsDefined ? value.Value : double.NaN;
    }
}

/// <summary>What resampling rows gave.</summary>
/// <param name="Values">Replicates by request.</param>
/// <param name="Accelerations">Efron's acceleration by request; null where not asked for.</param>
internal sealed record RowReplicates(double[][] Values, double[]? Accelerations);
