using ModelSpecs.Metrics.Curves;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Curves;

public sealed class SliceCurvesTests
{
    [Fact]
    public void A_curve_of_few_scores_has_every_point()
    {
        var input = new MetricInput { Task = MetricTask.Binary, Rows = 6, ClassCount = 2, Truth = [1, 0, 1, 1, 0, 0], Predicted = new int[6], Scores = [.9, .8, .8, .6, .3, .1], ScoresAreProbabilities = true };

        var curves = SliceCurves.Measure(input, [], 1, CancellationToken.None).Overall;

        curves.Roc.Should().Equal(
            new(double.PositiveInfinity, 0, 0), new(.9, 0, 1 / 3.0), new(.8, 1 / 3.0, 2 / 3.0), new(.6, 1 / 3.0, 1), new(.3, 2 / 3.0, 1), new(.1, 1, 1));
        curves.PrecisionRecall.Should().Equal(new(.9, 1 / 3.0, 1), new(.8, 2 / 3.0, 2 / 3.0), new(.6, 1, .75), new(.3, 1, .6), new(.1, 1, .5));
        curves.Scores.Should().Match<ScoreHistogram>(scores => scores.Low == 0 && scores.High == 1);
        curves.Scores.Positives.Should().Equal(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0);
        curves.Scores.Negatives.Should().Equal(0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0);
    }

    public static TheoryData<string, int> Shapes => new()
    {
        { "noise", 30_000 }, { "noise", 1_500 }, { "noise", 300 }, { "good", 40_000 }, { "good", 900 }, { "ties", 20_000 }, { "rare", 50_000 }, { "rare", 3_000 },
        { "few positives", 20_000 }, { "staircase 400", 40_000 }, { "staircase 37", 30_000 }, { "convex", 20_000 }, { "backwards", 20_000 }, { "perfect", 5_000 }, { "one score", 5_000 }, { "weights", 8_000 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_thinned_curve_has_at_most_two_hundred_of_the_points_and_the_area_of_all(string shape, int rows)
    {
        rows = Mutants.AtMost(2_000, rows);
        for (var seed = 0; seed < Mutants.Cases(3); seed++)
        {
            var input = Made(shape, rows, new Random(seed));
            var axis = Inputs.Axis(new Random(seed), rows, 3);
            var curves = SliceCurves.Measure(input, [axis], 2, CancellationToken.None);

            Check(input, Enumerable.Range(0, rows), curves.Overall);
            for (var group = 0; group < 3; group++)
            {
                Check(input, Enumerable.Range(0, rows).Where(row => axis.Codes[row] == group), curves.Groups[0][group]);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_slice_has_the_curves_it_would_have_alone_for_any_number_of_threads(int threads)
    {
        var input = Inputs.Binary(new Random(3), 2_000, steps: 0);
        SliceAxis[] axes = [Inputs.Axis(new Random(4), 2_000, 5), Inputs.Axis(new Random(5), 2_000, 2)];
        var rows = Enumerable.Range(0, 2_000).Where(row => axes[1].Codes[row] == 1).ToList();

        var among = SliceCurves.Measure(input, axes, threads, CancellationToken.None).Groups[1][1];
        var alone = SliceCurves.Measure(Inputs.Take(input, rows), [], 1, CancellationToken.None).Overall;

        among.Roc.Should().Equal(alone.Roc);
        among.PrecisionRecall.Should().Equal(alone.PrecisionRecall);
        among.Scores.Negatives.Should().Equal(alone.Scores.Negatives);
    }

    [Fact]
    public void No_thread_is_one_thread()
    {
        var input = Inputs.Binary(new Random(3), 50);

        SliceCurves.Measure(input, [], 0, CancellationToken.None).Overall.Roc.Should().Equal(SliceCurves.Measure(input, [], 1, CancellationToken.None).Overall.Roc);
    }

    [Fact]
    public void Without_a_side_there_is_no_curve()
    {
        var input = new MetricInput { Task = MetricTask.Binary, Rows = 4, ClassCount = 2, Truth = [1, 1, 0, 0], Predicted = new int[4], Scores = [3, 1, 2, -7] };

        var curves = SliceCurves.Measure(input, [new SliceAxis([0, 0, 1, 1], 3)], 1, CancellationToken.None);

        curves.Groups[0].Select(of => (of.Roc.Length, of.PrecisionRecall.Length)).Should().Equal((0, 2), (0, 0), (0, 0));
        (curves.Overall.Scores.Low, curves.Overall.Scores.High).Should().Be((-7, 3));
        curves.Overall.Scores.Positives[^1].Should().Be(1, "the highest score is in the last bin");
        curves.Groups[0][2].Scores.Positives.Should().OnlyContain(count => count == 0);
    }

    [Fact]
    public void Only_a_binary_task_with_finite_scores_has_curves()
    {
        var labels = new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1], Predicted = [0, 1] };
        var infinite = new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1], Predicted = [0, 1], Scores = [0, double.NaN] };
        foreach (var input in (MetricInput[])[labels, infinite, Inputs.Multiclass(new Random(1), 9, 3)])
        {
            ((Action)(() => SliceCurves.Measure(input, [], 1, CancellationToken.None))).Should().Throw<ArgumentException>().WithMessage("Curves are drawn from the finite scores of a binary task.*");
        }
    }

    private static void Check(MetricInput input, IEnumerable<int> rows, ScoreCurves curves)
    {
        var slice = rows.ToArray();
        double Weight(int row) => input.Weights?[row] ?? 1;
        double Side(int truth) => slice.Where(row => input.Truth![row] == truth).Sum(Weight);
        var (positives, negatives) = (Side(1), Side(0));
        List<(double Threshold, double Fpr, double Recall, double Precision)> all = [];
        double seen = 0, alarms = 0;
        foreach (var tie in slice.GroupBy(row => input.Scores![row]).OrderByDescending(tie => tie.Key))
        {
            seen += tie.Where(row => input.Truth![row] == 1).Sum(Weight);
            alarms += tie.Where(row => input.Truth![row] == 0).Sum(Weight);
            if (seen + alarms > 0)
            {
                all.Add((tie.Key, alarms / negatives, seen / positives, seen / (seen + alarms)));
            }
        }

        CurvePoint[] roc = positives > 0 && negatives > 0 ? [new(double.PositiveInfinity, 0, 0), .. all.Select(at => new CurvePoint(at.Threshold, at.Fpr, at.Recall))] : [];
        CurvePoint[] precision = positives > 0 ? [.. all.Select(at => new CurvePoint(at.Threshold, at.Recall, at.Precision))] : [];
        Compare(curves.Roc, roc);
        Compare(curves.PrecisionRecall, precision);
        curves.Scores.Positives.Sum().Should().BeApproximately(positives, 1e-9);
        curves.Scores.Negatives.Sum().Should().BeApproximately(negatives, 1e-9);
        if (roc.Length > 0)
        {
            Area(roc).Should().BeApproximately(Values.One(Inputs.Take(input, slice), "roc_auc").Value, 1e-12);
        }
    }

    private static void Compare(CurvePoint[] thinned, CurvePoint[] exact)
    {
        thinned.Length.Should().BeLessThanOrEqualTo(SliceCurves.MostPoints);
        if (exact.Length == 0)
        {
            thinned.Should().BeEmpty();
            return;
        }

        Near(thinned[0], exact[0]).Should().BeTrue();
        Near(thinned[^1], exact[^1]).Should().BeTrue();
        var by = exact.ToDictionary(point => point.Threshold);
        thinned.Should().OnlyContain(point => by.ContainsKey(point.Threshold) && Near(point, by[point.Threshold]));
        thinned.Zip(thinned.Skip(1)).All(pair => pair.First.Threshold > pair.Second.Threshold && pair.First.X <= pair.Second.X).Should().BeTrue();
        Math.Abs(Area(thinned) - Area(exact)).Should().BeLessThan(1e-3);
    }

    private static bool Near(CurvePoint a, CurvePoint b) => a.Threshold.Equals(b.Threshold) && Math.Abs(a.X - b.X) < 1e-9 && Math.Abs(a.Y - b.Y) < 1e-9;

    private static double Area(CurvePoint[] points) => points.Zip(points.Skip(1)).Sum(pair => (pair.Second.X - pair.First.X) * (pair.First.Y + pair.Second.Y) / 2);

    private static MetricInput Made(string shape, int rows, Random random)
    {
        var stairs = shape.StartsWith("staircase", StringComparison.Ordinal) ? int.Parse(shape.AsSpan(10), System.Globalization.CultureInfo.InvariantCulture) : 1;
        var (truth, scores) = (new int[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            // From the highest score down.
            var place = (double)row / rows;
            truth[row] = shape switch
            {
                "good" or "ties" or "weights" => random.NextDouble() < Math.Exp(-5 * place) ? 1 : 0,
                "rare" => random.NextDouble() < 0.05 * Math.Exp(-9 * place) ? 1 : 0,
                "few positives" => row % (rows / 12) == 7 ? 1 : 0,
                "convex" => random.NextDouble() < (1 - place) * (1 - place) ? 1 : 0,
                "backwards" => random.NextDouble() < place * place ? 1 : 0,
                "perfect" => place < 0.3 ? 1 : 0,
                "noise" or "one score" => random.Next(2),
                _ => row * 2 * stairs / rows % 2,
            };
            scores[row] = shape == "one score" ? 0.5 : shape == "ties" ? Math.Round(1 - place, 2) : 1 - place;
        }

        return new MetricInput
        {
            Task = MetricTask.Binary, Rows = rows, ClassCount = 2, Truth = truth, Predicted = truth, Scores = scores, ScoresAreProbabilities = true,
            Weights = shape == "weights" ? [.. Enumerable.Range(0, rows).Select(_ => random.Next(5) == 0 ? 0 : random.NextDouble() * 3)] : null,
        };
    }
}
