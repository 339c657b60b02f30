using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>A value with the replicates that resampling gave it.</summary>
public sealed class BootstrapEstimate : Estimate
{
    // With more replicates undefined than this, those left speak for another slice.
    private const double MostUndefined = 0.5;

    // Below this many replicates in a tail its quantile is that of the normal distribution with the tail's own scale.
    private const int FewInTail = 10;

    private readonly double[] replicates;
    private readonly double bias;
    private readonly double acceleration;

    /// <summary>An estimate.</summary>
    /// <param name="value">The measured value.</param>
    /// <param name="rows">Rows it rests on.</param>
    /// <param name="replicates">Its replicates, all finite, in any order; kept and sorted.</param>
    /// <param name="acceleration">Efron's acceleration for <see cref="IntervalMethod.Bca"/>; null: percentiles.</param>
    internal BootstrapEstimate(double value, long rows, double[] replicates, double? acceleration)
        : base(value, rows)
    {
        // Here, where several threads make estimates, and not where the first interval is asked for.
        Array.Sort(replicates);
        this.replicates = replicates;
        Method = acceleration is null ? IntervalMethod.Percentile : IntervalMethod.Bca;
        this.acceleration = acceleration ?? 0;
        var (sum, squares, below) = (0.0, 0.0, 0.0);
        foreach (var replicate in replicates)
        {
            sum += replicate - value;
            squares += (replicate - value) * (replicate - value);
            below += replicate < value ? 1 : replicate == value ? 0.5 : 0;
        }

        var count = replicates.Length;
        StandardError = Math.Sqrt(Math.Max(0, (squares - (sum * sum / count)) / Math.Max(1, count - 1)));
        bias = acceleration is null ? 0 : Normal.Quantile(Math.Clamp(below / count, 0.5 / count, 1 - (0.5 / count)));
    }

    /// <summary>An estimate from the replicates that have a value; one without an interval where they are too few or all the same.</summary>
    /// <param name="value">The measured value.</param>
    /// <param name="rows">Rows it rests on.</param>
    /// <param name="replicates">Its replicates, NaN where one has no value; kept.</param>
    /// <param name="acceleration">Efron's acceleration; null: percentiles.</param>
    /// <param name="smallestClass">Rows of the slice's smallest class.</param>
    internal static Estimate Of(double value, long rows, double[] replicates, double? acceleration, long? smallestClass)
    {
        var kept = 0;
        foreach (var replicate in replicates)
        {
            if (double.IsFinite(replicate))
            {
                replicates[kept++] = replicate;
            }
        }

        if (kept < (1 - MostUndefined) * replicates.Length)
        {
            return new BareEstimate(value, rows, "most resamples have no value");
        }

        Array.Resize(ref replicates, kept);

        // Five rows that are all right say little, and an interval without width would say everything.
        return replicates.AsSpan().ContainsAnyExcept(replicates[0])
            ? new BootstrapEstimate(value, rows, replicates, acceleration) { SmallestClass = smallestClass }
            : new BareEstimate(value, rows, "every resample gives the same value");
    }

    /// <inheritdoc/>
    public override IntervalMethod Method { get; }

    /// <inheritdoc/>
    public override double StandardError { get; }

    /// <inheritdoc/>
    public override int Replicates => replicates.Length;

    /// <inheritdoc/>
    protected internal override Interval Between(double z)
    {
        return new Interval(QuantileAt(Adjusted(-z)), QuantileAt(Adjusted(z)));
    }

    // BCa's level on the normal scale (Efron 1987, 2.3); where the formula has its pole, the level is as far out as it gets.
    private double Adjusted(double z)
    {
        var shifted = bias + z;
        var scale = 1 - (acceleration * shifted);
        return scale <= 0 ? Math.CopySign(40, shifted) : bias + (shifted / scale);
    }

    /// <summary>Quantile of the replicates at a level on the normal scale: interpolated between them, and beyond the tenth from an end carried on as a
    /// normal tail, since no replicate stands there.</summary>
    private double QuantileAt(double level)
    {
        var count = replicates.Length;
        var edge = Math.Min(FewInTail, (count - 1) / 2.0) / (count - 1);
        var limit = -Normal.Quantile(edge);
        if (Math.Abs(level) <= limit || limit <= 0)
        {
            return Interpolated(Math.Clamp(Normal.Cdf(level), 0, 1));
        }

        var end = Interpolated(level < 0 ? edge : 1 - edge);
        var middle = Interpolated(0.5);
        return middle + ((end - middle) * Math.Abs(level) / limit);
    }

    private double Interpolated(double share)
    {
        var place = share * (replicates.Length - 1);
        var at = Math.Clamp((int)place, 0, replicates.Length - 1);
        var next = Math.Min(at + 1, replicates.Length - 1);
        return replicates[at] + ((place - at) * (replicates[next] - replicates[at]));
    }
}
