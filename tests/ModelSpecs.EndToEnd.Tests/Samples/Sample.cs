using System.Reflection;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.EndToEnd.Tests.Samples;

/// <summary>The repository's own specs and what scikit-learn says of them.</summary>
internal static class Sample
{
    public static string Root { get; } = typeof(Sample).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    public static string Challenger { get; } = Path.Combine(Root, "tests", "ModelSpecs.EndToEnd.Tests", "Challenger", "challenger.spec.yaml");

    /// <summary>Names of the spec files, without their ending.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "specs"), "*.spec.yaml").Select(file => Path.GetFileName(file)[..^".spec.yaml".Length]).Order(StringComparer.Ordinal)];

    public static SuiteSpec Parse(string name) => ParseFile(Path.Combine(Root, "specs", name + ".spec.yaml"));

    public static SuiteSpec ParseFile(string path) => SpecParser.Parse(path, new DiskSpecFiles()).SpecOrThrow();

    public static string ReferenceOf(string name) => Path.Combine(Root, "tests", "ModelSpecs.EndToEnd.Tests", "References", name + ".json");
}
