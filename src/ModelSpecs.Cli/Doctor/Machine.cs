using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using ModelSpecs.Engine.Inference.Sessions;

namespace ModelSpecs.Cli.Doctor;

/// <summary>What the doctor asks of the machine; tests hand in another one.</summary>
internal sealed record Machine
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Version of the .NET runtime.</summary>
    public Version Runtime { get; init; } = Environment.Version;

    /// <summary>Operating system with its version.</summary>
    public string OperatingSystem { get; init; } = RuntimeInformation.OSDescription;

    /// <summary>Architecture of the process.</summary>
    public Architecture Architecture { get; init; } = RuntimeInformation.ProcessArchitecture;

    /// <summary>Vector instructions that are there.</summary>
    public IReadOnlyList<string> CpuFeatures { get; init; } = Features();

    /// <summary>Cores that the process may use.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;

    /// <summary>Bytes of memory that the process may use.</summary>
    public long Memory { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Text of a file of the system, such as a container's limits; null: there is none.</summary>
    public Func<string, string?> SystemFile { get; init; } = ReadSystemFile;

    /// <summary>Name of the culture; empty: the invariant one.</summary>
    public string Culture { get; init; } = CultureInfo.CurrentCulture.Name;

    /// <summary>Whether cultures are switched off.</summary>
    public bool InvariantGlobalization { get; init; } = AppContext.TryGetSwitch("System.Globalization.Invariant", out var invariant) && invariant;

    /// <summary>Loads ONNX Runtime's native library: its version and execution providers.</summary>
    public Func<(string Version, IReadOnlyList<string> Providers)> LoadRuntime { get; init; } = () => (RuntimeIdentity.Version, RuntimeIdentity.LoadProviders());

    /// <summary>First line that a program says of its version; null: it is not there.</summary>
    public Func<string, string?> VersionOf { get; init; } = AskVersion;

    private static List<string> Features()
    {
        (string Name, bool Has)[] known = [("AVX-512", Avx512F.IsSupported), ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported), ("SSE4.2", Sse42.IsSupported), ("NEON", AdvSimd.IsSupported)];
        return [.. known.Where(feature => feature.Has).Select(feature => feature.Name)];
    }

    private static string? ReadSystemFile(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Never through a shell, and nothing but the question for the version.
    private static string? AskVersion(string program)
    {
        // On Windows npm is a script, which only its whole name starts.
        var file = program == "npm" && System.OperatingSystem.IsWindows() ? "npm.cmd" : program;
        var start = new ProcessStartInfo(file) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false, CreateNoWindow = true };
        start.ArgumentList.Add("--version");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        try
        {
            using var process = Process.Start(start);
            if (process is null)
            {
                return null;
            }

            process.StandardInput.Close();
            using var limit = new CancellationTokenSource(Longest);
            try
            {
                var error = process.StandardError.ReadToEndAsync(limit.Token);
                var output = process.StandardOutput.ReadToEndAsync(limit.Token).GetAwaiter().GetResult();
                error.GetAwaiter().GetResult();
                process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
                return process.ExitCode == 0 ? output.Split('\n')[0].Trim() : null;
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException)
        {
            return null;
        }
    }
}
