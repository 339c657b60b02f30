using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Kept;
using ModelSpecs.Engine.Inference.Models;
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
    public static void Validate(SuiteSpec suite, RowSelection rows, InferenceOptions options, CancellationToken cancellationToken)
    {
        var (model, _) = Prepare(suite, rows, cancellationToken);
        var cache = new PredictionCache(options.Cache);
        if (!cache.IsKnownToLoad(model))
        {
            options.OpenSession(model).Dispose();
            cache.RememberThatItLoads(model);
        }
    }

    private static (ModelFile Model, InputPlan Plan) Prepare(SuiteSpec suite, RowSelection rows, CancellationToken cancellationToken)
    {
        var model = ModelFile.Open(suite);
        model.Hash();
        var problems = new List<SpecDiagnostic>();
        var bound = InputBinder.Bind(suite, model.Signature, rows.Table.Header, problems);
        var plan = InputPlan.Create(suite, bound, rows, problems, cancellationToken);
        return problems.Count == 0 ? (model, plan!) : throw new SpecException(problems);
    }

    private static async Task<IReadOnlyList<RawOutput>> RunAllAsync(SuiteSpec suite, RowSelection rows, IReadOnlyList<string> names, InferenceOptions options, CancellationToken cancellationToken)
    {
        var (model, plan) = Prepare(suite, rows, cancellationToken);
        List<ModelValue> fetched = [.. names.Select(name => model.Signature.FindOutput(name)!.Value)];
        var cache = new PredictionCache(options.Cache);
        var key = options.Cache is null ? "" : PredictionKey.Of(suite, model, plan, rows, fetched);
        var outputs = cache.Read(key, rows.Count);
        if (outputs is null)
        {
            using var session = options.OpenSession(model);
            var threads = suite.Run.Threads?.Value ?? (options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
            outputs = await new BatchRunner(model, session, plan, rows, fetched, anyShape: true).RunAsync(suite.Name.Value, threads, options, cancellationToken).ConfigureAwait(false);
            cache.Write(key, outputs);
            cache.RememberThatItLoads(model);
        }

        return outputs;
    }
}
