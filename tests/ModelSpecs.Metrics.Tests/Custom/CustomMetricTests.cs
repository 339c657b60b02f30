using ModelSpecs.Metrics.Custom;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Custom;

public sealed class CustomMetricTests
{
    [Theory]
    [InlineData(MetricTask.Binary, false)]
    [InlineData(MetricTask.Binary, true)]
    [InlineData(MetricTask.Multiclass, false)]
    [InlineData(MetricTask.Multiclass, true)]
    [InlineData(MetricTask.Regression, false)]
    [InlineData(MetricTask.Regression, true)]
    public void A_custom_metric_sees_the_rows_of_its_slice_in_order(MetricTask task, bool weighted)
    {
        var random = new Random(1);
        var input = Inputs.Any(task, random, 400, weighted);
        SliceAxis[] axes = [Inputs.Axis(random, input.Rows, 9), Inputs.Axis(random, input.Rows, 1)];
        // A sum whose terms depend on the place of a row: another row, another order or another column gives another number.
        var digest = Request((in CustomMetricRows rows) =>
        {
            var sum = 0.0;
            for (var row = 0; row < rows.Count; row++)
            {
                var of = rows.Task == MetricTask.Regression ? rows.TrueValues[row] + (3 * rows.PredictedValues[row])
                    : rows.Truth[row] + (3 * rows.Predicted[row]) + (rows.Task == MetricTask.Binary ? rows.Scores[row] : rows.ScoresOf(row)[^1]);
                sum += (row + 1) * rows.Weight(row) * of;
            }

            return sum;
        });

        var values = SliceEvaluator.Evaluate(input, axes, [digest], 2, CancellationToken.None);

        for (var axis = 0; axis < axes.Length; axis++)
        {
            for (var group = 0; group < axes[axis].Groups; group++)
            {
                var alone = Values.Of(Inputs.Take(input, [.. Enumerable.Range(0, input.Rows).Where(row => axes[axis].Codes[row] == group)]), [digest]);
                values.Groups[axis][group][0].Should().Be(alone[0]);
                alone[0].IsDefined.Should().BeTrue();
            }
        }
    }

    [Fact]
    public void Rows_are_counted_by_what_the_task_has()
    {
        new CustomMetricRows { Task = MetricTask.Regression, TrueValues = [1, 2, 3] }.Count.Should().Be(3);
        new CustomMetricRows { Task = MetricTask.Binary, Truth = [1, 0] }.Count.Should().Be(2);
        new CustomMetricRows { Task = MetricTask.Multiclass, ClassCount = 3, Scores = [1, 2, 3, 4, 5, 6, 7, 8, 9] }.ScoresOf(1).ToArray().Should().Equal(4, 5, 6);
    }

    [Theory]
    [InlineData(300, false)]
    [InlineData(301, true)]
    public void A_long_message_is_cut(int length, bool isCut)
    {
        var message = new string('m', length);
        var input = Inputs.Binary(new Random(1), 5);

        var reason = Values.One(input, Request((in CustomMetricRows _) => throw new InvalidDataException(message))).Undefined;

        reason.Should().StartWith($"Compute threw InvalidDataException: {(isCut ? message[..300] + "…" : message)} (");
    }

    [Fact]
    public void Tasks_that_it_knows_none_of_are_refused()
    {
        var act = () => new CustomMetric(new Own("Own", (in CustomMetricRows _) => 0, CustomMetricNeeds.Truth, MetricTasks.Multilabel));

        act.Should().Throw<ArgumentException>().WithMessage("its Tasks name neither Binary, Multiclass nor Regression*");
    }

    [Theory]
    [InlineData(CustomMetric.LongestName, true)]
    [InlineData(CustomMetric.LongestName + 1, false)]
    public void A_name_has_at_most_a_hundred_characters(int length, bool valid)
    {
        var act = () => new CustomMetric(new Own(new string('n', length), (in CustomMetricRows _) => 0, CustomMetricNeeds.Truth, MetricTasks.Every));

        (valid ? act.Should().NotThrow().Subject.Name : act.Should().Throw<ArgumentException>().Which.Message).Should().Contain(valid ? "nnn" : "at most 100");
    }

    [Fact]
    public void A_custom_recall_is_recall_and_rests_on_all_rows()
    {
        var input = Inputs.Binary(new Random(2), 500, weighted: true);
        var recall = Request((in CustomMetricRows rows) =>
        {
            double hit = 0, positives = 0;
            for (var row = 0; row < rows.Count; row++)
            {
                positives += rows.Truth[row] == 1 ? rows.Weight(row) : 0;
                hit += rows.Truth[row] == 1 && rows.Predicted[row] == 1 ? rows.Weight(row) : 0;
            }

            return hit / positives;
        });

        var values = SliceEvaluator.Evaluate(input, [], [recall, new MetricRequest("recall")], 1, CancellationToken.None).Overall;

        values[0].Value.Should().BeApproximately(values[1].Value, 1e-12);
        values[0].Rows.Should().Be(500);
    }

    [Fact]
    public void No_number_infinity_and_an_exception_are_undefined_with_the_reason()
    {
        var input = Inputs.Binary(new Random(3), 10);
        MetricRequest[] requests =
        [
            Request((in CustomMetricRows _) => double.NaN),
            Request((in CustomMetricRows _) => double.NegativeInfinity),
            Request((in CustomMetricRows rows) => rows.Truth[rows.Count]),
            Request((in CustomMetricRows _) => throw new OperationCanceledException("no")),
        ];

        var values = SliceEvaluator.Evaluate(input, [], requests, 1, CancellationToken.None).Overall;

        values.Should().OnlyContain(value => !value.IsDefined);
        values[0].Undefined.Should().Be("Compute returned NaN");
        values[1].Undefined.Should().Be("Compute returned infinity");
        values[2].Undefined.Should().StartWith("Compute threw IndexOutOfRangeException: ");
        values[3].Undefined.Should().StartWith("Compute threw OperationCanceledException: no").And.Contain("CustomMetricTests.cs, line ");
    }

    [Fact]
    public void Slices_without_rows_or_weight_are_not_computed()
    {
        var calls = 0;
        var counted = Request((in CustomMetricRows rows) =>
        {
            Interlocked.Increment(ref calls);
            return rows.Count;
        });
        var input = new MetricInput { Task = MetricTask.Binary, Rows = 3, ClassCount = 2, Truth = [0, 1, 1], Predicted = [0, 1, 0], Weights = [1, 1, 0] };

        var values = SliceEvaluator.Evaluate(input, [new SliceAxis([0, 0, 1], 3)], [counted], 2, CancellationToken.None);

        calls.Should().Be(2);
        values.Groups[0].Select(group => group[0].IsDefined).Should().Equal(true, false, false);
    }

    [Fact]
    public void What_the_input_does_not_have_is_refused()
    {
        var labels = new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1], Predicted = [0, 1] };
        Func<CustomMetricNeeds, MetricTasks, string?> undefined = (needs, tasks) =>
            SliceEvaluator.Evaluate(labels, [], [Request((in CustomMetricRows _) => 1, needs, tasks)], 1, CancellationToken.None).Overall[0].Undefined;

        undefined(CustomMetricNeeds.Predictions, MetricTasks.Classification).Should().BeNull();
        undefined(CustomMetricNeeds.Scores, MetricTasks.Classification).Should().Be("there are no scores");
        undefined(CustomMetricNeeds.Truth, MetricTasks.Regression).Should().Be("custom:Own is not defined for this task");
    }

    [Fact]
    public void There_is_no_best_constant_for_it()
    {
        var act = () => SliceEvaluator.EvaluateTrivial(Inputs.Binary(new Random(4), 5), [], [Request((in CustomMetricRows _) => 1)], 1, CancellationToken.None);

        act.Should().Throw<ArgumentException>().WithMessage("custom:Own: nobody knows the constant*");
    }

    [Theory]
    [InlineData("Profit", true)]
    [InlineData("_p2", true)]
    [InlineData("", false)]
    [InlineData("2nd", false)]
    [InlineData("my metric", false)]
    [InlineData("größe", false)]
    [InlineData(null, false)]
    public void A_name_is_an_identifier(string? name, bool valid)
    {
        var act = () => new CustomMetric(new Own(name!, (in CustomMetricRows _) => 0, CustomMetricNeeds.Truth, MetricTasks.Every));

        (valid ? act.Should().NotThrow().Subject.Name : act.Should().Throw<ArgumentException>().Which.Message).Should().Contain(valid ? name! : "its Name is");
    }

    private static MetricRequest Request(Computation compute, CustomMetricNeeds needs = CustomMetricNeeds.Predictions, MetricTasks tasks = MetricTasks.Every) =>
        new("custom:Own") { Custom = new CustomMetric(new Own("Own", compute, needs, tasks)) };

    private delegate double Computation(in CustomMetricRows rows);

    private sealed class Own(string name, Computation compute, CustomMetricNeeds needs, MetricTasks tasks) : ICustomMetric
    {
        public string Name => name;

        public CustomMetricDirection Direction => CustomMetricDirection.None;

        public MetricTasks Tasks => tasks;

        public CustomMetricNeeds Needs => needs;

        public double Compute(in CustomMetricRows rows) => compute(rows);
    }
}
