using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Unknown;

/// <summary>How well a score tells rows that a model was made for from rows that it was not; the known ones are the positive class, as is usual.</summary>
public sealed class KnownAgainstUnknown
{
    private readonly double[] known;
    private readonly double[] unknown;

    /// <summary>The scores of both sets, in any order.</summary>
    /// <param name="known">Not empty, no NaN.</param>
    /// <param name="unknown">Likewise.</param>
    /// <exception cref="ArgumentException">One is empty, or a score is NaN.</exception>
    public KnownAgainstUnknown(ReadOnlySpan<double> known, ReadOnlySpan<double> unknown)
    {
        this.known = Descending(known, nameof(known));
        this.unknown = Descending(unknown, nameof(unknown));
    }

    /// <summary>The area under the ROC curve: the chance that a known row has the higher score, ties counted half; with DeLong's variance.</summary>
    /// <param name="method"><see cref="IntervalMethod.DeLong"/> or <see cref="IntervalMethod.LogitDeLong"/>.</param>
    public AreaEstimate RocAuc(IntervalMethod method = IntervalMethod.DeLong) =>
        new(DeLong.Of(known, unknown), known.Length + unknown.Length, method) { SmallestClass = Math.Min(known.Length, unknown.Length) };

    /// <summary>The highest threshold at which at least a share of the known rows is accepted: their score is at or above it.</summary>
    /// <param name="tpr">Above 0, at most 1.</param>
    public double ThresholdAt(double tpr)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tpr);
        Guard.Share(tpr);
        var needed = (int)Math.Ceiling((tpr * known.Length) - 1e-9);
        return known[Math.Max(1, needed) - 1];
    }

    /// <summary>The share of unknown rows that are accepted where at least a share of the known ones is: <c>fpr[argmax(tpr &gt;= 0.95)]</c> of scikit-learn's
    /// <c>roc_curve</c> without <c>drop_intermediate</c>. Its interval takes the threshold as given.</summary>
    /// <param name="tpr">Above 0, at most 1; 0.95 as in the field's tables.</param>
    /// <param name="method"><see cref="IntervalMethod.Wilson"/> or <see cref="IntervalMethod.ClopperPearson"/>.</param>
    public ProportionEstimate FalsePositiveRateAt(double tpr = 0.95, IntervalMethod method = IntervalMethod.Wilson)
    {
        var accepted = AtOrAbove(unknown, ThresholdAt(tpr));
        return new ProportionEstimate((double)accepted / unknown.Length, accepted, unknown.Length, method);
    }

    /// <summary>Points of the ROC curve from (0, 0) to (1, 1), one a distinct score.</summary>
    public IReadOnlyList<(double FalsePositiveRate, double TruePositiveRate)> Roc()
    {
        var points = new List<(double, double)> { (0, 0) };
        var (i, j) = (0, 0);
        while (i < known.Length || j < unknown.Length)
        {
            var score = Math.Max(i < known.Length ? known[i] : double.NegativeInfinity, j < unknown.Length ? unknown[j] : double.NegativeInfinity);
            while (i < known.Length && known[i] == score)
            {
                i++;
            }

            while (j < unknown.Length && unknown[j] == score)
            {
                j++;
            }

            points.Add(((double)j / unknown.Length, (double)i / known.Length));
        }

        return points;
    }

    private static int AtOrAbove(double[] descending, double threshold)
    {
        var count = 0;
        while (count < descending.Length && descending[count] >= threshold)
        {
            count++;
        }

        return count;
    }

    private static double[] Descending(ReadOnlySpan<double> scores, string name)
    {
        if (scores.IsEmpty)
        {
            throw new ArgumentException("A set has no row.", name);
        }

        var sorted = scores.ToArray();
        Array.Sort(sorted);
        Array.Reverse(sorted);

        // NaN sorts before everything.
        return double.IsNaN(sorted[^1]) ? throw new ArgumentException("A score is NaN.", name) : sorted;
    }
}
