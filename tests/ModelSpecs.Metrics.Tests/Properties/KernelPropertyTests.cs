using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Properties;

/// <summary>What must hold of every metric in the table: a new one is tested by being added.</summary>
public class KernelPropertyTests
{
    private static readonly MetricTask[] Tasks = [MetricTask.Binary, MetricTask.Multiclass, MetricTask.Regression, MetricTask.Multilabel];

    [Fact]
    public void The_order_of_the_rows_does_not_matter() => ForAnyInput(weighted: true, (input, random) =>
    {
        var rows = Enumerable.Range(0, input.Rows).ToArray();
        random.Shuffle(rows);
        return Inputs.Take(input, rows);
    });

    [Fact]
    public void A_weight_of_one_everywhere_changes_no_digit() => Holds((input, _) =>
    {
        var requests = Requests.All(input);
        return Values.Of(input, requests).Zip(Values.Of(Inputs.Weigh(input, [.. Enumerable.Repeat(1.0, input.Rows)]), requests))
            .Zip(requests)
            .Where(pair => pair.First.First != pair.First.Second)
            .Select(pair => $"{pair.Second}: {pair.First}");
    });

    [Fact]
    public void A_whole_weight_is_a_repetition() => Holds((input, random) =>
    {
        var weights = Enumerable.Range(0, input.Rows).Select(_ => random.Next(1, 4)).ToArray();
        var repeated = Inputs.Take(input, [.. Enumerable.Range(0, input.Rows).SelectMany(row => Enumerable.Repeat(row, weights[row]))]);

        // Counts count rows, and where half of the weight lies exactly between two values the weighted median is the lower one.
        var requests = Requests.All(input).Where(request => request.Name is not ("n" or "positives" or "median_ae" or "median" or "p90" or "p95" or "p99" or "quantile")
            && !(request.Name == "r2" && input.Rows == 1)).ToArray();
        return Values.Differences(
            requests, Values.Of(Inputs.Weigh(input, [.. weights.Select(weight => (double)weight)]), requests), Values.Of(repeated, requests), compareRows: false);
    });

    [Fact]
    public void The_scale_of_the_weights_does_not_matter() => Holds(
        (input, random) =>
        {
            var scaled = Inputs.Weigh(input, [.. input.Weights!.Select(weight => weight * 0.37)]);
            var requests = Requests.All(input).Where(request => !request.Total && request.Name != "sum").ToArray();
            return Values.Differences(requests, Values.Of(scaled, requests), Values.Of(input, requests));
        },
        weighted: true);

    [Fact]
    public void Rows_without_weight_might_as_well_not_be_there() => Holds(
        (input, _) =>
        {
            var kept = Enumerable.Range(0, input.Rows).Where(row => input.Weights![row] > 0).ToArray();
            var without = Inputs.Take(input, kept);

            // As in scikit-learn, a class counts into a mean by its rows, whatever their weight; counts are of rows.
            var requests = Requests.All(input).Where(request => request.Name is not ("n" or "positives")
                && (input.Task is not MetricTask.Multiclass || input.ClassesDeclared || request.Class is not null || request.Average == MetricAverage.Weighted)).ToArray();
            return kept.Length == 0
                ? []
                : Values.Differences(requests, Values.Of(input, requests), Values.Of(without, requests), compareRows: false)
                    .Where(difference => !(kept.Length == 1 && difference.Contains("r2", StringComparison.Ordinal)));
        },
        weighted: true);

    [Fact]
    public void Rank_metrics_do_not_feel_a_monotone_transform_of_the_scores() => Holds(
        (input, random) =>
        {
            if (input.Task == MetricTask.Regression)
            {
                return [];
            }

            // By place among the distinct scores: a formula could make two neighbouring doubles one.
            var distinct = input.Scores!.Distinct().Order().ToList();
            var scores = input.Scores!.Select(score => Math.Pow(distinct.IndexOf(score), 2) - 1000).ToArray();
            var requests = Requests.All(input).Where(request => request.Name is "roc_auc" or "average_precision" or "top_k_accuracy" or "lrap" or "coverage_error" or "ranking_loss"
                || (request.Name == "lift" && request.AtTop is not null) || (request.Name == "recall" && (request.AtFpr ?? request.AtPrecision) is not null)).ToArray();
            return Values.Differences(requests, Values.Of(Inputs.Score(input, scores), requests), Values.Of(input, requests));
        },
        weighted: true);

    [Fact]
    public void The_other_class_of_a_binary_task_sees_the_mirror_image() => Holds(
        (input, _) =>
        {
            if (input.Task != MetricTask.Binary)
            {
                return [];
            }

            var mirror = new MetricInput
            {
                Task = MetricTask.Binary,
                Rows = input.Rows,
                ClassCount = 2,
                Truth = [.. input.Truth!.Select(truth => 1 - truth)],
                Predicted = [.. input.Predicted!.Select(predicted => 1 - predicted)],
                Scores = [.. input.Scores!.Select(score => -score)],
                Weights = input.Weights,
            };
            string[] names = ["prevalence", "precision", "recall", "f1", "specificity", "fpr", "fnr", "npv", "roc_auc", "average_precision", "mcc", "cohen_kappa"];
            var ofNegative = names.Select(name => new MetricRequest(name) { Class = 0 }).ToArray();
            var ofMirror = names.Select(name => new MetricRequest(name) { Class = 1 }).ToArray();
            return Values.Differences(ofMirror, Values.Of(mirror, ofMirror), Values.Of(input, ofNegative))
                .Concat(Values.Agree(Values.One(input, "specificity"), Values.One(input, ofNegative[2])) || !Values.One(input, "specificity").IsDefined
                    ? []
                    : ["specificity is not the recall of the negatives"]);
        },
        weighted: true);

    [Fact]
    public void No_value_lies_outside_its_range_and_none_is_neither_defined_nor_explained() => Holds(
        (input, _) =>
        {
            var requests = Requests.All(input);
            return Values.Of(input, requests).Zip(requests)
                .Where(pair => pair.First.Undefined is null ? !InRange(pair.First.Value, pair.Second.Name, input.Rows) : !double.IsNaN(pair.First.Value))
                .Select(pair => $"{pair.Second}: {pair.First}");
        },
        weighted: true);

    private static bool InRange(double value, string name, int rows) => name switch
    {
        "mean" or "sum" or "min" or "max" or "median" or "p90" or "p95" or "p99" or "quantile" => double.IsFinite(value),
        "std" => value >= 0 && double.IsFinite(value),
        "lift" => value >= 0 && double.IsFinite(value),
        "brier_skill" or "log_loss_skill" => value <= 1 && double.IsFinite(value),
        "cost" or "calibration_slope" or "calibration_intercept" => double.IsFinite(value),
        "alerts_per_million" => value is >= 0 and <= 1e6,
        "n" or "positives" => value >= 0 && value <= rows,
        "log_loss" or "mse" or "rmse" or "mae" or "mape" or "median_ae" or "max_error" or "pinball" => value >= 0 && double.IsFinite(value),
        "brier" or "smape" => value is >= 0 and <= 2,
        "coverage_error" => value >= 0 && double.IsFinite(value),
        "mcc" or "cohen_kappa" => value is >= -1 and <= 1,
        "r2" => value <= 1,
        _ => value is >= 0 and <= 1 + 1e-15,
    };

    private static void ForAnyInput(bool weighted, Func<MetricInput, Random, MetricInput> change) => Holds(
        (input, random) =>
        {
            var requests = Requests.All(input);
            return Values.Differences(requests, Values.Of(change(input, random), requests), Values.Of(input, requests));
        },
        weighted);

    private static void Holds(Func<MetricInput, Random, IEnumerable<string>> differences, bool weighted = false) =>
        Check.One(Mutants.AlwaysTheSame(Config.QuickThrowOnFailure.WithMaxTest(Mutants.Cases(300))), Prop.ForAll(
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            seed =>
            {
                var random = new Random(seed);
                var task = Tasks[random.Next(Tasks.Length)];
                var input = Inputs.Any(task, random, 1 + random.Next(60), weighted);
                return !differences(input, random).Any();
            }));
}
