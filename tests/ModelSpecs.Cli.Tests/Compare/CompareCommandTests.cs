using System.Text;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results.Compare;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Cli.Tests.Compare;

/// <summary><c>modelspecs compare</c> from arguments to exit code and files.</summary>
public sealed class CompareCommandTests : IDisposable
{
    private const string Spec = """
        spec: Columns
        golden: golden.csv
        label: y
        id: id
        predictions: { score: a }
        expect: { recall: ">= 0.5" }
        slices: { young: age < 25 }
        """;

    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task The_planted_challenger_loses_although_its_aggregate_is_better()
    {
        cli.WithLoan();
        (await cli.RunAsync("compare", "--spec", "challenger.spec.yaml", "--json", "c.json", "--markdown", "c.md")).Should().Be(ExitCodes.Passed);

        var result = Json("c.json");
        var auc = result.Slices[0].Metrics.Single(metric => metric.Metric == "roc_auc").Cells;
        auc[1].Value.Should().BeGreaterThan(auc[0].Value!.Value, "the challenger is ahead on the whole set");
        var recall = result.Slices.Single(slice => slice.Slice == "young").Metrics.Single(metric => metric.Metric == "recall").Cells[1];
        recall.Standing.Should().Be(Standing.Worse);
        recall.Value.Should().BeApproximately(18 / 402.0, 1e-12);
        recall.Difference.Should().BeApproximately(-300 / 402.0, 1e-12);
        result.Recommendation.Should().Match<Recommendation>(recommendation => recommendation.Decision == Decision.Keep && recommendation.Candidate == "champion");
        result.Recommendation.Because[1].Should().Contain("although it is ahead on the whole set").And.Contain("young: recall 0.04478 against 0.791").And.Contain("it fails 1 check");
        result.Candidates.Select(candidate => candidate.Bytes).Should().Equal(new FileInfo(Path.Combine(cli.Folder, "testdata/loan/champion.onnx")).Length, new FileInfo(Path.Combine(cli.Folder, "testdata/loan/challenger.onnx")).Length);
        result.Flips.Single().Slices.Single(slice => slice.Slice == "young").Should().Match<PairFlip>(flip => flip.NewlyWrong == 300 && flip.NewlyRight == 210 && flip.FirstNewlyWrong[0] == "L004109");
        cli.Read("c.md").Should().StartWith("### Challenger: 2 candidates on 20,000 rows, held against champion\n\n**Keep champion: ").And.Contain("**0.0448 ▼**");

        (await cli.RunAsync("compare", "--spec", "challenger.spec.yaml", "--latency", "off", "--fail-on-worse")).Should().Be(ExitCodes.Failed);
    }

    [Fact]
    public async Task The_page_shows_what_comes()
    {
        cli.WithLoan();
        (await cli.RunAsync("compare", "--spec", "challenger.spec.yaml", "--latency", "off")).Should().Be(ExitCodes.Passed);

        cli.Error.Should().BeEmpty();
        cli.Out.Should().Be(LoanFolder.Block("compare --spec challenger.spec.yaml --latency off\n```\n\n```text\n"));
    }

    [Fact]
    public async Task Latency_is_shown_and_kept_out_of_files_unless_asked_for()
    {
        cli.WithLoan();
        await cli.RunAsync("compare", "--spec", "Challenger", "--json", "a.json", "--markdown", "a.md", "--threads", "1");
        cli.Out.Should().Contain("Latency as measured here, single stream, one row a call").And.MatchRegex(@"champion .* \d+\.\d+ [µm]s ");
        await cli.RunAsync("compare", "--spec", "Challenger", "--json", "b.json", "--markdown", "b.md", "--threads", "2", "--no-cache");
        cli.Read("b.json").Should().Be(cli.Read("a.json"), "another run, other threads and no cache are the same bytes");
        cli.Read("b.md").Should().Be(cli.Read("a.md"));
        cli.Read("a.json").Should().NotContain("latency");
        cli.Read("a.md").Should().NotContain("Latency");

        await cli.RunAsync("compare", "--spec", "Challenger", "--json", "c.json", "--markdown", "c.md", "--latency", "write");
        Json("c.json").Candidates.Should().OnlyContain(candidate => candidate.Latency!.Rows == 1 && candidate.Latency.Calls >= 200 && candidate.Latency.P50 > 0 && candidate.Latency.P95 >= candidate.Latency.P50);
        cli.Read("c.md").Should().Contain("Latency as measured here");
    }

    [Fact]
    public async Task Models_and_columns_are_candidates_side_by_side()
    {
        cli.WithLoan();
        (await cli.RunAsync(
            "compare", "testdata/loan/champion.onnx", "testdata/loan/challenger.onnx", "--candidate", "blind={ predictions: { score: utilisation } }",
            "--candidate", "strict={ path: testdata/loan/champion.onnx, threshold: 0.5, inputs: { X: [income, debt_ratio, age, history_months, amount, utilisation] } }", "--spec", "challenger.spec.yaml", "--json", "-", "--latency", "off")).Should().Be(ExitCodes.Passed);

        using var json = new MemoryStream(Encoding.UTF8.GetBytes(cli.Out));
        var result = CompareJson.Read(json);
        result.Candidates.Select(candidate => candidate.Name).Should().Equal("champion", "challenger", "blind", "strict");
        result.Candidates.Select(candidate => candidate.Threshold).Should().Equal(0.3, 0.3, 0.3, 0.5);
        result.Candidates[2].Should().Match<CandidateResult>(candidate => candidate.Model == null && candidate.Columns.Single() == "utilisation" && candidate.Bytes == null && candidate.Judged);
        cli.Error.Should().Contain("Recommendation\n  Keep champion: ");
    }

    [Fact]
    public async Task A_tie_keeps_the_champion_in_words()
    {
        Columns(("a", 0.9), ("b", 0.89));
        (await cli.RunAsync("compare", "--spec", "specs/columns.spec.yaml", "--candidate", "first={ predictions: { score: a } }", "--candidate", "second={ predictions: { score: b } }", "--fail-on-worse")).Should().Be(ExitCodes.Passed);

        cli.Out.Should().Contain("Keep first: there is no evidence of a difference that would speak for another candidate.").And.Contain("second: no evidence of a difference").And.NotContain("Latency");
    }

    [Fact]
    public async Task Nothing_to_be_told_of_a_candidate_is_no_pass_with_fail_on_worse()
    {
        Columns(("a", 0.9), ("b", 0.8));
        string[] call = ["compare", "--spec", "specs/columns.spec.yaml", "--candidate", "first={ predictions: { score: a } }", "--candidate", "second={ predictions: { score: b } }", "--metric", "selection_rate"];
        (await cli.RunAsync(call)).Should().Be(ExitCodes.Passed);
        (await cli.RunAsync([.. call, "--fail-on-worse"])).Should().Be(ExitCodes.Failed);
    }

    [Fact]
    public async Task A_model_that_cannot_be_judged_ends_with_2_and_the_others_are_compared()
    {
        cli.WithLoan();
        cli.Write("broken.onnx", "no model");
        (await cli.RunAsync("compare", "testdata/loan/champion.onnx", "broken.onnx", "testdata/loan/challenger.onnx", "--spec", "Challenger", "--latency", "off")).Should().Be(ExitCodes.Wrong);

        cli.Out.Should().Contain("  broken      could not be judged").And.Contain("broken: modelspecs: error MSPEC").And.Contain("broken cannot be recommended: it could not be judged.").And.Contain("young: recall 0.04478 against 0.791");
    }

    [Fact]
    public async Task Without_a_candidate_that_can_be_recommended_it_ends_with_1()
    {
        Columns(("a", 0.9), ("b", 0.8));
        cli.Write("specs/columns.spec.yaml", Spec.Replace(">= 0.5", ">= 0.95"));
        (await cli.RunAsync("compare", "--spec", "Columns", "--candidate", "first={ predictions: { score: a } }", "--candidate", "second={ predictions: { score: b } }")).Should().Be(ExitCodes.Failed);

        cli.Out.Should().Contain("No candidate can be recommended: first itself fails 1 check (overall: recall >= 0.95)");
    }

    [Fact]
    public async Task Every_mistake_is_said_at_once()
    {
        Columns(("a", 0.9));
        cli.Write("file", "");
        (await cli.RunAsync(
            "compare", "gone.onnx", "../outside.onnx", "--candidate", "nameless", "--candidate", "x={ predictions: { skore: a } }", "--candidate", "y={ path: a.onnx, predictions: { score: a } }",
            "--metric", "recal", "--spec", "Columns", "--json", "file/x.json")).Should().Be(ExitCodes.Wrong);

        var errors = cli.Error.TrimEnd('\n').Split('\n');
        errors.Should().OnlyContain(line => line.StartsWith("modelspecs: error MSPEC", StringComparison.Ordinal));
        errors.Select(line => line.Substring("modelspecs: error ".Length, 8)).Should().BeEquivalentTo("MSPEC915", "MSPEC913", "MSPEC913", "MSPEC904", "MSPEC004", "MSPEC006", "MSPEC012", "MSPEC917", "MSPEC019");
        cli.Error.Should().Contain("Did you mean 'score'?").And.Contain("The candidate lies outside the root.");
        cli.Out.Should().BeEmpty();
    }

    [Fact]
    public async Task An_unknown_spec_is_said_beside_a_model_that_is_not_there()
    {
        Columns(("a", 0.9));
        (await cli.RunAsync("compare", "gone.onnx", "--spec", "Colums")).Should().Be(ExitCodes.Wrong);

        cli.Error.Should().Contain("MSPEC913").And.Contain("MSPEC902").And.Contain("Did you mean 'Columns'?");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    public async Task Many_candidates_stand_below_each_other_where_the_terminal_is_narrow(int width)
    {
        using var narrow = new CliHarness { Show = new TerminalOptions { Width = width } };
        string[] names = ["candidate_one", "candidate_two", "candidate_three", "candidate_four", "candidate_five"];
        Columns(narrow, [.. names.Select((name, i) => (name, 0.9 - (0.1 * i)))]);
        narrow.Write("specs/columns.spec.yaml", Spec.Replace("score: a", "score: candidate_one"));
        await narrow.RunAsync(["compare", "--spec", "Columns", .. names.SelectMany(name => (string[])["--candidate", $"{name}={{ predictions: {{ score: {name} }} }}"])]);

        narrow.Out.Should().Contain("  overall (400 rows)\n    candidate_one    0.9");
        narrow.Out.Split('\n').Should().OnlyContain(line => TerminalText.Width(line) <= width);
    }

    // 400 rows, half of them young, half positive; a candidate finds this share of the positives, missing old ones first.
    private void Columns(params (string Name, double Recall)[] candidates) => Columns(cli, candidates);

    private static void Columns(CliHarness cli, params (string Name, double Recall)[] candidates)
    {
        var text = new StringBuilder("id,age,y").Append(string.Concat(candidates.Select(candidate => "," + candidate.Name))).Append('\n');
        for (var i = 0; i < 400; i++)
        {
            var positive = i % 4 < 2;
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"r{i},{(i % 2 == 0 ? 20 : 40)},{(positive ? 1 : 0)}")
                .Append(string.Concat(candidates.Select(candidate => positive && i < 400 * candidate.Recall ? ",0.8" : ",0.1"))).Append('\n');
        }

        cli.Write("specs/golden.csv", text.ToString());
        cli.Write("specs/columns.spec.yaml", Spec);
    }

    private CompareResult Json(string path)
    {
        using var stream = File.OpenRead(Path.Combine(cli.Folder, path));
        return CompareJson.Read(stream);
    }
}
