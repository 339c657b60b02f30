namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>What bins and units of a column of numbers hang on.</summary>
/// <param name="Mean">Mean of the finite values.</param>
/// <param name="Deviation">Their standard deviation, divided by their number.</param>
/// <param name="Distinct">Different values, where they are so few that each is a bin of its own; null: they are not.</param>
internal sealed record NumberSummary(double Mean, double Deviation, double[]? Distinct)
{
    /// <summary>Most different values that are bins of their own.</summary>
    public const int FewValues = 20;

    /// <summary>Fewest rows that such a value has on average.</summary>
    public const int RowsOfValue = 5;

    /// <summary>Of ascending values.</summary>
    public static NumberSummary Of(ReadOnlySpan<double> sorted)
    {
        var (finite, mean, squares) = (0L, 0.0, 0.0);
        var distinct = new List<double>();
        foreach (var value in sorted)
        {
            if (double.IsFinite(value))
            {
                // Welford: no digits are lost of values far from 0.
                finite++;
                var off = value - mean;
                mean += off / finite;
                squares += off * (value - mean);
            }

            if (distinct.Count <= FewValues && (distinct.Count == 0 || value > distinct[^1]))
            {
                distinct.Add(value);
            }
        }

        return new NumberSummary(mean, finite == 0 ? 0 : Math.Sqrt(squares / finite), IsFew(distinct.Count, sorted.Length) ? [.. distinct] : null);
    }

    /// <summary>Whether so many values of so many rows are few.</summary>
    public static bool IsFew(int distinct, long rows) => distinct <= FewValues && rows >= (long)RowsOfValue * distinct;
}
