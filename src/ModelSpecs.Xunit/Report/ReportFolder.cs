using System.Reflection;

namespace ModelSpecs.Xunit.Report;

/// <summary>Where a run of a project's tests leaves its report.</summary>
internal static class ReportFolder
{
    /// <summary>Environment variable that says the folder, or switches the report off with <c>off</c>.</summary>
    public const string Variable = "MODELSPECS_REPORT";

    /// <summary>Environment variable by which the targets tell the tests of VSTest's <c>--results-directory</c>, which a test cannot see.</summary>
    public const string ResultsVariable = "MODELSPECS_RESULTS_DIRECTORY";

    private const string ResultsOption = "--results-directory";
    private const string PropertyKey = "ModelSpecs.Report";

    /// <summary>The folder of this process's run of a test assembly; null: there is no report.</summary>
    /// <param name="tests">The assembly.</param>
    public static string? Of(Assembly tests)
    {
        var results = OptionOf(Environment.GetCommandLineArgs()) is { } option ? Path.GetFullPath(option) : Environment.GetEnvironmentVariable(ResultsVariable);
        var project = TestAssembly.ProjectDirOf(tests);
        // Tests may run on another machine than they were built on: what is not there is not made.
        return Of(Directory.Exists(project) ? project : AppContext.BaseDirectory, tests.GetName().Name!, Environment.GetEnvironmentVariable(Variable), TestAssembly.MetadataOf(tests, PropertyKey), results);
    }

    /// <summary>The folder: what the variable says, else the project's property, else beside the other results of the run, else below the project.</summary>
    /// <param name="projectDir">Full path of the project's folder, below which a relative path is.</param>
    /// <param name="assembly">Name of the test assembly: the results of several projects may stand in one folder.</param>
    /// <param name="variable">Value of <see cref="Variable"/>.</param>
    /// <param name="property">Value of the project's property.</param>
    /// <param name="results">Full path of the folder of the run's results, where it was said.</param>
    public static string? Of(string projectDir, string assembly, string? variable, string? property, string? results) => (variable, property, results) switch
    {
        ({ Length: > 0 }, _, _) => Said(variable, projectDir),
        (_, { Length: > 0 }, _) => Said(property, projectDir),
        (_, _, { Length: > 0 }) => Path.Combine(Path.GetFullPath(results, projectDir), "modelspecs", assembly),
        _ => Path.Combine(projectDir, "TestResults", "modelspecs"),
    };

    /// <summary>What the testing platform's option says, which is an argument of the test program itself; null: nothing.</summary>
    public static string? OptionOf(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Equals(ResultsOption, StringComparison.OrdinalIgnoreCase))
            {
                return i + 1 < arguments.Count ? arguments[i + 1] : null;
            }

            if (arguments[i].StartsWith(ResultsOption, StringComparison.OrdinalIgnoreCase) && arguments[i].Length > ResultsOption.Length && arguments[i][ResultsOption.Length] is ':' or '=')
            {
                return arguments[i][(ResultsOption.Length + 1)..];
            }
        }

        return null;
    }

    private static string? Said(string setting, string projectDir) => setting.Equals("off", StringComparison.OrdinalIgnoreCase) ? null : Path.GetFullPath(setting, projectDir);
}
