using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ModelSpecs.Cli.Tests;

/// <summary>The program as a process: exit codes and signals.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task A_command_line_that_is_not_understood_ends_with_2()
    {
        var (exitCode, output, error) = await RunAsync("run", "--slic");

        exitCode.Should().Be(2);
        output.Should().BeEmpty();
        error.Should().StartWith("modelspecs: error MSPEC905: ");
    }

    [Fact]
    public async Task Redirected_output_is_plain()
    {
        var (exitCode, output, _) = await RunAsync("--help");

        exitCode.Should().Be(0);
        output.Should().Contain("modelspecs run").And.NotContain("\u001b");
    }

    [Theory]
    [InlineData("0.70", 0)]
    [InlineData("0.70\", recall: \">= 0.99", 2)]
    [InlineData("trivial + 0.6", 1)]
    public async Task A_run_ends_with_what_it_found(string bound, int expected)
    {
        cli.WithTinySpec(spec: CliHarness.Spec.Replace("0.70", bound));

        var (exitCode, output, error) = await RunAsync("run");

        exitCode.Should().Be(expected, output + error);
        output.Should().NotContain("\u001b");
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_with_130_and_leaves_no_half_written_file(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // A pipe in the place of a spec: the process waits in it until the test has seen that the signal arrived.
        var spec = Path.Combine(cli.Folder, "tiny.spec.yaml");
        using (var pipe = Process.Start("mkfifo", spec))
        {
            await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        cli.Write("golden.csv", CliHarness.Golden);
        cli.Write("results.json", "old");
        var before = Directory.GetFileSystemEntries(cli.Folder, "*", SearchOption.AllDirectories);
        using var process = Start("run", "tiny.spec.yaml", "--json", "results.json");
        string? announced;
        var opened = Task.Run(() => new FileStream(spec, FileMode.Open, FileAccess.Write), TestContext.Current.CancellationToken);
        using (var writer = await opened.WaitAsync(Patience, TestContext.Current.CancellationToken))
        {
            using (var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            announced = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
            await writer.WriteAsync(Encoding.UTF8.GetBytes(CliHarness.Spec), TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        announced.Should().Be("modelspecs: stopping; once more ends at once.");
        process.ExitCode.Should().Be(130);
        (await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).Should().Be("modelspecs: interrupted.\n");
        Directory.GetFileSystemEntries(cli.Folder, "*", SearchOption.AllDirectories).Should().BeEquivalentTo(before);
        cli.Read("results.json").Should().Be("old");
    }

    [Fact]
    public async Task A_watch_judges_again_on_save_until_it_is_interrupted()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        cli.WithTinySpec();
        using var process = Start("watch");
        (await VerdictAsync(process)).Should().StartWith("Passed: 2 of 2 checks passed");

        // As editors save: another file in the place of the old one.
        var saved = cli.Write("specs/saved", CliHarness.Spec.Replace("0.70", "trivial + 0.6", StringComparison.Ordinal));
        File.Move(saved, Path.Combine(cli.Folder, "specs", "tiny.spec.yaml"), overwrite: true);

        (await VerdictAsync(process)).Should().StartWith("Failed: 1 of 2 checks passed, 1 failed");
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        process.ExitCode.Should().Be(130);
    }

    private static async Task<string> VerdictAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("Passed", StringComparison.Ordinal) || line.StartsWith("Failed", StringComparison.Ordinal))
            {
                return line;
            }
        }

        return "the process ended";
    }

    private async Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = cli.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "modelspecs.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
