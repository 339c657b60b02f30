using Microsoft.ML.OnnxRuntime;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>Runs a model on rows that it may fail on: a batch that fails is cut in halves until the row that does it stands alone.</summary>
/// <param name="model">The model.</param>
/// <param name="session">The model, loaded.</param>
/// <param name="outputs">Outputs to look at.</param>
/// <param name="cancellationToken">Stops between batches, and within one where the runtime can.</param>
internal sealed class ProbeRun(ModelFile model, OnnxSession session, IReadOnlyList<ModelValue> outputs, CancellationToken cancellationToken)
{
    /// <summary>Values a row that each output must have; 0: any.</summary>
    public int[] Widths { get; set; } = new int[outputs.Count];

    /// <summary>Runs every row once, a failing one as often as it takes to find it.</summary>
    /// <param name="plan">What is fed.</param>
    /// <param name="rows">Rows, at least one.</param>
    /// <param name="answered">Told the first row of a batch and what the model gave for it.</param>
    /// <param name="failed">Told the rows that fail, one or those that only fail together.</param>
    public void Run(InputPlan plan, int rows, Action<int, IReadOnlyList<RawOutput>> answered, Action<ProbeFailure> failed)
    {
        // Failures are what is looked for: the runtime need not write each of them to the standard error stream.
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var stop = cancellationToken.Register(() => options.Terminate = true);
        using var worker = new BatchWorker(session, plan, [.. outputs.Select(output => output.Name)], options);
        for (var first = 0; first < rows; first += plan.BatchSize)
        {
            Probe(worker, first, Math.Min(plan.BatchSize, rows - first), answered, failed);
        }
    }

    private bool Probe(BatchWorker worker, int first, int count, Action<int, IReadOnlyList<RawOutput>> answered, Action<ProbeFailure> failed)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (given, failure) = Try(worker, first, count);
        if (failure is null)
        {
            answered(first, given);
            return true;
        }

        // Rows that pass in both halves fail only together.
        var half = count / 2;
        if (count == 1 || (Probe(worker, first, half, answered, failed) & Probe(worker, first + half, count - half, answered, failed)))
        {
            failed(failure);
        }

        return false;
    }

    private (IReadOnlyList<RawOutput> Given, ProbeFailure? Failure) Try(BatchWorker worker, int first, int count)
    {
        try
        {
            using var results = worker.Run(first, count, out var fed);
            cancellationToken.ThrowIfCancellationRequested();
            var given = new List<RawOutput>(outputs.Count);
            for (var i = 0; i < outputs.Count; i++)
            {
                var collector = OutputCollector.Create(outputs[i], results[i], fed, count, model, anyShape: true);
                collector.Take(results[i], 0, count, fed);
                given.Add(collector.Finish());
                if (Widths[i] > 0 && given[i].Width != Widths[i])
                {
                    return ([], new ProbeFailure(first, count, true, FormattableString.Invariant($"{OneLine.Quote(outputs[i].Name)} has {given[i].Width} values a row, and {Widths[i]} on the golden set")));
                }
            }

            return (given, null);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OnnxRuntimeException e)
        {
            return ([], new ProbeFailure(first, count, false, OnnxSession.Shorten(e.Message)));
        }
        catch (SpecException problem)
        {
            // What a collector refuses is the shape of an output, or a map without the keys of the others.
            return ([], new ProbeFailure(first, count, true, FoundIn(problem.Diagnostics[0].Message)));
        }
    }

    private static string FoundIn(string message)
    {
        var (start, end) = (message.IndexOf("Found ", StringComparison.Ordinal), message.IndexOf("; expected", StringComparison.Ordinal));
        return start >= 0 && end > start ? message[(start + "Found ".Length)..end] : message;
    }
}

/// <summary>Rows at which a model failed.</summary>
/// <param name="First">The first row.</param>
/// <param name="Count">Rows; more than one: they fail together and not alone.</param>
/// <param name="IsShape">Whether it answered, in a shape that fits no row.</param>
/// <param name="What">What happened, on one line.</param>
internal sealed record ProbeFailure(int First, int Count, bool IsShape, string What);
