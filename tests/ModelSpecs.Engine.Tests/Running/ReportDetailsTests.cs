using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Running;

/// <summary>What only a report reads of a run: which way metrics are better, which rows changed sides, how a regression errs.</summary>
public sealed class ReportDetailsTests : IDisposable
{
    private readonly SpecWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Each_metric_that_is_better_one_way_says_which_and_one_that_describes_says_nothing()
    {
        workspace.Write("golden.csv", "id,y,p\nR1,1,0.9\nR2,0,0.2\nR3,1,0.4\nR4,0,0.1\n");

        var suite = await workspace.RunAsync("spec: A suite\ngolden: golden.csv\nlabel: y\nid: id\npredictions: { score: p }\n"
            + "expect: { recall: \">= 0.1\", fpr: \"<= 0.9\", prevalence: \"<= 0.9\", log_loss: \"<= 2\" }\n");

        suite.Directions.Should().BeEquivalentTo(new Dictionary<string, string> { ["recall"] = "higher", ["fpr"] = "lower", ["log_loss"] = "lower" });
    }

    [Fact]
    public async Task Any_row_of_the_sample_says_whether_it_changed_sides_and_both_sides_have_their_share()
    {
        // Of 400 rows the champion has each third wrong and the challenger each fourth: far more than the hundred that messages name.
        workspace.Write("golden.csv", "id,y,now,then\n" + string.Concat(Enumerable.Range(0, 1200).Select(i =>
            FormattableString.Invariant($"R{i:0000},{i % 2},{Score(i, i % 4 == 0)},{Score(i, i % 3 == 0)}\n"))));
        workspace.Options = workspace.Options with { SampleRows = 200 };

        var suite = await workspace.RunAsync("spec: A suite\ngolden: golden.csv\nlabel: y\nid: id\npredictions: { score: now }\ncompare: { champion: { predictions: { score: then } } }\nexpect: { accuracy: \">= 0.1\" }\n");

        var flips = suite.Baselines.Single().Flips.Single(flip => flip.Slice == "overall");
        (flips.NewlyWrong, flips.NewlyRight).Should().Be((200, 300));
        foreach (var row in suite.Sample!.Rows)
        {
            var i = int.Parse(row.Id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
            var side = (i % 4 == 0, i % 3 == 0) switch { (true, false) => "newly wrong", (false, true) => "newly right", _ => null };
            (row.Flips?["champion"], row.Flip).Should().Be((side, side), row.Id);
        }

        suite.Sample.Rows.Count(row => row is { Why: "flipped", Flip: "newly wrong" }).Should().BeGreaterThanOrEqualTo(15);
        suite.Sample.Rows.Count(row => row is { Why: "flipped", Flip: "newly right" }).Should().BeGreaterThanOrEqualTo(15);
        string.CompareOrdinal(suite.Sample.Rows.Where(row => row.Why == "flipped").Max(row => row.Id), "R1100").Should().BePositive("they are spread over the file");
    }

    [Fact]
    public async Task Errors_of_a_regression_are_counted_over_all_rows_in_one_grid_for_every_slice()
    {
        // Predictions are right but for 5 too much in group b; one row is absurd.
        workspace.Write("golden.csv", "id,y,p,g\n" + string.Concat(Enumerable.Range(0, 400).Select(i =>
            FormattableString.Invariant($"R{i:000},{i},{(i == 7 ? 1e9 : i % 4 == 0 ? i + 5 : i)},{(i % 4 == 0 ? "b" : "a")}\n"))));
        const string spec = "spec: A suite\ngolden: golden.csv\nlabel: y\nid: id\ntask: regression\npredictions: { value: p }\nexpect: { max_error: \"<= 1e12\" }\nslices:\n  g: { by: g }\n";

        (await workspace.RunAsync(spec)).Slices.Should().OnlyContain(slice => slice.Errors == null);
        workspace.Options = workspace.Options with { SampleRows = 10 };
        var slices = (await workspace.RunAsync(spec)).Slices;

        var whole = slices[0].Errors!;
        (whole.PredictedLow, whole.ErrorLow, whole.ErrorHigh).Should().Be((3, -5, 5));
        whole.PredictedHigh.Should().BeInRange(390, 410);
        whole.Rows.Sum().Should().Be(400);
        ByError(whole)[10].Should().Be(299, "all rows of a but the absurd one are right");
        ByError(whole)[20].Should().Be(101);
        ByError(slices[1].Errors!)[20].Should().Be(1);
        ByError(slices[2].Errors!)[20].Should().Be(100);
        slices.Skip(1).Should().OnlyContain(slice => slice.Errors!.ErrorHigh == 5 && slice.Errors.PredictedHigh == whole.PredictedHigh);
    }

    private static double[] ByError(ErrorGridResult grid) =>
        [.. Enumerable.Range(0, grid.ErrorBins).Select(e => Enumerable.Range(0, grid.PredictedBins).Sum(p => grid.Rows[(p * grid.ErrorBins) + e]!.Value))];

    private static string Score(int row, bool wrong) => (row % 2 == 0) == wrong ? "0.9" : "0.1";
}
