using System.Globalization;
using System.Runtime.InteropServices;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Cli.Doctor;

/// <summary>The machine: runtime, SDK, ONNX Runtime, processor, limits, culture, tools.</summary>
internal static class MachineFindings
{
    private const string Area = "machine";
    private const int NeededVersion = 10;

    /// <summary>What was found.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="isSource">Whether the specs lie in a checkout of ModelSpecs itself, which is built with Node.</param>
    public static IEnumerable<Finding> Of(Machine machine, bool isSource)
    {
        yield return machine.Runtime.Major >= NeededVersion
            ? Ok("runtime", $".NET {machine.Runtime} on {machine.OperatingSystem}, {Name(machine.Architecture)}")
            : new Finding(Area, "runtime", FindingState.Problem, $".NET {machine.Runtime}", $"Install .NET {NeededVersion} or newer.");
        yield return Sdk(machine);
        yield return OnnxRuntime(machine);
        yield return machine.CpuFeatures.Count > 0
            ? Ok("processor", string.Join(", ", machine.CpuFeatures))
            : new Finding(Area, "processor", FindingState.Warning, "no vector instructions", "It works, slowly: metrics and ONNX Runtime are made for AVX2 or NEON.");
        yield return Limits(machine);
        yield return Ok("culture", $"{(machine.Culture.Length == 0 ? "invariant" : machine.Culture)}{(machine.InvariantGlobalization ? ", globalization is invariant" : "")}; results do not depend on it");
        yield return machine.VersionOf("git") is { } git
            ? Ok("git", OneLine.Escape(git))
            : new Finding(Area, "git", FindingState.Warning, "not found", "Install git: gate-diff and --base ask it what changed. Nothing else needs it.");
        if (isSource)
        {
            foreach (var tool in (string[])["node", "npm"])
            {
                yield return machine.VersionOf(tool) is { } version
                    ? Ok(tool, OneLine.Escape(version))
                    : new Finding(Area, tool, FindingState.Problem, "not found", "Install Node.js 18 or newer with npm: building ModelSpecs from source bundles the report's page with it.");
            }
        }
    }

    private static Finding Sdk(Machine machine)
    {
        if (machine.VersionOf("dotnet") is not { } text)
        {
            return new Finding(Area, "sdk", FindingState.Warning, "dotnet is not on the PATH", $"Install the .NET {NeededVersion} SDK to run specs by dotnet test; the modelspecs command does without.");
        }

        var known = int.TryParse(text.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major);
        return known && major >= NeededVersion
            ? Ok("sdk", OneLine.Escape(text))
            : new Finding(Area, "sdk", FindingState.Problem, OneLine.Escape(text), $"Install the .NET {NeededVersion} SDK, or see to global.json: the generator needs its compiler.");
    }

    private static Finding OnnxRuntime(Machine machine)
    {
        try
        {
            var (version, providers) = machine.LoadRuntime();
            return Ok("onnx runtime", $"{version}, providers {string.Join(", ", providers)}; specs run on the CPU");
        }
#pragma warning disable CA1031 // Whatever keeps a native library from loading is the answer that was asked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var cause = exception.GetBaseException();
            return new Finding(Area, "onnx runtime", FindingState.Problem, $"its native library does not load: {OneLine.Escape(cause.Message)}",
                $"There has to be one for {Name(machine.Architecture)} on this system: restore Microsoft.ML.OnnxRuntime, and on Linux see that glibc and libstdc++ are there (Alpine has none).");
        }
    }

    private static Finding Limits(Machine machine)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{machine.Cores} core{(machine.Cores == 1 ? "" : "s")}, {machine.Memory / 1e9:0.0} GB of memory");
        var limits = new List<string>();
        if (machine.SystemFile("/sys/fs/cgroup/cpu.max")?.Split(' ', StringSplitOptions.TrimEntries) is [var quota, var period, ..]
            && double.TryParse(quota, NumberStyles.None, CultureInfo.InvariantCulture, out var used) && double.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out var of) && of > 0)
        {
            limits.Add(string.Create(CultureInfo.InvariantCulture, $"{used / of:0.##} cores"));
        }

        if (long.TryParse(machine.SystemFile("/sys/fs/cgroup/memory.max"), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var bytes))
        {
            limits.Add(string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"));
        }

        var found = limits.Count == 0 ? text : $"{text}; the container allows {string.Join(" and ", limits)}";
        const long Little = 500_000_000;
        return machine.Memory is > 0 and < Little
            ? new Finding(Area, "cores and memory", FindingState.Warning, found, "Give the container more memory: a golden set of a million rows needs about 1 GB.")
            : Ok("cores and memory", found);
    }

    private static string Name(Architecture architecture) => architecture.ToString().ToLowerInvariant();

    private static Finding Ok(string name, string found) => new(Area, name, FindingState.Ok, found);
}
