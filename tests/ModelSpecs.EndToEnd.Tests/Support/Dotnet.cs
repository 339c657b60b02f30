using System.Diagnostics;
using System.Text;

namespace ModelSpecs.EndToEnd.Tests.Support;

/// <summary>What a command printed, and what it ended with.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Output)
{
    /// <summary>Lines that name an error, each once: MSBuild repeats them at the end.</summary>
    public IReadOnlyList<string> Errors => [.. Output.Split('\n').Select(line => line.Trim()).Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];

    public override string ToString() => $"> {Command}\n{Output}\n(exit code {ExitCode})";
}

/// <summary>Runs programs as a user would, outside of everything that the running tests were started with.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>Runs <c>dotnet</c>.</summary>
    public static Task<CommandResult> RunAsync(string folder, params IReadOnlyList<string> arguments) => RunAsync(folder, null, arguments);

    /// <summary>Runs <c>dotnet</c> with variables set.</summary>
    public static Task<CommandResult> RunAsync(string folder, IReadOnlyDictionary<string, string>? variables, IReadOnlyList<string> arguments) =>
        ExecuteAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet", folder, variables, arguments);

    /// <summary>Runs a program, its output and its errors in one text.</summary>
    public static async Task<CommandResult> ExecuteAsync(string program, string folder, IReadOnlyDictionary<string, string>? variables, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheRunningTests).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new CommandResult($"{Path.GetFileName(program)} {string.Join(' ', arguments)}", process.ExitCode, (await output + await error).Replace("\r\n", "\n"));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static bool IsOfTheRunningTests(string variable) =>
        variable.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("MODELSPECS", StringComparison.OrdinalIgnoreCase)
        || variable is "DOTNET_CLI_UI_LANGUAGE" or "CI" or "TF_BUILD" or "GITHUB_ACTIONS" or "GITLAB_CI" or "JENKINS_URL" or "TEAMCITY_VERSION" or "BUILDKITE";
}
