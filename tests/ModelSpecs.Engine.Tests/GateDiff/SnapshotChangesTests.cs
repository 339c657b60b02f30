using System.Text;
using ModelSpecs.Engine.GateDiff;
using ModelSpecs.Results.Snapshots;

namespace ModelSpecs.Engine.Tests.GateDiff;

public sealed class SnapshotChangesTests
{
    private const string File = "/repo/specs/loan.verified.json";

    [Fact]
    public void A_slice_is_one_change_with_the_values_that_moved_and_a_drop_outweighs_a_gain()
    {
        var before = Text(Slice("overall", null, ("recall", 0.8), ("log_loss", 0.4), ("n", 10)), Slice("country", "DE", ("recall", 0.7)), Slice("country", "FR", ("recall", 0.7)));
        var after = Text(Slice("overall", null, ("recall", 0.7), ("log_loss", 0.3), ("n", 10)), Slice("country", "DE", ("recall", 0.75)), Slice("country", "FR", ("recall", 0.7)));

        Changes(before, after).Should().Equal(
            "- snapshot accepted with a drop: overall: recall 0.7, was 0.8; log_loss 0.3, was 0.4 @specs/loan.verified.json:" + LineOf(after, "overall"),
            "+ snapshot accepted: country = DE: recall 0.75, was 0.7 @specs/loan.verified.json:" + LineOf(after, "DE"));
    }

    [Fact]
    public void A_metric_where_less_is_better_drops_by_growing()
    {
        Changes(Text(Slice("overall", null, ("log_loss", 0.4))), Text(Slice("overall", null, ("log_loss", 0.5)))).Single().Should().StartWith("- snapshot accepted with a drop: overall: log_loss 0.5, was 0.4");
        Changes(Text(Slice("overall", null, ("prevalence", 0.4))), Text(Slice("overall", null, ("prevalence", 0.5)))).Single().Should().StartWith("~ snapshot accepted: overall: prevalence");
    }

    [Fact]
    public void Slices_that_came_or_went_and_values_that_are_undefined_now_are_told()
    {
        Changes(Text(Slice("a", null, ("recall", 0.4)), Slice("b", null, ("recall", 0.4))), Text(Slice("b", null, ("recall", null)), Slice("c", null, ("recall", 0.4)))).Select(line => line[..line.IndexOf('@', StringComparison.Ordinal)]).Should().Equal(
            "- snapshot accepted with a drop: b: recall undefined, was 0.4 ", "+ snapshot accepted with a new slice: c ", "- snapshot accepted without the slice a ");
    }

    [Fact]
    public void The_last_digits_of_another_machine_are_no_change()
    {
        Changes(Text(Slice("overall", null, ("recall", 0.800001))), Text(Slice("overall", null, ("recall", 0.8)))).Should().BeEmpty();
    }

    [Fact]
    public void The_first_snapshot_the_last_one_and_a_broken_one_are_told()
    {
        var text = Text(Slice("overall", null, ("recall", 0.8)));

        Changes(null, null).Should().BeEmpty();
        Changes(text, text).Should().BeEmpty();
        Changes(null, text).Should().Equal("+ snapshot accepted for the first time @specs/loan.verified.json:1");
        Changes(text, null).Should().Equal("- snapshot removed @basespecs/loan.verified.json:1");
        Changes(text, "<<<<<<< ours\n"u8.ToArray()).Single().Should().StartWith("~ snapshot changed, and cannot be read now: ");
        Changes("nonsense"u8.ToArray(), text).Single().Should().StartWith("~ snapshot changed, and cannot be read at the base: ");
    }

    private static IReadOnlyList<string> Changes(byte[]? before, byte[]? after) =>
        [.. SnapshotChanges.Of(SpecPair.Parse("expect: { recall: \">= 0.5\" }\n"), File, before, after).Select(SpecPair.Line)];

    private static int LineOf(byte[] text, string word) => Array.FindIndex(Encoding.UTF8.GetString(text).Split('\n'), line => line.Contains($"\"{word}\"", StringComparison.Ordinal)) + 1;

    private static SnapshotSlice Slice(string name, string? group, params (string Metric, double? Value)[] metrics) => new()
    {
        Slice = name, Group = group, N = 10, Metrics = [.. metrics.Select(metric => new SnapshotMetric(metric.Metric, metric.Value, null, null, 10))],
    };

    private static byte[] Text(params SnapshotSlice[] slices) => SnapshotText.Write(new SnapshotDocument
    {
        Tool = "modelspecs 0.1.0",
        Name = "Loan",
        Spec = new SnapshotFile("specs/loan.spec.yaml", new string('a', 64)),
        Task = "binary",
        Golden = new SnapshotFile("golden.csv", new string('b', 64)),
        Rows = 10,
        Slices = slices,
    });
}
