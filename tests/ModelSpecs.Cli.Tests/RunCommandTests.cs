using System.Text.RegularExpressions;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Running;
using ModelSpecs.Results.Json;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Cli.Tests;

public sealed class RunCommandTests : IDisposable
{
    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task All_passed_is_0_with_a_table_and_a_verdict()
    {
        cli.WithTinySpec();

        (await cli.With(CliHarness.Returning(Check())).RunAsync("run")).Should().Be(0);

        cli.Out.Should().Contain("Tiny  specs/tiny.spec.yaml\n").And.Contain("✓ passed").And.MatchRegex("Passed: 1 of 1 check passed, 1 spec, [0-9.]+ s\\.\n$");
        cli.Error.Should().BeEmpty();
    }

    [Theory]
    [InlineData(Outcome.Failed, true, 1)]
    [InlineData(Outcome.Error, true, 1)]
    [InlineData(Outcome.Inconclusive, true, 1)]
    [InlineData(Outcome.Inconclusive, false, 0)]
    public async Task The_exit_code_follows_what_the_outcome_does(Outcome outcome, bool fails, int expected)
    {
        cli.WithTinySpec();

        (await cli.With(CliHarness.Returning(Check(), Check(slice: "old", outcome: outcome, fails: fails))).RunAsync("run")).Should().Be(expected);
    }

    [Fact]
    public async Task A_spec_that_does_not_parse_is_2_its_problem_in_canonical_form_and_the_others_are_judged()
    {
        cli.WithTinySpec();
        var broken = cli.Write("specs/broken.spec.yaml", CliHarness.Spec.Replace("label:", "labell:"));

        (await cli.With(CliHarness.Returning(Check(outcome: Outcome.Failed))).RunAsync("run")).Should().Be(2);

        cli.Out.Should().MatchRegex($"(?m)^{Regex.Escape(broken)}\\(3,1\\): error MSPEC[0-9]{{3}}: .*labell.*label")
            .And.Contain("✗ failed")
            .And.Contain("Not judged: 1 of 2 specs could not be used");
    }

    [Fact]
    public async Task A_problem_of_the_data_is_2()
    {
        cli.WithTinySpec();
        var engine = CliHarness.Doing((suite, _) => Suite(Check(outcome: Outcome.Error)) with
        {
            File = "specs/tiny.spec.yaml",
            Diagnostics = [new DiagnosticResult("MSPEC104", "error", "specs/tiny.spec.yaml", 3, 8, "No column.")],
        });

        (await cli.With(engine).RunAsync("run")).Should().Be(2);

        cli.Out.Should().Contain($"{Path.Combine(cli.Folder, "specs", "tiny.spec.yaml")}(3,8): error MSPEC104: No column.\n");
    }

    [Fact]
    public async Task A_fault_is_3_says_so_and_the_other_specs_are_judged()
    {
        cli.WithTinySpec("a/a.spec.yaml").WithTinySpec("b/b.spec.yaml");
        var json = Path.Combine(cli.Folder, "r.json");
        var engine = CliHarness.Doing((suite, _) => suite.File.Contains("a.spec", StringComparison.Ordinal) ? throw new InvalidOperationException("boom\u001b[31m") : Suite(Check()));

        (await cli.With(engine).RunAsync("run", "--json", json)).Should().Be(3);

        cli.Error.Should().StartWith("modelspecs: error MSPEC949: This is a fault of ModelSpecs").And.Contain("a.spec.yaml").And.Contain("InvalidOperationException: boom\\u001b[31m").And.Contain("report");
        cli.Out.Should().Contain("✓ passed");
        using var stream = File.OpenRead(json);
        ResultsJson.Read(stream).Suites.Select(s => s.IsUnusable).Should().Equal(true, false);
    }

    [Fact]
    public async Task Being_interrupted_is_130_and_writes_no_results()
    {
        cli.WithTinySpec("a/a.spec.yaml").WithTinySpec("b/b.spec.yaml");
        using var source = new CancellationTokenSource();
        var engine = CliHarness.Doing((_, _) =>
        {
            source.Cancel();
            return Suite(Check(outcome: Outcome.Failed));
        });
        cli.Write("r.json", "old");

        cli.Interrupt = source.Token;
        (await cli.With(engine).RunAsync("run", "--json", "r.json")).Should().Be(130);

        cli.Error.Should().Be("modelspecs: interrupted.\n");
        cli.Read("r.json").Should().Be("old");
    }

    [Fact]
    public async Task Being_interrupted_within_the_last_spec_is_130_too()
    {
        cli.WithTinySpec();
        using var source = new CancellationTokenSource();
        var engine = CliHarness.Doing((_, _) =>
        {
            source.Cancel();
            throw new OperationCanceledException(source.Token);
        });

        cli.Interrupt = source.Token;
        (await cli.With(engine).RunAsync("run")).Should().Be(130);
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_fault()
    {
        cli.WithTinySpec();

        (await cli.With(CliHarness.Doing((_, _) => throw new OperationCanceledException())).RunAsync("run")).Should().Be(3);
    }

    [Fact]
    public async Task A_run_without_any_check_is_2()
    {
        cli.WithTinySpec();

        (await cli.With(CliHarness.Returning()).RunAsync("run")).Should().Be(2);

        cli.Error.Should().Contain("error MSPEC907: No check was judged. Found no expectation in 1 spec; expected at least one.");
    }

    [Fact]
    public async Task The_json_holds_the_whole_result()
    {
        cli.WithTinySpec();
        var check = Check(value: 0.1 + 0.2, outcome: Outcome.Failed);

        (await cli.With(CliHarness.Returning(check)).RunAsync("run", "--json", "out/deep/r.json")).Should().Be(1);

        using var stream = File.OpenRead(Path.Combine(cli.Folder, "out", "deep", "r.json"));
        var run = ResultsJson.Read(stream);
        run.Tool.Should().MatchRegex("^modelspecs [0-9]+\\.[0-9]+\\.[0-9]+$");
        run.Suites.Single().File.Should().Be("specs/tiny.spec.yaml");
        run.Suites.Single().Checks.Single().Should().BeEquivalentTo(check);
    }

    [Fact]
    public async Task Json_on_the_standard_output_stands_there_alone()
    {
        cli.WithTinySpec();

        (await cli.With(CliHarness.Returning(Check())).RunAsync("run", "--json", "-")).Should().Be(0);

        ResultsJson.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(cli.Out))).Suites.Should().ContainSingle();
        cli.Error.Should().Contain("✓ passed");
    }

    [Fact]
    public async Task A_json_path_that_cannot_be_written_is_2_before_anything_runs()
    {
        cli.WithTinySpec();
        cli.Write("file", "");
        var ran = false;
        var engine = CliHarness.Doing((_, _) =>
        {
            ran = true;
            return Suite(Check());
        });

        (await cli.With(engine).RunAsync("run", "--json", "file/r.json")).Should().Be(2);
        cli.Error.Should().Contain("error MSPEC904: --json cannot be written. Found 'file/r.json'");
        (await cli.With(engine).RunAsync("run", "--json", "specs")).Should().Be(2);
        cli.Error.Should().Contain("is a folder");
        (await cli.With(engine).RunAsync("run", "--json", "")).Should().Be(2);
        cli.Error.Should().Contain("The path is empty");
        ran.Should().BeFalse();
    }

    [Fact]
    public async Task The_options_reach_the_engine()
    {
        cli.WithTinySpec();
        RunOptions? seen = null;
        var engine = CliHarness.Doing((_, options) =>
        {
            seen = options;
            return Suite(Check());
        });

        await cli.With(engine).RunAsync("run", "--threads", "3", "--all-metrics", "--intervals", "all", "--slice", "young", "--slice", "overall", "--no-cache");
        seen!.Threads.Should().Be(3);
        seen.AllMetrics.Should().BeTrue();
        seen.Intervals.Should().Be(IntervalScope.All);
        seen.Slices.Should().BeEquivalentTo("young", "overall");
        seen.CacheDirectory.Should().BeNull();

        await cli.With(engine).RunAsync("run");
        seen.Threads.Should().Be(0);
        seen.AllMetrics.Should().BeFalse();
        seen.Intervals.Should().Be(IntervalScope.Usual);
        seen.Slices.Should().BeNull();
        seen.CacheDirectory.Should().Be(Path.Combine(cli.Folder, ".modelspecs", "cache"));

        cli.Variables["MODELSPECS_CACHE"] = "off";
        await cli.With(engine).RunAsync("run");
        seen.CacheDirectory.Should().BeNull();
    }

    [Fact]
    public async Task An_unknown_slice_is_2_with_a_suggestion()
    {
        cli.WithTinySpec();

        (await cli.With(CliHarness.Returning(Check())).RunAsync("run", "--slice", "yuong")).Should().Be(2);

        cli.Error.Should().Be("modelspecs: error MSPEC903: --slice names no slice. Found 'yuong'; expected one of 'overall', 'young'. Did you mean 'young'?\n");
    }

    [Fact]
    public async Task A_slice_is_not_called_unknown_while_a_spec_that_may_have_it_does_not_parse()
    {
        cli.WithTinySpec();
        cli.Write("specs/broken.spec.yaml", CliHarness.Spec.Replace("label:", "labell:").Replace("young:", "old:"));

        (await cli.With(CliHarness.Returning(Check())).RunAsync("run", "--slice", "old")).Should().Be(2);

        cli.Error.Should().BeEmpty();
        cli.Out.Should().Contain("broken.spec.yaml(3,1): error").And.NotContain("Tiny");
    }

    [Fact]
    public async Task Specs_without_the_slice_are_left_out()
    {
        cli.WithTinySpec().WithTinySpec("other/other.spec.yaml", CliHarness.Spec.Replace("young:", "old:"));
        var ran = new List<string>();
        var engine = CliHarness.Doing((suite, _) =>
        {
            ran.Add(Path.GetFileName(suite.File));
            return Suite(Check());
        });

        (await cli.With(engine).RunAsync("run", "--slice", "old")).Should().Be(0);

        ran.Should().Equal("other.spec.yaml");
    }

    [Theory]
    [InlineData("Tiny")]
    [InlineData("tin*")]
    [InlineData("tiny.spec.yaml")]
    [InlineData("specs/*")]
    [InlineData("*/tiny.*")]
    public async Task A_filter_matches_the_name_the_file_or_the_path(string pattern)
    {
        cli.WithTinySpec().WithTinySpec("other/other.spec.yaml", CliHarness.Spec.Replace("spec: Tiny", "spec: Other"));

        (await cli.With(CliHarness.Returning(Check())).RunAsync("run", "--spec", pattern)).Should().Be(0);

        cli.Out.Should().Contain("Tiny  specs/tiny.spec.yaml").And.NotContain("Other");
    }

    [Fact]
    public async Task A_filter_may_be_the_full_path()
    {
        cli.WithTinySpec().WithTinySpec("other/other.spec.yaml", CliHarness.Spec.Replace("spec: Tiny", "spec: Other"));

        (await cli.With(CliHarness.Returning(Check())).RunAsync("run", "--spec", Path.Combine(cli.Folder, "specs", "tiny.spec.yaml"))).Should().Be(0, cli.Error);

        cli.Out.Should().Contain("Tiny  specs/tiny.spec.yaml").And.NotContain("Other");
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_is_2_with_a_suggestion()
    {
        cli.WithTinySpec();

        (await cli.With(CliHarness.Returning(Check())).RunAsync("run", "--spec", "Tinny")).Should().Be(2);

        cli.Error.Should().Contain("error MSPEC902: --spec matches no spec. Found 'Tinny'").And.Contain("Did you mean 'Tiny'?");
    }

    [Fact]
    public async Task Quiet_shows_only_the_verdict_of_a_run_that_passes()
    {
        cli.WithTinySpec();

        (await cli.With(CliHarness.Returning(Check())).RunAsync("run", "--quiet")).Should().Be(0);

        cli.Out.Should().MatchRegex("^Passed: [^\n]+\n$");
    }

    [Fact]
    public async Task Warnings_of_the_spec_are_part_of_the_result()
    {
        cli.WithTinySpec();
        var engine = CliHarness.Returning(Check()) with
        {
            Parse = (path, files) => Spec.Parsing.SpecParser.Parse(path, files) is var parsed
                ? parsed with { Diagnostics = [new SpecDiagnostic("MSPEC001", DiagnosticSeverity.Warning, SourceSpan.StartOf(path), "Look.")] }
                : throw new InvalidOperationException(),
        };

        (await cli.With(engine).RunAsync("run", "--json", "r.json")).Should().Be(0);

        cli.Out.Should().Contain("(1,1): warning MSPEC001: Look.");
        cli.Read("r.json").Should().Contain("\"file\": \"specs/tiny.spec.yaml\",\n          \"line\": 1,");
    }

    [Fact]
    public async Task A_root_that_is_no_folder_is_2_from_the_option_and_from_the_environment()
    {
        cli.WithTinySpec();

        (await cli.With(CliHarness.Returning(Check())).RunAsync("run", "--root", "nowhere")).Should().Be(2);
        cli.Error.Should().Contain("error MSPEC906: The root is no folder. Found 'nowhere' in --root;");

        cli.Variables["MODELSPECS_ROOT"] = "elsewhere";
        (await cli.With(CliHarness.Returning(Check())).RunAsync("run")).Should().Be(2);
        cli.Error.Should().Contain("Found 'elsewhere' in MODELSPECS_ROOT;");
    }

    [Fact]
    public async Task A_root_moves_the_root_of_every_spec()
    {
        cli.WithTinySpec();
        string? root = null;
        var engine = CliHarness.Doing((suite, _) =>
        {
            root = suite.Root;
            return Suite(Check());
        });

        await cli.With(engine).RunAsync("run", "--root", "specs");
        root.Should().Be(Path.Combine(cli.Folder, "specs"));

        await cli.With(engine).RunAsync("run");
        root.Should().Be(cli.Folder);
    }
}
