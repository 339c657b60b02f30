namespace ModelSpecs.Metrics.Selective;

/// <summary>The risk–coverage curve (El-Yaniv and Wiener 2010): rows from the highest confidence down, in runs of equal confidence, and what a threshold on
/// confidence accepts of them. A threshold cannot part rows of equal confidence, so nothing here depends on their order.</summary>
public sealed class SelectiveCurve
{
    // A share such as 0.8 of 1,200 rows must not ask for one more row by a rounding.
    private const double Rounding = 1e-12;

    private readonly double[] confidence;
    private readonly double[] weight;
    private readonly double[] wrong;
    private readonly int[] rows;
    private readonly int[] errors;

    private SelectiveCurve(double[] confidence, double[] weight, double[] wrong, int[] rows, int[] errors, double[]? harmonic)
    {
        (this.confidence, this.weight, this.wrong, this.rows, this.errors) = (confidence, weight, wrong, rows, errors);
        Harmonic = harmonic;
    }

    /// <summary>Distinct confidences.</summary>
    public int Runs => confidence.Length;

    /// <summary>All rows.</summary>
    public int Rows => Runs == 0 ? 0 : rows[^1];

    /// <summary>All errors.</summary>
    public int Errors => Runs == 0 ? 0 : errors[^1];

    private double[]? Harmonic { get; }

    private double Total => Runs == 0 ? 0 : weight[^1];

    /// <summary>The curve of some rows.</summary>
    /// <param name="confidence">Of each row; not NaN.</param>
    /// <param name="wrong">Whether the prediction of the row is wrong.</param>
    /// <param name="weights">Weight of each row, not negative; empty: 1 each.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a confidence is NaN.</exception>
    public static SelectiveCurve Of(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> wrong, ReadOnlySpan<double> weights = default)
    {
        if (confidence.Length != wrong.Length || (weights.Length != 0 && weights.Length != wrong.Length))
        {
            throw new ArgumentException("Confidences, errors and weights must be of the same rows.", nameof(wrong));
        }

        var order = Order(confidence);
        var counts = new double[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            counts[i] = weights.IsEmpty ? 1 : weights[order[i]];
        }

        return OfOrdered(confidence, wrong, order, counts, weights.IsEmpty ? HarmonicNumbers(order.Length) : null);
    }

    /// <summary>The rows from the highest confidence down.</summary>
    internal static int[] Order(ReadOnlySpan<double> confidence)
    {
        var (keys, order) = (new double[confidence.Length], new int[confidence.Length]);
        for (var row = 0; row < order.Length; row++)
        {
            if (double.IsNaN(confidence[row]))
            {
                throw new ArgumentException("A confidence is NaN.", nameof(confidence));
            }

            (keys[row], order[row]) = (-confidence[row], row);
        }

        Array.Sort(keys, order);
        return order;
    }

    /// <summary>The curve of rows in order; a weight of 0 leaves a row out.</summary>
    /// <param name="confidence">Of each row.</param>
    /// <param name="wrong">Whether each row is wrong.</param>
    /// <param name="order">Rows from the highest confidence down.</param>
    /// <param name="weights">Weights in that order.</param>
    /// <param name="harmonic">Sums of 1/i up to the sum of the weights, where they are counts of rows; null: they are not.</param>
    internal static SelectiveCurve OfOrdered(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> wrong, ReadOnlySpan<int> order, ReadOnlySpan<double> weights, double[]? harmonic)
    {
        var (values, sums, bad, rows, errors) = (new List<double>(), new List<double>(), new List<double>(), new List<int>(), new List<int>());
        var (sum, sumOfWrong, count, countOfWrong) = (0.0, 0.0, 0, 0);
        for (var i = 0; i < order.Length; i++)
        {
            var row = order[i];
            if (weights[i] > 0)
            {
                sum += weights[i];
                sumOfWrong += wrong[row] ? weights[i] : 0;
                count++;
                countOfWrong += wrong[row] ? 1 : 0;
            }

            // 0 and −0 are one confidence.
            if (i + 1 < order.Length && confidence[order[i + 1]] == confidence[row])
            {
                continue;
            }

            if (count > (rows.Count == 0 ? 0 : rows[^1]))
            {
                values.Add(confidence[row]);
                sums.Add(sum);
                bad.Add(sumOfWrong);
                rows.Add(count);
                errors.Add(countOfWrong);
            }
        }

        return new SelectiveCurve([.. values], [.. sums], [.. bad], [.. rows], [.. errors], harmonic);
    }

    /// <summary>Sums of 1/i for i up to 0, 1, …, <paramref name="count"/>.</summary>
    internal static double[] HarmonicNumbers(int count)
    {
        var sums = new double[count + 1];
        for (var i = 1; i <= count; i++)
        {
            sums[i] = sums[i - 1] + (1.0 / i);
        }

        return sums;
    }

    /// <summary>What is accepted at the confidence of a run and above.</summary>
    /// <param name="run">0 to <see cref="Runs"/> − 1, from the highest confidence down.</param>
    public SelectivePoint this[int run] => new(confidence[run], rows[run], errors[run], weight[run] / Total, wrong[run] / weight[run]);

    /// <summary>What is accepted where the confidence is above a threshold; without an error share where nothing is.</summary>
    public SelectivePoint Above(double threshold)
    {
        var runs = 0;
        for (int low = 0, high = Runs; low < high; runs = low)
        {
            var middle = (low + high) / 2;
            (low, high) = confidence[middle] > threshold ? (middle + 1, high) : (low, middle);
        }

        return runs == 0 ? Nothing(threshold) : this[runs - 1] with { Threshold = threshold };
    }

    /// <summary>The highest threshold that accepts at least a share of the rows.</summary>
    /// <param name="coverage">Above 0, at most 1.</param>
    public SelectivePoint AtCoverage(double coverage)
    {
        for (var run = 0; run < Runs; run++)
        {
            if (weight[run] >= (coverage - Rounding) * Total)
            {
                return this[run];
            }
        }

        return Runs == 0 ? Nothing(double.NaN) : this[Runs - 1];
    }

    /// <summary>The threshold that accepts the most with at most a share of errors among what is accepted; nothing is accepted where every threshold lets more through.</summary>
    /// <param name="error">0 to 1.</param>
    public SelectivePoint AtError(double error)
    {
        for (var run = Runs - 1; run >= 0; run--)
        {
            if (wrong[run] <= (error + Rounding) * weight[run])
            {
                return this[run];
            }
        }

        return Nothing(double.PositiveInfinity);
    }

    /// <summary>The area under the curve, AURC (Geifman and El-Yaniv 2017): the mean, over n = 1 … N, of the share of errors among the n most confident rows; where
    /// rows are equally confident its mean over all their orders, in closed form. Undefined of no row.</summary>
    /// <remarks>In a run of m rows with e errors, after n rows with E errors, the j-th term expects (E + e j/m)/(n + j), which sums to e + (E − n e/m)(H(n+m) − H(n)).</remarks>
    /// <exception cref="InvalidOperationException">Rows have weights: the measure counts rows.</exception>
    public double Area()
    {
        var harmonic = Harmonic ?? throw new InvalidOperationException("The area counts rows, which have no weights.");
        var (area, before, errorsBefore) = (0.0, 0, 0.0);
        for (var run = 0; run < Runs; run++)
        {
            var to = (int)weight[run];
            var (count, bad) = (to - before, wrong[run] - errorsBefore);
            area += bad + ((errorsBefore - (before * bad / count)) * (harmonic[to] - harmonic[before]));
            (before, errorsBefore) = (to, wrong[run]);
        }

        return area / Total;
    }

    private static SelectivePoint Nothing(double threshold) => new(threshold, 0, 0, 0, double.NaN);
}

/// <summary>What a threshold on confidence accepts.</summary>
/// <param name="Threshold">The threshold.</param>
/// <param name="Accepted">Rows accepted.</param>
/// <param name="Errors">Wrong ones among them.</param>
/// <param name="Coverage">Share of all rows that is accepted, weighted.</param>
/// <param name="Error">Share of errors among the accepted, weighted; NaN: nothing is accepted.</param>
public readonly record struct SelectivePoint(double Threshold, int Accepted, int Errors, double Coverage, double Error);
