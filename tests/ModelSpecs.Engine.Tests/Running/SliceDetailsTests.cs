using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Running;

public sealed class SliceDetailsTests : IDisposable
{
    private const string Head = "spec: A suite\ngolden: golden.csv\nlabel: y\npositive: bad\nclasses: [bad, good]\npredictions: { score: p }\n";

    private readonly SpecWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task The_matrix_stands_in_the_order_of_the_classes()
    {
        workspace.Write("golden.csv", "y,p,g\nbad,0.9,a\nbad,0.2,a\ngood,0.1,a\ngood,0.6,b\ngood,0.3,b\n");

        var result = await workspace.RunAsync(Head + "expect: { accuracy: \">= 0.1\" }\nslices: { g: { by: g } }\n");

        result.Classes.Should().Equal("bad", "good");
        result.Slices.Select(s => (s.Group, string.Join(' ', s.Confusion!.Counts.Select(row => string.Join(',', row))))).Should().Equal((null, "1,1 1,2"), ("a", "1,1 0,1"), ("b", "0,0 1,1"));
        result.Slices[0].Confusion!.Classes.Should().Equal("bad", "good");
        result.Slices[0].Reliability.Should().HaveCount(5);
        result.Slices[0].Reliability[^1].Should().Be(new ReliabilityResult(13.0 / 15, 14.0 / 15, 1, 0.9, 1));
        result.Slices.Skip(1).Should().OnlyContain(slice => slice.Reliability.Count == 0);
    }

    [Fact]
    public async Task A_check_of_calibration_and_all_metrics_bring_the_curves_of_slices()
    {
        workspace.Write("golden.csv", "y,p,g\nbad,0.9,a\nbad,0.2,a\ngood,0.1,b\n");
        const string Slices = "slices:\n  g: { by: g, expect: { ece: \"<= 0.9\" } }\n  h: { by: g }\n";

        var checkedOnly = await workspace.RunAsync(Head + Slices);
        workspace.Options = workspace.Options with { AllMetrics = true };
        var all = await workspace.RunAsync(Head + Slices);

        checkedOnly.Slices.Select(s => s.Reliability.Count).Should().Equal(3, 2, 1, 0, 0);
        all.Slices.Select(s => s.Reliability.Count).Should().Equal(3, 2, 1, 2, 1);
    }

    [Fact]
    public async Task Of_many_slices_only_the_whole_set_is_described()
    {
        workspace.Write("golden.csv", "y,p,g\n" + string.Concat(Enumerable.Range(0, 102).Select(i => FormattableString.Invariant($"{(i % 2 == 0 ? "bad" : "good")},0.{i % 9},{i / 2}\n"))));
        const string Slices = "expect: { accuracy: \">= 0.01\" }\nslices: { g: { by: g } }\n";

        var few = await workspace.RunAsync(Head + Slices);
        workspace.Options = workspace.Options with { AllMetrics = true };
        var all = await workspace.RunAsync(Head + Slices);

        workspace.Options = workspace.Options with { AllMetrics = false, SampleRows = 10 };
        var reported = await workspace.RunAsync(Head + Slices);

        few.Slices.Should().HaveCount(52);
        reported.Slices.Should().OnlyContain(slice => slice.Confusion != null, "a report shows more of them");
        few.Slices[0].Confusion!.Counts.Sum(row => row.Sum()).Should().Be(102);
        few.Slices.Skip(1).Should().OnlyContain(slice => slice.Confusion == null && slice.Reliability.Count == 0);
        all.Slices.Skip(1).Should().OnlyContain(slice => slice.Confusion != null && slice.Reliability.Count == 0);
    }

    [Fact]
    public async Task Curves_and_histograms_are_made_where_somebody_reads_them()
    {
        workspace.Write("golden.csv", "y,p,g\nbad,0.9,a\nbad,0.2,a\ngood,0.1234567,a\ngood,0.6,b\ngood,0.3,b\n");
        const string Spec = Head + "expect: { accuracy: \">= 0.1\" }\nslices: { g: { by: g } }\n";

        var without = await workspace.RunAsync(Spec);
        workspace.Options = workspace.Options with { Curves = true };
        var with = await workspace.RunAsync(Spec);

        without.Slices.Should().OnlyContain(slice => slice.Roc == null && slice.PrecisionRecall == null && slice.Scores == null && slice.Confusion != null);
        var roc = with.Slices[0].Roc!;
        roc.Thresholds.Should().Equal(null, 0.9, 0.6, 0.3, 0.2, 0.1234567);
        roc.Fpr.Should().Equal(0, 0, 0.333333, 0.666667, 0.666667, 1);
        roc.Recall.Should().Equal(0, 0.5, 0.5, 0.5, 1, 1);
        with.Slices[0].PrecisionRecall!.Precision.Should().Equal(1, 0.5, 0.333333, 0.5, 0.4);
        with.Slices[1].Scores.Should().Match<ScoreHistogramResult>(scores => scores.Low == 0 && scores.High == 1 && scores.Positives[18] == 1 && scores.Positives[4] == 1 && scores.Negatives[2] == 1);
        with.Slices[1].Scores!.Positives.Sum().Should().Be(2);
        with.Slices[2].Should().Match<SliceResult>(slice => slice.Roc == null && slice.PrecisionRecall == null && slice.Scores!.Negatives.Sum() == 2);
    }

    [Fact]
    public async Task Only_a_binary_task_has_curves()
    {
        workspace.Options = workspace.Options with { Curves = true };
        workspace.Write("golden.csv", "y,a,b,c\nx,0.8,0.1,0.1\nz,0.2,0.2,0.6\n");

        var result = await workspace.RunAsync("spec: s\ngolden: golden.csv\nlabel: y\nclasses: [x, y, z]\npredictions: { scores: [a, b, c] }\nexpect: { accuracy: \">= 0.1\" }\n");

        result.Slices[0].Should().Match<SliceResult>(slice => slice.Roc == null && slice.Scores == null && slice.Confusion != null);
    }

    [Fact]
    public async Task A_regression_has_neither()
    {
        workspace.Write("golden.csv", "y,p\n1.5,0.9\n2.5,0.2\n");

        var result = await workspace.RunAsync("spec: A suite\ngolden: golden.csv\nlabel: y\npredictions: { value: p }\nexpect: { mae: \"<= 9\" }\n");

        result.Slices.Should().ContainSingle().Which.Should().Match<SliceResult>(slice => slice.Confusion == null && slice.Reliability.Count == 0);
    }
}
