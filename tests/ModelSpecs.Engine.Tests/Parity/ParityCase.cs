using System.Buffers.Binary;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Tests.Parity;

/// <summary>A root folder with a model, a golden set and what was recorded of it; gone with it.</summary>
internal sealed class ParityCase(string model = "binary") : IDisposable
{
    /// <summary>Four rows; the model's scores are b.</summary>
    public const string Golden = "id,a,b,t,pa,pb\nr1,0.75,0.25,0,0.75,0.25\nr2,0.25,0.75,1,0.25,0.75\nr3,0.5,0.5,1,0.5,0.5\nr4,0.875,0.125,0,0.875,0.125\n";

    public const string Head = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\nid: id\npositive: 1\ninputs: { x: [a, b] }\nclasses: [0, 1]\n";

    public ModelCase Files { get; } = new ModelCase(model).Write("golden.csv", Golden);

    public Task<SuiteResult> RunAsync(string lines, string head = Head) =>
        SuiteRunner.RunAsync(Files.Parse(lines, head), new RunOptions { Threads = 2 }, TestContext.Current.CancellationToken);

    /// <summary>The one check of a spec.</summary>
    public async Task<CheckResult> CheckAsync(string lines, string head = Head)
    {
        var result = await RunAsync(lines, head);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity == "error").Should().BeEmpty();
        return result.Checks.Should().ContainSingle().Subject;
    }

    public Task<IReadOnlyList<SpecDiagnostic>> ValidateAsync(string lines, string head = Head) =>
        SuiteValidator.ValidateAsync(Files.Parse(lines, head), new RunOptions { Threads = 2 }, TestContext.Current.CancellationToken);

    /// <summary>A TensorProto of floats with raw_data.</summary>
    public static byte[] Tensor(int[] shape, params float[] values)
    {
        var bytes = new List<byte>();
        foreach (var length in shape)
        {
            bytes.AddRange([0x08, (byte)length]);
        }

        bytes.AddRange([0x10, 1, 0x4a, (byte)(values.Length * 4)]);
        var four = new byte[4];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(four, value);
            bytes.AddRange(four);
        }

        return [.. bytes];
    }

    public ParityCase Recorded(string set, byte[] input, byte[] output)
    {
        var folder = Directory.CreateDirectory(Files.PathOf(Path.Combine("recorded", set))).FullName;
        File.WriteAllBytes(Path.Combine(folder, "input_0.pb"), input);
        File.WriteAllBytes(Path.Combine(folder, "output_0.pb"), output);
        return this;
    }

    public void Dispose() => Files.Dispose();
}
