using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Tests.Slicing;

/// <summary>Specs made of slices alone.</summary>
internal static class SliceCase
{
    public static Located<string> At(string text, int line = 1) => new(text, new SourceSpan("x.spec.yaml", line, 9, line, 9 + text.Length));

    public static PredicateSlice Where(string name, string predicate) => new() { Name = At(name), Where = SampleTable.Parse(predicate) };

    public static ColumnSlice By(string column, string? name = null) => new() { Name = At(name ?? column), By = At(column, 7) };

    public static ColumnSlice Listed(ColumnSlice slice, params string[] values) => slice with { Values = [.. values.Select((v, i) => At(v, 20 + i))] };

    public static CrossSlice Cross(string name, params string[] of) => new() { Name = At(name), Of = [.. of.Select(o => At(o, 8))] };

    public static SuiteSpec Suite(params SliceSpec[] slices) => new()
    {
        Name = At("x"),
        File = "/x/x.spec.yaml",
        Root = "/x",
        Golden = new GoldenSpec { File = new FileReference(At("golden.csv"), "/x/golden.csv") },
        Label = At("label"),
        Slices = slices,
    };

    public static (IReadOnlyList<SliceGroups> Built, List<SpecDiagnostic> Problems) Build(SuiteSpec suite, Table table, DerivedColumns? derived = null, int threads = 1, params string[] which)
    {
        var problems = new List<SpecDiagnostic>();
        var slices = suite.Slices.Where(s => which.Length == 0 || which.Contains(s.Name.Value)).ToList();
        return (SliceBuilder.Build(suite, slices, table, derived, threads, problems, CancellationToken.None), problems);
    }

    /// <summary>The groups of one slice that must build.</summary>
    public static SliceGroups Groups(Table table, params SliceSpec[] slices)
    {
        var (built, problems) = Build(Suite(slices), table, null, 1, slices[^1].Name.Value);
        problems.Should().BeEmpty();
        return built.Should().ContainSingle().Subject;
    }

    public static SpecDiagnostic Problem(Table table, params SliceSpec[] slices)
    {
        var (built, problems) = Build(Suite(slices), table, null, 1, slices[^1].Name.Value);
        built.Should().BeEmpty();
        return problems.Should().ContainSingle().Subject;
    }

    public static List<SpecDiagnostic> Check(SuiteSpec suite, IReadOnlyDictionary<string, ColumnKind> columns, IReadOnlyDictionary<string, ColumnKind>? derived = null)
    {
        var problems = new List<SpecDiagnostic>();
        SliceBuilder.Check(suite, columns, [.. columns.Keys], derived ?? new Dictionary<string, ColumnKind>(), problems);
        return problems;
    }
}
