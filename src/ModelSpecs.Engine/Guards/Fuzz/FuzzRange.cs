using ModelSpecs.Engine.Datasets;

namespace ModelSpecs.Engine.Guards.Fuzz;

/// <summary>The numbers of a column: a range with the values at which models break, or a list.</summary>
/// <param name="Low">Smallest value.</param>
/// <param name="High">Largest value.</param>
/// <param name="AreWhole">Whether they are whole numbers.</param>
/// <param name="Listed">The values, where they are said; empty: the range.</param>
internal sealed record FuzzRange(double Low, double High, bool AreWhole, IReadOnlyList<double> Listed)
{
    private static readonly double[] Usual = [0, -0.0, 1, -1];
    private static readonly double[] Far = [float.Epsilon, -float.Epsilon, 1.17549435e-38f, -1.17549435e-38f, 1e-7, -1e-7, 16777216, -16777216, 1e30f, -1e30f, float.MaxValue, float.MinValue];
    private static readonly double[] FarWhole = [short.MaxValue, short.MinValue, int.MaxValue, int.MinValue, 1L << 53, -(1L << 53)];

    /// <summary>The numbers of some rows; null where none is finite.</summary>
    public static FuzzRange? Seen(IEnumerable<double> values)
    {
        var (low, high, areWhole) = (double.PositiveInfinity, double.NegativeInfinity, true);
        foreach (var value in values.Where(double.IsFinite))
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
            areWhole &= value == Math.Truncate(value);
        }

        return low <= high ? new FuzzRange(low, high, areWhole, []) : null;
    }

    /// <summary>The ends of the range, 0 on both of its sides and 1 where it holds them, and with <paramref name="extremes"/> the smallest and largest numbers of a float.</summary>
    public IReadOnlyList<double> Ends(bool extremes)
    {
        if (Listed.Count > 0)
        {
            return Listed;
        }

        var ends = new List<double> { Low, High };
        foreach (var value in extremes ? Usual.Concat(AreWhole ? FarWhole : Far) : Usual)
        {
            // −0 is another number than 0 to a model that divides by it; whole numbers have no −0.
            if (value >= Low && value <= High && !ends.Exists(other => other.Equals(value) && double.IsNegative(other) == double.IsNegative(value)) && !(AreWhole && value == 0 && double.IsNegative(value)))
            {
                ends.Add(value);
            }
        }

        return ends;
    }

    /// <summary>A number inside, each as likely as any other.</summary>
    public double Inside(ref FuzzRandom random)
    {
        if (Listed.Count > 0)
        {
            return Listed[random.NextIndex(Listed.Count)];
        }

        var share = random.NextDouble();
        if (AreWhole)
        {
            // One place more than the difference, so that the last is as likely as the first.
            return Math.Min(High, Math.Floor(Low + (share * (High - Low + 1))));
        }

        // By weights: of a range as wide as all doubles the difference would be infinite.
        return Math.Clamp((Low * (1 - share)) + (High * share), Low, High);
    }

    /// <summary>A column as numbers; NaN where one is missing.</summary>
    public static IEnumerable<double> Numbers(Column column, IEnumerable<int> rows) => column switch
    {
        NumberColumn numbers => rows.Where(row => !column.IsNull(row)).Select(row => numbers.Values[row]),
        IntegerColumn integers => rows.Where(row => !column.IsNull(row)).Select(row => (double)integers.Values[row]),
        BooleanColumn booleans => rows.Where(row => !column.IsNull(row)).Select(row => booleans.Values[row] ? 1.0 : 0),
        _ => [],
    };
}
