namespace ModelSpecs.Metrics.Statistics;

/// <summary>An area under the ROC curve with its variance. See <see cref="DeLong"/>.</summary>
/// <param name="Auc">The area, 0 to 1.</param>
/// <param name="Variance">Its estimated variance; NaN where a class has a single row; 0 where the classes are perfectly separated
/// or all scores are equal.</param>
/// <param name="Positives">Positive rows.</param>
/// <param name="Negatives">Negative rows.</param>
/// <remarks>Where the variance is 0 the estimate has lost its noise, not the model: the textbook interval [1, 1] would claim
/// certainty from four rows. Both intervals then rest on min(m, n) disjoint pairs of a positive and a negative, which are
/// independent trials. All of them being ordered has at most the chance AUC^min(m, n), so that [(α/2)^(1/min(m, n)), 1] covers at
/// least the confidence at every true area: Clopper and Pearson's interval of min(m, n) successes in as many trials. Where all
/// scores are equal, the same holds for the chance q of a tie, and the area lies in [q/2, 1 − q/2]. Where the variance is NaN and
/// the area is not 0 or 1 nothing is known: [0, 1].</remarks>
public readonly record struct DeLongResult(double Auc, double Variance, int Positives, int Negatives)
{
    /// <summary>Whether there is a variance to build on.</summary>
    public bool HasVariance => Variance > 0;

    /// <summary>√<see cref="Variance"/>.</summary>
    public double StandardError => Math.Sqrt(Variance);

    /// <summary>The error on the scale of the log odds.</summary>
    internal double LogitError => StandardError / (Auc * (1 - Auc));

    private int Pairs => Math.Min(Positives, Negatives);

    /// <summary>Auc ± z·se, clipped to [0, 1]; covers too little where few rows meet an area near 1.</summary>
    public Interval Interval(double confidence)
    {
        var reach = Normal.Critical(confidence) * StandardError;
        return HasVariance ? new Interval(Auc - reach, Auc + reach).ClippedTo(0, 1) : Degenerate(confidence);
    }

    /// <summary>The same on the log odds, logit(Auc) ± z·se/(Auc·(1 − Auc)), and back: never leaves (0, 1) and covers better in small
    /// slices.</summary>
    public Interval LogitInterval(double confidence)
    {
        var reach = Normal.Critical(confidence) * LogitError;
        return HasVariance
            ? new Interval(Expit(Logit(Auc) - reach), Expit(Logit(Auc) + reach))
            : Degenerate(confidence);
    }

    /// <summary>ln(p/(1 − p)).</summary>
    internal static double Logit(double p) => Math.Log(p / (1 - p));

    /// <summary>The p-value whose level sets are <see cref="Degenerate"/>.</summary>
    internal double DegenerateP(double auc0)
    {
        var chance = Auc == 1 ? auc0 : Auc == 0 ? 1 - auc0 : Variance == 0 ? 2 * Math.Min(auc0, 1 - auc0) : 1;
        return Math.Min(1, 2 * Math.Pow(chance, Pairs));
    }

    private static double Expit(double x) => 1 / (1 + Math.Exp(-x));

    private Interval Degenerate(double confidence)
    {
        Guard.Inside(confidence);
        var least = Math.Pow((1 - confidence) / 2, 1.0 / Pairs);
        return Auc == 1 ? new Interval(least, 1)
            : Auc == 0 ? new Interval(0, 1 - least)
            : Variance == 0 ? new Interval(least / 2, 1 - (least / 2))
            : new Interval(0, 1);
    }
}
