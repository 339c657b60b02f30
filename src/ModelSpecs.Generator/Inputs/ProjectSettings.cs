using Microsoft.CodeAnalysis.Diagnostics;

namespace ModelSpecs.Generator.Inputs;

/// <summary>What the package's targets say of the project.</summary>
/// <param name="ProjectDir">Full path of the project's folder.</param>
/// <param name="Namespace">Namespace of the generated classes.</param>
/// <param name="Root">Root that overrides the one looked for; null: look for it.</param>
/// <param name="RepositoryRoot">Nearest ancestor of the project with <c>.git</c>; null: none. The targets look for it, since a generator may not touch the disk.</param>
/// <param name="ProjectFile">The project itself, where what concerns all of it is reported; null: unknown.</param>
internal sealed record ProjectSettings(string ProjectDir, string Namespace, string? Root, string? RepositoryRoot, string? ProjectFile)
{
    /// <summary>Reads the compiler-visible properties.</summary>
    public static ProjectSettings Of(AnalyzerConfigOptions options) => new(
        Property(options, "ModelSpecsProjectDir") ?? "",
        Property(options, "ModelSpecsNamespace") ?? Property(options, "RootNamespace") ?? "ModelSpecs.Tests",
        Property(options, "ModelSpecsRoot"),
        Property(options, "ModelSpecsRepositoryRoot"),
        Property(options, "MSBuildProjectFullPath"));

    private static string? Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out var value) && value.Trim() is { Length: > 0 } text ? text : null;
}
