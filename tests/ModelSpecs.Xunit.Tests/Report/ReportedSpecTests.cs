using ModelSpecs.Reporting;
using ModelSpecs.Results;
using ModelSpecs.Tests.Shared;
using ModelSpecs.Xunit.Report;
using ModelSpecs.Xunit.Sessions;
using ModelSpecs.Xunit.Tests.Support;
using static ModelSpecs.Xunit.Tests.Support.SpecFolder;

namespace ModelSpecs.Xunit.Tests.Report;

/// <summary>What the tests of a spec tell the report, and what they say of it.</summary>
public sealed class ReportedSpecTests : IDisposable
{
    private readonly SpecFolder _spec = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("modelspecs-reported-").FullName;
    private readonly SpecReport _report;
    private RunResult? _run;

    public ReportedSpecTests() => _report = new SpecReport(_folder, null, (run, _) => _run = run, TimeProvider.System);

    public void Dispose()
    {
        _spec.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_spec_is_told_whole_whichever_of_its_tests_run()
    {
        await Tests().Check("young//recall/min");

        (await ToldAsync()).Checks.Select(check => check.Id).Should().Contain(["overall//roc_auc/min", "country/FR/recall/min"]);
    }

    [Fact]
    public async Task A_failure_ends_with_its_place_in_the_report()
    {
        Gives(Check("young//recall/min", Outcome.Failed, message: "young: recall is 0.61\nworst rows: L1"));

        (await FailureOf(() => Tests().Check("young//recall/min"))).Should().Be(
            $"young: recall is 0.61\nworst rows: L1\nReport: {new Uri(_report.Files.Page)}#suite=specs/loan.spec.yaml&slice=young&metric=recall");
    }

    [Fact]
    public async Task Rows_and_curves_are_taken_for_a_report_and_for_nothing_else()
    {
        var asked = new List<(bool, int)>();
        SpecEngine Asking(SpecEngine engine) => engine with
        {
            Run = (_, options, _) =>
            {
                asked.Add((options.Curves, options.SampleRows));
                return Task.FromResult(SampleResults.Suite(Check("young//recall/min")));
            },
        };

        await new GeneratedSpec(typeof(SpecFolder), _spec.Session(engine => Asking(engine) with { Report = _report }), _spec.Fingerprint).Check("young//recall/min");
        await new GeneratedSpec(typeof(SpecFolder), _spec.Session(Asking), _spec.Fingerprint).Check("young//recall/min");

        asked.Should().Equal((true, RunReport.SampleRows), (false, 0));
    }

    [Fact]
    public async Task A_spec_that_cannot_be_parsed_is_told_with_its_problems()
    {
        using var broken = new SpecFolder("spec: Loan\ngolden: golden.csv\nlable: y\n");

        await FailureOf(() => Tests(broken).Check("young//recall/min"));

        var told = await ToldAsync();
        told.Name.Should().Be("loan.spec.yaml");
        told.File.Should().Be("loan.spec.yaml");
        told.IsUnusable.Should().BeTrue();
        told.Diagnostics.Should().Contain(problem => problem.Line == 3 && problem.File == "loan.spec.yaml" && problem.Message.Contains("lable"));
    }

    [Fact]
    public async Task A_spec_that_could_not_be_tested_when_it_was_built_is_told()
    {
        using var broken = new SpecFolder("spec: [");

        await FailureOf(() => Tests(broken).Unusable());

        (await ToldAsync()).Diagnostics.Should().Contain(problem => problem.Id == "MSPEC001" && problem.Severity == "error");
    }

    [Fact]
    public async Task Tests_that_are_older_than_their_spec_are_told()
    {
        await FailureOf(() => Tests(fingerprint: "older").Check("young//recall/min"));

        var told = await ToldAsync();
        told.Name.Should().Be("Loan default");
        told.Diagnostics.Should().ContainSingle().Which.Id.Should().Be("MSPEC404");
    }

    [Fact]
    public async Task A_spec_that_is_gone_is_told()
    {
        File.Delete(_spec.File);

        await FailureOf(() => Tests().Check("young//recall/min"));

        (await ToldAsync()).IsUnusable.Should().BeTrue();
    }

    [Fact]
    public async Task A_spec_on_which_we_fail_is_told()
    {
        _spec.OnRun = (_, _) => throw new InvalidOperationException("boom");

        await FailureOf(() => Tests().Check("young//recall/min"));

        (await ToldAsync()).Diagnostics.Should().ContainSingle().Which.Id.Should().Be("MSPEC949");
    }

    [Fact]
    public async Task A_spec_whose_groups_cannot_be_listed_is_told_by_a_run_of_it()
    {
        await FailureOf(() => Tests().CheckGroup("country//recall/min", null, "no such file"));

        _spec.Runs.Should().Be(1);
        (await ToldAsync()).Checks.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_warning_about_the_spec_is_told_once()
    {
        var warning = new DiagnosticResult("MSPEC104", DiagnosticResult.Warning, "loan.spec.yaml", 1, 1, "Look.");
        _spec.OnRun = (_, _) => Task.FromResult(SampleResults.Suite(Check("young//recall/min")) with { Diagnostics = [warning] });

        await Tests().Check("young//recall/min");

        (await ToldAsync()).Diagnostics.Should().Equal(warning);
    }

    private GeneratedSpec Tests(SpecFolder? spec = null, string? fingerprint = null) =>
        new(typeof(SpecFolder), (spec ?? _spec).Session(engine => engine with { Report = _report }), fingerprint ?? (spec ?? _spec).Fingerprint);

    private void Gives(params CheckResult[] checks) => _spec.OnRun = (_, _) => Task.FromResult(SampleResults.Suite(checks));

    private async Task<SuiteResult> ToldAsync()
    {
        await _report.FlushAsync();
        return _run!.Suites.Should().ContainSingle().Which;
    }

    private static async Task<string> FailureOf(Func<Task> test) => (await test.Should().ThrowAsync<ModelSpecFailedException>()).Which.Message;
}
