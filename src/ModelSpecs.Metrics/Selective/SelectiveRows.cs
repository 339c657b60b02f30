using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Metrics.Selective;

/// <summary>Rows of a slice, and how sure their numbers are.</summary>
/// <param name="Confidence">Of each row; not NaN.</param>
/// <param name="Wrong">Whether each row's prediction is wrong.</param>
/// <param name="Weights">Weight of each row; null: 1 each.</param>
/// <param name="Clusters">Cluster of each row, where rows are not independent; null: each is its own.</param>
public sealed record SelectiveRows(double[] Confidence, bool[] Wrong, double[]? Weights, int[]? Clusters)
{
    // Of more units a sample is resampled, and its spread scaled to all of them.
    private const int MostUnits = 2048;
    private const ulong Purpose = 17;

    /// <summary>The curve.</summary>
    public SelectiveCurve Curve() => SelectiveCurve.Of(Confidence, Wrong, Weights);

    /// <summary>A number of the curve with its noise: of a share of independent rows the interval of a proportion, which takes the threshold as given; of anything else
    /// the bootstrap over rows or clusters.</summary>
    /// <param name="curve">The curve of these rows.</param>
    /// <param name="measure">What is read off it.</param>
    /// <param name="options">Methods, replicates and seed.</param>
    /// <param name="cancellationToken">Stops between replicates.</param>
    public Estimate Estimate(SelectiveCurve curve, SelectiveMeasure measure, IntervalOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(options);
        var value = measure.Of(curve);
        if (double.IsNaN(value))
        {
            return new BareEstimate(value, 0, "it is undefined");
        }

        if (Weights is null && Clusters is null)
        {
            var point = measure.Kind == SelectiveKind.ErrorAtCoverage ? curve.AtCoverage(measure.At) : curve.Above(measure.At);
            switch (measure.Kind)
            {
                case SelectiveKind.ErrorAtCoverage or SelectiveKind.ErrorAbove:
                    return new ProportionEstimate(value, point.Errors, point.Accepted, options.Proportions);
                case SelectiveKind.CoverageAbove:
                    return new ProportionEstimate(value, point.Accepted, curve.Rows, options.Proportions);
            }
        }

        return Resampled(value, curve, measure, options, cancellationToken);
    }

    private Estimate Resampled(double value, SelectiveCurve curve, SelectiveMeasure measure, IntervalOptions options, CancellationToken cancellationToken)
    {
        var random = new RandomStream(options.Seed, Purpose);
        var units = Units();
        var all = units.Length;
        if (all > MostUnits)
        {
            for (var i = 0; i < MostUnits; i++)
            {
                var other = i + random.NextIndex(all - i);
                (units[i], units[other]) = (units[other], units[i]);
            }

            units = units[..MostUnits];
        }

        var sample = new Sample(this, units);
        var centre = all == units.Length ? value : sample.Measure(measure, Enumerable.Repeat(1, units.Length).ToArray());
        var scale = Math.Sqrt((double)units.Length / all);
        var (replicates, drawn) = (new double[options.Replicates], new int[units.Length]);
        for (var replicate = 0; replicate < replicates.Length; replicate++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(drawn);
            for (var draw = 0; draw < drawn.Length; draw++)
            {
                drawn[random.NextIndex(drawn.Length)]++;
            }

            replicates[replicate] = value + (scale * (sample.Measure(measure, drawn) - centre));
        }

        return BootstrapEstimate.Of(value, curve.Rows, replicates, null, null);
    }

    private int[][] Units()
    {
        if (Clusters is null)
        {
            return [.. Enumerable.Range(0, Confidence.Length).Select(row => new[] { row })];
        }

        return [.. Enumerable.Range(0, Confidence.Length).GroupBy(row => Clusters[row]).OrderBy(unit => unit.Key).Select(unit => unit.ToArray())];
    }

    /// <summary>Rows that are drawn by units, sorted once.</summary>
    private sealed class Sample
    {
        private readonly double[] confidence;
        private readonly bool[] wrong;
        private readonly double[] own;
        private readonly int[] order;
        private readonly int[] unitOf;
        private readonly double[] weights;
        private readonly bool isCounted;
        private double[] harmonic = [0];

        public Sample(SelectiveRows rows, int[][] units)
        {
            int[] members = [.. units.SelectMany(unit => unit)];
            confidence = Array.ConvertAll(members, row => rows.Confidence[row]);
            wrong = Array.ConvertAll(members, row => rows.Wrong[row]);
            own = Array.ConvertAll(members, row => rows.Weights is { } given ? given[row] : 1);
            isCounted = rows.Weights is null;
            order = SelectiveCurve.Order(confidence);
            unitOf = [.. units.SelectMany((unit, index) => unit.Select(_ => index))];
            weights = new double[members.Length];
        }

        public double Measure(SelectiveMeasure measure, int[] drawn)
        {
            var total = 0;
            for (var i = 0; i < order.Length; i++)
            {
                var times = drawn[unitOf[order[i]]];
                weights[i] = times * own[order[i]];
                total += times;
            }

            harmonic = isCounted && harmonic.Length <= total ? SelectiveCurve.HarmonicNumbers(2 * total) : harmonic;
            return measure.Of(SelectiveCurve.OfOrdered(confidence, wrong, order, weights, isCounted ? harmonic : null));
        }
    }
}
