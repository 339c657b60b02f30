using System.Collections.Concurrent;
using System.Reflection;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Reporting;
using ModelSpecs.Results;

namespace ModelSpecs.Xunit.Report;

/// <summary>The report of what this process has judged of a test assembly: written anew as specs are done, and whole at the end.</summary>
/// <remarks>No spec knows whether it is the last, and a run may be killed: what stands in the folder is what was judged some moments ago, never half a file. Writing goes on beside the
/// tests, one writer at a time; a write that would take more than a twentieth of the run is left to the next spec, or to the end.</remarks>
internal sealed class SpecReport
{
    /// <summary>So much longer than the last write took goes by before the next one.</summary>
    private const int Pause = 20;

    private static readonly ConcurrentDictionary<Assembly, SpecReport?> Reports = new();

    private readonly Action<RunResult, string> _write;
    private readonly TimeProvider _time;
    private readonly int? _specs;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, SuiteResult> _suites = new(StringComparer.Ordinal);
    private Task _writing = Task.CompletedTask;
    private bool _changed;
    private long _written;
    private TimeSpan _took = TimeSpan.Zero;
    private string? _problem;

    /// <summary>A report of nothing yet.</summary>
    /// <param name="folder">Full path of its folder.</param>
    /// <param name="specs">Specs that the project has; null: not known.</param>
    /// <param name="write">Writes a run into a folder.</param>
    /// <param name="time">The clock.</param>
    public SpecReport(string folder, int? specs, Action<RunResult, string> write, TimeProvider time)
    {
        Files = RunReportFiles.In(folder);
        Folder = folder;
        _specs = specs;
        _write = write;
        _time = time;
    }

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The files that it will have.</summary>
    public RunReportFiles Files { get; }

    /// <summary>The report of a test assembly; null: it is switched off.</summary>
    public static SpecReport? Of(Assembly tests) => Reports.GetOrAdd(tests, static assembly =>
    {
        if (ReportFolder.Of(assembly) is not { } folder)
        {
            return null;
        }

        var report = new SpecReport(folder, TestAssembly.SpecsOf(assembly).Count, (run, path) => RunReport.Write(run, path), TimeProvider.System);
        // A process that is asked to end by a signal, or ends itself, has no end of its tests.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => report.Flush();
        return report;
    });

    /// <summary>Writes what is not written yet of every report of this process.</summary>
    public static Task FlushAllAsync() => Task.WhenAll(Reports.Values.OfType<SpecReport>().Select(report => report.FlushAsync()));

    /// <summary>Takes a spec's result, in the place of an earlier one of that spec.</summary>
    /// <param name="file">Full path of the spec: the report is in the order of the paths, not of the tests.</param>
    /// <param name="suite">Its result.</param>
    public void Add(string file, SuiteResult suite)
    {
        lock (_gate)
        {
            _suites[file] = suite;
            _changed = true;
            if (_writing.IsCompleted && (_written == 0 || _time.GetElapsedTime(_written) >= _took * Pause))
            {
                _writing = Task.Run(Write);
            }
        }
    }

    /// <summary>Writes what is not written yet; done when the files hold everything that was added before.</summary>
    public async Task FlushAsync()
    {
        while (Next() is { } writing)
        {
            await writing.ConfigureAwait(false);
        }
    }

    /// <summary>Why the report could not be written, to the first who asks; null: it could.</summary>
    public string? TakeProblem() => Interlocked.Exchange(ref _problem, null);

    private void Flush()
    {
        while (Next() is { } writing)
        {
            writing.GetAwaiter().GetResult();
        }
    }

    private Task? Next()
    {
        lock (_gate)
        {
            if (_writing.IsCompleted)
            {
                if (!_changed)
                {
                    return null;
                }

                _writing = Task.Run(Write);
            }

            return _writing;
        }
    }

    private void Write()
    {
        List<SuiteResult> suites;
        lock (_gate)
        {
            _changed = false;
            suites = [.. _suites.Values];
        }

        var started = _time.GetTimestamp();
        try
        {
            _write(RunOf(suites), Folder);
        }
#pragma warning disable CA1031 // A report that cannot be written is no verdict of a check: a warning of a test says it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _problem = $"The report could not be written to {Folder}: {exception.Message} Say another folder in {ReportFolder.Variable}, or off.";
        }

        lock (_gate)
        {
            _written = _time.GetTimestamp();
            _took = _time.GetElapsedTime(started, _written);
        }
    }

    private RunResult RunOf(List<SuiteResult> suites) => new()
    {
        Tool = $"ModelSpecs.Xunit {typeof(SpecReport).Assembly.GetName().Version!.ToString(3)}",
        OnnxRuntime = suites.Any(suite => suite.Model is not null) ? RuntimeIdentity.Version : null,
        SuitesExpected = _specs > suites.Count ? _specs : null,
        Suites = suites,
    };
}
