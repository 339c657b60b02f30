// The least that runs a model over an NPY file: the peer that ModelSpecs' inference is measured against.
// Usage: BareLoop MODEL.onnx X.npy BATCH THREADS
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

var (modelPath, dataPath) = (args[0], args[1]);
var batch = int.Parse(args[2], CultureInfo.InvariantCulture);
var threads = int.Parse(args[3], CultureInfo.InvariantCulture);
const int Features = 64;

var bytes = File.ReadAllBytes(dataPath);
var header = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
var values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(header)).ToArray();
var rows = values.Length / Features;
var scores = new float[rows];

using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
using var session = new InferenceSession(modelPath, options);
using var runOptions = new RunOptions();
var next = -1;
var workers = Enumerable.Range(0, threads).Select(_ => Task.Run(() =>
{
    for (int b; (long)(b = Interlocked.Increment(ref next)) * batch < rows;)
    {
        var from = b * batch;
        var count = Math.Min(batch, rows - from);
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.AsMemory(from * Features, count * Features), [count, Features]);
        using var output = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, scores.AsMemory(from, count), [count, 1]);
        session.Run(runOptions, ["x"], [input], ["score"], [output]);
    }
})).ToArray();
await Task.WhenAll(workers);
double sum = 0;
foreach (var score in scores)
{
    sum += score;
}

Console.WriteLine((sum / rows).ToString("R", CultureInfo.InvariantCulture));
