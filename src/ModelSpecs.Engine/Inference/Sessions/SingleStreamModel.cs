using Microsoft.ML.OnnxRuntime;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>A model whose calls are timed: loaded once, fed from rows of a table.</summary>
internal sealed class SingleStreamModel : IDisposable
{
    private readonly PreparedModel prepared;
    private readonly Dictionary<(int Lane, int Rows), BatchWorker> workers = [];
    private readonly List<SingleStream> streams = [];
    private readonly RunOptions runOptions = new();
    private OnnxSession? session;

    private SingleStreamModel(PreparedModel prepared, RowSelection selection)
    {
        this.prepared = prepared;
        Selection = selection;
        OutputsAreFixed = prepared.Roles.Fetched.All(output =>
            output.Kind == ModelValueKind.Tensor && output.Element != ModelElement.String && output.Shape is { Count: > 0 } shape && shape.Skip(1).All(length => length > 0));
    }

    /// <summary>The rows that may be fed, in the order of their positions.</summary>
    public RowSelection Selection { get; }

    /// <summary>Rows that every call has to have; null: any number.</summary>
    public int? FixedRows => prepared.Run.Plan.IsFixed ? prepared.Run.Plan.BatchSize : null;

    /// <summary>Bytes of the model and its weights.</summary>
    public long Size => prepared.Run.Model.Size;

    /// <summary>Where the spec names the model.</summary>
    public SourceSpan Span => prepared.Run.Model.Span;

    /// <summary>Whether the shapes of the outputs depend on the number of rows alone.</summary>
    public bool OutputsAreFixed { get; }

    /// <summary>Holds a model against the rows; it is not loaded yet.</summary>
    /// <param name="suite">A spec with a model.</param>
    /// <param name="table">The golden set with the columns that the model reads.</param>
    /// <param name="rows">Rows of it that may be fed, in the order of their positions.</param>
    /// <param name="mostRows">Most rows of a call; a model that takes one number alone takes that.</param>
    /// <param name="cancellationToken">Stops the reading of inputs.</param>
    /// <exception cref="SpecException">The model cannot be used, every problem named.</exception>
    public static SingleStreamModel Prepare(SuiteSpec suite, Table table, int[] rows, int mostRows, CancellationToken cancellationToken)
    {
        var selection = new RowSelection(table, rows);
        var prepared = PreparedModel.Create(suite, selection, cancellationToken);
        if (!prepared.Run.Plan.IsFixed)
        {
            var run = suite.Run with { BatchSize = new Located<int>(mostRows, suite.Model!.Written.Span) };
            prepared = PreparedModel.Create(suite with { Run = run }, selection, cancellationToken);
        }

        return new SingleStreamModel(prepared, selection);
    }

    /// <summary>Loads the model; loading it again unloads it first.</summary>
    /// <exception cref="SpecException">It does not load.</exception>
    public void Load()
    {
        Unload();
        session = OnnxSession.Open(prepared.Run.Model);
    }

    /// <summary>Lets go of the loaded model and all that ran on it.</summary>
    public void Unload()
    {
        streams.ForEach(stream => stream.Dispose());
        streams.Clear();
        foreach (var worker in workers.Values)
        {
            worker.Dispose();
        }

        workers.Clear();
        session?.Dispose();
        session = null;
    }

    /// <summary>Calls over rows that lie beside each other. Streams of one lane take turns; lanes may run at the same time.</summary>
    /// <param name="lane">Number of the lane.</param>
    /// <param name="first">Position of the first row.</param>
    /// <param name="available">Rows from there.</param>
    /// <param name="rows">Rows a call.</param>
    public SingleStream Stream(int lane, int first, int available, int rows)
    {
        if (session is null)
        {
            Load();
        }

        var fed = FixedRows ?? rows;
        if (!workers.TryGetValue((lane, fed), out var worker))
        {
            worker = new BatchWorker(session!, prepared.Run.Plan, [.. prepared.Roles.Fetched.Select(output => output.Name)], runOptions);
            workers.Add((lane, fed), worker);
        }

        var stream = new SingleStream(this, worker, first, available, fed);
        streams.Add(stream);
        return stream;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Unload();
        runOptions.Dispose();
    }
}
