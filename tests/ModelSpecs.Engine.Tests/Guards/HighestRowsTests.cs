using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Engine.Guards;

namespace ModelSpecs.Engine.Tests.Guards;

public sealed class HighestRowsTests
{
    [Fact]
    public void They_are_the_first_of_a_stable_sort() =>
        Prop.ForAll(Gen.Choose(0, 5).Select(score => score / 5.0).ArrayOf().ToArbitrary(), Gen.Choose(1, 6).ToArbitrary(), (scores, most) =>
            HighestRows.Of(scores, most, row => row % 3 != 0).SequenceEqual(
                Enumerable.Range(0, scores.Length).Where(row => row % 3 != 0).OrderByDescending(row => scores[row]).ThenBy(row => row).Take(most))).QuickCheckThrowOnFailure();

    [Fact]
    public void No_number_is_no_score() => HighestRows.Of([double.NaN, 1, double.NaN, 2], 3).Should().Equal(3, 1);
}
