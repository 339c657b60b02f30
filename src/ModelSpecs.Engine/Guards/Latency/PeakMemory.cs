using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>By how much the process's resident memory rises, at its highest, while something is done.</summary>
internal static partial class PeakMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Whether the system tells the peak of a stretch of time; without it the memory after the work stands in, which the runtime's arenas hold on to.</summary>
    public static bool TellsPeaks => OperatingSystem.IsLinux() && File.Exists(Status);

    /// <summary>Bytes.</summary>
    /// <param name="work">What is done; what it allocates and gives back counts.</param>
    public static long Of(Action work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Trim();
        var before = Now("VmRSS:");
        var isReset = Reset();
        work();
        return Math.Max(0, (isReset ? Now("VmHWM:") : Now("VmRSS:")) - before);
    }

    // What freed models left behind would be given to the next one, which would then need nothing.
    private static void Trim()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                _ = malloc_trim(0);
            }
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library: its allocator gives memory back by itself, or does not.
        }
    }

    private static bool Reset()
    {
        if (!TellsPeaks)
        {
            return false;
        }

        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long Now(string name)
    {
        if (!TellsPeaks)
        {
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64;
        }

        // VmRSS:     12345 kB
        var line = File.ReadLines(Status).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(name.Length, line.Length - name.Length - 2), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int malloc_trim(nuint pad);
}
