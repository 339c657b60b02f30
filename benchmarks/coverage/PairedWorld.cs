using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>Two models of one world, whose true difference is known without drawing.</summary>
/// <param name="Name">What they are, in the table.</param>
/// <param name="Truths">True difference, now − then, of each metric that is simulated.</param>
/// <param name="Draw">Draws rows.</param>
internal sealed record PairedWorld(string Name, (string Metric, double Value)[] Truths, Func<Random, int, (MetricInput Now, MetricInput Then)> Draw)
{
    /// <summary>Whether rows are resampled, which costs a hundred times as much: a quarter of the sets is drawn.</summary>
    public bool ResamplesRows { get; init; }

    /// <summary>All that the page tabulates.</summary>
    public static IReadOnlyList<PairedWorld> All { get; } =
    [
        Classes(0.03, 0.03), Classes(0.01, 0.05), Classes(0.001, 0.021),
        Scores(0.9, 0.9), Scores(0.88, 0.9), Scores(0.98, 0.98),
        Probabilities(),
        Errors(1), Errors(1.1),
        Ranking(0.88, 0.9),
    ];

    /// <summary>30 % positive, 85 % of either class right before; gains and losses as said, in either class.</summary>
    private static PairedWorld Classes(double gain, double loss)
    {
        const double Prevalence = 0.3, Right = 0.85;
        var now = Right + gain - loss;
        return new(
            FormattableString.Invariant($"{100 * gain:0.0} % newly right, {100 * loss:0.0} % newly wrong"),
            [
                ("accuracy", now - Right), ("recall", now - Right), ("precision", Precision(now) - Precision(Right)), ("f1", F1(now) - F1(Right)), ("mcc", Mcc(now) - Mcc(Right)),
            ],
            (random, rows) =>
            {
                var (truth, before, after) = (new int[rows], new int[rows], new int[rows]);
                for (var row = 0; row < rows; row++)
                {
                    truth[row] = random.NextDouble() < Prevalence ? 1 : 0;
                    var u = random.NextDouble();
                    var (wasRight, isRight) = (u < Right, (u >= loss && u < Right) || u >= 1 - gain);
                    (before[row], after[row]) = (wasRight ? truth[row] : 1 - truth[row], isRight ? truth[row] : 1 - truth[row]);
                }

                return (Binary(truth, after, null, false), Binary(truth, before, null, false));
            });

        static double Precision(double right) => Prevalence * right / ((Prevalence * right) + ((1 - Prevalence) * (1 - right)));
        static double F1(double right) => 2 / ((1 / Precision(right)) + (1 / right));
        static double Mcc(double right)
        {
            var (tp, tn) = (Prevalence * right, (1 - Prevalence) * right);
            var (fn, fp) = (Prevalence - tp, 1 - Prevalence - tn);
            return ((tp * tn) - (fp * fn)) / Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
        }
    }

    /// <summary>30 % positive, normal scores that go together with 0.9.</summary>
    private static PairedWorld Scores(double areaNow, double areaThen) => new(
        FormattableString.Invariant($"areas {areaNow} and {areaThen}"), [("roc_auc", areaNow - areaThen)], (random, rows) => Normals(random, rows, areaNow, areaThen));

    private static PairedWorld Ranking(double areaNow, double areaThen) => new(
        FormattableString.Invariant($"areas {areaNow} and {areaThen}"),
        [("average_precision", Population.AveragePrecision(0.3, Population.Distance(areaNow)) - Population.AveragePrecision(0.3, Population.Distance(areaThen)))],
        (random, rows) => Normals(random, rows, areaNow, areaThen))
    { ResamplesRows = true };

    private static (MetricInput Now, MetricInput Then) Normals(Random random, int rows, double areaNow, double areaThen)
    {
        const double Together = 0.9;
        var (distanceNow, distanceThen) = (Population.Distance(areaNow), Population.Distance(areaThen));
        var (truth, now, then) = (new int[rows], new double[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            truth[row] = random.NextDouble() < 0.3 ? 1 : 0;
            var (shared, own) = (Population.Gauss(random), Population.Gauss(random));
            then[row] = shared + (truth[row] * distanceThen);
            now[row] = (Together * shared) + (Math.Sqrt(1 - (Together * Together)) * own) + (truth[row] * distanceNow);
        }

        return (Binary(truth, new int[rows], now, false), Binary(truth, new int[rows], then, false));
    }

    /// <summary>Two models that miss the true probability each in its own way, and as much.</summary>
    private static PairedWorld Probabilities() => new("as far from the true probability", [("log_loss", 0), ("brier", 0)], (random, rows) =>
    {
        var (truth, now, then) = (new int[rows], new double[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            var logit = 2 * Population.Gauss(random);
            truth[row] = random.NextDouble() < Expit(logit) ? 1 : 0;
            (now[row], then[row]) = (Expit(logit + (0.5 * Population.Gauss(random))), Expit(logit + (0.5 * Population.Gauss(random))));
        }

        return (Binary(truth, new int[rows], now, true), Binary(truth, new int[rows], then, true));
    });

    /// <summary>Normal errors that go together with 0.9; those of now are longer.</summary>
    private static PairedWorld Errors(double scale) => new(
        FormattableString.Invariant($"errors {scale} times as large"), [("mse", (scale * scale) - 1), ("rmse", scale - 1), ("mae", (scale - 1) * Math.Sqrt(2 / Math.PI))], (random, rows) =>
        {
            const double Together = 0.9;
            var (now, then) = (new double[rows], new double[rows]);
            for (var row = 0; row < rows; row++)
            {
                then[row] = Population.Gauss(random);
                now[row] = scale * ((Together * then[row]) + (Math.Sqrt(1 - (Together * Together)) * Population.Gauss(random)));
            }

            return (Numbers(now), Numbers(then));
        });

    private static MetricInput Binary(int[] truth, int[] predicted, double[]? scores, bool areProbabilities) => new()
    {
        Task = MetricTask.Binary, Rows = truth.Length, ClassCount = 2, Truth = truth, Predicted = predicted, Scores = scores, ScoresAreProbabilities = areProbabilities,
    };

    private static MetricInput Numbers(double[] errors) =>
        new() { Task = MetricTask.Regression, Rows = errors.Length, TrueValues = new double[errors.Length], PredictedValues = errors };

    private static double Expit(double x) => 1 / (1 + Math.Exp(-x));
}
