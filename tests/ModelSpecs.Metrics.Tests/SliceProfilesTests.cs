using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests;

public sealed class SliceProfilesTests
{
    [Theory]
    [InlineData(MetricTask.Binary, false)]
    [InlineData(MetricTask.Binary, true)]
    [InlineData(MetricTask.Multiclass, false)]
    [InlineData(MetricTask.Multiclass, true)]
    public void A_slice_has_the_matrix_and_the_curve_of_its_rows(MetricTask task, bool weighted)
    {
        var random = new Random(1);
        var input = Inputs.Any(task, random, 700, weighted);
        SliceAxis[] axes = [Inputs.Axis(random, input.Rows, 5), Inputs.Axis(random, input.Rows, 1)];

        var confusion = SliceProfiles.Confusion(input, axes, 2, CancellationToken.None);
        var reliability = SliceProfiles.Reliability(input, axes, 2, CancellationToken.None);

        Check(Enumerable.Range(0, input.Rows), confusion.Overall, reliability.Overall);
        for (var axis = 0; axis < axes.Length; axis++)
        {
            for (var group = 0; group < axes[axis].Groups; group++)
            {
                Check(Enumerable.Range(0, input.Rows).Where(row => axes[axis].Codes[row] == group), confusion.Groups[axis][group], reliability.Groups[axis][group]);
            }
        }

        void Check(IEnumerable<int> rows, double[] counts, ReliabilityBin[] curve)
        {
            double Weight(int row) => input.Weights?[row] ?? 1;
            var k = input.ClassCount;
            for (var cell = 0; cell < k * k; cell++)
            {
                counts[cell].Should().BeApproximately(rows.Where(row => (input.Truth![row] * k) + input.Predicted![row] == cell).Sum(Weight), 1e-9);
            }

            curve.Sum(bin => bin.Rows).Should().Be(rows.Count());
            foreach (var bin in curve)
            {
                bool In(int row) => Confidence(row) <= bin.High && (Confidence(row) > bin.Low || bin.Low == 0);
                double Confidence(int row) => task == MetricTask.Binary ? input.Scores![row] : input.Scores!.Skip(row * k).Take(k).Max();
                var inside = rows.Where(In).ToList();
                bin.Rows.Should().Be(inside.Count).And.BePositive();
                var weight = inside.Sum(Weight);
                (weight * bin.MeanConfidence).Should().BeApproximately(inside.Sum(row => Weight(row) * Confidence(row)), 1e-9);
                (weight * bin.HitRate).Should().BeApproximately(inside.Where(row => task == MetricTask.Binary ? input.Truth![row] == 1 : input.Truth![row] == input.Predicted![row]).Sum(Weight), 1e-9);
            }
        }
    }

    [Fact]
    public void The_curve_is_what_ece_is_made_of()
    {
        var input = Inputs.Binary(new Random(2), 900);

        var curve = SliceProfiles.Reliability(input, [], 1, CancellationToken.None).Overall;
        var ece = SliceEvaluator.Evaluate(input, [], [new MetricRequest("ece")], 1, CancellationToken.None).Overall[0].Value;

        curve.Sum(bin => bin.Rows * Math.Abs(bin.MeanConfidence - bin.HitRate)).Should().BeApproximately(900 * ece, 1e-9);
    }

    [Fact]
    public void An_input_without_predictions_or_probabilities_is_refused()
    {
        var labels = new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1], Predicted = [0, 1] };
        var truth = new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1] };

        var several = new MetricInput { Task = MetricTask.Multilabel, Rows = 1, ClassCount = 2, Truth = [0, 1], Predicted = [0, 1], Scores = [0, 1], ScoresAreProbabilities = true };
        ((Action)(() => SliceProfiles.Confusion(several, [], 1, CancellationToken.None))).Should().Throw<ArgumentException>();
        ((Action)(() => SliceProfiles.Reliability(several, [], 1, CancellationToken.None))).Should().Throw<ArgumentException>();
        ((Action)(() => SliceProfiles.Reliability(labels, [], 1, CancellationToken.None))).Should().Throw<ArgumentException>().WithMessage("There are no probabilities.*");
        var scored = new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1], Predicted = [0, 1], Scores = [-3, 4] };
        ((Action)(() => SliceProfiles.Reliability(scored, [], 1, CancellationToken.None))).Should().Throw<ArgumentException>().WithMessage("There are no probabilities.*");
        var unpredicted = new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1], Scores = [0.2, 0.7], ScoresAreProbabilities = true };
        ((Action)(() => SliceProfiles.Reliability(unpredicted, [], 1, CancellationToken.None))).Should().Throw<ArgumentException>().WithMessage("There are no probabilities.*");
        var longer = new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1], Predicted = [0, 1, 1], Scores = [0.2, 0.7], ScoresAreProbabilities = true };
        ((Action)(() => SliceProfiles.Reliability(longer, [], 1, CancellationToken.None))).Should().Throw<ArgumentException>().WithMessage("Predicted has 3 entries; expected 2.*");
        ((Action)(() => SliceProfiles.Confusion(longer, [], 1, CancellationToken.None))).Should().Throw<ArgumentException>().WithMessage("Predicted has 3 entries; expected 2.*");
        ((Action)(() => SliceProfiles.Confusion(truth, [], 1, CancellationToken.None))).Should().Throw<ArgumentException>().WithMessage("There are no predicted classes.*");
    }
}
