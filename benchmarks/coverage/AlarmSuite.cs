namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>The suite whose false alarms are counted.</summary>
internal static class AlarmSuite
{
    /// <summary>Level of the family, and of each interval.</summary>
    public const double Level = 0.05;

    /// <summary>Slices of a run, with one check each.</summary>
    public const int Slices = 50;

    private const int Smallest = 60;
    private const int Largest = 2000;

    /// <summary>Rows of each slice: from 60 to 2,000 in even steps of their logarithm.</summary>
    public static int[] Sizes { get; } = [.. Enumerable.Range(0, Slices)
        .Select(slice => 2 * (int)Math.Round(Smallest / 2.0 * Math.Pow((double)Largest / Smallest, slice / (Slices - 1.0))))];
}
