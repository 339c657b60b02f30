using ModelSpecs.Results.Snapshots;

namespace ModelSpecs.Results.Tests.Snapshots;

internal static class SnapshotSamples
{
    public static string Hash(char digit) => new(digit, 64);

    public static SnapshotDocument Document(double recall = 0.7412937, int young = 402, char model = 'b') => new()
    {
        Tool = "modelspecs 0.1.0",
        Name = "Loan",
        Spec = new SnapshotFile("specs/loan.spec.yaml", Hash('a')),
        Task = "binary",
        Model = new SnapshotFile("models/loan.onnx", Hash(model)),
        Golden = new SnapshotFile("data/golden.csv", Hash('c')),
        Runtime = "onnxruntime 1.29.0",
        Classes = ["0", "1"],
        Positive = "1",
        Threshold = 0.5,
        Rows = 20_000,
        Bounds = [new SnapshotBound("overall/accuracy/>=", ">= 0.70"), new SnapshotBound("young/recall/>=", ">= overall - 0.10")],
        Slices =
        [
            new SnapshotSlice { Slice = "overall", N = 20_000, Metrics = [new SnapshotMetric("accuracy", 0.8125, 0.80703, 0.81784, 20_000), new SnapshotMetric("recall", 0.75, null, null, 4_000)] },
            new SnapshotSlice { Slice = "young", N = young, Metrics = [new SnapshotMetric("recall", recall, 0.692148, 0.785331, 90)] },
            new SnapshotSlice { Slice = "country", Group = "Ünï \"DE\"\n", N = 3, Metrics = [new SnapshotMetric("recall", null, null, null, 0)] },
        ],
    };

    public static ClassOutcomes Rows(int count = 100, int seed = 1)
    {
        var random = new Random(seed);
        var truth = new int[count];
        var predicted = new int[count];
        var scores = new double[count];
        for (var row = 0; row < count; row++)
        {
            truth[row] = random.NextDouble() < 0.3 ? 1 : 0;
            scores[row] = 1 / (1 + Math.Exp(-(Normal(random) + (truth[row] * 1.5) - 1)));
            predicted[row] = scores[row] >= 0.5 ? 1 : 0;
        }

        return ClassOutcomes.Of(RowIdColumn.Of([.. Enumerable.Range(1, count).Select(i => $"r{i:d5}")]), 2, truth, predicted, scores);
    }

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

/// <summary>A folder of its own with the place of one spec's snapshot.</summary>
internal sealed class SnapshotFolder : IDisposable
{
    public SnapshotFolder(string spec = "loan.spec.yaml")
    {
        Folder = Directory.CreateTempSubdirectory("modelspecs-snapshot-").FullName;
        Paths = new SnapshotPaths(Path.Combine(Folder, spec), Folder);
    }

    public string Folder { get; }

    public SnapshotPaths Paths { get; }

    public IEnumerable<string> Names => Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
