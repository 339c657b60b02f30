using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Engine.Progress;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>Runs a model over all rows: batches of fixed borders, as many at once as there are threads. The result does not depend on how many.</summary>
/// <param name="model">The model.</param>
/// <param name="session">The model, loaded.</param>
/// <param name="plan">What it is fed.</param>
/// <param name="rows">Rows to predict, at least one.</param>
/// <param name="outputs">Outputs to keep.</param>
/// <param name="anyShape">Whether an output may have more than one axis of values a row.</param>
internal sealed class BatchRunner(ModelFile model, OnnxSession session, InputPlan plan, RowSelection rows, IReadOnlyList<ModelValue> outputs, bool anyShape = false)
{
    private readonly List<OutputCollector> collectors = [];
    private readonly SortedDictionary<int, Exception> failures = [];
    private readonly Lock gate = new();
    private int next;
    private int done;
    private long lastReport;

    private int Batches => (int)(((long)rows.Count + plan.BatchSize - 1) / plan.BatchSize);

    /// <summary>Runs every batch.</summary>
    /// <param name="suite">Name of the suite, for the progress.</param>
    /// <param name="threads">Most batches in work at once.</param>
    /// <param name="options">Who is told about rows done, and how often.</param>
    /// <param name="cancellationToken">Stops the run, within a batch where the runtime can.</param>
    /// <returns>The outputs, in the order asked for.</returns>
    public async Task<IReadOnlyList<RawOutput>> RunAsync(string suite, int threads, InferenceOptions options, CancellationToken cancellationToken)
    {
        lastReport = Stopwatch.GetTimestamp();
        using var runOptions = new RunOptions();
        using var stop = cancellationToken.Register(() => runOptions.Terminate = true);

        // The first batch shows how wide the outputs are; the others then write into arrays of the whole length.
        var names = outputs.Select(output => output.Name).ToList();
        var first = new BatchWorker(session, plan, names, runOptions);
        await WorkAsync(first, 1, suite, options, cancellationToken).ConfigureAwait(false);
        var workers = Math.Min(threads, Batches - 1);
        var work = Enumerable.Range(0, Math.Max(0, workers)).Select(i => Task.Run(
            () => WorkAsync(new BatchWorker(session, plan, names, runOptions), Batches, suite, options, cancellationToken), CancellationToken.None));
        await Task.WhenAll(work).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (failures.Count > 0)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failures.First().Value);
        }

        return [.. collectors.Select(collector => collector.Finish())];
    }

    private async Task WorkAsync(BatchWorker worker, int end, string suite, InferenceOptions options, CancellationToken cancellationToken)
    {
        using var owned = worker;
        while (HasNoFailure() && !cancellationToken.IsCancellationRequested)
        {
            var batch = Interlocked.Increment(ref next) - 1;
            if (batch >= end)
            {
                // The first batch runs alone: the number taken beyond it is given back before the others start.
                Interlocked.Decrement(ref next);
                return;
            }

            try
            {
                await CoreBudget.RunAsync(() => Run(worker, batch), cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Batches start in order: every earlier one is done or in work, so the lowest failure is always the same one.
                lock (gate)
                {
                    failures.TryAdd(batch, e);
                }

                return;
            }

            Report(suite, options);
        }
    }

    private bool HasNoFailure()
    {
        lock (gate)
        {
            return failures.Count == 0;
        }
    }

    private void Run(BatchWorker worker, int batch)
    {
        var first = batch * plan.BatchSize;
        var count = Math.Min(plan.BatchSize, rows.Count - first);
        try
        {
            using var results = worker.Run(first, count, out var fed);
            if (batch == 0)
            {
                collectors.AddRange(outputs.Select((output, i) => OutputCollector.Create(output, results[i], fed, rows.Count, model, anyShape)));
            }

            for (var i = 0; i < collectors.Count; i++)
            {
                collectors[i].Take(results[i], first, count, fed);
            }
        }
        catch (OnnxRuntimeException e)
        {
            var lines = rows.Name(count == 1 ? [first] : [first, first + count - 1], count == 1 ? 1 : 2).Replace(" and ", " to ", StringComparison.Ordinal);
            throw new SpecException(SpecDiagnostics.InferenceFailed.At(model.Span,
                $"The model failed on the golden set. Found in the batch of {lines}: {OnnxSession.Shorten(e.Message)}; expected an answer for every row. Run the model on these rows where it was trained; with run: {{ batch_size: 1 }} the message names the row."));
        }

        Interlocked.Add(ref done, count);
    }

    private void Report(string suite, InferenceOptions options)
    {
        if (options.Progress is not { } progress)
        {
            return;
        }

        var last = Interlocked.Read(ref lastReport);
        var now = Stopwatch.GetTimestamp();
        if (Stopwatch.GetElapsedTime(last, now) >= options.BetweenReports && Interlocked.CompareExchange(ref lastReport, now, last) == last)
        {
            progress.Report(new RunProgress(suite, "predicting", Volatile.Read(ref done), rows.Count));
        }
    }
}
