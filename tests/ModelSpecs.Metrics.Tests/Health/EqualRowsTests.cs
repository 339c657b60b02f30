using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Metrics.Health;

namespace ModelSpecs.Metrics.Tests.Health;

public sealed class EqualRowsTests
{
    [Fact]
    public void The_first_row_that_is_equal_is_that_of_comparing_all() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var words = Made(new Random(seed), out var rows);
            var first = EqualRows.First(words, rows, CancellationToken.None);
            return Enumerable.Range(0, rows).All(row => first[row] == Enumerable.Range(0, rows).First(other => words.All(column => column[other] == column[row])));
        }));

    [Fact]
    public void The_first_row_of_an_index_that_is_equal_is_that_of_comparing_all() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = new Random(seed);
            var index = Made(random, out var indexRows);
            var words = Made(random, out var rows)[..1];
            var found = EqualRows.Find(index[..1], indexRows, words, rows, CancellationToken.None);
            return Enumerable.Range(0, rows).All(row => found[row] == Array.IndexOf(index[0], words[0][row]));
        }));

    [Fact]
    public void Rows_without_columns_are_all_equal() => EqualRows.First([], 3, CancellationToken.None).Should().Equal(0, 0, 0);

    [Fact]
    public void Other_numbers_of_columns_are_refused() =>
        FluentActions.Invoking(() => EqualRows.Find([[1UL]], 1, [[1UL], [2UL]], 1, CancellationToken.None)).Should().Throw<ArgumentException>();

    private static ulong[][] Made(Random random, out int rows)
    {
        var count = rows = random.Next(1, 200);
        var values = random.Next(1, 30);
        return [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Enumerable.Range(0, count).Select(_ => (ulong)random.Next(values) << random.Next(0, 2)).ToArray())];
    }
}
