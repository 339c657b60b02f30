using System.Reflection;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests.Samples;

/// <summary>The repository's own specs: the living samples, and the challenger that stands outside of them.</summary>
internal static class SampleSpecs
{
    public static string Root { get; } = typeof(SampleSpecs).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    public static string Folder { get; } = Path.Combine(Root, "specs");

    public static string Challenger { get; } = Path.Combine(Root, "tests", "ModelSpecs.EndToEnd.Tests", "Challenger", "challenger.spec.yaml");

    /// <summary>Names of the spec files, without their ending.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.spec.yaml").Select(file => Path.GetFileName(file)[..^".spec.yaml".Length]).Order(StringComparer.Ordinal)];

    public static string PathOf(string name) => Path.Combine(Folder, name + ".spec.yaml");

    public static SpecParseResult Parse(string file) => SpecParser.Parse(file, new DiskSpecFiles());

    // Not a field: one sample that does not parse must not take every test of this assembly with it.
    public static IReadOnlyList<SuiteSpec> All => [.. Names.Select(name => Parse(PathOf(name)).SpecOrThrow())];
}
