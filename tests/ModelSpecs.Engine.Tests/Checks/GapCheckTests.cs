using ModelSpecs.Engine.Tests.Running;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Checks;

public sealed class GapCheckTests : IDisposable
{
    // Recall: DE 1/2, FR 2/2, IT 1/1. Fpr: DE 0/1, FR 1/2, IT 0/1. Selection rate: DE 1/3, FR 3/4, IT 1/2.
    private const string Golden = "g,y,p,id\nDE,1,0.9,r1\nDE,1,0.2,r2\nDE,0,0.1,r3\nFR,1,0.8,r4\nFR,1,0.7,r5\nFR,0,0.6,r6\nFR,0,0.3,r7\nIT,1,0.9,r8\nIT,0,0.1,r9\n";
    private const string Head = "spec: A suite\ngolden: golden.csv\nlabel: y\npredictions: { score: p }\n";

    private readonly SpecWorkspace workspace = new();

    public GapCheckTests() => workspace.Write("golden.csv", Golden);

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Group_min_and_group_max_judge_the_ends()
    {
        var result = await workspace.RunAsync(Head + Gap("recall: [{ group_min: \">= 0.6\" }, { group_max: \"<= 1\" }], fpr: { group_max: \"<= 0.5\" }").Replace("{ group_max: \"<= 1\" }", "{ group_min: \"< 0.6\" }"));

        result.Checks.Select(c => (c.Name, c.Outcome, c.Value)).Should().Equal(
            ("group: gap group_min recall >= 0.6", Outcome.Failed, 0.5),
            ("group: gap group_min recall < 0.6", Outcome.Passed, 0.5),
            ("group: gap group_max fpr <= 0.5", Outcome.Passed, 0.5));
        result.Checks[0].Message.Should().Contain("smallest recall = 0.5 on 5 of 9 rows").And.Contain("largest 1 for FR, smallest 0.5 for DE");
        result.Checks[0].Id.Should().Be("group//gap group_min recall/min");
    }

    [Fact]
    public async Task The_smallest_value_needs_one_group_and_its_rows_are_named()
    {
        var result = await workspace.RunAsync(Head + "id: id\n" + Gap("recall: { group_min: \">= 0.6\" }", ", min_rows: 2").Replace("0.6", "0.9"));

        var check = result.Checks.Should().ContainSingle().Subject;
        check.Message.Should().Contain("left out below min_rows 2: IT (1 rows)");
        check.WorstRows[0].Id.Should().Be("r2");
        (await workspace.RunAsync(Head + Gap("recall: { group_min: \">= 0.6\" }", ", min_rows: 3"))).Checks.Should().ContainSingle()
            .Which.Message.Should().Contain("no value of the group has enough rows");
    }

    [Fact]
    public async Task Equalized_odds_is_the_worse_of_two_gaps()
    {
        var result = await workspace.RunAsync(Head + Gap("equalized_odds: \"<= 0.4\", recall: \"<= 0.4\", fpr: { ratio: \">= 0.1\" }"));

        result.Checks.Select(c => (c.Name, c.Outcome, c.Value)).Should().Equal(
            ("group: gap equalized_odds <= 0.4", Outcome.Failed, 0.5),
            ("group: gap recall <= 0.4", Outcome.Failed, 0.5),
            ("group: gap ratio fpr >= 0.1", Outcome.Failed, 0));
        result.Checks[0].Message.Should().Contain("gap of equalized_odds = 0.5 on 4 of 9 rows")
            .And.Contain("recall: largest 1 for FR, smallest 0.5 for DE; fpr: largest 0.5 for FR, smallest 0 for DE");
        result.Slices[0].Metrics.Select(m => m.Metric).Should().Equal("recall", "fpr");
        result.Checks[0].Noise!.Of.Should().Be("spread");
    }

    [Fact]
    public async Task Without_a_value_of_one_part_equalized_odds_has_none()
    {
        workspace.Write("golden.csv", "g,y,p\nDE,1,0.9\nDE,0,0.1\nFR,1,0.8\n");

        var result = await workspace.RunAsync(Head + Gap("equalized_odds: \"<= 0.4\""));

        result.Checks.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Error);
        result.Checks[0].Message.Should().Contain("a gap of fpr needs two values with enough rows, and there are 1; left out below min_rows 1: FR (0 rows)");
        result.Fairness[0].Measures["equalized_odds_difference"].Should().BeEquivalentTo(new { Value = (double?)null, Metric = "fpr", Smallest = (string?)null });
        result.Fairness[0].Measures["equal_opportunity_difference"].Value.Should().Be(0);
    }

    [Fact]
    public async Task A_multiclass_task_names_the_class()
    {
        workspace.Write("golden.csv", "g,y,q\nDE,a,a\nDE,b,a\nFR,a,b\nFR,b,b\nFR,c,c\n");
        const string Multiclass = "spec: A suite\ngolden: golden.csv\nlabel: y\npredictions: { label: q }\n";

        (await workspace.RunAsync(Multiclass + Gap("equalized_odds: \"<= 0.4\""))).Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC300")
            .Which.Message.Should().Be("equalized_odds is about one class, and the task has 3. Name it: equalized_odds: { class: \"a\", is: … }.");
        var result = await workspace.RunAsync(Multiclass + Gap("equalized_odds: { class: a, is: \"<= 0.4\" }"));

        result.Checks.Should().ContainSingle().Which.Value.Should().Be(1);
        result.Fairness.Should().BeEmpty();
    }

    private static string Gap(string checks, string more = "") => $"slices:\n  group: {{ by: g, gap: {{ {checks} }}{more} }}\n";
}
