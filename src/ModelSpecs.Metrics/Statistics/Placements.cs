using System.Buffers;

namespace ModelSpecs.Metrics.Statistics;

/// <summary>The placement of each row among the rows of the other class, kept row by row, so that two columns can be compared.</summary>
internal static class Placements
{
    /// <summary>Covariance of the two columns' placements over their number; NaN for a single row.</summary>
    public static double Covariance(
        ReadOnlySpan<double> first, ReadOnlySpan<double> othersOfFirst, ReadOnlySpan<double> second, ReadOnlySpan<double> othersOfSecond)
    {
        var count = first.Length;
        var a = ArrayPool<long>.Shared.Rent(count);
        var b = ArrayPool<long>.Shared.Rent(count);
        Fill(first, othersOfFirst, a);
        Fill(second, othersOfSecond, b);
        long sumOfFirst = 0, sumOfSecond = 0;
        Int128 products = 0;
        for (var row = 0; row < count; row++)
        {
            sumOfFirst += a[row];
            sumOfSecond += b[row];
            products += a[row] * b[row];
        }

        ArrayPool<long>.Shared.Return(a);
        ArrayPool<long>.Shared.Return(b);
        var deviation = (products * count) - ((Int128)sumOfFirst * sumOfSecond);
        return (double)deviation / ((double)count * count * (count - 1) * 4 * othersOfFirst.Length * othersOfFirst.Length);
    }

    /// <summary>Twice the others below a row, plus its ties.</summary>
    private static void Fill(ReadOnlySpan<double> scores, ReadOnlySpan<double> others, long[] doubled)
    {
        var sorted = ArrayPool<double>.Shared.Rent(scores.Length);
        var rows = ArrayPool<int>.Shared.Rent(scores.Length);
        var among = ArrayPool<double>.Shared.Rent(others.Length);
        scores.CopyTo(sorted);
        others.CopyTo(among);
        for (var row = 0; row < scores.Length; row++)
        {
            rows[row] = row;
        }

        sorted.AsSpan(0, scores.Length).Sort(rows.AsSpan(0, scores.Length));
        among.AsSpan(0, others.Length).Sort();
        int below = 0, upTo = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            while (below < others.Length && among[below] < sorted[i])
            {
                below++;
            }

            while (upTo < others.Length && among[upTo] <= sorted[i])
            {
                upTo++;
            }

            doubled[rows[i]] = (long)below + upTo;
        }

        ArrayPool<double>.Shared.Return(sorted);
        ArrayPool<int>.Shared.Return(rows);
        ArrayPool<double>.Shared.Return(among);
    }
}
