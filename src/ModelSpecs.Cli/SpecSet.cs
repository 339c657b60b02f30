using System.IO.Enumeration;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Cli;

/// <summary>A spec file and what it parsed to.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Root">Full path of its root.</param>
/// <param name="Result">The spec or its problems.</param>
internal sealed record ParsedSpec(string Path, string Root, SpecParseResult Result);

/// <summary>The specs of a command, parsed and filtered.</summary>
internal static class SpecSet
{
    /// <summary>Environment variable that does what <c>--root</c> does.</summary>
    public const string RootVariable = "MODELSPECS_ROOT";

    /// <summary>The files specs are read through: with the root from <c>--root</c> or the environment where one is given.</summary>
    /// <exception cref="SpecException">That root is no folder.</exception>
    public static DiskSpecFiles Files(CliConsole console, string? root)
    {
        var given = root ?? (console.Variable(RootVariable) is { Length: > 0 } variable ? variable : null);
        if (given is null)
        {
            return new DiskSpecFiles();
        }

        var full = console.FullPath(given);
        return Directory.Exists(full)
            ? new DiskSpecFiles(full)
            : throw new SpecException(SpecDiagnostics.RootMissing.At(SourceSpan.CommandLine,
                $"The root is no folder. Found {OneLine.Quote(given)} in {(root is null ? RootVariable : "--root")}; expected an existing folder that the specs lie below."));
    }

    /// <summary>Parses every spec.</summary>
    public static IReadOnlyList<ParsedSpec> Parse(CliEngine engine, IReadOnlyList<string> paths, ISpecFiles files) =>
        [.. paths.Select(path => new ParsedSpec(path, files.RootOf(path), engine.Parse(path, files)))];

    /// <summary>Those whose name, file name or path (relative to the current folder, or full) a pattern with <c>*</c> and <c>?</c> matches.</summary>
    /// <exception cref="SpecException">A pattern matches none.</exception>
    public static IReadOnlyList<ParsedSpec> Matching(CliConsole console, IReadOnlyList<ParsedSpec> specs, IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0)
        {
            return specs;
        }

        var problems = patterns.Where(pattern => !specs.Any(spec => Matches(console, spec, pattern))).Select(pattern =>
            SpecDiagnostics.NoSpecMatches.At(SourceSpan.CommandLine,
                $"--spec matches no spec. Found {OneLine.Quote(pattern)}; expected a name, a file name or a path with * and ?, of one of {specs.Count} specs.{Suggestion.DidYouMean(pattern, specs.SelectMany(s => NamesOf(console, s)))}")).ToList();
        return problems.Count > 0
            ? throw new SpecException(problems)
            : [.. specs.Where(spec => IsMatched(console, spec, patterns))];
    }

    /// <summary>Whether one of the patterns matches.</summary>
    public static bool IsMatched(CliConsole console, ParsedSpec spec, IReadOnlyList<string> patterns) => patterns.Any(pattern => Matches(console, spec, pattern));

    /// <summary>Those that have one of the slices. A spec that does not parse stays: its slices are not known.</summary>
    /// <exception cref="SpecException">A name is a slice of no spec.</exception>
    public static IReadOnlyList<ParsedSpec> WithSlices(IReadOnlyList<ParsedSpec> specs, IReadOnlyList<string> slices)
    {
        if (slices.Count == 0)
        {
            return specs;
        }

        var known = specs.SelectMany(s => s.Result.Spec is { } suite ? SlicesOf(suite) : []).Distinct(StringComparer.Ordinal).ToList();
        var allParsed = specs.All(s => s.Result.Spec is not null);
        var problems = slices.Where(slice => allParsed && !known.Contains(slice, StringComparer.Ordinal)).Select(slice =>
            SpecDiagnostics.UnknownSliceFilter.At(SourceSpan.CommandLine,
                $"--slice names no slice. Found {OneLine.Quote(slice)}; expected one of {string.Join(", ", known.Take(20).Select(OneLine.Quote))}{(known.Count > 20 ? $" and {known.Count - 20} more" : "")}.{Suggestion.DidYouMean(slice, known)}")).ToList();
        return problems.Count > 0
            ? throw new SpecException(problems)
            : [.. specs.Where(s => s.Result.Spec is not { } suite || SlicesOf(suite).Any(name => slices.Contains(name, StringComparer.Ordinal)))];
    }

    /// <summary>A diagnostic as a result carries it, its file below the root.</summary>
    public static DiagnosticResult ToResult(SpecDiagnostic diagnostic, string root) => new(
        diagnostic.Id,
        diagnostic.Severity == DiagnosticSeverity.Error ? DiagnosticResult.Error : DiagnosticResult.Warning,
        SpecPath.Relative(root, diagnostic.Span.File),
        diagnostic.Span.Line,
        diagnostic.Span.Column,
        diagnostic.Message);

    private static IEnumerable<string> SlicesOf(SuiteSpec suite) => [PlannedCheck.Overall, .. suite.Slices.Select(s => s.Name.Value)];

    private static bool Matches(CliConsole console, ParsedSpec spec, string pattern) =>
        NamesOf(console, spec).Any(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    private static IEnumerable<string> NamesOf(CliConsole console, ParsedSpec spec)
    {
        if (spec.Result.Spec is { } suite)
        {
            yield return suite.Name.Value;
        }

        var file = Path.GetFileName(spec.Path);
        yield return file;
        yield return file.EndsWith(SpecFinder.Extension, StringComparison.Ordinal) ? file[..^SpecFinder.Extension.Length] : file;
        yield return console.Display(spec.Path);
        yield return spec.Path;
    }
}
