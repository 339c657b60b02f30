using ModelSpecs.Results.Snapshots;

namespace ModelSpecs.Results.Tests.Snapshots;

public sealed class RowComparisonTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_are_known_by_their_ids_wherever_they_stand(bool integers)
    {
        string Id(string id) => integers ? id : "r" + id;
        RowOutcomes was = new ClassOutcomes(RowIdColumn.Of([.. new[] { "1", "2", "3", "4", "5", "6" }.Select(Id)]), 2, [1, 1, 1, 0, 0, 1], [1, 1, 0, 0, 1, 1], null);
        // Row 2 is new, 3 mended, 1 moved, 5 another label, 4 newly wrong, 6 is gone.
        RowOutcomes now = new ClassOutcomes(RowIdColumn.Of([.. new[] { "7", "3", "1", "5", "4", "2" }.Select(Id)]), 2, [1, 1, 1, 1, 0, 1], [1, 1, 1, 1, 1, 1], null);

        var comparison = RowComparison.Of(was, now);

        comparison.Before.Should().Equal(-1, 2, 0, 4, 3, 1);
        comparison.Common.Should().Be(5);
        comparison.Added.Should().Equal(0);
        comparison.Removed.Select(row => comparison.Was.Ids[row]).Should().Equal(Id("6"));
        comparison.Relabelled.Should().Equal(3);
        comparison.NewlyRight.Should().Equal(1, 3);
        comparison.NewlyWrong.Should().Equal(4);
        comparison.Changed.Should().Equal(1, 4);
        comparison.SameRows.Should().BeFalse();
        RowComparison.Of(was, was).SameRows.Should().BeTrue();
    }

    [Fact]
    public void Predictions_disturbed_by_a_millionth_are_no_change()
    {
        var ids = RowIdColumn.OfIntegers([1, 2, 3]);
        var was = NumberOutcomes.Of(ids, [1, 2, 3], [0.1, 200_000, -3]);

        RowComparison.Of(was, NumberOutcomes.Of(ids, [1, 2, 3], [0.1 + 1e-6, 200_000 * (1 + 1e-6), -3 - 1e-6])).Changed.Should().BeEmpty();
        RowComparison.Of(was, NumberOutcomes.Of(ids, [1, 2, 4], [0.1, 200_000, -3.1])).Should().BeEquivalentTo(new { Changed = new[] { 2 }, Relabelled = new[] { 2 }, NewlyWrong = Array.Empty<int>() }, o => o.ExcludingMissingMembers());
    }

    [Fact]
    public void A_row_of_several_labels_is_right_when_all_are()
    {
        var ids = RowIdColumn.OfIntegers([1, 2]);
        var was = LabelOutcomes.Of(ids, 2, [1, 0, 1, 1], [1, 0, 0, 1]);
        var now = LabelOutcomes.Of(ids, 2, [1, 0, 1, 1], [1, 1, 1, 1]);

        var comparison = RowComparison.Of(was, now);

        (comparison.NewlyWrong.Single(), comparison.NewlyRight.Single()).Should().Be((0, 1));
        was.PredictionOf(1, ["a", "b"]).Should().Be("b");
        now.PredictionOf(1, ["a"]).Should().Be("a + label 1");
        LabelOutcomes.Of(ids, 1, [0, 0], [0, 0]).TruthOf(0, ["a"]).Should().Be("(none)");
    }

    [Fact]
    public void Rows_without_ids_are_known_by_their_lines_and_never_by_ids()
    {
        RowOutcomes Lines(params long[] lines) => new ClassOutcomes(RowIdColumn.OfLines(lines), 2, new int[lines.Length], new int[lines.Length], null);
        RowOutcomes Ids(params long[] ids) => new ClassOutcomes(RowIdColumn.OfIntegers(ids), 2, new int[ids.Length], new int[ids.Length], null);

        RowComparison.Of(Lines(2, 3), Lines(2, 3, 4)).Added.Should().Equal(2);
        RowComparison.Of(Lines(2, 3), Ids(2, 3)).Added.Should().Equal(0, 1);
        Lines(2).Ids[0].Should().Be("line 2");
        RowIdColumn.OfRows([7]).AreGiven.Should().BeFalse();
        RowIdColumn.OfRows([7])[0].Should().Be("row 7");
    }

    [Fact]
    public void Ids_of_other_kinds_than_before_are_still_found()
    {
        var numbers = RowIdColumn.Of(["1", "2"]);
        numbers.Kind.Should().Be(RowIdKind.Integer);
        RowIdColumn.Of(["1", "02"]).Kind.Should().Be(RowIdKind.Text);
        RowIdColumn.Of(["1", "+2"]).Kind.Should().Be(RowIdKind.Text);
        RowIdColumn.Of(["x", "2"]).FindIn(numbers).Should().Equal(-1, 1);
        numbers.FindIn(RowIdColumn.Of(["x", "2"])).Should().Equal(-1, 1);
        RowIdColumn.Of(["x", "2"], mostTextBytes: 1).FindIn(numbers).Should().Equal(-1, 1);
        numbers.FindIn(RowIdColumn.Of(["x", "2"], mostTextBytes: 1)).Should().Equal(-1, 1);
        RowIdColumn.Of(["x", "2"], mostTextBytes: 1)[0].Should().MatchRegex("^#[0-9a-f]{16}$");
    }

    [Fact]
    public void Long_ids_are_told_apart_by_a_hash()
    {
        var (a, b) = (new string('x', 300) + "a", new string('x', 300) + "b");
        var ids = RowIdColumn.Of([a, b]);

        RowIdColumn.Of([b, a]).FindIn(ids).Should().Equal(1, 0);
        ids[0].Should().MatchRegex("^x{200}…#[0-9a-f]{16}$");
    }
}
