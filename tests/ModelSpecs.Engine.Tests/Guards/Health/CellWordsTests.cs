using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Guards.Health;
using ModelSpecs.Metrics.Health;

namespace ModelSpecs.Engine.Tests.Guards.Health;

/// <summary>Words of cells are equal where the cells are, in one set and between two.</summary>
public sealed class CellWordsTests
{
    [Fact]
    public void Rows_join_as_comparing_every_cell_of_every_pair_says() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = new Random(seed);
            var (leftRows, rightRows) = (random.Next(1, 60), random.Next(1, 60));
            var kinds = Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(6)).ToList();
            var left = kinds.ConvertAll(kind => Made(kind, leftRows, random, isLeft: true));
            var right = kinds.ConvertAll(kind => Made(kind, rightRows, random, isLeft: false));
            var (here, there) = CellWords.Of(left.Zip(right, (a, b) => (a.Column, b.Column)), null, leftRows, null, rightRows);
            var found = EqualRows.Find(there.Words, rightRows, here.Words, leftRows, CancellationToken.None);
            return Enumerable.Range(0, leftRows).All(i => found[i] == Enumerable.Range(0, rightRows).FirstOrDefault(j => left.Zip(right, (a, b) => Equals(a.Cells[i], b.Cells[j])).All(equal => equal), -1));
        }));

    [Fact]
    public void Whole_numbers_beyond_those_of_doubles_are_not_mixed_up()
    {
        var (left, right) = CellWords.Of([(Integers(9007199254740993, 9007199254740992, long.MaxValue), new NumberColumn("a", [9007199254740992, 9.223372036854775807e18], null))], null, 3, null, 2);

        EqualRows.Find(right.Words, 2, left.Words, 3, CancellationToken.None).Should().Equal(-1, 0, -1);
    }

    [Fact]
    public void Ids_of_64_bits_that_no_double_can_tell_apart_stay_apart_beside_a_column_of_numbers()
    {
        var (left, _) = CellWords.Of([(Integers(9007199254740993, 9007199254740993 + (1L << 52), 9007199254740993), new NumberColumn("a", [0], null))], null, 3, null, 1);

        EqualRows.First(left.Words, 3, CancellationToken.None).Should().Equal(0, 1, 0);
    }

    [Fact]
    public void Zero_is_minus_zero_and_what_is_no_number_is_itself_and_no_null()
    {
        var words = CellWords.Of([new NumberColumn("a", [0.0, -0.0, double.NaN, double.NaN, double.NaN], new NullMask([0b10000], 5))], null, 5).Words;

        EqualRows.First(words, 5, CancellationToken.None).Should().Equal(0, 0, 2, 2, 4);
    }

    [Fact]
    public void Arrays_are_equal_where_all_their_values_are()
    {
        var images = new TensorColumn("image", 4, [2, 3], new float[] { 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 7, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0 });

        EqualRows.First(CellWords.Of([images], null, 4).Words, 4, CancellationToken.None).Should().Equal(0, 1, 0, 3);
        EqualRows.First(CellWords.Of([images], [3, 2, 0], 3).Words, 3, CancellationToken.None).Should().Equal(0, 1, 1);
    }

    [Fact]
    public void Texts_of_any_length_are_told_apart()
    {
        var texts = Enumerable.Range(0, 200).Select(length => new string('a', length)).Append("a\0").ToList();
        var column = new StringColumn("a", [.. Enumerable.Range(0, texts.Count)], StringPool.Of(texts), null);
        var (left, right) = CellWords.Of([(column, column)], null, texts.Count, null, texts.Count);

        EqualRows.Find(right.Words, texts.Count, left.Words, texts.Count, CancellationToken.None).Should().Equal(Enumerable.Range(0, texts.Count));
    }

    [Theory]
    [InlineData("New  York", " new york\t", true)]
    [InlineData("a b", "ab", false)]
    [InlineData("", "  ", true)]
    [InlineData("É", "é", true)]
    public void A_text_is_near_another_but_for_case_and_spaces(string left, string right, bool expected) => (NearCells.Normal(left) == NearCells.Normal(right)).Should().Be(expected);

    private static IntegerColumn Integers(params long[] values) => new("a", values, null);

    // Kind 5: whole numbers on the one side, numbers on the other.
    private static (Column Column, List<object?> Cells) Made(int kind, int rows, Random random, bool isLeft)
    {
        var nulls = new ulong[(rows + 63) / 64];
        var cells = new List<object?>();
        var (longs, doubles, booleans, codes) = (new long[rows], new double[rows], new bool[rows], new int[rows]);
        var texts = isLeft ? new[] { "x", "y", "" } : ["z", "y", "x"];
        for (var row = 0; row < rows; row++)
        {
            var isNull = random.Next(5) == 0;
            nulls[row >> 6] |= isNull ? 1UL << (row & 63) : 0;
            (longs[row], doubles[row], booleans[row], codes[row]) = (isNull ? 0 : random.Next(-1, 2), isNull ? double.NaN : random.Next(4) == 0 ? double.NaN : random.Next(-2, 3) / 2.0, !isNull && random.Next(2) == 0, isNull ? -1 : random.Next(3));
            cells.Add(isNull ? null : kind switch { 0 => longs[row], 1 => doubles[row], 2 => booleans[row], 3 => texts[codes[row]], 4 => longs[row], _ => isLeft ? (double)longs[row] : doubles[row] });
        }

        var mask = random.Next(2) == 0 || cells.Contains(null) ? new NullMask(nulls, rows) : null;
        return (kind switch
        {
            0 => new IntegerColumn("a", longs, mask),
            1 => new NumberColumn("a", doubles, mask),
            2 => new BooleanColumn("a", booleans, mask),
            3 => new StringColumn("a", codes, StringPool.Of(texts), mask),
            4 => new DateColumn("a", longs, mask),
            _ => isLeft ? new IntegerColumn("a", longs, mask) : new NumberColumn("a", doubles, mask),
        }, cells);
    }
}
