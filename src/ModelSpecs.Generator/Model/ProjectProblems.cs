using System.Collections.Immutable;
using ModelSpecs.Generator.Inputs;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Generator.Model;

/// <summary>What of a spec must be unique in its project.</summary>
internal sealed record SuiteName(string? Name, string File, string ProjectFile, SourceSpan Span)
{
    public static SuiteName Of(SpecModel spec) => new(spec.Suite, spec.File, spec.ProjectFile, spec.NameSpan);

    /// <summary>A problem for each spec whose name another spec has, the first in path order apart.</summary>
    public static EquatableArray<DiagnosticInfo> Duplicates(ImmutableArray<SuiteName> names) => names
        .Where(name => name.Name is not null)
        .GroupBy(name => name.Name, StringComparer.Ordinal)
        .SelectMany(group =>
        {
            var inOrder = group.OrderBy(name => name.File, StringComparer.Ordinal).ToList();
            return inOrder.Skip(1).Select(name => DiagnosticInfo.Of(Taken(name, inOrder[0]), null));
        })
        .ToEquatableArray();

    private static SpecDiagnostic Taken(SuiteName name, SuiteName first) => SpecDiagnostics.DuplicateSuite.At(name.Span,
        $"The name is taken: tests are named by their spec. Found '{DisplayText.Escape(name.Name!)}' in {DisplayText.Escape(first.ProjectFile)} too; expected a name of its own for each spec of the project.");
}

/// <summary>A project without a spec.</summary>
internal static class NoSpec
{
    public static DiagnosticInfo In(ProjectSettings settings) => DiagnosticInfo.Of(
        SpecDiagnostics.NoSpec.At(
            settings.ProjectFile is { } file ? SourceSpan.StartOf(file) : SourceSpan.CommandLine,
            $"The project has no spec, so nothing would be tested. Found no *{SpecGenerator.SpecSuffix} below the project's folder nor in ModelSpecsFiles; expected at least one. Add a spec, name some in ModelSpecsFiles, or drop the reference to ModelSpecs.Xunit."),
        null);
}
