using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference;

/// <summary>A model below its predictions: what it gives of any rows as it is, and where it gives nothing. The cache is left alone.</summary>
internal sealed class ModelProbe : IDisposable
{
    private readonly SuiteSpec suite;
    private readonly ModelFile model;
    private readonly OnnxSession session;
    private readonly OutputRoles roles;
    private readonly ProbeRun run;
    private readonly CancellationToken cancellationToken;

    private ModelProbe(SuiteSpec suite, PreparedModel prepared, OnnxSession session, CancellationToken cancellationToken)
    {
        (this.suite, this.session, this.cancellationToken) = (suite, session, cancellationToken);
        (model, roles) = (prepared.Run.Model, prepared.Roles);
        run = new ProbeRun(model, session, roles.Fetched, cancellationToken);
    }

    /// <summary>Name of the output with the scores; null: there is none.</summary>
    public string? Score => roles.Score?.Value.Name;

    /// <summary>The one column of the scores that is meant; null: all.</summary>
    public int? ScoreColumn => roles.ScoreColumn;

    /// <summary>Opens the model of a spec, which knows its outputs from rows that it is known to take.</summary>
    /// <param name="suite">A spec with a model.</param>
    /// <param name="known">Such rows, at least one.</param>
    /// <param name="options">How models are loaded.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="SpecException">The model, its inputs or outputs cannot be used.</exception>
    public static ModelProbe Open(SuiteSpec suite, Table known, InferenceOptions options, CancellationToken cancellationToken)
    {
        var prepared = PreparedModel.Create(suite, new RowSelection(known, null), cancellationToken);
        var probe = new ModelProbe(suite, prepared, options.OpenSession(prepared.Run.Model), cancellationToken);
        probe.run.Run(prepared.Run.Plan, 1, (_, given) => probe.run.Widths = [.. given.Select(output => output.Width)], _ => { });
        return probe;
    }

    /// <summary>Runs rows.</summary>
    /// <param name="table">The rows, with the columns that the inputs are fed from.</param>
    /// <param name="answered">Told the first row of a batch and what the model gave for it.</param>
    /// <param name="failed">Told the rows that fail.</param>
    /// <exception cref="SpecException">The rows cannot be fed to the model at all.</exception>
    public void Run(Table table, Action<int, IReadOnlyList<RawOutput>> answered, Action<ProbeFailure> failed)
    {
        var problems = new List<SpecDiagnostic>();
        var rows = new RowSelection(table, null);
        var bound = InputBinder.Bind(suite, model.Signature, table.Header, problems);
        var plan = InputPlan.Create(suite, bound, rows, problems, cancellationToken);
        run.Run(plan ?? throw new SpecException(problems), table.Rows, answered, failed);
    }

    /// <inheritdoc />
    public void Dispose() => session.Dispose();
}
