using System.Globalization;
using System.Runtime.CompilerServices;
using ModelSpecs.Results.Snapshots;
using static ModelSpecs.Results.Tests.Snapshots.SnapshotSamples;

namespace ModelSpecs.Results.Tests.Snapshots;

/// <summary>What <see cref="KillTests"/> kills: this test program itself, which under one environment variable writes and accepts snapshots for ever.</summary>
/// <remarks>Every number is a state of its own: the document's recall and the first row's id say it. Odd ones are of filtered runs and must never be accepted.</remarks>
internal static class KilledWriter
{
    public const string Variable = "MODELSPECS_TESTS_KILLED_WRITER";
    public const string SpecName = "loan.spec.yaml";
    private const int RowCount = 3_000;
    private const double Unit = 1e-5;

#pragma warning disable CA2255 // The program's own start is the test runner's.
    [ModuleInitializer]
    internal static void Start()
#pragma warning restore CA2255
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            WriteForEver(new SnapshotPaths(Path.Combine(folder, SpecName)));
        }
    }

    /// <summary>The number of a state; null: its document and its rows are of different ones.</summary>
    public static int? NumberOf(SnapshotLoad load)
    {
        var number = (int)Math.Round(load.Document!.Slices[1].Metrics[0].Value!.Value / Unit);
        return load.Rows is { Count: RowCount } rows && rows.Ids[0] == Id(number) ? number : null;
    }

    private static void WriteForEver(SnapshotPaths paths)
    {
        var number = 1 + Math.Max(Latest(SnapshotStore.ReadVerified(paths)), Latest(SnapshotStore.ReadReceived(paths)));
        Say("started", number);
        while (true)
        {
            var verified = SnapshotStore.ReadVerified(paths);
            if (verified.Problem is not null)
            {
                throw new InvalidOperationException(verified.Problem.ToString());
            }

            var ids = new long[RowCount];
            for (var row = 0; row < RowCount; row++)
            {
                ids[row] = ((long)number << 32) + row;
            }

            var rows = Rows(RowCount, number);
            var problem = SnapshotStore.WriteReceived(paths, Document(recall: number * Unit),
                new ClassOutcomes(RowIdColumn.OfIntegers(ids), 2, rows.Truth, rows.Predicted, rows.Scores), new SnapshotReceived(verified.TextHash, Partial: number % 2 == 1));
            Say(problem is null ? "received" : problem.ToString(), number);
            var plan = SnapshotAcceptance.Plan(paths, new SnapshotSources(null, null, null));
            if (plan.Problem is null)
            {
                Say("accepting", number);
                Say(SnapshotAcceptance.Accept(plan) is { } refused ? refused.ToString() : "accepted", number);
            }

            number++;
        }
    }

    private static int Latest(SnapshotLoad load) => load.Document is null ? 0 : NumberOf(load) ?? throw new InvalidOperationException("The rows are of another state than the text.");

    private static string Id(int number) => ((long)number << 32).ToString(CultureInfo.InvariantCulture);

    private static void Say(string what, int number)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {number}"));
        Console.Out.Flush();
    }
}
