using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace ModelSpecs.Benchmarks.Latency;

/// <summary>A loop as anybody would write it who wants no overhead: everything bound once, a time stamp before and after.</summary>
internal sealed class BareCall : IDisposable
{
    private readonly float[] row;
    private readonly InferenceSession session;
    private readonly RunOptions options = new();
    private readonly OrtValue input;
    private readonly OrtIoBinding binding;

    public BareCall(string path, float[] row)
    {
        this.row = row;
        using var settings = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        session = new InferenceSession(path, settings);
        input = OrtValue.CreateTensorValueFromMemory(this.row, [1, row.Length]);
        binding = session.CreateIoBinding();
        binding.BindInput(session.InputNames[0], input);
        foreach (var output in session.OutputNames)
        {
            binding.BindOutputToDevice(output, OrtMemoryInfo.DefaultInstance);
        }
    }

    public (double Median, double Whole) Measure(int warmUp, int calls)
    {
        var ticks = new long[calls];
        var started = Stopwatch.GetTimestamp();
        for (var call = -warmUp; call < calls; call++)
        {
            var before = Stopwatch.GetTimestamp();
            session.RunWithBinding(options, binding);
            var after = Stopwatch.GetTimestamp();
            if (call >= 0)
            {
                ticks[call] = after - before;
            }
        }

        var whole = Stopwatch.GetElapsedTime(started).TotalSeconds / (warmUp + calls);
        return (ticks.Order().ElementAt(calls / 2) / (double)Stopwatch.Frequency, whole);
    }

    public void Dispose()
    {
        binding.Dispose();
        input.Dispose();
        options.Dispose();
        session.Dispose();
    }
}
