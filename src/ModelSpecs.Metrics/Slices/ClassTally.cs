namespace ModelSpecs.Metrics.Slices;

/// <summary>A confusion matrix of one class against the rest, in rows or in weight.</summary>
/// <param name="TruePositives">Of the class and predicted so.</param>
/// <param name="FalsePositives">Predicted so but not of the class.</param>
/// <param name="FalseNegatives">Of the class but not predicted so.</param>
/// <param name="TrueNegatives">Neither.</param>
internal readonly record struct ClassTally(double TruePositives, double FalsePositives, double FalseNegatives, double TrueNegatives)
{
    /// <summary>Of the class.</summary>
    public double Positives => TruePositives + FalseNegatives;

    /// <summary>Not of the class.</summary>
    public double Negatives => TrueNegatives + FalsePositives;

    /// <summary>Predicted as the class.</summary>
    public double Predicted => TruePositives + FalsePositives;

    /// <summary>Adds up two tallies.</summary>
    public static ClassTally operator +(ClassTally a, ClassTally b) => new(
        a.TruePositives + b.TruePositives,
        a.FalsePositives + b.FalsePositives,
        a.FalseNegatives + b.FalseNegatives,
        a.TrueNegatives + b.TrueNegatives);
}
