using System.Diagnostics;

namespace ModelSpecs.Cli.Tests.Ci;

/// <summary>Runs scripts of build services with programs of the test's own in place of the real ones.</summary>
internal sealed class BashScript : IDisposable
{
    public BashScript()
    {
        Folder = Directory.CreateTempSubdirectory("modelspecs-ci-").FullName;
        Directory.CreateDirectory(In("bin"));
    }

    /// <summary>Whether this machine has bash.</summary>
    public static bool IsPossible { get; } = !OperatingSystem.IsWindows() && File.Exists("/bin/bash");

    /// <summary>Whether it has jq too, as the runners of GitHub do.</summary>
    public static bool HasJq { get; } = IsPossible && File.Exists("/usr/bin/jq");

    public string Folder { get; }

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string In(string path) => Path.Combine(Folder, path);

    /// <summary>Puts a program before all others of that name.</summary>
    public void Fake(string name, string script)
    {
        var path = Path.Combine(In("bin"), name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/bash\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }
    }

    /// <summary>A program that writes down its arguments, one a line, with an empty line behind each call.</summary>
    public void FakeThatRecords(string name) => Fake(name, $"printf '%s\\n' \"$@\" >> '{In("calls")}'; printf '\\n' >> '{In("calls")}'; exit \"${{FAKE_EXIT:-0}}\"");

    /// <summary>Arguments of the calls of programs that record them.</summary>
    public IReadOnlyList<string[]> Calls() => File.Exists(In("calls"))
        ? [.. File.ReadAllText(In("calls")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(call => call.Split('\n', StringSplitOptions.RemoveEmptyEntries))]
        : [];

    /// <summary>Runs a script as GitHub does.</summary>
    public async Task<int> RunAsync(string script, params string[] options)
    {
        await File.WriteAllTextAsync(In("script.sh"), script);
        var start = new ProcessStartInfo("/bin/bash", ["--noprofile", "--norc", "-eo", "pipefail", .. options, In("script.sh")])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = $"{In("bin")}:/usr/bin:/bin";
        start.Environment["HOME"] = Folder;
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        (Out, Error) = (await output, await error);
        return process.ExitCode;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
