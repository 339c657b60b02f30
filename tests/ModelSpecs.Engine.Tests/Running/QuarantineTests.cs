using ModelSpecs.Engine.Running;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Running;

public sealed class QuarantineTests : IDisposable
{
    // Recall is 3/4 over all: 1/2 in DE (row 2 missed), 2/2 in FR.
    private const string Golden = """
        id,country,age,truth,p
        1,DE,20,1,0.9
        2,DE,30,1,0.2
        3,DE,40,0,0.1
        4,FR,20,1,0.8
        5,FR,50,1,0.7
        6,FR,60,0,0.6
        7,IT,70,0,0.3

        """;

    private readonly SpecWorkspace workspace = new();

    public QuarantineTests() => workspace.Write("golden.csv", Golden.ReplaceLineEndings("\n"));

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("", "2")]
    [InlineData("columns: { id: string }, ", "\"2\"")]
    [InlineData("columns: { id: number }, ", "2")]
    public async Task A_quarantined_row_is_not_judged_and_metrics_are_told_with_and_without_it(string columns, string id)
    {
        var result = await workspace.RunAsync(Spec($"{{ id: {id}, because: label in dispute }}", "expect: { recall: \">= 0.9\" }\nslices: { country: { by: country, expect: { recall: \">= 0.9\" } } }\n", columns));

        (result.Rows, result.RowsQuarantined).Should().Be((6, 1));
        result.Quarantine.Should().ContainSingle().Which.Should().BeEquivalentTo(new QuarantineResult("label in dispute", ["2"]));
        var overall = result.Checks[0];
        (overall.Outcome, overall.Value, overall.Rows, overall.N).Should().Be((Outcome.Passed, 1.0, 3, 6));
        Metric(result, "overall", null).Should().Be((1.0, 0.75));
        Metric(result, "country", "DE").Should().Be((1.0, 0.5));
        Metric(result, "country", "FR").Should().Be((1.0, 1.0));
        Metric(result, "country", "IT").Should().Be((null, null));
    }

    [Fact]
    public async Task Without_a_quarantine_nothing_is_said_of_one()
    {
        var result = await workspace.RunAsync("spec: A\ngolden: golden.csv\nlabel: truth\nid: id\npredictions: { score: p }\nexpect: { recall: \">= 0.5\" }\n");

        result.Quarantine.Should().BeEmpty();
        result.Slices.SelectMany(s => s.Metrics).Should().OnlyContain(m => m.WithQuarantined == null);
    }

    [Fact]
    public async Task The_quarantine_applies_after_golden_where_and_counts_what_would_be_judged()
    {
        var result = await workspace.RunAsync(Spec("{ ids: [2, 7], because: dispute }", "expect: { recall: \">= 0.9\" }\n", "where: \"country != 'IT'\", "));

        (result.Rows, result.RowsQuarantined).Should().Be((5, 1), "row 7 is no row of the where");
        Metric(result, "overall", null).Should().Be((1.0, 0.75));
    }

    [Fact]
    public async Task Every_unknown_id_is_named_at_its_own_place_by_run_and_validate()
    {
        var spec = Spec("{ ids: [3, 33, 44], because: label in dispute }", "expect: { recall: \">= 0.5\" }\n");

        var run = await workspace.RunAsync(spec);
        var validated = await workspace.ValidateAsync(spec);

        validated.Select(d => (d.Id, d.Span.Line)).Should().Equal(("MSPEC425", 3), ("MSPEC425", 3));
        run.Diagnostics.Select(d => d.Message).Should().Equal(validated.Select(d => d.Message));
        run.Checks.Should().OnlyContain(c => c.Outcome == Outcome.Error);
        ShouldBeOnPage("MSPEC425", validated[0].Message);
    }

    [Fact]
    public async Task An_id_that_several_rows_have_is_an_error()
    {
        var problems = await workspace.ValidateAsync(Spec("{ id: FR, because: label in dispute }", "expect: { recall: \">= 0.5\" }\n").Replace("id: id", "id: country"));

        ShouldBeOnPage("MSPEC426", problems.First(d => d.Id == "MSPEC426").Message);
    }

    [Fact]
    public async Task A_group_whose_rows_are_all_quarantined_has_no_test_case()
    {
        var suite = workspace.Parse(Spec("{ id: 7, because: dispute }", "slices: { country: { by: country, expect: { n: \">= 1\" } } }\n"));

        var groups = await GroupScan.EnumerateAsync(suite, suite.Slices[0], workspace.Options, TestContext.Current.CancellationToken);
        var result = await SuiteRunner.RunAsync(suite, workspace.Options, TestContext.Current.CancellationToken);

        groups.Should().Equal("DE", "FR");
        result.Checks.Select(c => c.Group).Should().Equal("DE", "FR");
    }

    [Fact]
    public async Task A_row_may_be_quarantined_because_its_label_cannot_be_read()
    {
        workspace.Write("golden.csv", Golden.ReplaceLineEndings("\n").Replace("2,DE,30,1,0.2", "2,DE,30,,0.2"));

        var result = await workspace.RunAsync(Spec("{ id: 2, because: label lost }", "expect: { recall: \">= 0.9\" }\n"));

        result.Diagnostics.Should().BeEmpty();
        (result.Checks[0].Outcome, result.RowsQuarantined).Should().Be((Outcome.Passed, 1));
        Metric(result, "overall", null).Should().Be((1.0, null));
    }

    [Fact]
    public async Task Results_do_not_depend_on_the_number_of_threads()
    {
        var spec = Spec("{ ids: [2, 6], because: dispute }", "expect: { recall: \">= 0.9\", roc_auc: \">= 0.5\" }\nslices: { country: { by: country } }\n");
        workspace.Options = workspace.Options with { Threads = 1 };
        var one = await workspace.RunAsync(spec);
        workspace.Options = workspace.Options with { Threads = 7 };
        var seven = await workspace.RunAsync(spec);

        seven.Slices.Should().BeEquivalentTo(one.Slices);
    }

    private static string Spec(string entry, string rest, string golden = "") =>
        $"spec: A\nlabel: truth\ngolden: {{ path: golden.csv, {golden}quarantine: [{entry}] }}\nid: id\npredictions: {{ score: p }}\n{rest}";

    private static (double? Without, double? With) Metric(SuiteResult result, string slice, string? group)
    {
        var metric = result.Slices.Single(s => s.Slice == slice && s.Group == group).Metrics.Single(m => m.Metric == "recall");
        return (metric.Value, metric.WithQuarantined);
    }

    private static void ShouldBeOnPage(string id, string message) =>
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "diagnostics", id + ".md")).Should().Contain($": error {id}: {message}\n");
}
