using ModelSpecs.Results.Snapshots;
using static ModelSpecs.Results.Tests.Snapshots.SnapshotSamples;

namespace ModelSpecs.Results.Tests.Snapshots;

public sealed class SnapshotComparisonTests
{
    [Fact]
    public void A_snapshot_is_the_same_as_itself_read_back()
    {
        var comparison = SnapshotComparison.Of(SnapshotText.Read(SnapshotText.Write(Document()), "x").Document!, Document());

        comparison.IsSame.Should().BeTrue();
        comparison.Structure.Should().BeEmpty();
        SnapshotTable.Of(comparison).Should().BeEmpty();
    }

    [Theory]
    [InlineData(1e-6, true)]
    [InlineData(9e-6, true)]
    [InlineData(3e-5, false)]
    public void A_value_is_another_only_beyond_the_tolerance(double by, bool same)
    {
        SnapshotComparison.Of(Document(recall: 0.741294), Document(recall: 0.741294 + by)).IsSame.Should().Be(same);
    }

    [Fact]
    public void The_tolerance_is_of_the_metric_and_undefined_is_no_number()
    {
        SnapshotComparison.Of(Document(recall: 0.74), Document(recall: 0.75), metric => metric == "recall" ? 0.02 : 0).IsSame.Should().BeTrue();
        SnapshotComparison.Of(Document(recall: 0.74), Document(recall: 0.75), metric => metric == "accuracy" ? 0.02 : 0).IsSame.Should().BeFalse();
        SnapshotNumber.Same(null, 0).Should().BeFalse();
        SnapshotNumber.Same(null, null).Should().BeTrue();
        SnapshotNumber.Same(double.PositiveInfinity, double.PositiveInfinity).Should().BeTrue();
        SnapshotNumber.Same(double.PositiveInfinity, double.NegativeInfinity).Should().BeFalse();
        SnapshotNumber.Same(1e9, 1e9 + 1).Should().BeTrue();
    }

    [Fact]
    public void Every_difference_is_named_and_shown()
    {
        var was = Document();
        var now = Document(recall: 0.5, young: 400, model: 'e') with
        {
            Tool = "modelspecs 0.2.0",
            Task = "multiclass",
            Positive = "0",
            Threshold = 0.4,
            Classes = ["1", "0"],
            Runtime = null,
            Golden = new SnapshotFile("data/golden.csv", Hash('d')),
            Spec = new SnapshotFile("specs/loan.spec.yaml", Hash('f')),
            Bounds = [was.Bounds[0] with { Bound = ">= 0.60" }, new SnapshotBound("new/recall/>=", ">= 0.1")],
        };
        now = now with
        {
            Slices =
            [
                now.Slices[0] with { Metrics = [now.Slices[0].Metrics[0], new SnapshotMetric("f1", 0.5, null, null, 9)] },
                now.Slices[1],
                now.Slices[2] with { Group = "FR" },
            ],
        };

        var comparison = SnapshotComparison.Of(was, now);

        comparison.Structure.Select(s => s.Kind).Distinct().Should().BeEquivalentTo(Enum.GetValues<SnapshotChangeKind>());
        SnapshotTable.Of(comparison).Should().Equal(
            "other task: was binary, is multiclass",
            "other classes: was [0, 1], is [1, 0]",
            "other positive class: was 1, is 0",
            "other golden set: was data/golden.csv cccccccccccc, is data/golden.csv dddddddddddd",
            "slice gone country = Ünï \"DE\"\\n: was 3 rows",
            "metric gone overall: recall: was 0.75 of 4000",
            "new metric overall: f1: 0.5 of 9",
            "other rows young: was 402 rows, is 400 rows",
            "new slice country = FR: 3 rows",
            "other threshold: was 0.5, is 0.4",
            "other model: was models/loan.onnx bbbbbbbbbbbb, is models/loan.onnx eeeeeeeeeeee",
            "other bound overall/accuracy/>=: was >= 0.70, is >= 0.60",
            "other bound young/recall/>=: was >= overall - 0.10",
            "other bound new/recall/>=: >= 0.1",
            "other spec text: was specs/loan.spec.yaml aaaaaaaaaaaa, is specs/loan.spec.yaml ffffffffffff",
            "other runtime: was onnxruntime 1.29.0",
            "other ModelSpecs: was modelspecs 0.1.0, is modelspecs 0.2.0",
            "slice  metric  was                                  is                              change",
            "young  recall  0.741294 [0.692148, 0.785331] of 90  0.5 [0.692148, 0.785331] of 90  -0.241294");
        SnapshotTable.Of(comparison, informational: false).Should().HaveCount(11);
    }

    [Theory]
    [InlineData("a\nb\nc\n", "a\nb\nc\n", "")]
    [InlineData("a\nb\nc\n", "a\r\nb\r\nc", "")]
    [InlineData("a\nb\nc\nd\ne\n", "a\nb\nX\nd\ne\n", "  b|- c|+ X|  d")]
    [InlineData("a\nb\n", "b\n", "- a|  b")]
    [InlineData("", "b\n", "+ b")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n", "0\n1\n2\n3\n4\n5\n6\n8\n", "+ 0|  1|  … 4 lines alike|  6|- 7|  8")]
    public void The_lines_that_differ_are_shown_with_one_around(string was, string now, string expected)
    {
        string.Join('|', LineDiff.Of(was, now)).Should().Be(expected);
    }

    [Fact]
    public void A_diff_turns_one_text_into_the_other_with_as_few_lines_as_there_are()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var was = Enumerable.Range(0, random.Next(12)).Select(_ => ((char)('a' + random.Next(4))).ToString()).ToArray();
            var now = Enumerable.Range(0, random.Next(12)).Select(_ => ((char)('a' + random.Next(4))).ToString()).ToArray();

            var diff = LineDiff.Of(Text(was), Text(now), context: 100);

            // Alike from end to end: nothing is shown.
            var lines = diff.Count == 0 ? [.. was.Select(line => "  " + line)] : diff;
            lines.Where(l => l[0] != '+').Select(l => l[2..]).Should().Equal(was);
            lines.Where(l => l[0] != '-').Select(l => l[2..]).Should().Equal(now);
            lines.Count(l => l[0] == ' ').Should().Be(LongestCommon(was, now));
        }
    }

    [Fact]
    public void Texts_that_have_nothing_in_common_are_shown_one_after_the_other()
    {
        var was = Enumerable.Range(0, 3_000).Select(i => $"a{i}").ToArray();
        var now = Enumerable.Range(0, 3_000).Select(i => $"b{i}").ToArray();

        LineDiff.Of(Text(was), Text(now)).Should().Equal(was.Select(l => "- " + l).Concat(now.Select(l => "+ " + l)));
    }

    private static string Text(string[] lines) => string.Concat(lines.Select(l => l + "\n"));

    private static int LongestCommon(string[] a, string[] b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                table[i, j] = a[i - 1] == b[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        return table[a.Length, b.Length];
    }
}
