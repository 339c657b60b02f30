using System.Text;
using ModelSpecs.Engine.Tests.Running;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Baselines;

/// <summary>A ranking beside its approved results and beside a champion: paired by query.</summary>
public sealed class RankingBaselineTests : IDisposable
{
    private const string Tolerances = "snapshot: { ndcg: { max_drop: 0.02 }, mrr: { max_drop: 0.02 } }\n";
    private readonly SpecWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    private string Verified => Path.Combine(workspace.Root, "x.verified.json");

    [Theory]
    [InlineData(1)]
    [InlineData(1e-7)]
    public async Task A_champion_that_ranks_some_queries_better_is_seen_by_the_noise_of_queries(double unit)
    {
        // Of 120 queries 30 have their relevant row second where the champion has it first: the reciprocal rank of each falls by a half.
        workspace.Write("golden.csv", Csv(30, unit));
        var result = await workspace.RunAsync(Head("second") + "compare: { champion: { predictions: { score: first } }, mrr: { max_drop: 0.02 }, ndcg: { max_drop: 0.5 } }\nverdict: { judge: sure }\n");

        result.Diagnostics.Should().OnlyContain(problem => problem.Id == "MSPEC331" && problem.Message.Contains("Found a (60 queries see a change of", StringComparison.Ordinal));
        var mrr = result.Checks.Single(check => check.Id == "overall//compare mrr/min");
        mrr.Outcome.Should().Be(Outcome.Failed);
        mrr.Noise!.Of.Should().Be("difference");
        mrr.Noise.Estimate.Should().BeApproximately(-30 * 0.5 / 120, 1e-12);
        var error = 0.5 * Math.Sqrt(0.25 * 0.75 / 120);
        mrr.Noise.Low.Should().BeApproximately((-30 * 0.5 / 120) - (1.96 * error), 0.008);
        mrr.Noise.High.Should().BeApproximately((-30 * 0.5 / 120) + (1.96 * error), 0.008);
        mrr.Message.Should().Contain("champion is ");
        result.Checks.Single(check => check.Id == "market/a/compare ndcg/min").Outcome.Should().Be(Outcome.Passed);
        var slice = result.Baselines.Single().Flips.Single(flip => flip.Slice == "overall");
        (slice.Rows, slice.NewlyWrong, slice.NewlyRight, slice.Changed).Should().Be((360, null, null, 30));
    }

    [Fact]
    public async Task The_same_scores_pass_without_noise_and_so_does_the_same_order_by_other_scores()
    {
        workspace.Write("golden.csv", Csv(0, 1));
        const string compare = "compare: { champion: { predictions: { score: first } }, ndcg: { max_drop: 0 }, map: { max_drop: 0 } }\n";

        (await workspace.RunAsync(Head("second") + compare + "verdict: { judge: sure }\n")).Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        var scaled = await workspace.RunAsync(Head("scaled") + compare);
        scaled.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        scaled.Baselines.Single().Changes.Should().BeEmpty("the order is the same");
    }

    [Fact]
    public async Task What_is_as_approved_passes_and_a_query_that_lost_its_order_does_not()
    {
        await Approve(0);
        var same = await Run(0);
        same.Checks.Should().NotBeEmpty().And.OnlyContain(check => check.Outcome == Outcome.Passed);
        same.Baselines.Single().Received.Should().BeNull();

        var worse = await Run(30);
        worse.Checks.Single(check => check.Id == "overall//snapshot mrr/min").Should().Match<CheckResult>(check => check.Outcome == Outcome.Failed && check.Noise!.Of == "difference");
        worse.Checks.Single(check => check.Id == "market/b/snapshot mrr/min").Outcome.Should().Be(Outcome.Passed, "the first queries are all of market a");
        worse.Baselines.Single().Received.Should().Be("x.received.json");
    }

    [Fact]
    public async Task New_queries_are_left_out_of_the_pairs()
    {
        await Approve(0);
        workspace.Write("golden.csv", Csv(30, 1) + "new1,q999,a,1,3,3,3\nnew2,q999,a,0,1,1,1\n");

        var result = await workspace.RunAsync(Head("second") + Tolerances.Replace("mrr:", "allow: [rows], mrr:", StringComparison.Ordinal));

        var mrr = result.Checks.Single(check => check.Id == "overall//snapshot mrr/min");
        mrr.Outcome.Should().Be(Outcome.Failed);
        mrr.Noise!.High.Should().BeLessThan(-0.05);
    }

    [Fact]
    public async Task Another_task_than_the_champions_cannot_be()
    {
        workspace.Write("golden.csv", Csv(0, 1).Replace(",130\n", ",x\n", StringComparison.Ordinal));
        var result = await workspace.RunAsync(Head("first") + "compare: { champion: { predictions: { score: scaled } }, ndcg: { max_drop: 0 } }\n");

        result.IsUnusable.Should().BeTrue();
        result.Diagnostics.Should().Contain(problem => problem.Severity == DiagnosticResult.Error && problem.Message.Contains("scaled", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Results_do_not_depend_on_threads(int threads)
    {
        workspace.Write("golden.csv", Csv(17, 1));
        const string compare = "compare: { champion: { predictions: { score: first } }, ndcg: { max_drop: 0.02 }, map: { max_drop: 0.02 }, dcg: { max_drop: 0.1 } }\nverdict: { judge: lenient }\n";

        var expected = Numbers(await workspace.RunAsync(Head("second") + compare));
        workspace.Options = workspace.Options with { Threads = threads };

        Numbers(await workspace.RunAsync(Head("second") + compare)).Should().Equal(expected).And.HaveCount(9);

        static List<(string, double?, double?, double?)> Numbers(SuiteResult result) => [.. result.Checks.Select(check => (check.Id, check.Noise?.Low, check.Noise?.High, check.Noise?.P))];
    }

    private static string Head(string score) => $"spec: A search\ngolden: golden.csv\nlabel: rel\nquery: q\nid: id\npredictions: {{ score: {score} }}\nslices: {{ market: {{ by: market }} }}\n";

    // Three rows a query, one of them relevant.
    private static string Csv(int worse, double unit)
    {
        var text = new StringBuilder("id,q,market,rel,first,second,scaled\n");
        for (var query = 0; query < 120; query++)
        {
            for (var row = 0; row < 3; row++)
            {
                var first = 3 - row;
                var second = query < worse && row == 0 ? 1.5 : first;
                text.Append(FormattableString.Invariant($"r{(3 * query) + row},q{query},{(query < 60 ? "a" : "b")},{(row == 0 ? 1 : 0)},{first * unit:R},{second * unit:R},{100 + (10 * first)}\n"));
            }
        }

        return text.ToString();
    }

    private Task<SuiteResult> Run(int worse)
    {
        workspace.Write("golden.csv", Csv(worse, 1));
        return workspace.RunAsync(Head("second") + Tolerances);
    }

    private async Task Approve(int worse)
    {
        workspace.Options = workspace.Options with { Accept = true };
        await Run(worse);
        File.Exists(Verified).Should().BeTrue();
        workspace.Options = workspace.Options with { Accept = false };
    }
}
