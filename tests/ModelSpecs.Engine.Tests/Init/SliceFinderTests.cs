using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Init;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Init;

/// <summary>Columns that part the rows.</summary>
public sealed class SliceFinderTests
{
    private const int Rows = 200;

    [Fact]
    public void Few_values_dates_and_skewed_numbers_are_candidates_and_even_numbers_and_long_texts_are_not()
    {
        var found = Find(
            Made.Text("country", Each(row => row % 3 == 0 ? "DE" : "FR")),
            Made.Integers("grade", Each(row => (long?)(row % 4))),
            Made.Dates("at", [.. Enumerable.Range(0, Rows).Select(row => new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(row))]),
            Made.Numbers("income", Each(row => (double?)Math.Exp(row / 30.0))),
            Made.Numbers("even", Each(row => (double?)row + 0.5)),
            Made.Text("name", Each(row => $"person {row}")));

        found.Select(slice => slice.Name).Should().Equal("country", "grade", "at", "income");
        found[2].Every.Should().Be(TimePeriod.Month);
        found[3].Edges.Should().Equal(27, 390);
    }

    [Theory]
    [InlineData(10, TimePeriod.Day)]
    [InlineData(60, TimePeriod.Week)]
    [InlineData(300, TimePeriod.Month)]
    [InlineData(1000, TimePeriod.Quarter)]
    [InlineData(4000, TimePeriod.Year)]
    public void The_period_fits_the_span(int days, TimePeriod expected)
    {
        var every = Enumerable.Range(0, 2000).Select(row => new DateTime(2015, 1, 5, 0, 0, 0, DateTimeKind.Utc).AddDays(days * (row / 2000.0)));

        SliceFinder.Find([ColumnProfile.Of(Made.Dates("at", [.. every]))], new HashSet<string>(), new HashSet<string>(), null).Should().ContainSingle().Which.Every.Should().Be(expected);
    }

    [Fact]
    public void Two_columns_that_part_the_rows_alike_are_one_slice()
    {
        Find(Made.Text("embarked", Each(row => row % 2 == 0 ? "C" : "S")), Made.Text("town", Each(row => row % 2 == 0 ? "Cherbourg" : "Southampton")))
            .Select(slice => slice.Name).Should().Equal("embarked");
    }

    [Fact]
    public void Groups_too_small_to_judge_and_names_that_mean_predictions_are_no_slices()
    {
        Find(Made.Integers("rare", Each(row => (long?)(row < 5 ? 1 : 0))), Made.Text("prediction", Each(row => row % 2 == 0 ? "a" : "b"))).Should().BeEmpty();
    }

    [Fact]
    public void Null_is_a_value()
    {
        Find(Made.Text("employer", Each<string?>(row => row % 2 == 0 ? null : "Gov"))).Should().ContainSingle().Which.Because.Should().Be("1 values and null");
    }

    [Theory]
    [InlineData(new[] { 0, 0, 1, 1 }, new[] { 0, 1, 2, 3 }, 1)]
    [InlineData(new[] { 0, 0, 1, 1 }, new[] { 1, 1, 0, 0 }, 1)]
    [InlineData(new[] { 0, 0, 1, 1 }, new[] { 0, 1, 0, 1 }, 0)]
    [InlineData(new[] { 0, 0, 0, 0 }, new[] { 0, 1, 0, 1 }, 0)]
    public void The_overlap_of_two_partitions_is_their_mutual_information(int[] left, int[] right, double expected)
    {
        Partitions.Overlap(left, right).Should().BeApproximately(expected, 1e-12);
    }

    private static IReadOnlyList<SliceCandidate> Find(params Column[] columns) => SliceFinder.Find([.. columns.Select(ColumnProfile.Of)], new HashSet<string>(), new HashSet<string>(), null);

    private static T[] Each<T>(Func<int, T> value) => [.. Enumerable.Range(0, Rows).Select(value)];
}
