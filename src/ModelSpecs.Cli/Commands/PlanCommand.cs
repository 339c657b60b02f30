using System.Text;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting.Plan;
using ModelSpecs.Results;
using ModelSpecs.Results.Json;
using ModelSpecs.Results.Plan;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs plan</c>.</summary>
internal sealed class PlanCommand(CliConsole console, CliEngine engine)
{
    private const string StandardOutput = "-";

    private static readonly string[] DataExtensions = [".csv", ".tsv", ".jsonl", ".npy", ".npz", ".csv.gz", ".tsv.gz", ".jsonl.gz"];

    /// <summary>Says what every spec guards and what nothing guards. No model is run. 2 where a spec cannot be used: it guards nothing.</summary>
    public int Execute(PlanArguments arguments, CancellationToken cancellationToken)
    {
        var customs = CustomAssemblies.Load(console, arguments.Assemblies);
        var files = SpecSet.Files(console, arguments.Root);
        var all = SpecSet.Parse(engine, SpecFinder.Find(console, arguments.Specs), files);
        var specs = SpecSet.Matching(console, all, arguments.Only);
        var markdown = arguments.Markdown is null ? null : OutputFile.Prepare(console, "--markdown", arguments.Markdown);
        var json = arguments.Json is null or StandardOutput ? null : OutputFile.Prepare(console, "--json", arguments.Json);
        var exitCode = ExitCodes.Passed;
        var planned = new List<GuardedSpec>(specs.Count);
        foreach (var spec in specs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                planned.Add(Plan(spec, customs, cancellationToken));
            }
#pragma warning disable CA1031 // One spec that brings us down must not take the others' plans with it.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                CliApp.WriteFault(console, exception, spec.Path);
                exitCode = ExitCodes.Fault;
                planned.Add(Unusable(spec, [SpecDiagnostics.Fault.At(SourceSpan.StartOf(spec.Path),
                    $"This is a fault of ModelSpecs, not of your spec. Found {exception.GetType().Name}: {OneLine.Escape(exception.Message)}; expected a plan. Please report it.")]));
            }
        }

        // What another spec names is guarded, whether it was asked for or not.
        var named = all.Select(spec => spec.Result.Spec).OfType<Spec.Model.SuiteSpec>().SelectMany(SuiteInputs.Of).ToHashSet(StringComparer.Ordinal);
        var plan = new PlanResult
        {
            Tool = CliApp.Tool,
            Specs = planned,
            ModelsWithoutSpec = arguments.Only.Count > 0 ? [] : Unnamed(all, named, Roots(all), [".onnx"]),
            DataWithoutSpec = arguments.Only.Count > 0 ? [] : Unnamed(all, named, GoldenFolders(all), DataExtensions),
        };
        var output = arguments.Json == StandardOutput ? console.Error : console.Out;
        PlanReport.Write(plan, output, console.Show);
        if (markdown is not null)
        {
            OutputFile.Write("--markdown", arguments.Markdown!, markdown, stream =>
            {
                using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
                PlanMarkdown.Write(plan, writer);
            });
        }

        if (json is not null)
        {
            OutputFile.Write("--json", arguments.Json!, json, stream => PlanJson.Write(plan, stream));
        }
        else if (arguments.Json is not null)
        {
            using var buffer = new MemoryStream();
            PlanJson.Write(plan, buffer);
            console.Out.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        }

        return Math.Max(exitCode, planned.All(spec => spec.Usable) ? ExitCodes.Passed : ExitCodes.Wrong);
    }

    private GuardedSpec Plan(ParsedSpec spec, CustomMetricSet customs, CancellationToken cancellationToken)
    {
        if (spec.Result.Spec is not { } suite)
        {
            return Unusable(spec, spec.Result.Diagnostics);
        }

        var plan = engine.Plan(suite, new RunOptions
        {
            CacheDirectory = DefaultCache.DirectoryFor(spec.Root, console.Variable(DefaultCache.Variable)),
            CustomMetrics = customs,
            Today = DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime),
        }, cancellationToken);
        var warnings = spec.Result.Diagnostics.Select(d => SpecSet.ToResult(d, spec.Root)).Where(d => !plan.Diagnostics.Contains(d));
        return plan with { Diagnostics = [.. warnings, .. plan.Diagnostics] };
    }

    private static GuardedSpec Unusable(ParsedSpec spec, IReadOnlyList<SpecDiagnostic> diagnostics) => new()
    {
        Name = spec.Result.Spec?.Name.Value ?? Path.GetFileName(spec.Path),
        File = SpecPath.Relative(spec.Root, spec.Path),
        Diagnostics = [.. diagnostics.Select(d => SpecSet.ToResult(d, spec.Root))],
    };

    private static IEnumerable<(string Folder, bool Below)> Roots(IReadOnlyList<ParsedSpec> specs) =>
        specs.Select(spec => spec.Root).Distinct(StringComparer.Ordinal).Select(root => (root, true));

    private static IEnumerable<(string Folder, bool Below)> GoldenFolders(IReadOnlyList<ParsedSpec> specs) =>
        specs.Select(spec => spec.Result.Spec).OfType<Spec.Model.SuiteSpec>().Select(suite => Path.GetDirectoryName(suite.Golden.File.FullPath)!).Distinct(StringComparer.Ordinal).Where(Directory.Exists).Select(folder => (folder, false));

    private static IReadOnlyList<string> Unnamed(IReadOnlyList<ParsedSpec> specs, HashSet<string> named, IEnumerable<(string Folder, bool Below)> places, IReadOnlyList<string> extensions)
    {
        var roots = specs.Select(spec => spec.Root).Distinct(StringComparer.Ordinal).ToList();
        return
        [
            .. places.SelectMany(place => SpecFinder.FilesBelow(place.Folder, place.Below, extensions))
                .Where(file => !named.Contains(file))
                .Select(file => roots.Find(root => SpecPath.IsBelow(root, file)) is { } root ? SpecPath.Relative(root, file) : file)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }
}
