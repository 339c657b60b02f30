using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace ModelSpecs.Cli.Hosting;

/// <summary>Finds ONNX Runtime's native library for a copy of the command that has none beside it: the one in the package of a test project uses the project's own.</summary>
internal static class NativeRuntime
{
    /// <summary>Environment variable that names a folder with the library in it, or in <c>runtimes/RID/native</c> below it.</summary>
    public const string Variable = "MODELSPECS_ONNXRUNTIME";

    private const string Library = "onnxruntime";

    /// <summary>Looks there for what the usual places do not have.</summary>
    /// <param name="folder">The folder; null or empty: nowhere else.</param>
    public static void LookIn(string? folder)
    {
        if (!string.IsNullOrEmpty(folder))
        {
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
                name.Contains(Library, StringComparison.Ordinal) && Candidates(folder).FirstOrDefault(File.Exists) is { } found ? NativeLibrary.Load(found) : 0;
        }
    }

    /// <summary>Where the library may lie below a folder, the likeliest first.</summary>
    public static IReadOnlyList<string> Candidates(string folder)
    {
        var (system, file) = OperatingSystem.IsWindows() ? ("win", Library + ".dll")
            : OperatingSystem.IsMacOS() ? ("osx", $"lib{Library}.dylib")
            : ("linux", $"lib{Library}.so");
        var portable = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        return
        [
            Path.Combine(folder, "runtimes", portable, "native", file),
            Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", file),
            Path.Combine(folder, file),
        ];
    }
}
