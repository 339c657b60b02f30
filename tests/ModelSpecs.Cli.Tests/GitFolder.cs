using System.Diagnostics;

namespace ModelSpecs.Cli.Tests;

/// <summary>A real git repository in the folder of a <see cref="CliHarness"/>.</summary>
internal sealed class GitFolder
{
    private readonly string folder;

    public GitFolder(CliHarness cli)
    {
        folder = cli.Folder;
        // The harness has an empty .git as the mark of a root.
        Directory.Delete(Path.Combine(folder, ".git"));
        Run("init", "--quiet", "--initial-branch=main");
    }

    public string Commit(string message)
    {
        Run("add", "--all");
        Run("-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false", "commit", "--quiet", "--allow-empty", "--message", message);
        return Run("rev-parse", "HEAD").Trim();
    }

    public string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Nobody's settings: only the repository's own.
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, "git {0}: {1}", string.Join(' ', arguments), error.GetAwaiter().GetResult());
        return output.GetAwaiter().GetResult();
    }
}
