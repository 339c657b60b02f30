using ModelSpecs.Metrics.Paired;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Paired;

public class FlipsTests
{
    private static readonly int[] Truth = [1, 1, 0, 0, 1, 0, 1, 0];
    private static readonly int[] Before = [1, 1, 0, 1, 0, 0, 1, 0];
    private static readonly int[] After = [1, 0, 1, 0, 1, 0, 1, 1];
    private static readonly SliceAxis Halves = new([0, 0, 0, 0, 1, 1, 1, -1], 2);

    [Fact]
    public void Rows_that_changed_sides_are_counted_and_the_first_of_them_named()
    {
        var flips = Flips.Count(Binary(Truth, After), Binary(Truth, Before), [Halves], new FlipOptions { Named = 2 }, 2, CancellationToken.None);

        flips.Overall.Should().BeEquivalentTo(new SliceFlip(8, 3, 2, 5, [1, 2], [3, 4], [1, 2]));
        flips.Groups[0][0].Should().BeEquivalentTo(new SliceFlip(4, 2, 1, 3, [1, 2], [3], [1, 2]));
        flips.Groups[0][1].Should().BeEquivalentTo(new SliceFlip(3, 0, 1, 1, [], [4], [4]));
    }

    [Fact]
    public void An_edited_label_makes_a_row_newly_wrong_without_another_prediction()
    {
        int[] edited = [0, 1, 0, 0, 1, 0, 1, 0];
        var flips = Flips.Count(Binary(edited, Before), Binary(Truth, Before), [], new FlipOptions(), 1, CancellationToken.None).Overall;

        flips.Should().BeEquivalentTo(new SliceFlip(8, 1, 0, 0, [0], [], []));
    }

    [Fact]
    public void A_wrong_class_for_another_wrong_class_is_a_change_and_no_flip()
    {
        var flips = Flips.Count(Multiclass([0, 1, 2], [1, 1, 2]), Multiclass([0, 1, 2], [2, 1, 2]), [], new FlipOptions(), 1, CancellationToken.None).Overall;

        flips.Should().BeEquivalentTo(new SliceFlip(3, 0, 0, 1, [], [], [0]));
    }

    [Fact]
    public void Of_several_labels_a_row_is_right_where_all_are()
    {
        var flips = Flips.Count(Labels([1, 0, 0, 1], [1, 0, 0, 1]), Labels([1, 0, 0, 1], [1, 0, 1, 1]), [], new FlipOptions(), 1, CancellationToken.None).Overall;

        flips.Should().BeEquivalentTo(new SliceFlip(2, 0, 1, 1, [], [1], [1]));
    }

    [Fact]
    public void A_number_changes_beyond_its_tolerance_and_is_neither_right_nor_wrong()
    {
        var (now, then) = (Numbers(1.0, 2.0, 100, double.NaN, 5), Numbers(1.05, 2.3, 101, double.NaN, double.NaN));

        Count(new FlipOptions { AbsoluteTolerance = 0.1 }).Should().BeEquivalentTo(new SliceFlip(5, null, null, 3, [], [], [1, 2, 4]));
        Count(new FlipOptions { AbsoluteTolerance = 0.1, RelativeTolerance = 0.01 }).FirstChanged.Should().Equal(1, 4);
        Count(new FlipOptions()).Changed.Should().Be(4);

        SliceFlip Count(FlipOptions options) => Flips.Count(now, then, [], options, 1, CancellationToken.None).Overall;
    }

    [Fact]
    public void Counts_and_names_do_not_depend_on_threads_and_agree_with_the_share_that_is_judged()
    {
        var (now, then, axes, _) = PairedInputs.Of(MetricTask.Multiclass, 90_000, seed: 4);
        var alone = Flips.Count(now, then, axes, new FlipOptions(), 1, CancellationToken.None);
        var together = Flips.Count(now, then, axes, new FlipOptions(), 3, CancellationToken.None);
        var accuracy = PairedEvaluator.Differences(now, then, axes, [new MetricRequest("accuracy")], null, null, new(), 2, CancellationToken.None);

        together.Should().BeEquivalentTo(alone, options => options.WithStrictOrdering());
        foreach (var (flips, estimate) in alone.Groups[0].Append(alone.Overall).Zip(accuracy.Groups[0].Select(group => group[0]).Append(accuracy.Overall[0])))
        {
            var share = estimate.Should().BeOfType<PairedShareEstimate>().Subject;
            (share.Gained, share.Lost, share.Rows).Should().Be((flips.NewlyRight!.Value, flips.NewlyWrong!.Value, flips.Rows));
            flips.FirstNewlyWrong.Should().HaveCount(10).And.BeInAscendingOrder();
        }
    }

    [Fact]
    public void Without_predictions_there_is_nothing_to_compare() =>
        FluentActions.Invoking(() => Flips.Count(Binary(Truth, After), Binary(Truth, null), [], new FlipOptions(), 1, CancellationToken.None))
            .Should().Throw<ArgumentException>().WithMessage("There are no predictions to compare.*");

    private static MetricInput Binary(int[] truth, int[]? predicted) => Classes(MetricTask.Binary, 2, truth, predicted);

    private static MetricInput Multiclass(int[] truth, int[] predicted) => Classes(MetricTask.Multiclass, 3, truth, predicted);

    private static MetricInput Labels(int[] truth, int[] predicted) =>
        new() { Task = MetricTask.Multilabel, Rows = truth.Length / 2, ClassCount = 2, Truth = truth, Predicted = predicted };

    private static MetricInput Classes(MetricTask task, int classes, int[] truth, int[]? predicted) =>
        new() { Task = task, Rows = truth.Length, ClassCount = classes, Truth = truth, Predicted = predicted };

    private static MetricInput Numbers(params double[] values) =>
        new() { Task = MetricTask.Regression, Rows = values.Length, TrueValues = new double[values.Length], PredictedValues = values };
}
