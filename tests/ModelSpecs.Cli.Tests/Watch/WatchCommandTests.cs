using System.Text.RegularExpressions;
using ModelSpecs.Cli.Watch;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;

namespace ModelSpecs.Cli.Tests.Watch;

/// <summary><c>modelspecs watch</c> on real files with a scripted clock: no test waits.</summary>
public sealed partial class WatchCommandTests : IDisposable
{
    private readonly FakeTime time = new();
    private readonly CliHarness cli;

    public WatchCommandTests() => cli = new CliHarness { Time = time };

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task A_saved_bound_is_judged_again_and_nothing_is_listed_where_nothing_ended_otherwise()
    {
        cli.WithTinySpec();

        (await WatchAsync(
            Saves("specs/tiny.spec.yaml", CliHarness.Spec.Replace("\">= 0.5\"", "\">= 0.55\"")))).Should().Be(ExitCodes.Passed, cli.Out + cli.Error);

        var rounds = Rounds();
        rounds.Should().HaveCount(2);
        rounds[0].Should().StartWith("start: 1 of 1 spec judged in 0 ms\n").And.Contain("Passed: 2 of 2 checks passed").And.NotContain("was ");
        rounds[1].Should().StartWith("specs/tiny.spec.yaml: 1 of 1 spec judged in ").And.Contain("Passed: 2 of 2").And.NotContain("was ");
    }

    [Fact]
    public async Task A_check_that_fails_now_is_shown_with_its_whole_message_and_later_with_one_line()
    {
        cli.WithTinySpec();
        var failing = CliHarness.Golden.Replace("1,0.9,20", "1,0.1,20");

        (await WatchAsync(Saves("specs/golden.csv", failing), Saves("specs/tiny.spec.yaml", CliHarness.Spec.Replace("0.5", "0.55")))).Should().Be(ExitCodes.Failed);

        var rounds = Rounds();
        rounds[1].Should().StartWith("specs/golden.csv: 1 of 1 spec judged");
        rounds[1].Should().MatchRegex("✓ passed +✗ failed +young: recall >= 0.70 +0.5000 +0.7000\n").And.Contain("recall = 0.5 on 2 of 3 rows").And.Contain("Failed: 1 of 2 checks passed, 1 failed");
        rounds[2].Should().NotContain("recall = 0.5 on 2 of 3 rows").And.MatchRegex("still +check +value +bound\n +✗ failed +young: recall >= 0.70 +0.5000 +0.7000\n");
    }

    [Fact]
    public async Task Only_specs_that_rest_on_the_file_are_judged()
    {
        var judged = Counting();
        cli.WithTinySpec("a/a.spec.yaml").WithTinySpec("b/b.spec.yaml");

        await WatchAsync(
            Saves("a/golden.csv", CliHarness.Golden + "1,0.9,33\n"),
            Saves("modelspecs.yaml", "owner: everybody\n"),
            Saves("unrelated.txt", "x"),
            Saves("b/b.spec.yaml", CliHarness.Spec + "# a comment\n"));

        judged.Should().Equal("a.spec.yaml", "b.spec.yaml", "a.spec.yaml", "a.spec.yaml", "b.spec.yaml", "b.spec.yaml");
        Rounds().Should().HaveCount(4, "nothing rests on unrelated.txt");
    }

    [Fact]
    public async Task Half_a_file_is_never_judged()
    {
        cli.WithTinySpec();
        var wakeUp = Script(() =>
        {
            cli.Write("specs/tiny.spec.yaml", "");
            return Wakes.Files;
        });
        wakeUp.WhileSettling.Enqueue(() => cli.Write("specs/tiny.spec.yaml", CliHarness.Spec[..60]));
        wakeUp.WhileSettling.Enqueue(() => File.Delete(Path.Combine(cli.Folder, "specs", "tiny.spec.yaml")));
        wakeUp.WhileSettling.Enqueue(() => cli.Write("specs/tiny.spec.yaml", CliHarness.Spec + "\n"));

        (await cli.RunAsync("watch")).Should().Be(ExitCodes.Passed);

        Rounds().Should().HaveCount(2);
        cli.Out.Should().NotContain("error").And.NotContain("gone");
    }

    [Fact]
    public async Task A_verdict_over_a_file_that_was_written_meanwhile_is_not_shown()
    {
        var runs = 0;
        cli.WithTinySpec().With(CliHarness.Doing((suite, _) =>
        {
            if (++runs == 2)
            {
                cli.Write("specs/golden.csv", CliHarness.Golden + "1,0.9,33\n1,0.9,34\n");
            }

            return Result(suite.Name.Value, runs == 2 ? Outcome.Failed : Outcome.Passed);
        }));

        await WatchAsync(Saves("specs/golden.csv", CliHarness.Golden + "1,0.9,33\n"));

        runs.Should().Be(3);
        Rounds().Should().HaveCount(2);
        cli.Out.Should().NotContain("failed");
    }

    [Fact]
    public async Task A_spec_that_becomes_wrong_shows_why_and_is_held_against_its_last_verdict_once_it_is_right()
    {
        cli.WithTinySpec();

        (await WatchAsync(
            Saves("specs/tiny.spec.yaml", CliHarness.Spec.Replace("recall:", "recal:")),
            Saves("specs/tiny.spec.yaml", CliHarness.Spec.Replace(">= 0.70", ">= 0.75")))).Should().Be(ExitCodes.Passed);

        var rounds = Rounds();
        rounds[1].Should().Contain($"{Path.Combine(cli.Folder, "specs", "tiny.spec.yaml")}(7,").And.Contain("Did you mean 'recall'?").And.Contain("Not judged: 1 of 1 spec");
        rounds[2].Should().Contain("usable again: Tiny").And.Contain("Passed: 2 of 2 checks passed").And.NotContain("gone");
    }

    [Fact]
    public async Task A_part_that_breaks_a_spec_mends_it_too()
    {
        cli.WithTinySpec();
        cli.Write("modelspecs.yaml", "owner: me\n");

        await WatchAsync(Saves("modelspecs.yaml", "owner: [\n"), Saves("modelspecs.yaml", "owner: you\n"));

        Rounds().Should().HaveCount(3);
        Rounds()[1].Should().Contain("Not judged");
        Rounds()[2].Should().Contain("usable again").And.Contain("Passed");
    }

    [Fact]
    public async Task Specs_that_come_and_go_are_told()
    {
        cli.WithTinySpec();

        (await WatchAsync(
            () =>
            {
                cli.WithTinySpec("more/second.spec.yaml", CliHarness.Spec.Replace("Tiny", "Second"));
                return Wakes.Folders;
            },
            () =>
            {
                File.Delete(Path.Combine(cli.Folder, "specs", "tiny.spec.yaml"));
                return Wakes.Folders;
            },
            () =>
            {
                Directory.Delete(Path.Combine(cli.Folder, "more"), recursive: true);
                return Wakes.Folders;
            })).Should().Be(ExitCodes.Wrong, "nothing is judged any more");

        var rounds = Rounds();
        rounds[1].Should().StartWith("more/second.spec.yaml: 1 of 2 specs judged").And.Contain("4 of 4 checks passed");
        rounds[2].Should().Contain("gone: specs/tiny.spec.yaml").And.Contain("2 of 2 checks passed");
        rounds[3].Should().Contain("gone: more/second.spec.yaml").And.Contain("No spec left; waiting for one.");
    }

    [Fact]
    public async Task Enter_runs_all_again_and_q_ends_with_the_verdict()
    {
        var judged = Counting(Outcome.Failed);
        cli.WithTinySpec("a/a.spec.yaml").WithTinySpec("b/b.spec.yaml");

        (await WatchAsync(() => Wakes.All, () => Wakes.Quit, () => Wakes.All)).Should().Be(ExitCodes.Failed);

        judged.Should().HaveCount(4);
        Rounds()[1].Should().StartWith("asked for: 2 of 2 specs judged");
    }

    [Fact]
    public async Task Ctrl_C_ends_with_130()
    {
        using var interrupt = new CancellationTokenSource();
        cli.WithTinySpec();
        cli.Interrupt = interrupt.Token;

        (await WatchAsync(() =>
        {
            interrupt.Cancel();
            return Wakes.None;
        })).Should().Be(ExitCodes.Interrupted);

        cli.Error.Should().Be("modelspecs: interrupted.\n");
    }

    [Fact]
    public async Task A_report_after_a_save_has_the_bytes_of_a_fresh_run()
    {
        cli.WithTinySpec();
        var edited = CliHarness.Spec.Replace("0.70", "0.99");

        await WatchAsync(["--report", "watched"], Saves("specs/tiny.spec.yaml", edited));
        await cli.RunAsync("run", "--report", "fresh");

        WithoutTimings(cli.Read("watched/results.json")).Should().Be(WithoutTimings(cli.Read("fresh/results.json")));
        cli.Read("watched/summary.md").Should().Be(cli.Read("fresh/summary.md"));
    }

    [Fact]
    public async Task What_is_watched_is_what_the_verdict_rests_on()
    {
        cli.WithTinySpec();
        cli.Write("specs/model.spec.yaml", """
            spec: With a model
            model: ../models/m.onnx
            golden: golden.csv
            label: y
            inputs: { x: { npy: images.npy } }
            snapshot: true
            expect: { accuracy: ">= 0.5" }
            """);
        var wakeUp = Script();

        await cli.RunAsync("watch", "specs");

        wakeUp.Folders.Should().Equal(Path.Combine(cli.Folder, "specs"));
        wakeUp.Files.Select(file => Path.GetRelativePath(cli.Folder, file).Replace('\\', '/')).Should().Contain(
            ["models/m.onnx", "modelspecs.yaml", "specs/golden.csv", "specs/images.npy", "specs/model.spec.yaml", "specs/model.verified.json", "specs/tiny.spec.yaml"]);
        wakeUp.Files.Should().NotContain(file => file.Contains("received"));
    }

    [Fact]
    public async Task A_name_that_is_wrong_is_told_at_the_start()
    {
        cli.WithTinySpec();
        Script();

        (await cli.RunAsync("watch", "spec")).Should().Be(ExitCodes.Wrong);
        (await cli.RunAsync("watch", "--spec", "tinny")).Should().Be(ExitCodes.Wrong);
        cli.Error.Should().Contain("--spec matches no spec. Found 'tinny'");
    }

    [Fact]
    public async Task Only_the_specs_asked_for_by_name_are_judged()
    {
        var judged = Counting();
        cli.WithTinySpec("a/a.spec.yaml").WithTinySpec("b/b.spec.yaml");

        await WatchAsync(["--spec", "b*"], Saves("a/golden.csv", CliHarness.Golden + "1,0.9,33\n"), Saves("b/golden.csv", CliHarness.Golden + "1,0.9,33\n"));

        judged.Should().Equal("b.spec.yaml", "b.spec.yaml");
    }

    [Theory]
    [InlineData("xterm", true)]
    [InlineData("dumb", false)]
    public async Task On_a_terminal_each_round_takes_the_place_of_the_one_before(string term, bool clears)
    {
        using var terminal = new CliHarness { Time = time, Show = new TerminalOptions { Width = 80 } };
        terminal.Variables["TERM"] = term;
        terminal.WithTinySpec();
        terminal.WakeUp = _ => new ScriptedWakeUp(time, () => Wakes.All);

        await terminal.RunAsync("watch");

        Regex.Count(terminal.Out, "\u001b\\[H\u001b\\[2J").Should().Be(clears ? 2 : 0);
        terminal.Out.Should().MatchRegex(clears ? "Watching [0-9]+ files. Ctrl-C: quit." : "Passed");
    }

    private Func<Wakes> Saves(string path, string text) => () =>
    {
        cli.Write(path, text);
        return Wakes.Files;
    };

    private List<string> Counting(Outcome outcome = Outcome.Passed)
    {
        var judged = new List<string>();
        cli.With(CliHarness.Doing((suite, _) =>
        {
            judged.Add(Path.GetFileName(suite.File));
            return Result(suite.Name.Value, outcome);
        }));
        return judged;
    }

    private static SuiteResult Result(string name, Outcome outcome) => new()
    {
        Name = name,
        File = "x.spec.yaml",
        Checks = [new CheckResult { Id = "overall//accuracy/min", Name = "overall: accuracy >= 0.5", Slice = "overall", Kind = "expect", Outcome = outcome, Fails = outcome != Outcome.Passed, Message = "m", File = "x.spec.yaml", Line = 1, Column = 1 }],
    };

    private ScriptedWakeUp Script(params Func<Wakes>[] steps)
    {
        var wakeUp = new ScriptedWakeUp(time, steps);
        cli.WakeUp = _ => wakeUp;
        return wakeUp;
    }

    private Task<int> WatchAsync(params Func<Wakes>[] steps) => WatchAsync([], steps);

    private Task<int> WatchAsync(string[] options, params Func<Wakes>[] steps)
    {
        Script(steps);
        return cli.RunAsync(["watch", .. options]);
    }

    /// <summary>The rounds shown, each without the time of day before it.</summary>
    private string[] Rounds() => Header().Split(cli.Out)[1..];

    private static string WithoutTimings(string json) => Timings().Replace(json, "");

    [GeneratedRegex(@"^\[\d\d:\d\d:\d\d\] ", RegexOptions.Multiline)]
    private static partial Regex Header();

    [GeneratedRegex("\"timings\": \\{[^}]*\\}")]
    private static partial Regex Timings();
}
