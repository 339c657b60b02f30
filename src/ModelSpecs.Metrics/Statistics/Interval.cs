namespace ModelSpecs.Metrics.Statistics;

/// <summary>A two-sided confidence interval, both ends included.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, not below <paramref name="Low"/>.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>High − Low.</summary>
    public double Width => High - Low;

    /// <summary>Whether a value lies between the ends or on one.</summary>
    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>The part inside [<paramref name="least"/>, <paramref name="most"/>].</summary>
    internal Interval ClippedTo(double least, double most) => new(Math.Clamp(Low, least, most), Math.Clamp(High, least, most));
}
