using System.CodeDom.Compiler;
using System.Reflection;

namespace ModelSpecs.Xunit;

/// <summary>What the build wrote into a test assembly.</summary>
internal static class TestAssembly
{
    private const string ProjectDirKey = "ModelSpecs.ProjectDir";
    private const string Generator = "ModelSpecs.Generator";

    /// <summary>Full path of the project's folder when it was built; that of the program where it is not known.</summary>
    public static string ProjectDirOf(Assembly tests) => MetadataOf(tests, ProjectDirKey) ?? AppContext.BaseDirectory;

    /// <summary>A value of the project's; null: none.</summary>
    public static string? MetadataOf(Assembly tests, string key) => tests.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(m => m.Key == key)?.Value;

    /// <summary>The classes that were generated, one a spec, and those whose rows specs are.</summary>
    public static IReadOnlyList<Type> SpecsOf(Assembly tests) =>
        [.. tests.GetTypes().Where(type => type.GetCustomAttribute<GeneratedCodeAttribute>()?.Tool == Generator || (typeof(SpecFileTests).IsAssignableFrom(type) && !type.IsAbstract))];
}
