using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Kept;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference;

/// <summary>A model and what it is fed, whatever its outputs are taken for.</summary>
/// <param name="Suite">The spec.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Model">The model.</param>
/// <param name="Plan">What it is fed.</param>
internal sealed record ModelRun(SuiteSpec Suite, RowSelection Rows, ModelFile Model, InputPlan Plan)
{
    /// <summary>Opens a spec's model and binds its inputs.</summary>
    /// <param name="suite">A spec with a model.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="problems">Filled with every problem of the file and its inputs.</param>
    /// <param name="cancellationToken">Stops between columns.</param>
    /// <returns>The model, and the run where nothing is wrong with its inputs.</returns>
    /// <exception cref="SpecException">The model cannot be read at all.</exception>
    public static (ModelFile Model, ModelRun? Run) Bind(SuiteSpec suite, RowSelection rows, List<SpecDiagnostic> problems, CancellationToken cancellationToken)
    {
        var model = ModelFile.Open(suite);
        try
        {
            model.Hash();
        }
        catch (SpecException problem)
        {
            problems.AddRange(problem.Diagnostics);
        }

        var bound = InputBinder.Bind(suite, model.Signature, rows.Table.Header, problems);
        var plan = InputPlan.Create(suite, bound, rows, problems, cancellationToken);
        return (model, plan is null ? null : new ModelRun(suite, rows, model, plan));
    }

    /// <summary>Loads the model where it is not known to load.</summary>
    /// <exception cref="SpecException">It does not.</exception>
    public void CheckThatItLoads(InferenceOptions options)
    {
        var cache = new PredictionCache(options.Cache);
        if (!cache.IsKnownToLoad(Model))
        {
            options.OpenSession(Model).Dispose();
            cache.RememberThatItLoads(Model);
        }
    }

    /// <summary>The outputs asked for, in that order; from the cache where it has them.</summary>
    /// <param name="fetched">Outputs of the model.</param>
    /// <param name="anyShape">Whether an output may have any shape, or only those that a prediction has.</param>
    /// <param name="options">How inference is done.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="SpecException">The model cannot be run on these rows.</exception>
    public async Task<IReadOnlyList<RawOutput>> OutputsAsync(IReadOnlyList<ModelValue> fetched, bool anyShape, InferenceOptions options, CancellationToken cancellationToken)
    {
        var cache = new PredictionCache(options.Cache);
        var key = options.Cache is null ? "" : PredictionKey.Of(Suite, Model, Plan, Rows, fetched);
        var outputs = cache.Read(key, Rows.Count);
        if (outputs is null)
        {
            using var session = options.OpenSession(Model);
            var threads = Suite.Run.Threads?.Value ?? (options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
            outputs = await new BatchRunner(Model, session, Plan, Rows, fetched, anyShape).RunAsync(Suite.Name.Value, threads, options, cancellationToken).ConfigureAwait(false);
            cache.Write(key, outputs);
            cache.RememberThatItLoads(Model);
        }

        return outputs;
    }
}
