using ModelSpecs.Cli.Commands;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli;

/// <summary>Judges one spec as <c>run</c> and <c>watch</c> do: whatever happens, there is a result.</summary>
/// <param name="console">Clock, environment, and where faults go.</param>
/// <param name="engine">What runs specs.</param>
/// <param name="arguments">What was asked for.</param>
/// <param name="customs">Custom metrics that specs may name.</param>
internal sealed class SpecJudge(CliConsole console, CliEngine engine, RunArguments arguments, CustomMetricSet customs)
{
    /// <summary>Whether the snapshots that a run finds are accepted.</summary>
    public bool Accept { get; init; }

    /// <summary>The result of a spec; one that does not parse, or that brings us down, has its problems in it.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="memory">What is kept between runs; null: nothing.</param>
    /// <param name="progress">The line about slow work; null: none.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public (SuiteResult Result, bool IsFault) Judge(ParsedSpec spec, RunMemory? memory, ProgressLine? progress, CancellationToken cancellationToken)
    {
        try
        {
            return (spec.Result.Spec is null ? Unjudged(spec, spec.Result.Diagnostics) : Run(spec, memory, progress, cancellationToken), false);
        }
#pragma warning disable CA1031 // One spec that brings us down must not take the others' results with it.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            progress?.Clear();
            CliApp.WriteFault(console, exception, spec.Path);
            return (Unjudged(spec, [SpecDiagnostics.Fault.At(SourceSpan.StartOf(spec.Path),
                $"This is a fault of ModelSpecs, not of your spec. Found {exception.GetType().Name}: {OneLine.Escape(exception.Message)}; expected a verdict. Please report it.")]), true);
        }
        finally
        {
            progress?.Clear();
        }
    }

    /// <summary>A result with its problems at full paths, as the build prints them.</summary>
    public static SuiteResult WithFullPaths(SuiteResult result, ParsedSpec spec) =>
        result with { Diagnostics = [.. result.Diagnostics.Select(d => d with { File = Path.GetFullPath(d.File, spec.Root) })] };

    private SuiteResult Run(ParsedSpec spec, RunMemory? memory, ProgressLine? progress, CancellationToken cancellationToken)
    {
        var options = new RunOptions
        {
            CacheDirectory = arguments.NoCache ? null : DefaultCache.DirectoryFor(spec.Root, console.Variable(DefaultCache.Variable)),
            Memory = memory,
            Threads = arguments.Threads,
            AllMetrics = arguments.AllMetrics,
            Curves = arguments.Json is not null || arguments.Report is not null,
            SampleRows = arguments.Report is null ? 0 : RunReport.SampleRows,
            CustomMetrics = customs,
            Intervals = arguments.Intervals,
            Today = DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime),
            Slices = arguments.Slices.Count == 0 ? null : arguments.Slices.ToHashSet(StringComparer.Ordinal),
            Accept = Accept,
            Progress = progress,
        };
        var result = engine.Run(spec.Result.Spec!, options, cancellationToken).GetAwaiter().GetResult();

        // The parse's warnings belong to the result as much as the run's.
        var warnings = spec.Result.Diagnostics.Select(d => SpecSet.ToResult(d, spec.Root)).Where(d => !result.Diagnostics.Contains(d));
        return result with { Diagnostics = [.. warnings, .. result.Diagnostics] };
    }

    private static SuiteResult Unjudged(ParsedSpec spec, IReadOnlyList<SpecDiagnostic> diagnostics) => new()
    {
        Name = spec.Result.Spec?.Name.Value ?? Path.GetFileName(spec.Path),
        File = SpecPath.Relative(spec.Root, spec.Path),
        RootInRepository = DiskSpecFiles.RootInRepository(spec.Root),
        Diagnostics = [.. diagnostics.Select(d => SpecSet.ToResult(d, spec.Root))],
    };
}
