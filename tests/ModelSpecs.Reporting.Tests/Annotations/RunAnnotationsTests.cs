using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Reporting.Annotations;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using static ModelSpecs.Tests.Shared.SampleResults;
using Outcome = ModelSpecs.Results.Outcome;

namespace ModelSpecs.Reporting.Tests.Annotations;

public sealed class RunAnnotationsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 15, 0, 0, TimeSpan.Zero);

    private static readonly RunResult Mixed = Run(
        Suite(
            Check(),
            Check(slice: "doubtful", outcome: Outcome.Inconclusive, fails: false, message: "doubtful: too few rows"),
            Check(outcome: Outcome.Failed, message: "young: recall >= 0.70 failed.\n  value  61 %"),
            Check(slice: "let", outcome: Outcome.Failed, fails: false, message: "let failed") with { Waiver = Waiver() }) with { RootInRepository = "services/loan" },
        Suite() with { Diagnostics = [new DiagnosticResult("MSPEC042", "error", "specs/other.spec.yaml", 0, 0, "Wrong.")] });

    [Fact]
    public void GitHub_gets_errors_then_warnings_then_notices_with_their_places()
    {
        Write(Mixed, BuildService.GitHub).Should().Be("""
            ::error file=services/loan/specs/loan.spec.yaml,line=11,col=5,title=young%3A recall >= 0.70::young: recall >= 0.70 failed.%0A  value  61 %25
            ::error file=specs/other.spec.yaml,line=1,col=1,title=MSPEC042::Wrong.
            ::warning file=services/loan/specs/loan.spec.yaml,line=11,col=5,title=doubtful%3A recall >= 0.70::doubtful: too few rows
            ::notice file=services/loan/specs/loan.spec.yaml,line=11,col=5,title=let%3A recall >= 0.70::let failed

            """);
    }

    [Fact]
    public void Azure_gets_errors_and_warnings()
    {
        Write(Mixed, BuildService.Azure).Should().Be("""
            ##vso[task.logissue type=error;sourcepath=services/loan/specs/loan.spec.yaml;linenumber=11;columnnumber=5;code=expect/recall]young: recall >= 0.70 failed.%0A  value  61 %AZP25
            ##vso[task.logissue type=error;sourcepath=specs/other.spec.yaml;linenumber=1;columnnumber=1;code=MSPEC042]Wrong.
            ##vso[task.logissue type=warning;sourcepath=services/loan/specs/loan.spec.yaml;linenumber=11;columnnumber=5;code=expect/recall]doubtful: too few rows

            """);
    }

    [Fact]
    public void GitLab_gets_a_section_that_opens_by_a_click()
    {
        Write(Mixed, BuildService.GitLab).Should().Be(
            "\u001b[0Ksection_start:1795273200:modelspecs_findings[collapsed=true]\r\u001b[0KModelSpecs: 4 findings with their lines\n" +
            "services/loan/specs/loan.spec.yaml:11: error: young: recall >= 0.70 failed.\n" +
            "specs/other.spec.yaml:1: error: MSPEC042: Wrong.\n" +
            "services/loan/specs/loan.spec.yaml:11: warning: doubtful: recall >= 0.70: doubtful: too few rows\n" +
            "services/loan/specs/loan.spec.yaml:11: note: let: recall >= 0.70: let failed\n" +
            "\u001b[0Ksection_end:1795273200:modelspecs_findings\r\u001b[0K\n");
    }

    [Theory]
    [InlineData(BuildService.None)]
    [InlineData(BuildService.GitHub)]
    [InlineData(BuildService.Azure)]
    [InlineData(BuildService.GitLab)]
    public void A_run_in_which_all_passed_writes_nothing(BuildService service)
    {
        Write(Run(Suite(Check())), service).Should().BeEmpty();
    }

    [Theory]
    [InlineData(10, 0, 0, 10, null)]
    [InlineData(11, 0, 0, 10, "… and 1 more in the summary: GitHub shows 10 of a level for a step.")]
    [InlineData(30, 12, 0, 20, "… and 22 more in the summary: GitHub shows 10 of a level for a step.")]
    [InlineData(0, 0, 10, 10, null)]
    [InlineData(0, 0, 1200, 9, "… and 1,191 more in the summary: GitHub shows 10 of a level for a step.")]
    [InlineData(11, 0, 10, 19, "… and 2 more in the summary: GitHub shows 10 of a level for a step.")]
    public void GitHub_gets_no_more_than_it_keeps_and_is_told_what_is_left_out(int errors, int warnings, int waived, int annotations, string? notice)
    {
        var run = Run(Suite(
        [
            .. Enumerable.Range(0, errors).Select(i => Check(slice: $"e{i}", outcome: Outcome.Failed)),
            .. Enumerable.Range(0, warnings).Select(i => Check(slice: $"w{i}", outcome: Outcome.Inconclusive, fails: false)),
            .. Enumerable.Range(0, waived).Select(i => Check(slice: $"n{i}", outcome: Outcome.Failed, fails: false) with { Waiver = Waiver() }),
        ]));

        var commands = CommandParsers.GitHub(Write(run, BuildService.GitHub));

        commands.Count(c => c.Properties.ContainsKey("file")).Should().Be(annotations);
        commands.Where(c => !c.Properties.ContainsKey("file")).Select(c => c.Data).Should().Equal(notice is null ? [] : [notice]);
        commands.GroupBy(c => c.Name).Should().OnlyContain(level => level.Count() <= 10);
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "true", BuildService.GitHub)]
    [InlineData("TF_BUILD", "True", BuildService.Azure)]
    [InlineData("GITLAB_CI", "true", BuildService.GitLab)]
    [InlineData("GITHUB_ACTIONS", "false", BuildService.None)]
    [InlineData("CI", "true", BuildService.None)]
    public void A_service_is_known_by_its_variable(string name, string value, BuildService service)
    {
        BuildServices.Detect(variable => variable == name ? value : null).Should().Be(service);
    }

    [Fact]
    public void Whatever_a_text_holds_the_log_has_exactly_the_commands_that_are_meant()
    {
        var texts = Gen.OneOf(
            Gen.Elements<string>([.. HostileResults.Attacks]),
            Gen.Select(Gen.ArrayOf(Gen.Elements<string>([.. HostileResults.Attacks, " ", "\n", "%", "#", ":", "x"])), parts => string.Concat(parts)));

        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var run = HostileResults.Of(text);
            var github = CommandParsers.GitHub(Write(run, BuildService.GitHub));
            var azure = CommandParsers.Azure(Write(run, BuildService.Azure));
            var gitlab = CommandParsers.GitLab(Write(run, BuildService.GitLab));

            github.Select(c => c.Name).Should().Equal("error", "error", "warning", "warning", "warning", "notice", "notice");
            github.Should().OnlyContain(c => c.Properties.Keys.SequenceEqual(new[] { "file", "line", "col", "title" }));
            github[0].Data.Should().Be(Shown(text));
            github[0].Properties["title"].Should().Be(TerminalText.Line(text));
            azure.Select(c => c.Name).Should().Equal(Enumerable.Repeat("task.logissue", 5));
            azure.Should().OnlyContain(c => c.Properties.Keys.SequenceEqual(new[] { "type", "sourcepath", "linenumber", "columnnumber", "code" }));
            azure.Select(c => c.Properties["type"]).Should().Equal("error", "error", "warning", "warning", "warning");
            azure[0].Data.Should().Be(Shown(text));
            gitlab.Should().Equal("section_start:1795273200:modelspecs_findings[collapsed=true]", "section_end:1795273200:modelspecs_findings");
        }));
    }

    [Fact]
    public void A_message_that_nobody_reads_to_the_end_is_cut_between_characters()
    {
        var message = new string('a', 3999) + "𝒳 and more";

        CommandParsers.GitHub(Write(Run(Suite(Check(outcome: Outcome.Failed, message: message))), BuildService.GitHub)).Single().Data.Should().Be(new string('a', 3999) + "…");
    }

    [Fact]
    public void The_upload_of_a_summary_is_one_command_whatever_its_path_holds()
    {
        var command = CommandParsers.Azure(AzureCommands.UploadSummary("/builds/100%/a]b;c\nx/summary.md")).Single();

        command.Name.Should().Be("task.uploadsummary");
        command.Data.Should().Be("/builds/100%/a]b;c\nx/summary.md");
    }

    private static string Shown(string text) => string.Join('\n', TerminalText.Lines(text));

    private static string Write(RunResult run, BuildService service)
    {
        using var log = new StringWriter { NewLine = "\n" };
        RunAnnotations.Write(run, service, log, Now);
        return log.ToString();
    }
}
