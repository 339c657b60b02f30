using System.Runtime.CompilerServices;
using ModelSpecs.Building;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Running;
using ModelSpecs.Loading;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs;

/// <summary>A spec of a model: a golden set, the slices that matter and what is expected on each. It holds no data and no model until it is evaluated.</summary>
public sealed class ModelSpec
{
    private readonly SuiteSpec _suite;
    private readonly IReadOnlyList<SpecDiagnostic> _warnings;

    private readonly GoldenData? _data;

    private ModelSpec(SuiteSpec suite, IReadOnlyList<SpecDiagnostic> warnings, GoldenData? data)
    {
        _suite = suite;
        _data = data;
        _warnings = warnings;
    }

    /// <summary>Name of the spec.</summary>
    public string Name => _suite.Name.Value;

    /// <summary>Full path of the spec file; of a spec in code the path that it has in messages.</summary>
    public string File => _suite.File;

    /// <summary>Full path of the root: the folder that no path of the spec leaves.</summary>
    public string Root => _suite.Root;

    /// <summary>What a person should look at in the spec, one line each.</summary>
    public IReadOnlyList<string> Warnings => [.. _warnings.Select(warning => warning.ToString())];

    /// <summary>Names of the slices, in the spec's order.</summary>
    public IReadOnlyList<string> SliceNames => [.. _suite.Slices.Select(slice => slice.Name.Value)];

    internal SuiteSpec Suite => _suite;

    /// <summary>Reads a spec file with its defaults and what it extends; neither its data nor its model.</summary>
    /// <param name="path">Path of a <c>*.spec.yaml</c> file. A relative one is looked for beside the source file of the caller, in the folder of the caller's project, in the
    /// working directory and beside the program, in that order: a test finds it whatever the working directory is.</param>
    /// <param name="callerFile">Given by the compiler.</param>
    /// <exception cref="SpecException">There is no such file, or it is no valid spec: every problem is in the message, with its place.</exception>
    public static ModelSpec Load(string path, [CallerFilePath] string callerFile = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var locator = SpecLocator.OfProcess();
        return Parse(locator.Find(path, callerFile), new DiskSpecFiles(), null);
    }

    /// <summary>Reads a spec that code holds as text.</summary>
    /// <param name="yaml">The text of a spec file. Its paths are relative to the source file of the caller, and the defaults of that folder hold.</param>
    /// <param name="callerFile">Given by the compiler.</param>
    /// <exception cref="SpecException">It is no valid spec: every problem is in the message, with its place.</exception>
    public static ModelSpec Parse(string yaml, [CallerFilePath] string callerFile = "")
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return ParseInCode(Path.GetFileNameWithoutExtension(callerFile.Replace('\\', '/')), yaml, SpecLocator.OfProcess().FolderOf(callerFile), null);
    }

    /// <summary>Begins a spec that code writes.</summary>
    /// <param name="name">Name of the spec.</param>
    /// <param name="callerFile">Given by the compiler.</param>
    public static ModelSpecBuilder Create(string name, [CallerFilePath] string callerFile = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        return new ModelSpecBuilder(name, callerFile);
    }

    /// <summary>Runs the model over the golden set and judges every check. A check that does not pass is in the result; it throws nothing.</summary>
    /// <param name="options">How; null: as usual.</param>
    /// <param name="cancellationToken">Stops between blocks and batches.</param>
    /// <exception cref="SpecException">The data or the model is not there or does not fit the spec, so that nothing was judged: every problem is in the message.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<ModelSpecResult> EvaluateAsync(EvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EvaluationOptions();
        var run = new RunOptions
        {
            CacheDirectory = options.UseCache ? DefaultCache.DirectoryFor(Root) : null,
            Threads = options.Threads,
            AllMetrics = options.Metrics == MeasuredMetrics.All,
            Intervals = options.Intervals == MeasuredIntervals.All ? IntervalScope.All : IntervalScope.Usual,
            WorstRows = options.WorstRows,
            SampleRows = options.SampleRows,
            CustomMetrics = options.CustomMetrics.Count == 0 ? CustomMetricSet.None : CustomMetricSet.Of(options.CustomMetrics, "the assemblies of EvaluationOptions.CustomMetrics"),
            Today = options.Today,
            Golden = _data?.ToTable(_suite.Golden.File.FullPath),
        };

        // The engine works on the calling thread between its parallel parts: a caller with one of its own, such as a window's, is not kept waiting.
        var evaluation = await Task.Run(() => SuiteRunner.EvaluateAsync(_suite, run, cancellationToken), cancellationToken).ConfigureAwait(false);
        var suite = evaluation.Result;
        if (suite.IsUnusable)
        {
            throw new SpecException([.. suite.Diagnostics.Select(ToDiagnostic)]);
        }

        // The parse's warnings belong to the result as much as the run's.
        var warnings = _warnings.Select(ToResult).Where(warning => !suite.Diagnostics.Contains(warning));
        suite = suite with { Diagnostics = [.. warnings, .. suite.Diagnostics] };
        return new ModelSpecResult(this, evaluation, suite, run.AllMetrics);
    }

    internal static ModelSpec ParseInCode(string name, string yaml, string folder, GoldenData? data)
    {
        var path = Path.Combine(folder, SpecInCode.FileNameOf(name));
        return Parse(path, new SpecInCode(path, yaml), data);
    }

    private static ModelSpec Parse(string path, ISpecFiles files, GoldenData? data)
    {
        var result = SpecParser.Parse(path, files);
        return new ModelSpec(result.SpecOrThrow(), result.Diagnostics, data);
    }

    private DiagnosticResult ToResult(SpecDiagnostic diagnostic) => new(
        diagnostic.Id,
        diagnostic.Severity == DiagnosticSeverity.Error ? DiagnosticResult.Error : DiagnosticResult.Warning,
        SpecPath.Relative(Root, diagnostic.Span.File),
        diagnostic.Span.Line,
        diagnostic.Span.Column,
        diagnostic.Message);

    private SpecDiagnostic ToDiagnostic(DiagnosticResult result) => new(
        result.Id,
        result.Severity == DiagnosticResult.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        new SourceSpan(Path.GetFullPath(result.File, Root), result.Line, result.Column, result.Line, result.Column),
        result.Message);
}
