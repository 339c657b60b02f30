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
        var (rows, unitOf, units, all) = Drawn(ref random);
        var sample = new SelectiveSample(this, rows, unitOf);
        var drawn = new int[units];
        Array.Fill(drawn, 1);
        var centre = all == units ? value : sample.Measure(measure, drawn);
        var scale = Math.Sqrt((double)units / all);
        var replicates = new double[options.Replicates];
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

    /// <summary>The rows of at most <see cref="MostUnits"/> units, taken at random, with the unit of each.</summary>
    private (int[] Rows, int[] UnitOf, int Units, int All) Drawn(ref RandomStream random)
    {
        var (unitOfRow, all) = Clusters is null ? (null, Confidence.Length) : Numbered(Clusters);
        var chosen = new int[all];
        for (var unit = 0; unit < all; unit++)
        {
            chosen[unit] = unit;
        }

        for (var i = 0; all > MostUnits && i < MostUnits; i++)
        {
            var other = i + random.NextIndex(all - i);
            (chosen[i], chosen[other]) = (chosen[other], chosen[i]);
        }

        var units = Math.Min(all, MostUnits);
        if (unitOfRow is null)
        {
            return (chosen[..units], [.. Enumerable.Range(0, units)], units, all);
        }

        var place = new int[all];
        Array.Fill(place, -1);
        for (var i = 0; i < units; i++)
        {
            place[chosen[i]] = i;
        }

        var (rows, unitOf) = (new List<int>(), new List<int>());
        for (var row = 0; row < unitOfRow.Length; row++)
        {
            if (place[unitOfRow[row]] is >= 0 and var unit)
            {
                rows.Add(row);
                unitOf.Add(unit);
            }
        }

        return ([.. rows], [.. unitOf], units, all);
    }

    private static (int[] UnitOfRow, int Units) Numbered(int[] clusters)
    {
        var known = new Dictionary<int, int>();
        var units = new int[clusters.Length];
        for (var row = 0; row < clusters.Length; row++)
        {
            if (!known.TryGetValue(clusters[row], out units[row]))
            {
                known.Add(clusters[row], units[row] = known.Count);
            }
        }

        return (units, known.Count);
    }
}
