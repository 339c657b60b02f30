using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ModelSpecs.Engine.Inference.Inputs;

namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>Runs one batch at a time with buffers of its own, which are pinned once and re-used.</summary>
internal sealed class BatchWorker : IDisposable
{
    private readonly OnnxSession session;
    private readonly InputPlan plan;
    private readonly RunOptions runOptions;
    private readonly string[] inputNames;
    private readonly string[] outputNames;
    private readonly byte[][] buffers;
    private OrtValue[] values = [];
    private OrtIoBinding? binding;
    private int rowsOfValues;

    public BatchWorker(OnnxSession session, InputPlan plan, IReadOnlyList<string> outputNames, RunOptions runOptions)
    {
        this.session = session;
        this.plan = plan;
        this.runOptions = runOptions;
        this.outputNames = [.. outputNames];
        inputNames = [.. plan.Feeds.Select(feed => feed.Name)];
        buffers = [.. plan.Feeds.Select(feed => feed is NumericFeed numeric
            ? GC.AllocateUninitializedArray<byte>(checked(plan.BatchSize * numeric.RowBytes), pinned: true)
            : [])];
    }

    /// <summary>Feeds rows to the model.</summary>
    /// <param name="first">Position of the first row.</param>
    /// <param name="count">Rows; a model of fixed batch size is fed the last row again to fill up.</param>
    /// <param name="fed">Rows fed, which the outputs have.</param>
    /// <returns>The outputs, in the order of their names.</returns>
    public IDisposableReadOnlyCollection<OrtValue> Run(int first, int count, out int fed)
    {
        fed = Fill(first, count);
        return RunFilled();
    }

    /// <summary>Puts rows into the inputs.</summary>
    /// <param name="first">Position of the first row.</param>
    /// <param name="count">Rows; a model of fixed batch size is fed the last row again to fill up.</param>
    /// <returns>Rows fed, which the outputs have.</returns>
    public int Fill(int first, int count)
    {
        var fed = plan.IsFixed ? plan.BatchSize : count;
        Prepare(fed);
        for (var i = 0; i < values.Length; i++)
        {
            switch (plan.Feeds[i])
            {
                case NumericFeed numeric:
                    Fill(numeric, buffers[i], first, count, fed);
                    break;
                case TextFeed text:
                    Fill(text, values[i], first, count, fed);
                    break;
                default:
                    throw new InvalidOperationException("Unknown feed.");
            }
        }

        return fed;
    }

    /// <summary>Runs the model on what was filled in last.</summary>
    /// <returns>The outputs, in the order of their names.</returns>
    public IDisposableReadOnlyCollection<OrtValue> RunFilled() => session.Session.Run(runOptions, inputNames, values, outputNames);

    /// <summary>The same without an allocation: the outputs stay where the runtime put them, and nobody reads them. Only where their shape depends on the number of rows alone.</summary>
    public void RunBound()
    {
        if (binding is null)
        {
            binding = session.Session.CreateIoBinding();
            for (var i = 0; i < values.Length; i++)
            {
                binding.BindInput(inputNames[i], values[i]);
            }

            Array.ForEach(outputNames, name => binding.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance));
        }

        session.Session.RunWithBinding(runOptions, binding);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        binding?.Dispose();
        binding = null;
        foreach (var value in values)
        {
            value.Dispose();
        }

        values = [];
    }

    private void Prepare(int rows)
    {
        // What follows captures the number: in one method every call would pay for that.
        if (rowsOfValues != rows)
        {
            Create(rows);
        }
    }

    private void Create(int rows)
    {
        Dispose();
        values = [.. plan.Feeds.Select((feed, i) => Create(feed, buffers[i], rows))];
        rowsOfValues = rows;
    }

    private static unsafe OrtValue Create(InputFeed feed, byte[] buffer, int rows)
    {
        long[] shape = [rows, .. feed.RowShape];
        if (feed is not NumericFeed numeric)
        {
            return OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
        }

        // The array is pinned for good: its address does not move while the runtime holds it.
        fixed (byte* start = buffer)
        {
            return OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, (TensorElementType)(int)feed.Element, shape, (nint)start, (long)rows * numeric.RowBytes);
        }
    }

    private static void Fill(NumericFeed feed, byte[] buffer, int first, int count, int fed)
    {
        feed.Fill(first, count, buffer);
        var last = buffer.AsSpan((count - 1) * feed.RowBytes, feed.RowBytes);
        for (var row = count; row < fed; row++)
        {
            last.CopyTo(buffer.AsSpan(row * feed.RowBytes));
        }
    }

    private static void Fill(TextFeed feed, OrtValue value, int first, int count, int fed)
    {
        for (var row = 0; row < fed; row++)
        {
            for (var k = 0; k < feed.RowValues; k++)
            {
                value.StringTensorSetElementAt(feed.Utf8(first + Math.Min(row, count - 1), k), (row * feed.RowValues) + k);
            }
        }
    }
}
