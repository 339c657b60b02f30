using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Tests.Shared;
using ModelSpecs.Xunit.Tests.Support;
using static ModelSpecs.Xunit.Tests.Support.SpecFolder;

namespace ModelSpecs.Xunit.Tests;

public sealed class GeneratedSpecTests : IDisposable
{
    private readonly SpecFolder _spec = new();

    public void Dispose() => _spec.Dispose();

    [Fact]
    public async Task A_passed_check_passes()
    {
        await _spec.Tests().Check("young//recall/min");
    }

    [Fact]
    public async Task All_tests_of_a_spec_share_one_run()
    {
        var tests = _spec.Tests();
        var others = _spec.Tests();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => i % 2 == 0 ? tests.Check("young//recall/min") : tests.CheckGroup("country//recall/min", "DE", null))));

        _spec.Runs.Should().Be(1);
        await others.Check("young//recall/min");
        _spec.Runs.Should().Be(2, "another session is another run");
    }

    [Fact]
    public async Task A_failed_check_throws_its_message_and_its_line_in_the_YAML_and_nothing_else()
    {
        Gives(Check("young//recall/min", Outcome.Failed, message: "young: recall is 0.61\nworst rows: L1"));

        var failure = await Fails(() => _spec.Tests().Check("young//recall/min", "young__recall__min", "/repo/specs/loan.spec.yaml", 12));

        failure.Message.Should().Be("young: recall is 0.61\nworst rows: L1");
        failure.StackTrace.Should().Be("   at ModelSpecs.Xunit.Tests.Support.SpecFolder.young__recall__min() in /repo/specs/loan.spec.yaml:line 12");
        failure.ToString().Should().Be(failure.Message + Environment.NewLine + failure.StackTrace);
        failure.InnerException.Should().BeNull();
    }

    [Fact]
    public async Task A_failure_is_of_the_kind_that_xunit_shows_without_its_type()
    {
        Gives(Check("young//recall/min", Outcome.Failed));

        var failure = await Fails(() => _spec.Tests().Check("young//recall/min"));

        failure.GetType().Namespace.Should().Be("Xunit.Sdk");
        failure.GetType().GetInterfaces().Should().Contain(type => type.Name == "IAssertionException");
    }

    [Theory]
    [InlineData(Outcome.Error, true)]
    [InlineData(Outcome.Error, false)]
    [InlineData(Outcome.Failed, false)]
    [InlineData(Outcome.Inconclusive, true)]
    [InlineData(Outcome.Passed, true)]
    [InlineData((Outcome)99, false)]
    public async Task Whatever_is_no_pass_fails(Outcome outcome, bool fails)
    {
        Gives(Check("young//recall/min", outcome, fails, message: "the reason"));

        (await Fails(() => _spec.Tests().Check("young//recall/min"))).Message.Should().Be("the reason");
    }

    [Fact]
    public async Task An_inconclusive_check_that_skips_is_skipped_with_its_message()
    {
        Gives(Check("young//recall/min", Outcome.Inconclusive, fails: false, skips: true, message: "12 rows, min_rows is 30"));

        var thrown = await _spec.Tests().Invoking(tests => tests.Check("young//recall/min")).Should().ThrowAsync<Exception>();

        thrown.Which.Message.Should().Be("$XunitDynamicSkip$12 rows, min_rows is 30");
    }

    [Theory]
    [InlineData(Outcome.Failed)]
    [InlineData(Outcome.Inconclusive)]
    public async Task A_waived_check_is_skipped_with_its_message_and_is_no_pass(Outcome outcome)
    {
        Gives(Check("young//recall/min", outcome, fails: false, message: "young: recall is 0.61, waived") with { Waiver = SampleResults.Waiver() });

        var thrown = await _spec.Tests().Invoking(tests => tests.Check("young//recall/min")).Should().ThrowAsync<Exception>();

        thrown.Which.Message.Should().Be("$XunitDynamicSkip$young: recall is 0.61, waived");
    }

    [Theory]
    [InlineData(Outcome.Failed, true)]
    [InlineData(Outcome.Error, false)]
    [InlineData(Outcome.Error, true)]
    public async Task A_waiver_hides_no_failure_that_it_does_not_cover(Outcome outcome, bool fails)
    {
        Gives(Check("young//recall/min", outcome, fails, message: "the reason") with { Waiver = SampleResults.Waiver() });

        (await Fails(() => _spec.Tests().Check("young//recall/min"))).Message.Should().Be("the reason");
    }

    [Fact]
    public async Task An_inconclusive_check_that_warns_passes_with_a_warning()
    {
        Gives(Check("young//recall/min", Outcome.Inconclusive, fails: false, message: "12 rows, min_rows is 30"));

        await _spec.Tests().Check("young//recall/min");

        TestContext.Current.Warnings.Should().Equal("12 rows, min_rows is 30");
    }

    [Fact]
    public async Task Warnings_about_the_whole_spec_are_those_of_the_first_test()
    {
        _spec.OnRun = (_, _) => Task.FromResult(SampleResults.Suite(Check("young//recall/min")) with
        {
            Diagnostics = [new DiagnosticResult("MSPEC299", DiagnosticResult.Warning, "loan.spec.yaml", 5, 1, "7 rows disagree.")],
        });
        var tests = _spec.Tests();

        await tests.Check("young//recall/min");
        await tests.Check("young//recall/min");

        TestContext.Current.Warnings.Should().Equal("loan.spec.yaml(5,1): warning MSPEC299: 7 rows disagree.");
    }

    [Fact]
    public async Task MSPEC407_a_check_that_the_run_does_not_have_fails()
    {
        Gives(Check("overall//roc_auc/min"));

        var failure = await Fails(() => _spec.Tests().Check("young//recall/min", "m", _spec.File, 8));

        failure.Message.Should().Be($"{_spec.File}(8,1): error MSPEC407: The check was not judged. Found no result of 'young//recall/min'; expected one. This is a fault of ModelSpecs: please report it with the spec.");
    }

    [Fact]
    public async Task MSPEC407_a_value_that_left_the_data_fails()
    {
        var failure = await Fails(() => _spec.Tests().CheckGroup("country//recall/min", "XX", null, "m", _spec.File, 9));

        failure.Message.Should().Be($"{_spec.File}(9,1): error MSPEC407: The check was not judged. Found no result of 'country//recall/min' for the value 'XX'; expected one. The data changed since the tests were listed: list them anew.");
    }

    [Fact]
    public async Task MSPEC406_a_row_without_a_value_fails_with_its_reason()
    {
        (await Fails(() => _spec.Tests().CheckGroup("country//recall/min", null, "no such file"))).Message.Should().Be("no such file");
        (await Fails(() => _spec.Tests().CheckGroup("country//recall/min", null, null, "m", _spec.File, 9))).Message
            .Should().Be($"{_spec.File}(9,1): error MSPEC406: The test names no value of its group. Found none for 'country//recall/min'; expected one. Let the IDE discover the tests anew.");
    }

    [Fact]
    public async Task MSPEC404_tests_that_are_older_than_the_spec_fail()
    {
        var failure = await Fails(() => _spec.Tests("0123456789abcdef").Check("young//recall/min"));

        failure.Message.Should().Be($"{_spec.File}(1,1): error MSPEC404: The tests are older than the spec. Found other checks in the file than the tests were generated from; expected the same. Build again (dotnet test without --no-build).");
        _spec.Runs.Should().Be(0);
    }

    [Fact]
    public async Task MSPEC405_a_spec_that_is_not_there_fails_every_test()
    {
        var tests = _spec.Tests();
        File.Delete(_spec.File);

        var failure = await Fails(() => tests.Check("young//recall/min"));

        failure.Message.Should().Be($"{_spec.File}(1,1): error MSPEC405: The spec is not where it was built. Found no file; expected it there, since tests read specs, models and data in place. Run the tests where they were built, say where the repository is now in MODELSPECS_ROOT, or take specs and data along with dotnet publish.");
    }

    [Fact]
    public async Task A_spec_that_does_not_parse_fails_every_test_with_all_its_errors()
    {
        using var broken = new SpecFolder(Text.Replace("young: { where: age < 25, expect: { recall", "young: { wher: age < 25, expect: { recal"));

        var failure = await Fails(() => broken.Tests().Check("young//recall/min"));

        failure.Message.Split(Environment.NewLine).Should().HaveCountGreaterThan(1).And.OnlyContain(line => line.StartsWith($"{broken.File}(8,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Problems_of_data_and_model_that_end_a_run_fail_every_test()
    {
        _spec.OnRun = (_, _) => throw new SpecException(new SpecDiagnostic("MSPEC100", DiagnosticSeverity.Error, new SourceSpan("/a.spec.yaml", 2, 9, 2, 10), "No such file."));

        (await Fails(() => _spec.Tests().Check("young//recall/min"))).Message.Should().Be("/a.spec.yaml(2,9): error MSPEC100: No such file.");
    }

    [Fact]
    public async Task A_fault_fails_every_test_and_shows_what_happened()
    {
        _spec.OnRun = (_, _) => throw new InvalidOperationException("boom");

        (await Fails(() => _spec.Tests().Check("young//recall/min"))).Message.Should().StartWith($"{_spec.File}(1,1): error MSPEC949: This is a fault of ModelSpecs, not of your spec.").And.Contain("System.InvalidOperationException: boom").And.Contain(nameof(GeneratedSpecTests));
    }

    [Fact]
    public async Task A_spec_that_could_not_be_tested_when_it_was_built_fails_with_the_reason_now()
    {
        using var broken = new SpecFolder("spec: [");
        using var empty = new SpecFolder(Text[..Text.IndexOf("expect", StringComparison.Ordinal)] + "slices: { young: age < 25 }\n");

        (await Fails(() => broken.Tests().Unusable())).Message.Should().Contain("error MSPEC001");
        (await Fails(() => empty.Tests().Unusable())).Message.Should().Contain("error MSPEC401");
        (await Fails(() => _spec.Tests().Unusable())).Message.Should().Contain("error MSPEC404", "it can be read now, but has no tests yet");
    }

    [Fact]
    public async Task A_cancelled_run_is_no_verdict_and_the_next_test_starts_another()
    {
        var tests = _spec.Session();
        using var source = new CancellationTokenSource();
        _spec.OnRun = async (_, cancellationToken) =>
        {
            await source.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return SampleResults.Suite();
        };

        await tests.Awaiting(t => t.RunAsync(_spec.Fingerprint, typeof(SpecFolder), source.Token)).Should().ThrowAsync<OperationCanceledException>();
        _spec.OnRun = (_, _) => Task.FromResult(SampleResults.Suite(Check("young//recall/min")));

        (await tests.RunAsync(_spec.Fingerprint, typeof(SpecFolder), TestContext.Current.CancellationToken)).Find("young//recall/min", null).Should().NotBeNull();
    }

    [Fact]
    public async Task An_identity_twice_counts_as_the_worse_of_the_two()
    {
        Gives(Check("young//recall/min", Outcome.Failed, message: "worse"), Check("young//recall/min"));
        await Fails(() => _spec.Tests().Check("young//recall/min"));

        Gives(Check("young//recall/min"), Check("young//recall/min", Outcome.Failed, message: "worse"));
        await Fails(() => _spec.Tests().Check("young//recall/min"));
    }

    private void Gives(params CheckResult[] checks) => _spec.OnRun = (_, _) => Task.FromResult(SampleResults.Suite(checks));

    private static async Task<ModelSpecFailedException> Fails(Func<Task> test) => (await test.Should().ThrowAsync<ModelSpecFailedException>()).Which;
}
