using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Metrics.Health;

namespace ModelSpecs.Metrics.Tests.Health;

/// <summary>What the search finds is what comparing every pair finds.</summary>
public sealed class NearRowsTests
{
    private const long Enough = long.MaxValue;

    [Fact]
    public void A_row_is_close_to_an_earlier_one_where_comparing_all_pairs_says_so() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var (classes, numbers, tolerance) = Made(seed);
            var found = NearRows.Find(classes, numbers, tolerance, 0, Enough, CancellationToken.None)!;
            return Enumerable.Range(0, classes.Length).All(row =>
                (found[row] >= 0) == Enumerable.Range(0, row).Any(before => AreClose(classes, numbers, tolerance, before, row))
                && (found[row] < 0 || (found[row] < row && AreClose(classes, numbers, tolerance, found[row], row))));
        }));

    [Fact]
    public void A_row_is_close_to_a_reference_where_comparing_all_pairs_says_so() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var (classes, numbers, tolerance) = Made(seed);
            var references = 1 + (seed % classes.Length);
            var found = NearRows.Find(classes, numbers, tolerance, references, Enough, CancellationToken.None)!;
            return Enumerable.Range(0, classes.Length).All(row => row < references
                ? found[row] == -1
                : (found[row] >= 0) == Enumerable.Range(0, references).Any(other => AreClose(classes, numbers, tolerance, other, row))
                  && (found[row] < 0 || (found[row] < references && AreClose(classes, numbers, tolerance, found[row], row))));
        }));

    [Fact]
    public void The_tolerance_is_of_the_larger_of_two_numbers_and_holds_at_its_end()
    {
        NearRows.AreClose(100, 99, (0, 0.01)).Should().BeTrue();
        NearRows.AreClose(99, 100, (0, 0.01)).Should().BeTrue();
        NearRows.AreClose(100, 98.99, (0, 0.01)).Should().BeFalse();
        NearRows.AreClose(0, 0.5, (0.5, 0)).Should().BeTrue();
        NearRows.AreClose(-1, 1, (0, 0.9)).Should().BeFalse();
    }

    [Fact]
    public void A_search_that_does_not_end_says_so_and_finds_nothing()
    {
        var rows = 5_000;
        var random = new Random(1);
        double[][] numbers = [.. Enumerable.Range(0, 12).Select(_ => Enumerable.Range(0, rows).Select(_ => random.NextDouble()).ToArray())];

        NearRows.Find(new int[rows], numbers, (0.2, 0), 0, 10_000, CancellationToken.None).Should().BeNull();
    }

    [Fact]
    public void A_million_rows_that_are_far_apart_need_few_comparisons()
    {
        const int Rows = 1_000_000;
        var random = new Random(2);
        double[][] numbers = [.. Enumerable.Range(0, 4).Select(c => Enumerable.Range(0, Rows).Select(_ => c == 0 ? random.Next(18, 90) : random.NextDouble() * 1_000).ToArray())];
        foreach (var column in numbers)
        {
            column[Rows - 1] = column[17] * 1.0005;
        }

        var found = NearRows.Find(new int[Rows], numbers, (0, 1e-3), 0, 100L * Rows, CancellationToken.None);

        found.Should().NotBeNull();
        found![Rows - 1].Should().BeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void Without_columns_of_numbers_rows_of_one_class_are_close() =>
        NearRows.Find([7, 3, 7, 7], [], (0, 0), 0, Enough, CancellationToken.None).Should().Equal(-1, -1, 0, 0);

    // Coarse grids make ties, wide tolerances make chains, several clusters make groups that fall apart; up to 300 rows go beyond what is compared pair by pair.
    private static (int[] Classes, double[][] Numbers, (double, double) Tolerance) Made(int seed)
    {
        var random = new Random(seed);
        var rows = random.Next(2, 300);
        var columns = random.Next(1, 5);
        var grid = new[] { 3, 20, 1_000, 100_000 }[random.Next(4)];
        double[][] numbers = [.. Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, rows).Select(_ => (double)random.Next(-grid, grid) * Math.Pow(10, random.Next(-2, 2))).ToArray())];
        for (var copies = random.Next(0, 20); copies > 0; copies--)
        {
            var (from, to) = (random.Next(rows), random.Next(rows));
            foreach (var column in numbers)
            {
                column[to] = column[from] * (1 + (random.Next(-2, 3) * 0.001));
            }
        }

        var classes = Enumerable.Range(0, rows).Select(_ => random.Next(0, 1 + (seed % 3))).ToArray();
        return (classes, numbers, (random.Next(3) * 0.5, new[] { 0, 0.001, 0.1, 0.45 }[random.Next(4)]));
    }

    private static bool AreClose(int[] classes, double[][] numbers, (double, double) tolerance, int a, int b) => classes[a] == classes[b] && numbers.All(column => NearRows.AreClose(column[a], column[b], tolerance));
}
