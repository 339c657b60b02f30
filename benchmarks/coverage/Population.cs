using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>A world to draw golden sets from, whose true metric values are known without drawing.</summary>
/// <param name="Name">What it is, in the tables.</param>
/// <param name="Task">Binary or regression.</param>
/// <param name="Truths">True value of each metric that is simulated.</param>
/// <param name="Draw">Fills one set.</param>
internal sealed record Population(string Name, MetricTask Task, IReadOnlyList<(string Metric, double Value)> Truths, Action<Random, Rows> Draw)
{
    /// <summary>Methods to simulate: the default and the alternative.</summary>
    public required IntervalMethod[] Methods { get; init; }

    /// <summary>Whether every row is a cluster of its own, so that what has a closed form is resampled too.</summary>
    public bool OwnClusters { get; init; }

    /// <summary>Whether a method resamples rows, which costs most.</summary>
    public bool ResamplesRows(IntervalMethod method) => Task == MetricTask.Regression || OwnClusters || method == IntervalMethod.Bca;

    /// <summary>Every row is right with the same chance.</summary>
    public static Population Share(double share) => new(
        Invariant($"{share}"), MetricTask.Binary, [("accuracy", share)], (random, rows) =>
        {
            for (var i = 0; i < rows.Count; i++)
            {
                rows.Set(i, 1, random.NextDouble() < share ? 1 : 0, 0.5);
            }
        })
    { Methods = [IntervalMethod.Wilson, IntervalMethod.ClopperPearson] };

    /// <summary>Normal scores of equal spread, as far apart as the area asks for; as many positives as said.</summary>
    public static Population Area(double area, double positives) => new(
        Invariant($"{area}, {100 * positives} % positive"), MetricTask.Binary, [("roc_auc", area)], (random, rows) =>
        {
            var distance = Distance(area);
            var count = (int)Math.Round(rows.Count * positives);
            for (var i = 0; i < rows.Count; i++)
            {
                var truth = i < count ? 1 : 0;
                rows.Set(i, truth, 0, Gauss(random) + (truth * distance));
            }
        })
    { Methods = [IntervalMethod.DeLong, IntervalMethod.LogitDeLong] };

    /// <summary>Predicted classes with given rates.</summary>
    public static Population Classes(double prevalence, double recall, double fpr)
    {
        var (tp, fp) = (prevalence * recall, (1 - prevalence) * fpr);
        var (fn, tn) = (prevalence - tp, 1 - prevalence - fp);
        return new(
            Invariant($"{100 * prevalence} % positive, recall {recall}, fpr {fpr}"),
            MetricTask.Binary,
            [
                ("f1", 2 * tp / ((2 * tp) + fp + fn)),
                ("mcc", ((tp * tn) - (fp * fn)) / Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))),
                ("balanced_accuracy", (recall + 1 - fpr) / 2),
            ],
            (random, rows) =>
            {
                for (var i = 0; i < rows.Count; i++)
                {
                    var truth = random.NextDouble() < prevalence ? 1 : 0;
                    rows.Set(i, truth, random.NextDouble() < (truth == 1 ? recall : fpr) ? 1 : 0, 0.5);
                }
            })
        { Methods = Resampled };
    }

    /// <summary>Normal scores, for average precision.</summary>
    public static Population Retrieval(double prevalence, double area) => new(
        Invariant($"{100 * prevalence} % positive, area {area}"), MetricTask.Binary, [("average_precision", AveragePrecision(prevalence, Distance(area)))], (random, rows) =>
        {
            var distance = Distance(area);
            for (var i = 0; i < rows.Count; i++)
            {
                var truth = random.NextDouble() < prevalence ? 1 : 0;
                rows.Set(i, truth, 0, Gauss(random) + (truth * distance));
            }
        })
    { Methods = Resampled };

    /// <summary>Probabilities that are true: positive is a row with the probability that the model gives it, the a-th smallest of a + b − 1 uniform numbers.</summary>
    public static Population Calibrated(int a, int b)
    {
        double sum = a + b;
        var harmonic = Harmonic(a + b);
        return new(
            Invariant($"calibrated, {100 * a / sum} % positive"),
            MetricTask.Binary,
            [
                ("log_loss", ((a * (harmonic - Harmonic(a))) + (b * (harmonic - Harmonic(b)))) / sum),
                ("brier", a * b / (sum * (sum + 1))),
                ("ece", 0),
            ],
            (random, rows) =>
            {
                var draws = new double[a + b - 1];
                for (var i = 0; i < rows.Count; i++)
                {
                    for (var k = 0; k < draws.Length; k++)
                    {
                        draws[k] = random.NextDouble();
                    }

                    Array.Sort(draws);
                    var probability = draws[a - 1];
                    rows.Set(i, random.NextDouble() < probability ? 1 : 0, 0, probability);
                }
            })
        { Methods = Resampled };
    }

    /// <summary>Uniform scores s of which a share s² is positive: overconfident by s − s².</summary>
    public static Population Overconfident { get; } = new(
        "overconfident", MetricTask.Binary, [("ece", 1.0 / 6)], (random, rows) =>
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var score = random.NextDouble();
                rows.Set(i, random.NextDouble() < score * score ? 1 : 0, 0, score);
            }
        })
    { Methods = Resampled };

    /// <summary>Truth = prediction + normal error, both of spread 1.</summary>
    public static Population NormalErrors { get; } = new(
        "normal errors", MetricTask.Regression, [("mse", 1), ("mae", Math.Sqrt(2 / Math.PI)), ("median_ae", Normal.Quantile(0.75)), ("r2", 0.5)], (random, rows) =>
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var prediction = Gauss(random);
                rows.Set(i, prediction + Gauss(random), prediction);
            }
        })
    { Methods = Resampled };

    /// <summary>Errors with heavier tails: two-sided exponential.</summary>
    public static Population LaplaceErrors { get; } = new(
        "Laplace errors", MetricTask.Regression, [("mse", 2), ("mae", 1)], (random, rows) =>
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var error = -Math.Log(1 - random.NextDouble());
                rows.Set(i, random.NextDouble() < 0.5 ? error : -error, 0);
            }
        })
    { Methods = Resampled };

    /// <summary>All that the page tabulates.</summary>
    public static IReadOnlyList<Population> All { get; } =
    [
        Share(0.5), Share(0.3), Share(0.1), Share(0.02),
        Area(0.7, 0.5), Area(0.9, 0.5), Area(0.98, 0.5), Area(0.7, 0.1), Area(0.9, 0.1), Area(0.98, 0.1),
        Area(0.9, 0.5) with { OwnClusters = true, Methods = Resampled }, Area(0.9, 0.1) with { OwnClusters = true, Methods = Resampled },
        Classes(0.5, 0.8, 0.2), Classes(0.1, 0.7, 0.05), Classes(0.02, 0.7, 0.01),
        Retrieval(0.5, 0.9), Retrieval(0.1, 0.9),
        Calibrated(2, 2), Calibrated(1, 9), Overconfident,
        NormalErrors, LaplaceErrors,
    ];

    private static IntervalMethod[] Resampled => [IntervalMethod.Percentile, IntervalMethod.Bca];

    internal static double Gauss(Random random) => Normal.Quantile(1 - random.NextDouble());

    internal static double Distance(double area) => Math.Sqrt(2) * Normal.Quantile(area);

    // ∫ precision d(recall) over thresholds t; the sum's step is far below the noise of any simulation.
    internal static double AveragePrecision(double prevalence, double distance)
    {
        const double Step = 1e-4;
        var sum = 0.0;
        for (var t = -9.0; t < distance + 9; t += Step)
        {
            var found = prevalence * Normal.Cdf(distance - t);
            sum += found / (found + ((1 - prevalence) * Normal.Cdf(-t))) * Math.Exp(-0.5 * (t - distance) * (t - distance)) / Math.Sqrt(2 * Math.PI) * Step;
        }

        return sum;
    }

    private static double Harmonic(int n) => Enumerable.Range(1, n).Sum(k => 1.0 / k);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
