using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Running;

/// <summary>What every stage of one run shares: the spec, the threads, the cache.</summary>
internal sealed class RunScope
{
    /// <summary>A scope of one spec.</summary>
    public RunScope(SuiteSpec suite, RunOptions options, CancellationToken cancellationToken)
    {
        Suite = suite;
        Options = options;
        CancellationToken = cancellationToken;
        Threads = suite.Run.Threads?.Value ?? (options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        Today = options.Today ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var cache = CacheLocation.Open(options.CacheDirectory, options.Memory);
        Dataset = new DatasetOptions { Threads = Threads, Cache = cache, Progress = options.Progress, Suite = suite.Name.Value };
        Inference = new InferenceOptions { Threads = Threads, Cache = cache, Progress = options.Progress };
    }

    /// <summary>The run's share of the process; null: it has the process to itself.</summary>
    public QuietShare? Share { get; init; }

    /// <summary>The spec.</summary>
    public SuiteSpec Suite { get; }

    /// <summary>The champion as a spec of its own; null: there is none.</summary>
    public SuiteSpec? Rival => Suite.Compare is null ? null : Options.Rival ?? Champion.SuiteOf(Suite);

    /// <summary>The caller's options.</summary>
    public RunOptions Options { get; }

    /// <summary>The day of the run in UTC.</summary>
    public DateOnly Today { get; }

    /// <summary>Stops the run.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Most threads of a stage.</summary>
    public int Threads { get; }

    /// <summary>Options of reading.</summary>
    public DatasetOptions Dataset { get; }

    /// <summary>Options of inference.</summary>
    public InferenceOptions Inference { get; }
}
