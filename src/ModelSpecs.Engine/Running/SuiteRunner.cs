using ModelSpecs.Results;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Running;

/// <summary>Runs one spec: reads, infers, slices, measures, judges.</summary>
public static class SuiteRunner
{
    /// <summary>The result of a spec. Problems of the spec, its data or its model are diagnostics in the result, and every check of it is then an error.</summary>
    /// <param name="suite">The parsed spec.</param>
    /// <param name="options">Threads, cache, filters.</param>
    /// <param name="cancellationToken">Stops between blocks and batches.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Task<SuiteResult> RunAsync(SuiteSpec suite, RunOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
