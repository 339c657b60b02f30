using System.Reflection;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Catalogue;

/// <summary>The catalogue says what a spec may ask for, the kernel table computes it, docs/metrics.md explains it: the three agree.</summary>
public sealed class MetricCatalogueTests
{
    private const int Rows = 60;

    /// <summary>Metrics that a perfect prediction does not lead to the end of their range: perfect alerts are as many as there are positives, and so are the labels that cover.</summary>
    private static readonly string[] BestIsNotPerfect = ["alerts_per_million", "coverage_error"];

    /// <summary>Metrics without a mean over classes.</summary>
    private static readonly string[] OfOneClass = ["positives", "prevalence", "selection_rate", "alerts_per_million", "lift", "calibration_slope", "calibration_intercept"];

    public static TheoryData<string> Metrics => [.. MetricCatalogue.All.Select(metric => metric.Name)];

    [Fact]
    public void Every_metric_has_a_kernel_and_every_kernel_a_metric_in_the_same_order() =>
        KernelTable.Names.Should().Equal(MetricCatalogue.All.Select(metric => metric.Name));

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_metric_and_its_kernel_are_defined_for_the_same_tasks_from_the_same_inputs(string name)
    {
        var metric = MetricCatalogue.Find(name)!;

        Enum.GetValues<MetricTask>().Where(task => KernelTable.Supports(name, task)).Select(task => task.ToString())
            .Should().BeEquivalentTo(metric.Tasks.Select(task => task.ToString()));
        KernelTable.Find(name).Needs.ToString().Should().Be(metric.Needs.ToString());
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void The_better_prediction_has_the_better_value_and_the_best_is_a_bound_of_the_range(string name)
    {
        var metric = MetricCatalogue.Find(name)!;
        foreach (var task in Tasks(metric))
        {
            var perfect = Value(Predict(task, 0), name).Value;
            var good = Value(Predict(task, 0.2), name).Value;
            var bad = Value(Predict(task, 0.6), name).Value;

            switch (metric.Direction)
            {
                case MetricDirection.LowerIsBetter when BestIsNotPerfect.Contains(name):
                    bad.Should().BeInRange(metric.Minimum, metric.Maximum);
                    break;
                case MetricDirection.HigherIsBetter:
                    perfect.Should().BeGreaterThan(good);
                    (Math.Abs(perfect - metric.Maximum) < 1e-14 || double.IsInfinity(metric.Maximum)).Should().BeTrue();
                    good.Should().BeGreaterThan(bad);
                    break;
                case MetricDirection.LowerIsBetter:
                    perfect.Should().BeApproximately(Math.Max(metric.Minimum, 0), 1e-14).And.BeLessThan(good);
                    good.Should().BeLessThan(bad);
                    break;
                case MetricDirection.None when name == "calibration_slope":
                    perfect.Should().Be(double.NaN, "a perfect score parts the classes");
                    good.Should().BeGreaterThan(0);
                    break;
                default:
                    perfect.Should().BeInRange(metric.Minimum, metric.Maximum);
                    break;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void No_prediction_leaves_the_range(string name)
    {
        var metric = MetricCatalogue.Find(name)!;
        foreach (var task in Tasks(metric))
        {
            for (var wrong = 0.0; wrong <= 1; wrong += 0.05)
            {
                var value = Value(Predict(task, wrong), name);
                (value.IsDefined || name == "calibration_slope").Should().BeTrue();
                if (value.IsDefined)
                {
                    value.Value.Should().BeInRange(metric.Minimum, metric.Maximum);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_parameter_changes_the_value_of_the_metrics_that_take_it_and_of_no_other(string name)
    {
        var metric = MetricCatalogue.Find(name)!;
        var plain = new MetricRequest(name) { Class = 1 };
        Changes(metric, plain, plain with { Class = 0 }).Should().Be(Takes(metric, MetricParameters.Class), "class");
        Changes(metric, plain, plain with { Bins = 3 }).Should().Be(Takes(metric, MetricParameters.Bins), "bins");
        Changes(metric, plain, plain with { Strategy = BinStrategy.Quantile }).Should().Be(Takes(metric, MetricParameters.Bins), "strategy");
        Changes(metric, plain, plain with { Epsilon = 5 }).Should().Be(Takes(metric, MetricParameters.Epsilon), "epsilon");
        Changes(metric, plain, plain with { Beta = 3 }).Should().Be(Takes(metric, MetricParameters.Beta), "beta");
        Changes(metric, plain, plain with { TopK = 1, AtMost = 4 }).Should().Be(Takes(metric, MetricParameters.TopK), "k");
        Changes(metric, plain, plain with { AtFpr = 0.1 }).Should().Be(Takes(metric, MetricParameters.AtFpr), "at_fpr");
        Changes(metric, plain, plain with { AtPrecision = 0.9 }).Should().Be(Takes(metric, MetricParameters.AtPrecision), "at_precision");
        Changes(metric, plain, plain with { AtPrevalence = 0.001 }).Should().Be(Takes(metric, MetricParameters.AtPrevalence), "at_prevalence");
        Changes(metric, plain with { Column = "x" }, plain with { Column = "y" }).Should().Be(Takes(metric, MetricParameters.Of), "of");
        Changes(metric, plain, plain with { Quantile = 0.25 }).Should().Be(Takes(metric, MetricParameters.Quantile), "q");
        Changes(metric, plain, plain with { AtTop = 0.1 }).Should().Be(Takes(metric, MetricParameters.AtTop), "at_top");
        Changes(metric, plain, plain with { Total = true }).Should().Be(Takes(metric, MetricParameters.Costs), "total");
        if (Takes(metric, MetricParameters.Costs))
        {
            Changes(metric, plain, plain with { Costs = Costs(Predict(Tasks(metric).First(), 0.3), 2) }).Should().BeTrue("costs");
        }

        Changes(metric, plain, plain with { Alpha = 0.9 }).Should().Be(Takes(metric, MetricParameters.Alpha), "alpha");

        var average = new MetricRequest(name);
        Changes(metric, average, average with { Pairing = MulticlassPairing.OneVersusOne }).Should().Be(Takes(metric, MetricParameters.MultiClass), "multi_class");
        if (Takes(metric, MetricParameters.Average))
        {
            Changes(metric, average, average with { Average = MetricAverage.Weighted }).Should().BeTrue("average");
        }
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void An_empty_denominator_is_replaced_where_zero_division_can_be_said(string name)
    {
        var metric = MetricCatalogue.Find(name)!;
        var input = metric.Tasks.Contains(TaskKind.Multilabel) && !metric.Tasks.Contains(TaskKind.Multiclass)
            ? new MetricInput { Task = MetricTask.Multilabel, Rows = 2, ClassCount = 3, Truth = [0, 1, 0, 0, 1, 0], Predicted = [0, 1, 0, 0, 1, 0], Scores = [0, 1, 0, 0, 1, 0], ScoresAreProbabilities = true }
            : new MetricInput { Task = MetricTask.Multiclass, Rows = 2, ClassCount = 3, Truth = [1, 1], Predicted = [1, 1], Scores = [0, 1, 0, 0, 1, 0], ScoresAreProbabilities = true };
        if (metric.Tasks is [TaskKind.Ranking])
        {
            input = new MetricInput { Task = MetricTask.Ranking, Rows = 2, ClassCount = 3, TrueValues = [0, 0], Scores = [1, 2], Queries = [0, 0] };
        }

        var replaced = Enumerable.Range(0, 3).Any(ofClass =>
        {
            var plain = new MetricRequest(name) { Class = ofClass };
            return !Value(input, plain).IsDefined && Value(input, plain with { ZeroDivision = 0 }).IsDefined;
        });

        replaced.Should().Be(Takes(metric, MetricParameters.ZeroDivision));
    }

    /// <summary>With MODELSPECS_UPDATE=1 the columns are written instead.</summary>
    [Fact]
    public void The_page_has_the_formula_of_every_metric_and_where_its_interval_comes_from()
    {
        var lines = File.ReadAllLines(PathOf("docs/metrics.md"));
        var written = lines.Select(line => IsMetric(line) ? WithFormula(WithInterval(line)) : line).ToArray();
        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1")
        {
            File.WriteAllText(PathOf("docs/metrics.md"), string.Join('\n', written) + "\n");
            return;
        }

        lines.Count(IsMetric).Should().Be(MetricCatalogue.All.Count);
        lines.Should().Equal(written);

        static bool IsMetric(string line) => line.StartsWith("| `", StringComparison.Ordinal) && line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|') >= 8;

        static string WithFormula(string line)
        {
            var formula = MetricCatalogue.Find(line.Split('`')[1])!.Formula.Replace("|", "\\|", StringComparison.Ordinal);
            var start = line.IndexOf(" | ", StringComparison.Ordinal) + 3;
            var end = line.IndexOf(" | ", start - 1, StringComparison.Ordinal);
            return $"{line[..start]}{formula}{line[Math.Max(start, end)..]}";
        }

        static string WithInterval(string line)
        {
            var name = line.Split('`')[1];
            var families = Enum.GetValues<MetricTask>().Where(task => KernelTable.Supports(name, task)).Select(task => IntervalFamilies.Describe(name, task)).Distinct().ToList();
            var cells = line.Split(" | ");
            var pipes = line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|');
            var kept = pipes > 8 ? string.Join(" | ", cells[..^1]) : line[..line.LastIndexOf('|')].TrimEnd();
            return $"{kept} | {string.Join("; ", families)} |";
        }
    }

    [Fact]
    public void The_page_has_a_row_for_every_metric_with_its_range_and_direction()
    {
        var documented = File.ReadAllLines(PathOf("docs/metrics.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Replace("\\|", "", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length > 7)
            .Select(cells => $"{cells[1]} {cells[4]} {cells[5]}".TrimEnd());

        documented.Should().Equal(MetricCatalogue.All.Select(metric => $"`{metric.Name}` {Range(metric)} {Better(metric)}".TrimEnd()));
    }

    private static bool Takes(MetricDescriptor metric, MetricParameters parameter) => (metric.Parameters & parameter) != 0;

    private static IEnumerable<MetricTask> Tasks(MetricDescriptor metric) => metric.Tasks.Select(task => task switch
    {
        TaskKind.Binary => MetricTask.Binary,
        TaskKind.Multiclass => MetricTask.Multiclass,
        TaskKind.Multilabel => MetricTask.Multilabel,
        TaskKind.Ranking => MetricTask.Ranking,
        _ => MetricTask.Regression,
    });

    private static bool Changes(MetricDescriptor metric, MetricRequest request, MetricRequest other) => Tasks(metric).Any(task =>
    {
        var input = Predict(task, 0.3);
        var named = task is MetricTask.Regression or MetricTask.Ranking ? (request with { Class = null }, other with { Class = null }) : (request, other);
        return !Value(input, named.Item1).Value.Equals(Value(input, named.Item2).Value);
    });

    private static MetricValue Value(MetricInput input, string name) =>
        Value(input, new MetricRequest(name) { Class = input.Task is MetricTask.Multiclass or MetricTask.Multilabel && OfOneClass.Contains(name) ? 1 : null });

    private static MetricValue Value(MetricInput input, MetricRequest request) =>
        SliceEvaluator.Evaluate(input, [], [Complete(input, request)], 1, CancellationToken.None).Overall[0];

    /// <summary>With what the metric says nothing without.</summary>
    private static MetricRequest Complete(MetricInput input, MetricRequest request) =>
        request.Name == "cost" && request.Costs is null ? request with { Costs = Costs(input, 1) }
        : request.Name == "hit_rate" ? request with { AtMost = request.AtMost ?? 2 }
        : MetricCatalogue.Find(request.Name)!.Needs == MetricNeeds.Column ? request with { Column = request.Column ?? "x" }
        : request;

    /// <summary>Nothing for what is right.</summary>
    private static CostMatrix Costs(MetricInput input, double ofError) =>
        new(input.ClassCount, [.. Enumerable.Range(0, input.ClassCount * input.ClassCount).Select(cell => cell % (input.ClassCount + 1) == 0 ? 0 : ofError)]);

    /// <summary>An input of which about a share is predicted wrong, the more sure the more is wrong.</summary>
    private static MetricInput Predict(MetricTask task, double wrong)
    {
        var random = new Random(5);
        if (task == MetricTask.Regression)
        {
            var values = Enumerable.Range(0, Rows).Select(_ => 1 + (20 * random.NextDouble())).ToArray();
            return new MetricInput
            {
                Task = task,
                Rows = Rows,
                Columns = Columns,
                TrueValues = values,
                PredictedValues = Array.ConvertAll(values, value => value + (10 * wrong * (random.NextDouble() - 0.3))),
            };
        }

        if (task == MetricTask.Ranking)
        {
            return PredictOrder(wrong, random);
        }

        if (task == MetricTask.Multilabel)
        {
            return PredictLabels(wrong, random);
        }

        // Classes of different size, so that averages differ.
        var classes = task == MetricTask.Binary ? 2 : 4;
        var truth = Enumerable.Range(0, Rows).Select(row => row % 3 == 0 ? 1 : row % classes).ToArray();
        var scores = new double[Rows * classes];
        var predicted = new int[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var first = random.NextDouble() < wrong ? (truth[row] + 1 + random.Next(classes - 1)) % classes : truth[row];
            var share = 1 - (wrong * (0.2 + (0.5 * random.NextDouble())));
            var second = (first + 1 + random.Next(classes - 1)) % classes;
            scores[(row * classes) + first] = Math.Max(share, 1 - share);
            scores[(row * classes) + second] = 1 - Math.Max(share, 1 - share);
            predicted[row] = first;
        }

        return new MetricInput
        {
            Task = task,
            Rows = Rows,
            Columns = Columns,
            ClassCount = classes,
            Truth = truth,
            Predicted = predicted,
            Scores = task == MetricTask.Binary ? [.. Enumerable.Range(0, Rows).Select(row => scores[(2 * row) + 1])] : scores,
            ScoresAreProbabilities = true,
        };
    }

    private static Dictionary<string, double[]> Columns => new(StringComparer.Ordinal)
    {
        ["x"] = [.. Enumerable.Range(0, Rows).Select(row => row * row / 7.0)],
        ["y"] = [.. Enumerable.Range(0, Rows).Select(row => 3.0 - row)],
    };

    /// <summary>Labels of different size, of which each row has one, two or three of four.</summary>
    private static MetricInput PredictLabels(double wrong, Random random)
    {
        const int Labels = 4;
        var truth = Enumerable.Range(0, Rows).SelectMany(row => new[] { row % 2, row % 3 == 0 ? 1 : 0, (row + 1) % 2, row % 5 == 0 ? 1 : 0 }).ToArray();
        var scores = Array.ConvertAll(truth, label =>
        {
            var share = 1 - (wrong * random.NextDouble() * 0.7);
            return (random.NextDouble() < wrong) == (label == 0) ? share : 1 - share;
        });
        return new MetricInput
        {
            Task = MetricTask.Multilabel,
            Rows = Rows,
            ClassCount = Labels,
            Truth = truth,
            Predicted = Array.ConvertAll(scores, score => score >= 0.5 ? 1 : 0),
            Scores = scores,
            ScoresAreProbabilities = true,
            Columns = Columns,
        };
    }

    /// <summary>Queries of twelve rows, of which the more irrelevant ones stand above relevant ones the more is wrong; one has no relevant row.</summary>
    private static MetricInput PredictOrder(double wrong, Random random)
    {
        const int RowsOfQuery = 12;
        var gains = Enumerable.Range(0, Rows).Select(row => row < RowsOfQuery ? 0.0 : row % RowsOfQuery % 4 == 0 ? 1 + (row % 3) : 0).ToArray();
        return new MetricInput
        {
            Task = MetricTask.Ranking,
            Rows = Rows,
            TrueValues = gains,
            Scores = Array.ConvertAll(gains, gain => gain > 0 ? gain : wrong * 18 * random.NextDouble()),
            Queries = [.. Enumerable.Range(0, Rows).Select(row => row / RowsOfQuery)],
            Columns = Columns,
        };
    }

    private static string Range(MetricDescriptor metric) =>
        (double.IsInfinity(metric.Minimum) ? "(−∞" : FormattableString.Invariant($"[{metric.Minimum}"))
        + (double.IsInfinity(metric.Maximum) ? ", ∞)" : FormattableString.Invariant($", {metric.Maximum}]"));

    private static string Better(MetricDescriptor metric) => metric.Direction switch
    {
        MetricDirection.HigherIsBetter => "higher",
        MetricDirection.LowerIsBetter => "lower",
        _ => "",
    };

    private static string PathOf(string relative) => Path.Combine(
        typeof(MetricCatalogueTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!, relative);
}
