using System.Text.Json;
using ModelSpecs.Reporting.Terminal;

namespace ModelSpecs.Cli.Tests;

/// <summary><c>modelspecs plan</c>: what is guarded, and what is not.</summary>
public sealed class PlanCommandTests : IDisposable
{
    private const string Spec = """
        spec: Tiny
        golden: golden.csv
        label: y
        positive: 1
        owner: risk
        predictions: { score: p }
        expect: { accuracy: ">= 0.5" }
        slices:
          young: { where: age < 25, expect: { recall: ">= 0.70" }, owner: youth }
          old: age >= 60
          sure: { where: confidence > 0.6, expect: { accuracy: ">= 0.5" } }
        waivers:
          - { check: "young: recall", until: 2999-12-31, owner: me, because: it was agreed }
        """;

    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task Slices_with_their_checks_rows_and_owners_are_listed_and_what_nothing_looks_at()
    {
        cli.WithTinySpec(spec: Spec);

        (await cli.RunAsync("plan")).Should().Be(ExitCodes.Passed, cli.Out + cli.Error);

        cli.Out.Should().Be("""
            Tiny  specs/tiny.spec.yaml
              6 rows, predictions in the golden set, golden set specs/golden.csv (not pinned), owner risk, no runbook
              overall (6 rows; accuracy on 6 rows sees a change of 0.485)
                  accuracy >= 0.5
              young (3 rows; recall on 2 rows sees a change of 0.794; owner youth)
                  recall >= 0.70
              sure (by predictions)
                  accuracy >= 0.5
              without a check: old
              3 of 6 rows (50 %) are in no slice with a check; not counted, since they need predictions: sure
              waived until 2999-12-31 by me: young: recall, because it was agreed

            0 models guarded by 1 spec with 3 statements.

            """);
    }

    [Fact]
    public async Task Models_and_data_that_no_spec_names_are_listed()
    {
        cli.WithTinySpec(spec: Spec);
        cli.Write("models/forgotten.onnx", "x");
        cli.Write("bin/built.onnx", "x");
        cli.Write("specs/extra.csv", "a\n1\n");
        cli.Write("elsewhere/other.csv", "a\n1\n");

        (await cli.RunAsync("plan", "--json", "plan.json")).Should().Be(ExitCodes.Passed);

        using var plan = JsonDocument.Parse(cli.Read("plan.json"));
        Texts(plan.RootElement.GetProperty("modelsWithoutSpec")).Should().Equal("models/forgotten.onnx");
        Texts(plan.RootElement.GetProperty("dataWithoutSpec")).Should().Equal("specs/extra.csv");
        cli.Out.Should().Contain("models without a spec: models/forgotten.onnx").And.Contain("1 model without a spec.");
    }

    [Theory]
    [InlineData("golden: golden.csv", "golden: nope.csv")]
    [InlineData("label: y", "label: z")]
    [InlineData("recall:", "recal:")]
    [InlineData("predictions: { score: p }", "model: nope.onnx")]
    public async Task A_spec_that_cannot_be_used_guards_nothing_and_ends_with_2(string written, string broken)
    {
        cli.WithTinySpec("a/a.spec.yaml", Spec).WithTinySpec("b/b.spec.yaml", Spec.Replace(written, broken));

        (await cli.RunAsync("plan", "--markdown", "plan.md")).Should().Be(ExitCodes.Wrong);

        cli.Out.Should().Contain("It cannot be used and guards nothing.").And.Contain("error MSPEC").And.Contain("guarded by 1 spec with 3 statements; 1 spec cannot be used and guards nothing");
        cli.Read("plan.md").Should().Contain("**It cannot be used and guards nothing.**").And.Contain("| young (owner youth) |");
    }

    [Fact]
    public async Task Markdown_and_terminal_take_no_orders_from_a_spec()
    {
        cli.WithTinySpec(spec: Spec.Replace("spec: Tiny", "spec: \"<script>|[x](javascript:1)\\e[31m\"").Replace("old:", "\"a|b<img src=x>\":"));

        (await cli.RunAsync("plan", "--markdown", "plan.md")).Should().Be(ExitCodes.Passed, cli.Out + cli.Error);

        cli.Read("plan.md").Should().NotContain("<script>").And.NotContain("<img").And.NotContain("[x](").And.NotContain("a|b");
        cli.Out.Should().NotContain("\u001b");
    }

    [Fact]
    public async Task The_page_shows_the_plan_of_a_sample_as_it_is()
    {
        using var terminal = new CliHarness { Show = new TerminalOptions { Width = 100 } };
        terminal.Variables["MODELSPECS_CACHE"] = "off";

        (await terminal.RunAsync("plan", Path.Combine(Repository.Root, "specs"), "--spec", "loan")).Should().Be(ExitCodes.Passed, terminal.Out);

        Repository.Read("docs", "plan.md").Should().Contain($"```\n{terminal.Out.Trim()}\n```");
    }

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString());
}
