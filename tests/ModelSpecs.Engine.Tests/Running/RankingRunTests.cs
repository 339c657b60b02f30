using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Running;

/// <summary>A ranking, from the columns to verdicts and messages.</summary>
public sealed class RankingRunTests : IDisposable
{
    private const string Head = "spec: Search\ngolden: golden.csv\nlabel: rel\nquery: q\npredictions: { score: s }\n";

    private readonly SpecWorkspace workspace = new();

    public RankingRunTests() => workspace.Write("golden.csv", "q,rel,s,kind\na,2,0.1,x\nb,0,-3,x\na,0,0.9,y\na,1,0.5,x\nb,1,-2,y\nc,0,1,x\n");

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Rows_are_ranked_within_their_queries()
    {
        var result = await workspace.RunAsync(Head + "expect:\n  queries: \">= 3\"\n  irrelevant_queries: \"<= 1\"\n  mrr: \">= 0.7\"\n  hit_rate: { k: 1, is: \">= 0.5\" }\n  map: { zero_division: 0, is: \">= 0.1\" }\n");

        result.Diagnostics.Should().BeEmpty();
        (result.Task, result.Threshold, result.Positive).Should().Be(("ranking", null, null));
        result.Classes.Should().BeEmpty();
        result.Checks.Select(check => (check.Metric, check.Value, check.Outcome)).Should().Equal(
            ("queries", 3.0, Outcome.Passed), ("irrelevant_queries", 1.0, Outcome.Passed), ("mrr", 0.75, Outcome.Passed),
            ("hit_rate(k=1)", 0.5, Outcome.Passed), ("map(zero_division=0)", ((((1 / 2.0) + (2 / 3.0)) / 2) + 1 + 0) / 3, Outcome.Passed));
    }

    [Fact]
    public async Task A_failure_names_the_rows_that_stand_too_low()
    {
        var result = await workspace.RunAsync(Head + "expect: { ndcg: \">= 0.99\" }\n");

        var failed = result.Checks.Should().ContainSingle().Which;
        failed.Outcome.Should().Be(Outcome.Failed);
        failed.WorstRows.Select(row => (row.Id, row.Truth, row.Prediction)).Should().Equal(("line 2", "2", "0.1"));
    }

    [Fact]
    public async Task Scores_can_make_slices_and_every_metric_has_an_interval_over_queries()
    {
        var result = await workspace.RunAsync(Head + "verdict: { judge: lenient }\nslices:\n  high: { where: score > 0, expect: { mrr: \">= 0.1\" } }\n");

        result.Diagnostics.Where(problem => problem.Severity == "error").Should().BeEmpty();
        var check = result.Checks.Should().ContainSingle().Which;
        check.Value.Should().Be(0.5, "b has no row in the slice, and c none that is relevant");
    }

    [Theory]
    [InlineData("prediction = 1")]
    [InlineData("confidence > 0.5")]
    [InlineData("error > 0")]
    [InlineData("correct")]
    public async Task What_a_ranking_does_not_have_is_refused_in_a_predicate(string predicate)
    {
        var spec = Head + $"slices:\n  some: {{ where: \"{predicate}\", expect: {{ mrr: \">= 0.1\" }} }}\n";

        (await workspace.ValidateAsync(spec)).Should().ContainSingle().Which.Message.Should().Contain(predicate.Split(' ')[0]);
        (await workspace.RunAsync(spec)).Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error && check.Fails).And.NotBeEmpty();
    }

    [Theory]
    [InlineData("a,-1,1", "MSPEC351", "A relevance is no finite number from 0 up. Found -1 in column 'rel' in line 2;")]
    [InlineData("a,good,1", "MSPEC351", "Found text in column 'rel'; expected numbers from 0 up")]
    [InlineData("a,,1", "MSPEC236", "Found nulls in column 'rel' in line 2")]
    [InlineData(",1,1", "MSPEC350", "belongs to no query. Found a null in 'q'; expected a value in every row.")]
    [InlineData("a,1,NaN", "MSPEC229", "line 2")]
    public async Task A_row_that_cannot_be_ranked_is_an_error(string row, string id, string words)
    {
        workspace.Write("golden.csv", $"q,rel,s\n{row}\na,1,2\n");

        var result = await workspace.RunAsync(Head + "expect: { ndcg: \">= 0.1\" }\n");

        result.Diagnostics.Should().ContainSingle().Which.Should().Match<DiagnosticResult>(problem => problem.Id == id && problem.Message.Contains(words, StringComparison.Ordinal));
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error);
    }

    [Fact]
    public async Task Relevance_can_be_true_or_false_and_a_row_without_one_can_be_left_out()
    {
        workspace.Write("golden.csv", "q,rel,s\na,true,1\na,,5\na,false,0\n");

        var result = await workspace.RunAsync(Head.Replace("golden: golden.csv", "golden: { path: golden.csv, labels_missing: drop }", StringComparison.Ordinal) + "expect: { mrr: \">= 1\" }\n");

        result.Diagnostics.Should().BeEmpty();
        (result.Rows, result.RowsWithoutLabel).Should().Be((2, 1));
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
    }

    [Fact]
    public async Task A_query_column_that_is_not_there_is_named()
    {
        var result = await workspace.RunAsync(Head.Replace("query: q", "query: qq", StringComparison.Ordinal) + "expect: { ndcg: \">= 0.1\" }\n");

        result.Diagnostics.Should().ContainSingle().Which.Message.Should().Contain("query: column 'qq' is not in golden.csv");
    }

    [Fact]
    public async Task A_change_that_is_larger_than_the_noise_of_queries_is_seen()
    {
        workspace.Write("golden.csv", "q,rel,s\n" + string.Concat(Enumerable.Range(0, 60).Select(q => $"{q},{(q % 3 == 0 ? 0 : 1)},2\n{q},{(q % 3 == 0 ? 1 : 0)},1\n")));

        var result = await workspace.RunAsync(Head + "verdict: { judge: sure }\nexpect: { mrr: \">= 0.7\" }\n");

        var noise = result.Checks.Should().ContainSingle().Which.Noise!;
        noise.Method.Should().Be("percentile");
        noise.Low.Should().BeInRange(0.74, 0.82);
        noise.High.Should().BeInRange(0.85, 0.92);
    }

    [Fact]
    public async Task A_query_is_weighed_as_a_whole()
    {
        workspace.Write("golden.csv", "q,rel,s,w\na,1,2,3\na,0,1,3\nb,0,2,1\nb,1,1,1\n");
        var weighed = Head.Replace("golden: golden.csv", "golden: { path: golden.csv, weight: w }", StringComparison.Ordinal) + "expect: { mrr: \">= 0.5\" }\n";

        (await workspace.RunAsync(weighed)).Checks.Should().ContainSingle().Which.Value.Should().Be(((3 * 1) + 0.5) / 4);

        workspace.Write("golden.csv", "q,rel,s,w\na,1,2,2\na,0,1,1\nb,0,2,1\nb,1,1,4\n");
        (await workspace.RunAsync(weighed)).Diagnostics.Should().ContainSingle().Which.Should().Match<DiagnosticResult>(problem => problem.Id == "MSPEC352" && problem.Message
            == "weight: the rows of query 'a' differ in weight. Found 2 in golden.csv line 2 and 1 in golden.csv line 3, and likewise in 1 more; expected one weight for all rows of a query, which is weighed as a whole. Give them the same weight.");
    }
}
