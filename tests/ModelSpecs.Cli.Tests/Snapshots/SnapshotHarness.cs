using ModelSpecs.Engine.Running;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Tests.Snapshots;

/// <summary>Snapshots of the tiny spec, as a run would write them.</summary>
internal static class SnapshotHarness
{
    public static SnapshotPaths PathsOf(CliHarness cli, string spec = "specs/tiny.spec.yaml") => new(Path.Combine(cli.Folder, spec), cli.Folder);

    public static SnapshotDocument Document(CliHarness cli, double recall, string spec = "specs/tiny.spec.yaml")
    {
        var path = Path.Combine(cli.Folder, spec);
        var sources = SnapshotInputs.Of(SpecParser.Parse(path, new DiskSpecFiles()).SpecOrThrow());
        return new SnapshotDocument
        {
            Tool = "modelspecs 0.1.0",
            Name = char.ToUpperInvariant(Path.GetFileName(spec)[0]) + Path.GetFileName(spec)[1..^".spec.yaml".Length],
            Spec = new SnapshotFile(spec, sources.Spec!),
            Task = "binary",
            Golden = new SnapshotFile("specs/golden.csv", sources.Golden!),
            Classes = ["0", "1"],
            Positive = "1",
            Threshold = 0.5,
            Rows = 6,
            Slices =
            [
                new SnapshotSlice { Slice = "overall", N = 6, Metrics = [new SnapshotMetric("accuracy", 1, null, null, 6)] },
                new SnapshotSlice { Slice = "young", N = 3, Metrics = [new SnapshotMetric("recall", recall, 0.1, 0.9, 2)] },
            ],
        };
    }

    public static ClassOutcomes Rows(params int[] predicted) =>
        ClassOutcomes.Of(RowIdColumn.OfLines([2, 3, 4, 5, 6, 7]), 2, [1, 1, 0, 0, 1, 0], predicted, null);

    public static void Verify(CliHarness cli, double recall = 1, string spec = "specs/tiny.spec.yaml") =>
        SnapshotStore.WriteVerified(PathsOf(cli, spec), Document(cli, recall, spec), Rows(1, 1, 0, 0, 1, 0)).Should().BeNull();

    public static void Receive(CliHarness cli, double recall = 0.5, bool partial = false, string spec = "specs/tiny.spec.yaml")
    {
        var paths = PathsOf(cli, spec);
        SnapshotStore.WriteReceived(paths, Document(cli, recall, spec), Rows(1, 0, 0, 0, 1, 0), new SnapshotReceived(SnapshotStore.ReadVerified(paths).TextHash, partial)).Should().BeNull();
    }

    public static string[] Files(CliHarness cli, string folder = "specs") =>
        [.. Directory.GetFiles(Path.Combine(cli.Folder, folder)).Select(f => Path.GetFileName(f)).Where(f => f.Contains(".verified.") || f.Contains(".received.")).Order(StringComparer.Ordinal)];
}
