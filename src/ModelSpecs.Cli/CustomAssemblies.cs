using System.Reflection;
using System.Runtime.Loader;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Cli;

/// <summary>Loads the assemblies of <c>--assembly</c>: the only way in which code of another's gets into this process.</summary>
internal static class CustomAssemblies
{
    /// <summary>The custom metrics of the assemblies; none where none is named.</summary>
    /// <exception cref="SpecException">A file is missing or no .NET assembly: all such at once.</exception>
    public static CustomMetricSet Load(CliConsole console, IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
        {
            return CustomMetricSet.None;
        }

        var assemblies = new List<Assembly>();
        var problems = new List<SpecDiagnostic>();
        foreach (var (argument, path) in arguments.Select(argument => (argument, console.FullPath(argument))).DistinctBy(named => named.Item2, StringComparer.Ordinal))
        {
            if (!File.Exists(path))
            {
                problems.Add(Problem($"There is no such assembly. Found no file {OneLine.Quote(argument)}; expected the .dll with your ICustomMetric classes. Build the project first."));
                continue;
            }

            try
            {
                assemblies.Add(new FolderLoadContext(path).LoadFromAssemblyPath(path));
            }
            catch (Exception exception) when (exception is BadImageFormatException or FileLoadException or IOException or UnauthorizedAccessException)
            {
                problems.Add(Problem($"{OneLine.Quote(argument)} cannot be loaded. Found {OneLine.Escape(exception.Message.TrimEnd('.'))}; expected an assembly of .NET {Environment.Version.Major} or older."));
            }
        }

        return problems.Count > 0
            ? throw new SpecException(problems)
            : CustomMetricSet.Of(assemblies, string.Join(", ", arguments.Select(argument => $"--assembly {OneLine.Escape(argument)}")));
    }

    private static SpecDiagnostic Problem(string message) => SpecDiagnostics.AssemblyNotLoaded.At(SourceSpan.CommandLine, message);

    /// <summary>An assembly with what lies in its folder. The assembly of ICustomMetric comes from this program, so that there is one of it.</summary>
    private sealed class FolderLoadContext(string path) : AssemblyLoadContext(Path.GetFileName(path))
    {
        private readonly string folder = Path.GetDirectoryName(path)!;

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name is not { } name || name == typeof(ICustomMetric).Assembly.GetName().Name)
            {
                return null;
            }

            var file = Path.Combine(folder, name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
