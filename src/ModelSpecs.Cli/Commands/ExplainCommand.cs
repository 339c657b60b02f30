using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.Explain;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting.Explain;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results.Explain;
using ModelSpecs.Results.Json;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Cli.Commands;

/// <summary>What <c>explain</c> was asked.</summary>
internal sealed record ExplainArguments
{
    /// <summary>The check, or <c>slice: metric</c>.</summary>
    public required string Check { get; init; }

    /// <summary>Spec files and folders.</summary>
    public IReadOnlyList<string> Specs { get; init; } = [];

    /// <summary>Which of them.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Assemblies with custom metrics.</summary>
    public IReadOnlyList<string> Assemblies { get; init; } = [];

    /// <summary>File for the JSON; null: none.</summary>
    public string? Json { get; init; }

    /// <summary>Whether nothing is read from or kept in the cache.</summary>
    public bool NoCache { get; init; }

    /// <summary>The root; null: found.</summary>
    public string? Root { get; init; }
}

/// <summary><c>modelspecs explain</c>.</summary>
internal sealed class ExplainCommand(CliConsole console, CliEngine engine)
{
    private const int Listed = 50;
    private const int Named = 12;

    /// <summary>Runs the specs that may have the check and shows where its number comes from.</summary>
    /// <exception cref="SpecException">No check, or several, are meant; a spec with such a slice cannot be judged.</exception>
    public int Execute(ExplainArguments arguments, CancellationToken cancellationToken)
    {
        var customs = CustomAssemblies.Load(console, arguments.Assemblies);
        var files = SpecSet.Files(console, arguments.Root);
        var specs = SpecSet.Matching(console, SpecSet.Parse(engine, SpecFinder.Find(console, arguments.Specs), files), arguments.Only);
        var json = arguments.Json is null ? null : OutputFile.Prepare(console, "--json", arguments.Json);
        ThrowIfBroken(specs);
        var named = specs.Where(spec => MayHave(spec.Result.Spec!, arguments.Check)).ToList();
        var runs = new List<(ParsedSpec Spec, ExplainedRun Run)>();
        foreach (var allMetrics in (bool[])[false, true])
        {
            runs.Clear();
            foreach (var spec in named)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var options = new RunOptions
                {
                    CacheDirectory = arguments.NoCache ? null : DefaultCache.DirectoryFor(spec.Root, console.Variable(DefaultCache.Variable)),
                    CustomMetrics = customs, AllMetrics = allMetrics, Today = DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime),
                };
                runs.Add((spec, ExplainedRun.RunAsync(spec.Result.Spec!, options, cancellationToken).GetAwaiter().GetResult()));
            }

            if (IsUnusable(runs))
            {
                return ExitCodes.Wrong;
            }

            var found = runs.SelectMany(run => run.Run.Find(arguments.Check).Select(subject => (run.Run, Subject: subject, run.Spec))).ToList();
            if (found.Exists(one => one.Subject.Id is not null))
            {
                found.RemoveAll(one => one.Subject.Id is null);
            }

            if (found.Count > 1)
            {
                List(found.ConvertAll(one => (one.Spec, one.Subject.Name)));
                throw new SpecException(SpecDiagnostics.SeveralChecksMatch.At(SourceSpan.CommandLine,
                    $"Several checks are meant. Found {OneLine.Quote(arguments.Check)}, which is {found.Count} checks; expected one. Write more of its name, or name the spec."));
            }

            if (found is [var only])
            {
                Show(only.Run.Explain(only.Subject, cancellationToken), arguments.Json, json);
                return ExitCodes.Passed;
            }
        }

        throw None(arguments.Check, specs, runs);
    }

    private void Show(Explanation explanation, string? argument, string? path)
    {
        if (argument is not null && path is not null)
        {
            OutputFile.Write("--json", argument, path, stream => ExplanationJson.Write(explanation, stream));
        }

        ExplanationReport.Write(explanation, console.Out, console.Show);
    }

    // Only a spec that has the slice is run: its name begins what is asked for, or what is asked for begins it.
    private static bool MayHave(SuiteSpec suite, string text) =>
        suite.Slices.Select(slice => DisplayText.Escape(slice.Name.Value)).Append(PlannedCheck.Overall)
            .Any(name => text.TrimStart().StartsWith(name, StringComparison.Ordinal) || name.StartsWith(text.Trim(), StringComparison.Ordinal));

    private static void ThrowIfBroken(IReadOnlyList<ParsedSpec> specs)
    {
        if (specs.All(spec => spec.Result.Spec is not null))
        {
            return;
        }

        throw new SpecException([.. specs.Where(spec => spec.Result.Spec is null).SelectMany(spec => spec.Result.Diagnostics).Where(d => d.Severity == DiagnosticSeverity.Error)]);
    }

    // Where one spec cannot be judged, another may have the check.
    private bool IsUnusable(List<(ParsedSpec Spec, ExplainedRun Run)> runs)
    {
        if (runs.Count == 0 || runs.Exists(run => !run.Run.Result.IsUnusable))
        {
            return false;
        }

        foreach (var (spec, run) in runs)
        {
            foreach (var problem in run.Result.Diagnostics)
            {
                console.Error.WriteLine(TerminalText.Line((problem with { File = Path.GetFullPath(problem.File, spec.Root) }).ToString(), console.Show.Unicode));
            }
        }

        return true;
    }

    // Whole names, to be copied: a diagnostic has one line and cuts them.
    private void List(List<(ParsedSpec Spec, string Name)> found)
    {
        foreach (var (spec, name) in found.Take(Listed))
        {
            console.Out.WriteLine(TerminalText.Line($"{console.Display(spec.Path)}  {name}", console.Show.Unicode));
        }

        if (found.Count > Listed)
        {
            console.Out.WriteLine($"and {found.Count - Listed} more");
        }
    }

    private static SpecException None(string text, IReadOnlyList<ParsedSpec> specs, List<(ParsedSpec Spec, ExplainedRun Run)> runs)
    {
        var planned = specs.SelectMany(spec => CheckPlan.Of(spec.Result.Spec!)).Select(check => check.DisplayNameOf(null)).ToList();
        var subjects = runs.SelectMany(run => run.Run.Subjects).ToList();
        var names = subjects.Where(subject => subject.Id is not null).SelectMany(subject => (string[])[subject.WithoutBound, subject.Name])
            .Concat(subjects.Where(subject => subject.Id is null).Select(subject => subject.Name))
            .Concat(planned.SelectMany(name => (string[])[WithoutBound(name), name])).Distinct(StringComparer.Ordinal).ToList();
        var few = (subjects.Count > 0 ? subjects.Where(subject => subject.Id is not null).Select(subject => subject.WithoutBound) : planned.Select(WithoutBound)).Distinct(StringComparer.Ordinal).ToList();
        return new SpecException(SpecDiagnostics.NoCheckMatches.At(SourceSpan.CommandLine,
            $"No check has that name. Found {OneLine.Quote(text)}; expected the name of a check or its beginning, its id, or slice: metric; among them {string.Join("; ", few.Take(Named).Select(OneLine.Quote))}{(few.Count > Named ? $" and {few.Count - Named} more" : "")}.{Suggestion.DidYouMean(text, names)}"));
    }

    private static string WithoutBound(string name)
    {
        var end = name.LastIndexOfAny(['>', '<']);
        return end > 0 ? name[..end].TrimEnd() : name;
    }
}
