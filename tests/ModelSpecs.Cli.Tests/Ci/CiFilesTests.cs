using System.Text.RegularExpressions;
using ModelSpecs.Cli.Commands;
using ModelSpecs.Cli.Hosting;
using YamlDotNet.RepresentationModel;

namespace ModelSpecs.Cli.Tests.Ci;

/// <summary>The files that people copy run what this program takes, with no more rights than they need, and interpolate nothing that a stranger writes.</summary>
public sealed partial class CiFilesTests : IDisposable
{
    private readonly BashScript bash = new();

    public static TheoryData<string> Files { get; } = [.. CiFile.Paths];

    public void Dispose() => bash.Dispose();

    [Fact]
    public void All_files_are_looked_at()
    {
        CiFile.Paths.Should().Equal(
            "docs/ci/azure-pipelines.yml", "docs/ci/github-comment.yml", "docs/ci/github.yml", "docs/ci/gitlab-ci.yml", ".github/actions/modelspecs/action.yml");
        CiFile.Paths.Sum(path => CiFile.Load(path).Scripts.Count).Should().BeGreaterThan(12);
        CiFile.Paths.Sum(path => CiFile.Load(path).Uses.Count).Should().BeGreaterThan(6);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_script_is_one_that_bash_understands(string path)
    {
        Assert.SkipUnless(BashScript.IsPossible, "This machine has no bash.");
        foreach (var (name, script) in CiFile.Load(path).Scripts)
        {
            (await bash.RunAsync(script, "-n")).Should().Be(0, $"{name}: {bash.Error}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_script_has_an_expression_of_the_service_put_into_it(string path)
    {
        Interpolations(CiFile.Load(path).Scripts.Select(script => script.Script)).Should().BeEmpty("a value comes by the environment, where it is no code");
    }

    [Theory]
    [InlineData("echo ${{ github.event.pull_request.title }}")]
    [InlineData("echo $(System.PullRequest.SourceBranch)")]
    [InlineData("echo $(Build.SourceBranchName)")]
    public void An_expression_in_a_script_is_found(string script)
    {
        Interpolations([script]).Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_action_is_pinned_by_its_full_hash_with_its_version_beside_it(string path)
    {
        var file = CiFile.Load(path);

        file.Uses.Where(use => !PinnedAction().IsMatch(use)).Should().BeEmpty();
        foreach (var use in file.Uses)
        {
            file.Text.Should().MatchRegex($@"{Regex.Escape(use)} # v\d+\.\d+\.\d+\n");
        }
    }

    [Fact]
    public void The_workflow_that_runs_the_pull_request_can_read_and_nothing_else()
    {
        var file = CiFile.Load("docs/ci/github.yml");

        file.Text.Should().Contain("\npermissions: {}\n").And.NotContain("secrets.").And.NotContain("pull_request_target").And.NotContain("github.token");
        file.Permissions.SelectMany(one => one).Should().Equal([new("contents", "read")]);
        CiFile.Mappings(file.Root).Count(mapping => CiFile.Value(mapping, "persist-credentials") == "false").Should().Be(1);
    }

    [Fact]
    public void The_workflow_that_comments_runs_nothing_of_the_pull_request()
    {
        var file = CiFile.Load("docs/ci/github-comment.yml");

        file.Text.Should().Contain("\npermissions: {}\n").And.NotContain("secrets.");
        file.Permissions.SelectMany(one => one).Should().BeEquivalentTo([new KeyValuePair<string, string>("actions", "read"), new("pull-requests", "write")]);
        file.Uses.Should().NotContain(use => use.Contains("checkout", StringComparison.Ordinal) || use.Contains("cache", StringComparison.Ordinal));
        file.Scripts.Select(script => script.Script).Should().NotContain(script => script.Contains("dotnet test", StringComparison.Ordinal) || script.Contains("dotnet build", StringComparison.Ordinal) || script.Contains("git ", StringComparison.Ordinal));

        // Of the artifact one file alone is read, and by the program that checks it.
        var lines = file.Scripts.SelectMany(script => script.Script.Split('\n')).Where(line => line.Contains("untrusted", StringComparison.Ordinal)).ToList();
        lines.Should().Equal("\"$RUNNER_TEMP/tools/modelspecs\" report \"$RUNNER_TEMP/untrusted/results.json\" --output trusted --ci off");
    }

    [Theory]
    [InlineData("docs/ci/github.yml", "MODELSPECS_CACHE: ${{ github.event_name == 'pull_request' && '.modelspecs/cache' || 'off' }}")]
    [InlineData("docs/ci/gitlab-ci.yml", "MODELSPECS_CACHE: \"off\"")]
    [InlineData("docs/ci/azure-pipelines.yml", "MODELSPECS_CACHE: \"off\"")]
    public void What_reaches_the_protected_branch_is_judged_without_the_cache(string path, string line)
    {
        CiFile.Load(path).Text.Should().Contain(line);
    }

    [Theory]
    [InlineData("docs/ci/github.yml", "Report", "BASE_REF", "main", "origin/main")]
    [InlineData("docs/ci/github.yml", "Report", "BASE_REF", "a;b $(touch x)", "origin/a;b $(touch x)")]
    [InlineData("docs/ci/github.yml", "Report", "BASE_REF", "", null)]
    [InlineData("docs/ci/azure-pipelines.yml", "Report", "SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main", "origin/main")]
    [InlineData("docs/ci/azure-pipelines.yml", "Report", "SYSTEM_PULLREQUEST_TARGETBRANCH", null, null)]
    [InlineData("docs/ci/gitlab-ci.yml", "judge", "CI_MERGE_REQUEST_DIFF_BASE_SHA", "0123abcd", "0123abcd")]
    [InlineData("docs/ci/gitlab-ci.yml", "judge", "CI_MERGE_REQUEST_DIFF_BASE_SHA", null, null)]
    [InlineData(".github/actions/modelspecs/action.yml", "Run", "BASE_REF", "main", "origin/main")]
    public async Task The_report_is_asked_for_as_this_program_takes_it(string path, string step, string variable, string? value, string? reference)
    {
        Assert.SkipUnless(BashScript.IsPossible, "This machine has no bash.");
        bash.FakeThatRecords("dotnet");
        (bash.Variables["SPECS"], bash.Variables["OUTPUT"], bash.Variables["GITHUB_OUTPUT"]) = ("specs\nmore specs\n", "out", bash.In("output"));
        if (value is not null)
        {
            bash.Variables[variable] = value;
        }

        (await bash.RunAsync(CiFile.Load(path).Script(step))).Should().Be(0, bash.Error);

        var call = bash.Calls().Single(arguments => arguments[0] == "modelspecs");
        Problems(call[1..]).Should().BeEmpty();
        (call.SkipWhile(argument => argument != "--base").Skip(1).FirstOrDefault()).Should().Be(reference);
        File.Exists(bash.In("x")).Should().BeFalse();
    }

    [Theory]
    [InlineData("docs/ci/github-comment.yml", "Summary", "\"$RUNNER_TEMP/tools/modelspecs\"")]
    [InlineData("docs/ci/gitlab-ci.yml", "note", "/tmp/tools/modelspecs")]
    public async Task The_summary_is_made_anew_as_this_program_takes_it(string path, string step, string program)
    {
        Assert.SkipUnless(BashScript.IsPossible, "This machine has no bash.");
        bash.FakeThatRecords("modelspecs");
        bash.Variables["RUNNER_TEMP"] = bash.Folder;
        var line = CiFile.Load(path).Script(step).Split('\n').Single(line => line.StartsWith(program, StringComparison.Ordinal));

        (await bash.RunAsync(line.Replace(program, "modelspecs", StringComparison.Ordinal))).Should().Be(0, bash.Error);

        Problems(bash.Calls().Single()).Should().BeEmpty();
    }

    [Fact]
    public async Task Every_command_on_the_page_is_one_that_this_program_takes()
    {
        Assert.SkipUnless(BashScript.IsPossible, "This machine has no bash.");
        bash.FakeThatRecords("modelspecs");
        var lines = Repository.Read("docs", "ci", "README.md").Split('\n').Select(line => line.Replace("dotnet modelspecs", "modelspecs", StringComparison.Ordinal)).Where(line => line.StartsWith("modelspecs ", StringComparison.Ordinal)).ToList();

        (await bash.RunAsync(string.Join('\n', lines))).Should().Be(0, bash.Error);

        lines.Should().HaveCountGreaterThan(1);
        bash.Calls().Should().HaveCount(lines.Count);
        bash.Calls().SelectMany(Problems).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, "passed")]
    [InlineData(1, "failed")]
    [InlineData(2, "wrong")]
    [InlineData(3, "fault")]
    [InlineData(130, "fault")]
    public async Task The_action_says_the_verdict_and_ends_as_the_run_did(int exitCode, string verdict)
    {
        Assert.SkipUnless(BashScript.IsPossible, "This machine has no bash.");
        bash.FakeThatRecords("dotnet");
        (bash.Variables["SPECS"], bash.Variables["OUTPUT"], bash.Variables["GITHUB_OUTPUT"], bash.Variables["FAKE_EXIT"]) = ("a\n\n -b\n", "out", bash.In("output"), $"{exitCode}");
        var action = CiFile.Load(".github/actions/modelspecs/action.yml");

        (await bash.RunAsync(action.Script("Run"))).Should().Be(0, bash.Error);

        File.ReadAllLines(bash.In("output")).Should().Contain($"verdict={verdict}").And.Contain($"code={exitCode}");
        bash.Calls().Single()[^3..].Should().Equal("--", "a", " -b");
        bash.Variables["CODE"] = $"{exitCode}";
        (await bash.RunAsync(action.Script("Verdict"))).Should().Be(exitCode);
        bash.Variables.Remove("CODE");
        (await bash.RunAsync(action.Script("Verdict"))).Should().Be(3, "without a run nothing passed");
    }

    [Fact]
    public async Task GitLab_ends_as_the_tests_did_and_reports_all_the_same()
    {
        Assert.SkipUnless(BashScript.IsPossible, "This machine has no bash.");
        bash.Fake("dotnet", $"echo \"$1\" >> '{bash.In("order")}'; [ \"$1\" != test ] || exit 1");

        (await bash.RunAsync(CiFile.Load("docs/ci/gitlab-ci.yml").Script("judge"))).Should().Be(1);

        File.ReadAllLines(bash.In("order")).Should().Equal("tool", "test", "modelspecs");
    }

    [Fact]
    public void The_action_has_the_inputs_and_outputs_that_the_page_tells_of()
    {
        var root = CiFile.Load(".github/actions/modelspecs/action.yml").Root;
        var page = Repository.Read("docs", "ci", "README.md");

        foreach (var name in ((YamlMappingNode)root["inputs"]).Children.Keys.Concat(((YamlMappingNode)root["outputs"]).Children.Keys))
        {
            page.Should().Contain($"| `{name}` |");
        }
    }

    private static IEnumerable<string> Interpolations(IEnumerable<string> scripts) =>
        scripts.SelectMany(script => Interpolation().Matches(script).Select(match => match.Value));

    private static IEnumerable<string> Problems(string[] arguments)
    {
        var console = new CliConsole { Out = TextWriter.Null, Error = TextWriter.Null, CurrentDirectory = Path.GetTempPath() };
        return CommandTree.Create(console, new CliEngine(), TestContext.Current.CancellationToken).Parse(arguments).Errors.Select(error => error.Message);
    }

    // GitHub's expressions, and Azure's macros, whose names have dots: bash's own $(command) has a space or none behind a name.
    [GeneratedRegex(@"\$\{\{|\$\([A-Za-z]+\.[A-Za-z.]+\)")]
    private static partial Regex Interpolation();

    [GeneratedRegex(@"\A[a-z-]+/[a-z-]+@[0-9a-f]{40}\z")]
    private static partial Regex PinnedAction();
}
