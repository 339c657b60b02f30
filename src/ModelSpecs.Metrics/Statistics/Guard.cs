using System.Runtime.CompilerServices;

namespace ModelSpecs.Metrics.Statistics;

/// <summary>Refuses arguments without meaning: a statistic of NaN would otherwise compare as neither above nor below.</summary>
internal static class Guard
{
    /// <summary>0 &lt; p &lt; 1.</summary>
    public static void Inside(double p, [CallerArgumentExpression(nameof(p))] string name = "")
    {
        if (!(p > 0 && p < 1))
        {
            throw new ArgumentOutOfRangeException(name, p, "Must lie between 0 and 1, both excluded.");
        }
    }

    /// <summary>0 ≤ p ≤ 1.</summary>
    public static void Share(double p, [CallerArgumentExpression(nameof(p))] string name = "")
    {
        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(name, p, "Must lie between 0 and 1.");
        }
    }

    /// <summary>0 ≤ value &lt; ∞.</summary>
    public static void NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must be finite and not negative.");
        }
    }

    /// <summary>0 ≤ successes ≤ trials.</summary>
    public static void Counts(double successes, double trials)
    {
        NotNegative(trials);
        if (!(successes >= 0 && successes <= trials))
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, "Must lie between 0 and the number of trials.");
        }
    }
}
