using System.Text;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Cli.Pinning;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Init;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs init</c>.</summary>
internal sealed class InitCommand(CliConsole console, CliEngine engine)
{
    private readonly RunMemory memory = new();

    /// <summary>Proposes a spec, writes it and runs it. Nothing is written where something has to be said first.</summary>
    public int Execute(InitArguments arguments, CancellationToken cancellationToken)
    {
        var target = Target(arguments);
        var files = SpecSet.Files(console, arguments.Root);
        var folder = Path.GetDirectoryName(target)!;
        var proposal = new SpecProposal
        {
            Name = NameOf(arguments, target),
            Model = Relative(folder, arguments.Model),
            Golden = Relative(folder, arguments.Data),
            Schema = SchemaFor(folder, files.RootOf(target)),
            Binding = new BindingProposal { Label = new Reasoned<string>("label", "", false) },
        };
        var (init, options) = Read(Parse(SpecInit.DraftOfAll(proposal), target, files), arguments, cancellationToken);
        var binding = init.Bind();
        Tell(binding);
        if (binding.Open.Count > 0)
        {
            throw new SpecException([.. binding.Open.Select(question => SpecDiagnostics.InitNotClear.At(SourceSpan.CommandLine,
                $"This cannot be guessed: {question.What}. Nothing is written. Say {question.Write}."))]);
        }

        proposal = proposal with { Binding = binding };
        var measured = Measure(SpecInit.DraftOfAll(proposal), target, files, options with { AllMetrics = true }, cancellationToken);
        measured = Measure(init.DraftOfSlices(proposal, measured), target, files, options, cancellationToken);
        proposal = init.Complete(proposal, measured);
        cancellationToken.ThrowIfCancellationRequested();
        OutputFile.Write("--out", arguments.Out ?? target, target, stream => stream.Write(Encoding.UTF8.GetBytes(SpecInit.Write(proposal))));
        console.Out.WriteLine(Safe($"Written: {console.Display(target)}"));
        console.Out.WriteLine();
        var exitCode = Run(target, files, cancellationToken);
        Advise(proposal, target, Path.GetFullPath(proposal.Schema, folder));
        return exitCode;
    }

    private string Target(InitArguments arguments)
    {
        var model = Path.GetFileNameWithoutExtension(arguments.Model);
        var written = arguments.Out ?? $"{(model.Length == 0 ? "model" : model)}{SpecFinder.Extension}";
        var target = console.FullPath(written);
        if (!target.EndsWith(SpecFinder.Extension, StringComparison.Ordinal))
        {
            throw new SpecException(SpecDiagnostics.InitTargetRefused.At(SourceSpan.CommandLine,
                $"A spec's file name ends in {SpecFinder.Extension}. Found --out {OneLine.Quote(written)}; expected such a name, since nothing else is found by run and dotnet test."));
        }

        if (File.Exists(target) && !arguments.Force)
        {
            throw new SpecException(SpecDiagnostics.InitTargetRefused.At(SourceSpan.CommandLine,
                $"The spec is there already. Found {OneLine.Quote(console.Display(target))}; expected no file, since what a person wrote in it would be lost. Say --out FILE, or --force to replace it."));
        }

        // A folder that is not there is made when there is something to put into it.
        return Directory.Exists(Path.GetDirectoryName(target)) ? OutputFile.Prepare(console, "--out", target) : target;
    }

    private (SpecInit Init, RunOptions Options) Read(SuiteSpec draft, InitArguments arguments, CancellationToken cancellationToken)
    {
        var options = new RunOptions
        {
            CacheDirectory = DefaultCache.DirectoryFor(draft.Root, console.Variable(DefaultCache.Variable)),
            Memory = memory,
            Today = DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime),
        };
        try
        {
            var signature = ModelInspector.Read(draft);
            var table = DatasetReader.Read(draft.Golden, draft.Root, null, new DatasetOptions(), cancellationToken);
            var choices = arguments.Choices;
            var unknown = new[] { ("--label", choices.Label), ("--id", choices.Id) }
                .Where(choice => choice.Item2 is { } name && !table.Header.Contains(name, StringComparer.Ordinal))
                .Select(choice => SpecDiagnostics.InitChoiceUnknown.At(SourceSpan.CommandLine,
                    $"The golden set has no such column. Found {choice.Item1} {OneLine.Quote(choice.Item2!)}; expected one of {Columns(table.Header)}.{Suggestion.DidYouMean(choice.Item2!, table.Header)}"))
                .Concat(choices.Inputs.Keys.Where(name => signature.FindInput(name) is null).Select(name => SpecDiagnostics.InitChoiceUnknown.At(SourceSpan.CommandLine,
                    $"The model has no such input. Found --input {OneLine.Quote(name)}; expected one of {Columns([.. signature.Inputs.Select(input => input.Name)])}.{Suggestion.DidYouMean(name, signature.Inputs.Select(input => input.Name))}")))
                .Concat(new[] { choices.Score }.Where(name => name is not null && signature.FindOutput(name) is null).Select(name => SpecDiagnostics.InitChoiceUnknown.At(SourceSpan.CommandLine,
                    $"The model has no such output. Found --score {OneLine.Quote(name!)}; expected one of {Columns([.. signature.Outputs.Select(output => output.Value.Name)])}.{Suggestion.DidYouMean(name!, signature.Outputs.Select(output => output.Value.Name))}")))
                .ToList();
            return unknown.Count > 0 ? throw new SpecException(unknown) : (new SpecInit(signature, table, choices), options);
        }
        catch (SpecException problem) when (problem.Diagnostics.Any(diagnostic => SpecPath.AreEqual(diagnostic.Span.File, draft.File)))
        {
            throw new SpecException(Elsewhere(problem.Diagnostics, draft.File));
        }
    }

    private SuiteSpec Parse(string text, string target, ISpecFiles files)
    {
        var parsed = engine.Parse(target, new OverlaidFiles(files, target, text));
        return parsed.Spec ?? throw new SpecException(Elsewhere(parsed.Diagnostics, target));
    }

    private SuiteResult Measure(string text, string target, ISpecFiles files, RunOptions options, CancellationToken cancellationToken)
    {
        var suite = Parse(text, target, files);
        var progress = ProgressLine.On(console);
        try
        {
            var result = engine.Run(suite, options with { Progress = progress }, cancellationToken).GetAwaiter().GetResult();
            return !result.IsUnusable ? result : throw new SpecException([.. result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticResult.Error)
                .Select(diagnostic => new SpecDiagnostic(diagnostic.Id, DiagnosticSeverity.Error, SpecPath.AreEqual(Path.GetFullPath(diagnostic.File, suite.Root), target)
                    ? SourceSpan.CommandLine : new SourceSpan(Path.GetFullPath(diagnostic.File, suite.Root), diagnostic.Line, diagnostic.Column, diagnostic.Line, diagnostic.Column), diagnostic.Message + Remedy(diagnostic)))]);
        }
        finally
        {
            progress?.Clear();
        }
    }

    // What the message says is of a spec; this is how to say it here.
    private static string Remedy(DiagnosticResult diagnostic) =>
        diagnostic.Id == SpecDiagnostics.ScoresNotProbabilities.Id ? " On the command line of init: --activation sigmoid (or softmax); a threshold of your own needs a spec by hand." : "";

    // The draft is in no file: a place in it would lead nowhere.
    private static List<SpecDiagnostic> Elsewhere(IReadOnlyList<SpecDiagnostic> diagnostics, string target) =>
        [.. diagnostics.Select(diagnostic => SpecPath.AreEqual(diagnostic.Span.File, target) ? diagnostic with { Span = SourceSpan.CommandLine } : diagnostic)];

    private void Tell(BindingProposal binding)
    {
        if (binding.Guesses.Count == 0)
        {
            return;
        }

        console.Out.WriteLine("Guessed, so look at it:");
        foreach (var guess in binding.Guesses)
        {
            console.Out.WriteLine(Safe($"  {guess}"));
        }

        console.Out.WriteLine();
    }

    private int Run(string target, DiskSpecFiles files, CancellationToken cancellationToken)
    {
        var spec = new ParsedSpec(target, files.RootOf(target), engine.Parse(target, files));
        var judge = new SpecJudge(console, engine, new RunArguments(), CustomMetricSet.None);
        var (result, isFault) = judge.Judge(spec, memory, ProgressLine.On(console), cancellationToken);
        TerminalReport.WriteSuite(SpecJudge.WithFullPaths(result, spec), console.Out, console.Show, _ => console.Display(target));
        var summary = RunSummary.Of([result]);
        TerminalReport.WriteVerdict(summary, null, console.Out, console.Show);
        return isFault ? ExitCodes.Fault : summary.Unusable > 0 ? ExitCodes.Wrong : summary.Failing > 0 ? ExitCodes.Failed : ExitCodes.Passed;
    }

    private void Advise(SpecProposal proposal, string target, string schema)
    {
        console.Out.WriteLine();
        foreach (var warning in proposal.Warnings)
        {
            console.Out.WriteLine(Safe($"Look: {warning}"));
        }

        console.Out.WriteLine(Safe($"Next: read {console.Display(target)} line by line, then commit it."));
        if (!File.Exists(schema))
        {
            console.Out.WriteLine(Safe($"For completion in an editor, write the schema that its first lines name: modelspecs schema --out {console.Display(schema)}"));
        }
    }

    private string Relative(string folder, string path)
    {
        var full = console.FullPath(path);
        var relative = Path.GetRelativePath(folder, full).Replace('\\', '/');
        return relative.Length > 0 ? relative : full;
    }

    private string NameOf(InitArguments arguments, string target)
    {
        // Models are often called model.onnx, and lie in a folder for models: then what is around says more.
        var name = Path.GetFileName(target)[..^SpecFinder.Extension.Length];
        foreach (var folder in (string?[])[Path.GetDirectoryName(console.FullPath(arguments.Model)), console.CurrentDirectory])
        {
            name = IsGeneral(name) && Path.GetFileName(folder) is { Length: > 0 } around ? around : name;
        }

        var words = new string([.. OneLine.Escape(name).Select(character => character is '-' or '_' ? ' ' : character)]).Trim();
        return words.Length == 0 ? "Model" : (char.ToUpperInvariant(words[0]) + words[1..])[..Math.Min(words.Length, 200)];
    }

    private static bool IsGeneral(string name) => name is "" or "model" or "models" or "onnx" or "specs";

    // The one that the repository has; otherwise where `modelspecs schema --out` is told to put it.
    private static string SchemaFor(string folder, string root)
    {
        const string Schema = "schema/modelspec.schema.json";
        for (var candidate = folder; candidate is not null; candidate = Path.GetDirectoryName(candidate))
        {
            if (File.Exists(Path.Combine(candidate, Schema)) || SpecPath.AreEqual(candidate, root))
            {
                return Path.GetRelativePath(folder, Path.Combine(candidate, Schema)).Replace('\\', '/');
            }
        }

        return Schema;
    }

    private string Safe(string text) => TerminalText.Line(text, console.Show.Unicode);

    private static string Columns(IReadOnlyList<string> names) => string.Join(", ", names.Take(20).Select(OneLine.Quote)) + (names.Count > 20 ? FormattableString.Invariant($" and {names.Count - 20} others") : "");
}
