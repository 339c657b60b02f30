using System.Buffers;

namespace ModelSpecs.Metrics.Statistics;

/// <summary>p-values adjusted for a family of checks. An adjusted value is compared with the level as a plain one would be. Order
/// is kept (a smaller p never has the larger adjusted value), equal p-values stay equal, and none exceeds 1. A p-value outside
/// [0, 1], or NaN, is an <see cref="ArgumentOutOfRangeException"/>: leaving it out would make the family smaller.</summary>
public static class Corrections
{
    /// <summary>Holm (1979): the chance of any false alarm in the family is at most the level, whatever the dependence.
    /// Adjusted k-th smallest of m: max over j ≤ k of (m − j + 1)·p₍ⱼ₎.</summary>
    /// <param name="p">p-values, in any order.</param>
    /// <param name="adjusted">As long as <paramref name="p"/>; in its order.</param>
    public static void Holm(ReadOnlySpan<double> p, Span<double> adjusted) => Adjust(p, adjusted, holm: true);

    /// <summary>Benjamini and Hochberg (1995): the expected share of false alarms among the alarms is at most the level, for
    /// independent or positively dependent checks. Adjusted k-th smallest of m: min over j ≥ k of (m/j)·p₍ⱼ₎.</summary>
    /// <inheritdoc cref="Holm"/>
    public static void BenjaminiHochberg(ReadOnlySpan<double> p, Span<double> adjusted) => Adjust(p, adjusted, holm: false);

    private static void Adjust(ReadOnlySpan<double> p, Span<double> adjusted, bool holm)
    {
        if (adjusted.Length != p.Length)
        {
            throw new ArgumentException("Must be as long as the p-values.", nameof(adjusted));
        }

        foreach (var value in p)
        {
            Guard.Share(value, nameof(p));
        }

        var count = p.Length;
        var values = ArrayPool<double>.Shared.Rent(count);
        var places = ArrayPool<int>.Shared.Rent(count);
        for (var i = 0; i < count; i++)
        {
            values[i] = p[i];
            places[i] = i;
        }

        values.AsSpan(0, count).Sort(places.AsSpan(0, count));
        if (holm)
        {
            var worst = 0.0;
            for (var i = 0; i < count; i++)
            {
                worst = Math.Max(worst, Math.Min(1, (count - i) * values[i]));
                adjusted[places[i]] = worst;
            }
        }
        else
        {
            var best = 1.0;
            for (var i = count - 1; i >= 0; i--)
            {
                // Multiplying and dividing by the same number may round to either side of the p-value itself.
                best = Math.Min(best, i + 1 == count ? values[i] : Math.Max(values[i], count * values[i] / (i + 1)));
                adjusted[places[i]] = best;
            }
        }

        ArrayPool<double>.Shared.Return(values);
        ArrayPool<int>.Shared.Return(places);
    }
}
