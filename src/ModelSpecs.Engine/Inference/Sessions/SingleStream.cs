using Microsoft.ML.OnnxRuntime;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>Calls of a model one after the other, as a service gets them, over rows that lie beside each other.</summary>
internal sealed class SingleStream : ITimedCall, IDisposable
{
    private readonly SingleStreamModel model;
    private readonly BatchWorker worker;
    private readonly int first;
    private readonly int available;
    private IDisposable? results;

    /// <summary>A stream.</summary>
    /// <param name="model">The model, loaded.</param>
    /// <param name="worker">Runs its calls; streams that take turns may share one.</param>
    /// <param name="first">Position of the first row.</param>
    /// <param name="available">Rows from there.</param>
    /// <param name="rows">Rows a call.</param>
    public SingleStream(SingleStreamModel model, BatchWorker worker, int first, int available, int rows) =>
        (this.model, this.worker, this.first, this.available, Rows) = (model, worker, first, available, Math.Min(rows, available));

    /// <inheritdoc />
    public int Rows { get; }

    /// <summary>Row of the table that a call begins with.</summary>
    public int RowOf(int call) => model.Selection[PositionOf(call)];

    /// <inheritdoc />
    public void Prepare(int call)
    {
        results?.Dispose();
        results = null;
        worker.Fill(PositionOf(call), Rows);
    }

    /// <inheritdoc />
    public void Run()
    {
        try
        {
            if (model.OutputsAreFixed)
            {
                worker.RunBound();
            }
            else
            {
                results = worker.RunFilled();
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw new SpecException(SpecDiagnostics.InferenceFailed.At(model.Span,
                FormattableString.Invariant($"The model failed while its latency was measured. Found in a call of {Rows} rows: {OnnxSession.Shorten(e.Message)}; expected an answer. Export the model with a first axis of any length, or say a batch that it takes.")));
        }
    }

    /// <summary>Lets go of the outputs of the last call.</summary>
    public void Dispose()
    {
        results?.Dispose();
        results = null;
    }

    private int PositionOf(int call) => first + (int)((long)call * Rows % (available - Rows + 1));
}
