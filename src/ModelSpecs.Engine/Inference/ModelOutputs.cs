using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference;

/// <summary>A model's outputs on the golden set's rows, as they are: nothing is taken for a score or a label.</summary>
internal static class ModelOutputs
{
    /// <summary>The outputs asked for, in that order; from the cache where it has them.</summary>
    /// <param name="suite">A spec with a model.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="names">Names of outputs that the model has.</param>
    /// <param name="options">How inference is done.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="SpecException">The model cannot be run on these rows; every problem found.</exception>
    public static Task<IReadOnlyList<RawOutput>> RunAsync(SuiteSpec suite, RowSelection rows, IReadOnlyList<string> names, InferenceOptions options, CancellationToken cancellationToken) =>
        Task.Run(() => RunAllAsync(suite, rows, names, options, cancellationToken), cancellationToken);

    /// <summary>Checks the model and its inputs against the golden set, without inference.</summary>
    /// <exception cref="SpecException">Every problem found.</exception>
    public static void Validate(SuiteSpec suite, RowSelection rows, InferenceOptions options, CancellationToken cancellationToken) =>
        Bind(suite, rows, cancellationToken).CheckThatItLoads(options);

    private static Task<IReadOnlyList<RawOutput>> RunAllAsync(SuiteSpec suite, RowSelection rows, IReadOnlyList<string> names, InferenceOptions options, CancellationToken cancellationToken)
    {
        var run = Bind(suite, rows, cancellationToken);
        return run.OutputsAsync([.. names.Select(name => run.Model.Signature.FindOutput(name)!.Value)], anyShape: true, options, cancellationToken);
    }

    private static ModelRun Bind(SuiteSpec suite, RowSelection rows, CancellationToken cancellationToken)
    {
        var problems = new List<SpecDiagnostic>();
        var (_, run) = ModelRun.Bind(suite, rows, problems, cancellationToken);
        return problems.Count == 0 ? run! : throw new SpecException(problems);
    }
}
