namespace ModelSpecs.Metrics.Unknown;

/// <summary>Scores that say how much a row looks like what a model knows; the higher, the more it does.</summary>
public enum ConfidenceScore
{
    /// <summary>The largest probability (Hendrycks and Gimpel 2017).</summary>
    MaxProbability,

    /// <summary>The entropy of the probabilities in nats, negated: Σ p ln p, from −ln K to 0.</summary>
    Entropy,

    /// <summary>The largest score minus the second largest: of logits where there are any, of probabilities otherwise.</summary>
    Margin,

    /// <summary>The energy of Liu and others (2020) at temperature 1, negated: ln Σ exp(logit).</summary>
    Energy,
}

/// <summary>Computes the scores of rows.</summary>
public static class ConfidenceScores
{
    /// <summary>One score a row.</summary>
    /// <param name="score">Which.</param>
    /// <param name="values">Probabilities, or logits for <see cref="ConfidenceScore.Margin"/> and <see cref="ConfidenceScore.Energy"/>, row-major.</param>
    /// <param name="classes">Values a row, at least 2.</param>
    /// <param name="scores">Takes one number a row.</param>
    public static void Fill(ConfidenceScore score, ReadOnlySpan<double> values, int classes, Span<double> scores)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        for (var row = 0; row < scores.Length; row++)
        {
            var of = values.Slice(row * classes, classes);
            scores[row] = score switch
            {
                ConfidenceScore.MaxProbability => Top(of).First,
                ConfidenceScore.Entropy => -Entropy(of),
                ConfidenceScore.Margin => Top(of) is var (first, second) ? first - second : 0,
                _ => LogSumExp(of),
            };
        }
    }

    /// <summary>Entropy of probabilities in nats; 0 ln 0 is 0. SciPy: <c>entropy(p)</c>, which divides by the sum.</summary>
    public static double Entropy(ReadOnlySpan<double> probabilities)
    {
        var sum = 0.0;
        foreach (var p in probabilities)
        {
            sum += p > 0 ? p : 0;
        }

        var entropy = 0.0;
        foreach (var p in probabilities)
        {
            entropy -= p > 0 ? p / sum * Math.Log(p / sum) : 0;
        }

        return entropy;
    }

    /// <summary>ln Σ exp(x) without overflow. SciPy: <c>logsumexp(x)</c>.</summary>
    public static double LogSumExp(ReadOnlySpan<double> values)
    {
        var highest = Top(values).First;
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += Math.Exp(value - highest);
        }

        return highest + Math.Log(sum);
    }

    private static (double First, double Second) Top(ReadOnlySpan<double> values)
    {
        var (first, second) = (double.NegativeInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (first, second) = value > first ? (value, first) : (first, Math.Max(second, value));
        }

        return (first, second);
    }
}
