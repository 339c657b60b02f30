using Microsoft.ML.OnnxRuntime;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>A model that answers one call at a time, as a service does: a row a call, or as many as the model takes at once.</summary>
internal sealed class SingleStream : IDisposable
{
    private const int DistinctRows = 256;

    private readonly OnnxSession session;
    private readonly BatchWorker worker;
    private readonly RunOptions runOptions;
    private readonly int available;

    private SingleStream(OnnxSession session, BatchWorker worker, RunOptions runOptions, int rows, int available) =>
        (this.session, this.worker, this.runOptions, Rows, this.available) = (session, worker, runOptions, rows, available);

    /// <summary>Rows a call.</summary>
    public int Rows { get; }

    /// <summary>Loads the model of a spec.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="table">The golden set with the columns that the model reads.</param>
    /// <param name="kept">Rows of it that may be fed; null: all.</param>
    /// <param name="cancellationToken">Stops the reading of inputs.</param>
    public static SingleStream Open(SuiteSpec suite, Table table, int[]? kept, CancellationToken cancellationToken)
    {
        var rows = kept is not null ? kept.Take(DistinctRows) : Enumerable.Range(0, Math.Min(DistinctRows, table.Rows));
        var selection = new RowSelection(table, [.. rows]);
        var prepared = PreparedModel.Create(suite, selection, cancellationToken);
        if (!prepared.Run.Plan.IsFixed)
        {
            var one = suite.Run with { BatchSize = new Located<int>(1, suite.Model!.Written.Span) };
            prepared = PreparedModel.Create(suite with { Run = one }, selection, cancellationToken);
        }

        var session = OnnxSession.Open(prepared.Run.Model);
        var runOptions = new RunOptions();
        var worker = new BatchWorker(session, prepared.Run.Plan, [.. prepared.Roles.Fetched.Select(output => output.Name)], runOptions);
        return new SingleStream(session, worker, runOptions, prepared.Run.Plan.BatchSize, selection.Count);
    }

    /// <summary>Feeds the rows of a call; later calls take later rows, and begin anew at the end.</summary>
    /// <param name="call">Number of the call, from 0.</param>
    public void Call(int call)
    {
        var count = Math.Min(Rows, available);
        using var results = worker.Run((int)((long)call * count % (available - count + 1)), count, out _);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        worker.Dispose();
        runOptions.Dispose();
        session.Dispose();
    }
}
