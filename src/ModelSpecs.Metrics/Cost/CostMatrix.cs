namespace ModelSpecs.Metrics.Cost;

/// <summary>What each outcome costs, by true and predicted class; gains are negative.</summary>
public sealed class CostMatrix : IEquatable<CostMatrix>
{
    private readonly double[] costs;

    /// <summary>A matrix of K classes.</summary>
    /// <param name="classes">Classes K.</param>
    /// <param name="costs">Finite costs, row-major [truth, prediction].</param>
    /// <exception cref="ArgumentException">Not K × K costs, or one is not finite.</exception>
    public CostMatrix(int classes, IReadOnlyList<double> costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        if (classes < 1 || costs.Count != (long)classes * classes)
        {
            throw new ArgumentException($"There are {costs.Count} costs for {classes} classes; expected {(long)classes * classes}.", nameof(costs));
        }

        if (costs.Any(cost => !double.IsFinite(cost)))
        {
            throw new ArgumentException("A cost is not finite.", nameof(costs));
        }

        Classes = classes;
        this.costs = [.. costs];
    }

    /// <summary>Classes.</summary>
    public int Classes { get; }

    /// <summary>Cost of predicting one class where another is true.</summary>
    public double this[int truth, int prediction] => costs[(truth * Classes) + prediction];

    /// <summary>The costs of a binary task, whose positive class is 1.</summary>
    public static CostMatrix Binary(double truePositive, double falsePositive, double falseNegative, double trueNegative) =>
        new(2, [trueNegative, falsePositive, falseNegative, truePositive]);

    /// <inheritdoc/>
    public bool Equals(CostMatrix? other) => other is not null && costs.AsSpan().SequenceEqual(other.costs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CostMatrix);

    /// <summary>Rows of the matrix, for test output.</summary>
    public override string ToString() =>
        string.Join("; ", Enumerable.Range(0, Classes).Select(truth => string.Join(' ', Enumerable.Range(0, Classes).Select(prediction => this[truth, prediction].ToString(System.Globalization.CultureInfo.InvariantCulture)))));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var cost in costs)
        {
            hash.Add(cost);
        }

        return hash.ToHashCode();
    }
}
