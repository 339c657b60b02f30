using ModelSpecs.Engine.Tests.Running;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Checks;

public sealed class WaiversTests : IDisposable
{
    // Recall: 1/2 in DE, 2/2 in FR, undefined in IT.
    private const string Golden = """
        country,truth,p
        DE,1,0.9
        DE,1,0.2
        DE,0,0.1
        FR,1,0.8
        FR,1,0.7
        IT,0,0.3

        """;

    private const string Head = """
        spec: A suite
        golden: golden.csv
        label: truth
        predictions: { score: p }

        """;

    private static readonly DateOnly LastDay = new(2026, 12, 31);

    private readonly SpecWorkspace workspace = new();

    public WaiversTests() => workspace.Write("golden.csv", Golden.ReplaceLineEndings("\n"));

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task A_waived_failure_stays_failed_and_fails_nothing_until_its_last_day()
    {
        var check = await OneAsync("recall: \">= 0.9\"", LastDay);

        (check.Outcome, check.Fails, check.IsWaived).Should().Be((Outcome.Failed, false, true));
        check.Waiver.Should().Be(new WaiverResult { State = WaiverState.Active, Until = "2026-12-31", Owner = "risk-ml", Because = "relabelling", DaysLeft = 0, File = "x.spec.yaml", Line = 8 });
        check.Message.Should().StartWith("overall: recall >= 0.9 failed.\n  waived    until 2026-12-31 (its last day)\n            agreed by risk-ml: relabelling\n  value     recall = 0.75 on 4 of 6 rows\n");
    }

    [Fact]
    public async Task An_expired_waiver_fails_its_check_and_says_so()
    {
        var check = await OneAsync("recall: \">= 0.9\"", LastDay.AddDays(1));

        (check.Outcome, check.Fails, check.IsWaived, check.Waiver!.State, check.Waiver.DaysLeft).Should().Be((Outcome.Failed, true, false, WaiverState.Expired, -1));
        check.Message.Should().Contain("  waiver    expired on 2026-12-31 (1 day ago): mend what fails, or agree on another day (").And.Contain("x.spec.yaml:8)\n");
    }

    [Fact]
    public async Task A_waiver_that_is_no_longer_needed_fails_the_check_that_passes()
    {
        var check = await OneAsync("recall: \">= 0.5\"", LastDay.AddDays(-40));

        (check.Outcome, check.Fails, check.Value, check.Waiver!.State).Should().Be((Outcome.Failed, true, 0.75, WaiverState.Unneeded));
        check.Message.Should().StartWith("overall: recall >= 0.5 passes again: take the waiver out (").And.Contain("x.spec.yaml:8).\n").And.Contain("recall is 0.75 (>= 0.5)");
    }

    [Fact]
    public async Task An_expired_waiver_of_a_check_that_passes_fails_it_too()
    {
        var check = await OneAsync("recall: \">= 0.5\"", LastDay.AddDays(9));

        (check.Outcome, check.Fails, check.Waiver!.State).Should().Be((Outcome.Failed, true, WaiverState.Expired));
        check.Message.Should().Contain("passes, and its waiver expired on 2026-12-31: take the waiver out (");
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("warn")]
    [InlineData("skip")]
    public async Task An_inconclusive_check_is_covered_while_the_waiver_lasts_and_fails_after_it(string inconclusive)
    {
        var verdict = $"verdict: {{ min_rows: 50, inconclusive: {inconclusive} }}\n";

        var covered = await OneAsync("recall: \">= 0.5\"", LastDay, verdict);
        var expired = await OneAsync("recall: \">= 0.5\"", LastDay.AddDays(1), verdict);

        (covered.Outcome, covered.Fails, covered.IsWaived).Should().Be((Outcome.Inconclusive, false, true));
        (expired.Outcome, expired.Fails, expired.Skips, expired.IsWaived).Should().Be((Outcome.Inconclusive, true, false, false));
    }

    [Fact]
    public async Task An_error_is_never_waived()
    {
        var check = await OneAsync("recall: \">= 0.5\"", LastDay, "slices: { it: { where: country = 'IT', expect: { recall: \">= 0.5\" } } }\n", "it: recall");

        (check.Outcome, check.Fails, check.IsWaived).Should().Be((Outcome.Error, true, false));
        check.Message.Should().Contain("  waiver    a waiver does not cover a check that could not be judged\n");
    }

    [Fact]
    public async Task A_waiver_of_one_value_leaves_the_others_as_they_are()
    {
        var checks = await RunAsync(Groups("0.9") + Waiver("country = DE: recall"), LastDay);

        checks.Select(c => (c.Group, c.Outcome, c.Fails, c.Waiver is not null)).Should().Equal(
            ("DE", Outcome.Failed, false, true), ("FR", Outcome.Passed, false, false), ("IT", Outcome.Error, true, false));
    }

    [Fact]
    public async Task A_waiver_of_all_values_is_needed_while_one_of_them_does_not_pass()
    {
        var needed = await RunAsync(Groups("0.9", "country != 'IT'") + Waiver("country = *: recall"), LastDay);
        var unneeded = await RunAsync(Groups("0.5", "country != 'IT'") + Waiver("country = *: recall"), LastDay);

        needed.Select(c => (c.Group, c.Outcome, c.Fails)).Should().Equal(("DE", Outcome.Failed, false), ("FR", Outcome.Passed, false));
        unneeded.Select(c => (c.Group, c.Outcome, c.Fails)).Should().Equal(("DE", Outcome.Failed, true), ("FR", Outcome.Failed, true));
    }

    [Fact]
    public async Task A_value_that_is_not_in_the_data_is_an_error_of_run_and_validate_alike()
    {
        var spec = Head + Groups("0.9") + Waiver("country = FT: recall");

        var run = await workspace.RunAsync(spec);
        var validated = await workspace.ValidateAsync(spec);

        run.Checks.Should().OnlyContain(c => c.Outcome == Outcome.Error && c.Fails);
        run.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC424");
        var message = validated.Should().ContainSingle(d => d.Id == "MSPEC424").Which;
        message.Message.Should().Be("'country = FT: recall': 'country' has no such value. Found 'FT'; expected one of 'DE', 'FR', 'IT'. Did you mean 'FR'?");
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "diagnostics", "MSPEC424.md")).Should().Contain($": error MSPEC424: {message.Message}\n");
    }

    [Fact]
    public async Task Without_a_day_of_its_own_a_run_is_held_against_today()
    {
        var yesterday = DateTime.UtcNow.Date.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var result = await workspace.RunAsync(Head + "expect: { recall: \">= 0.9\" }\n" + Waiver("overall: recall").Replace("2026-12-31", yesterday));

        result.Checks.Single().Waiver!.State.Should().Be(WaiverState.Expired);
    }

    private static string Groups(string bound, string? where = null) =>
        (where is null ? "" : $"golden: {{ path: golden.csv, where: \"{where}\" }}\n") + $"slices: {{ country: {{ by: country, expect: {{ recall: \">= {bound}\" }} }} }}\n";

    private static string Waiver(string check) => $"waivers:\n  - {{ check: \"{check}\", until: 2026-12-31, owner: risk-ml, because: relabelling }}\n";

    private async Task<CheckResult> OneAsync(string expect, DateOnly today, string more = "#\n", string waived = "overall: recall") =>
        (await RunAsync($"expect: {{ {expect} }}\n{more}{Waiver(waived)}", today)).Single(c => c.Waiver is not null);

    private async Task<IReadOnlyList<CheckResult>> RunAsync(string text, DateOnly today)
    {
        workspace.Options = workspace.Options with { Today = today };
        var head = text.StartsWith("golden:", StringComparison.Ordinal) ? Head.Replace("golden: golden.csv\n", "") : Head;
        var result = await workspace.RunAsync(head + text);
        result.Diagnostics.Where(d => d.Severity == DiagnosticResult.Error).Should().BeEmpty();
        return result.Checks;
    }
}
