using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests;

public class SliceEvaluatorTests
{
    public static TheoryData<MetricTask, bool> Inputs_with_and_without_weights => new()
    {
        { MetricTask.Binary, false },
        { MetricTask.Binary, true },
        { MetricTask.Multiclass, false },
        { MetricTask.Multiclass, true },
        { MetricTask.Regression, false },
        { MetricTask.Regression, true },
        { MetricTask.Multilabel, false },
        { MetricTask.Multilabel, true },
        { MetricTask.Ranking, false },
        { MetricTask.Ranking, true },
    };

    [Theory]
    [MemberData(nameof(Inputs_with_and_without_weights))]
    public void A_group_has_the_values_of_its_rows_alone(MetricTask task, bool weighted)
    {
        for (var seed = 0; seed < Mutants.Cases(12); seed++)
        {
            var random = new Random(seed);
            var input = Inputs.Any(task, random, 1 + random.Next(250), weighted);
            SliceAxis[] axes = [Inputs.Axis(random, input.Rows, 7), Inputs.Axis(random, input.Rows, 1), Inputs.Axis(random, input.Rows, Mutants.AtMost(20, 90))];
            var requests = Requests.All(input);

            var values = SliceEvaluator.Evaluate(input, axes, requests, 2, CancellationToken.None);

            for (var axis = 0; axis < axes.Length; axis++)
            {
                for (var group = 0; group < axes[axis].Groups; group++)
                {
                    var rows = Enumerable.Range(0, input.Rows).Where(row => axes[axis].Codes[row] == group).ToArray();
                    var alone = Values.Of(Inputs.Take(input, rows), requests);
                    Values.Differences(requests, values.Groups[axis][group], alone).Should().BeEmpty($"seed {seed}, axis {axis}, group {group}");
                }
            }
        }
    }

    [SlowTheory]
    [MemberData(nameof(Inputs_with_and_without_weights))]
    public void Values_are_the_same_to_the_last_bit_for_any_number_of_threads(MetricTask task, bool weighted)
    {
        var random = new Random(3);
        var input = Inputs.Any(task, random, 34_001, weighted);
        SliceAxis[] axes = [Inputs.Axis(random, input.Rows, 5), Inputs.Axis(random, input.Rows, 300)];
        var requests = Requests.All(input);

        var one = SliceEvaluator.Evaluate(input, axes, requests, 1, CancellationToken.None);
        foreach (var threads in new[] { 2, 3, 8 })
        {
            Same(one, SliceEvaluator.Evaluate(input, axes, requests, threads, CancellationToken.None)).Should().BeTrue();
        }

        var trivial = SliceEvaluator.EvaluateTrivial(input, axes, requests, 1, CancellationToken.None);
        Same(trivial, SliceEvaluator.EvaluateTrivial(input, axes, requests, 4, CancellationToken.None)).Should().BeTrue();
    }

    [SlowTheory]
    [MemberData(nameof(Inputs_with_and_without_weights))]
    public void Values_do_not_depend_on_what_else_is_asked_for(MetricTask task, bool weighted)
    {
        var random = new Random(4);
        var input = Inputs.Any(task, random, 33_500, weighted);
        var axis = Inputs.Axis(random, input.Rows, 6);
        SliceAxis[] several = [Inputs.Axis(random, input.Rows, 40), axis];
        var requests = Requests.All(input);
        var together = SliceEvaluator.Evaluate(input, several, requests, 2, CancellationToken.None);

        for (var i = 0; i < requests.Length; i += 5)
        {
            var alone = SliceEvaluator.Evaluate(input, [axis], [requests[i]], 2, CancellationToken.None);

            alone.Overall[0].Should().Be(together.Overall[i]);
            alone.Groups[0].Select(group => group[0]).Should().Equal(together.Groups[1].Select(group => group[i]));
        }
    }

    [Fact]
    public void More_axes_than_fit_into_one_word_are_swept_too()
    {
        var random = new Random(5);
        var input = Inputs.Multiclass(random, 300, 5);
        var axes = Enumerable.Range(0, 14).Select(axis => Inputs.Axis(random, input.Rows, 20 + (axis * 40))).ToArray();
        var requests = Requests.All(input).Where(request => request.Name is "roc_auc" or "average_precision").ToArray();

        var values = SliceEvaluator.Evaluate(input, axes, requests, 2, CancellationToken.None);

        for (var axis = 0; axis < axes.Length; axis++)
        {
            var alone = SliceEvaluator.Evaluate(input, [axes[axis]], requests, 1, CancellationToken.None);
            values.Groups[axis].SelectMany(group => group).Should().Equal(alone.Groups[0].SelectMany(group => group));
        }
    }

    [Fact]
    public void An_axis_without_groups_has_no_values()
    {
        var input = Inputs.Binary(new Random(6), 10);

        var values = SliceEvaluator.Evaluate(input, [new SliceAxis([.. Enumerable.Repeat(-1, 10)], 0)], [new("recall")], 1, CancellationToken.None);

        values.Groups.Should().ContainSingle().Which.Should().BeEmpty();
    }

    [Fact]
    public void A_cancelled_evaluation_throws()
    {
        var input = Inputs.Binary(new Random(7), 100);
        using var source = new CancellationTokenSource();
        source.Cancel();

        var evaluate = () => SliceEvaluator.Evaluate(input, [], [new("accuracy")], 2, source.Token);

        evaluate.Should().Throw<OperationCanceledException>();
    }

    private static bool Same(SliceValues a, SliceValues b) =>
        All(a).Zip(All(b)).All(pair => Bits(pair.First.Value) == Bits(pair.Second.Value) && pair.First.Rows == pair.Second.Rows && pair.First.Undefined == pair.Second.Undefined);

    private static IEnumerable<MetricValue> All(SliceValues values) => values.Overall.Concat(values.Groups.SelectMany(axis => axis.SelectMany(group => group)));

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
