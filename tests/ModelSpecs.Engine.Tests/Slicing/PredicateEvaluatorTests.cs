using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Slicing;

namespace ModelSpecs.Engine.Tests.Slicing;

public sealed class PredicateEvaluatorTests
{
    [Fact]
    public void Random_predicates_agree_with_a_row_by_row_evaluation()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var table = RandomPredicate.RandomTable.Of(random, 1 + random.Next(150));
            var predicate = new RandomPredicate(random, table).Condition(4);
            // The second part keeps predicates of constants legal; it is false, or unknown where b is.
            var b = table.Find("b")!;
            var expected = Enumerable.Range(0, table.Rows).Select(row => (bool?)predicate.Value(row) is var truth && truth != true && b.IsNull(row) ? null : truth).ToArray();
            SampleTable.Truths($"({predicate.Text}) or b and not b", table).Should().Equal(expected, "of {0}", predicate.Text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(4000).WithEndSize(1_000_000));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(100_000)]
    public void The_result_depends_neither_on_threads_nor_on_blocks(int rows)
    {
        var random = new Random(rows);
        var table = RandomPredicate.RandomTable.Of(random, rows);
        var predicates = new RandomPredicate(random, table);
        for (var i = 0; i < 12; i++)
        {
            var predicate = predicates.Condition(3);
            var text = $"({predicate.Text}) or b and not b";
            var one = SampleTable.Truths(text, table, threads: 1);
            SampleTable.Truths(text, table, threads: 7).Should().Equal(one, "of {0}", text);
            SampleTable.Mask(text, table, threads: 3).Should().Equal(one.Select(t => t == true), "of {0}", text);
            for (var row = 0; row < rows; row += 997)
            {
                (one[row] == true).Should().Be(predicate.Value(row) is true, "of {0} in row {1}", text, row);
            }
        }
    }

    [Fact]
    public void And_or_and_not_follow_the_truth_tables_of_sql()
    {
        bool?[] values = [true, false, null];
        var table = SampleTable.Of(
            SampleTable.Booleans("a", [.. values.SelectMany(v => new[] { v, v, v })]),
            SampleTable.Booleans("b", [.. values, .. values, .. values]));
        SampleTable.Truths("a and b", table).Should().Equal(true, false, null, false, false, false, null, false, null);
        SampleTable.Truths("a or b", table).Should().Equal(true, true, true, true, false, null, true, null, null);
        SampleTable.Truths("not b", table).Should().Equal(false, true, null, false, true, null, false, true, null);
        SampleTable.Truths("a = b", table).Should().Equal(true, false, null, false, true, null, null, null, null);
        SampleTable.Truths("a != b", table).Should().Equal(false, true, null, true, false, null, null, null, null);
        SampleTable.Truths("(a and b) is null", table).Should().Equal(false, false, true, false, false, false, true, false, true);
    }

    [Theory]
    [InlineData("i = 1", true, false, null)]
    [InlineData("i != 1", false, true, null)]
    [InlineData("not (i = 1)", false, true, null)]
    [InlineData("i in (1, 7)", true, false, null)]
    [InlineData("i not in (1, 7)", false, true, null)]
    [InlineData("i between 0 and 1", true, false, null)]
    [InlineData("i + 0 is null", false, false, true)]
    [InlineData("i is not null", true, true, false)]
    [InlineData("i = i", true, true, null)]
    [InlineData("i in (1.5)", false, false, null)]
    [InlineData("i / 0 is null", true, true, true)]
    [InlineData("i % 0 = 0", null, null, null)]
    [InlineData("i / 2 = 0.5", true, false, null)]
    [InlineData("-7 % (i + 2) = -1", true, false, null)]
    public void Nulls_make_conditions_unknown(string text, bool? one, bool? two, bool? ofNull) =>
        SampleTable.Truths(text, SampleTable.Of(SampleTable.Integers("i", 1, 2, null))).Should().Equal(one, two, ofNull);

    [Fact]
    public void NaN_counts_as_null_and_infinity_as_a_number()
    {
        var table = SampleTable.Of(SampleTable.Numbers("n", double.NaN, null, double.PositiveInfinity, double.NegativeInfinity, 0));
        SampleTable.Truths("n is null", table).Should().Equal(true, true, false, false, false);
        SampleTable.Truths("n > 5", table).Should().Equal(null, null, true, false, false);
        SampleTable.Truths("n != n", table).Should().Equal(null, null, false, false, false);
        SampleTable.Truths("n - n = 0", table).Should().Equal(null, null, null, null, true);
        SampleTable.Truths("1 / n > 0", table).Should().Equal(null, null, false, false, null);
    }

    [Fact]
    public void Integers_and_numbers_are_compared_exactly_beyond_the_precision_of_a_double()
    {
        var table = SampleTable.Of(SampleTable.Integers("i", 9007199254740992, 9007199254740993, long.MaxValue, long.MinValue), SampleTable.Numbers("n", 9007199254740992, 9007199254740992, 9223372036854775808, -9223372036854775808));
        SampleTable.Truths("i = n", table).Should().Equal(true, false, false, true);
        SampleTable.Truths("i > n", table).Should().Equal(false, true, false, false);
        SampleTable.Truths("n >= i", table).Should().Equal(true, false, true, true);
        SampleTable.Truths("i = 9007199254740993", table).Should().Equal(false, true, false, false);
        SampleTable.Truths("i in (9007199254740993, 9223372036854775807)", table).Should().Equal(false, true, true, false);
        SampleTable.Truths("n in (9007199254740993)", table).Should().Equal(false, false, false, false);
    }

    [Fact]
    public void Integer_arithmetic_beyond_64_bits_is_null()
    {
        var table = SampleTable.Of(SampleTable.Integers("i", long.MaxValue, long.MinValue, 2));
        SampleTable.Truths("i + 1 > 0", table).Should().Equal(null, false, true);
        SampleTable.Truths("i - 1 > 0", table).Should().Equal(true, null, true);
        SampleTable.Truths("i * 2 = 4", table).Should().Equal(null, null, true);
        SampleTable.Truths("-i < 0", table).Should().Equal(true, null, true);
        SampleTable.Truths("i % -1 = 0", table).Should().Equal(true, true, true);
    }

    [Fact]
    public void Texts_are_compared_ordinally_like_strings()
    {
        string[] texts = ["", "A", "a", "ab", "b", "é", "\uD7FF", "\uE000", "\uFFFD", "\U00010000", "\U0010FFFF", "a\U00010000", "a\uE000"];
        var pairs = texts.SelectMany(l => texts.Select(r => (l, r))).ToArray();
        var table = SampleTable.Of(SampleTable.Strings("l", [.. pairs.Select(p => p.l)]), SampleTable.Strings("r", [.. pairs.Select(p => p.r)]));
        SampleTable.Mask("l < r", table).Should().Equal(pairs.Select(p => string.CompareOrdinal(p.l, p.r) < 0));
        SampleTable.Mask("l = r", table).Should().Equal(pairs.Select(p => p.l == p.r));
        foreach (var text in texts)
        {
            SampleTable.Mask($"l >= '{text}'", table).Should().Equal(pairs.Select(p => string.CompareOrdinal(p.l, text) >= 0));
        }
    }

    [Fact]
    public void Two_columns_of_many_texts_are_compared_without_a_table_of_pairs()
    {
        var table = SampleTable.Of(
            SampleTable.Strings("l", [.. Enumerable.Range(0, 300).Select(i => i % 10 == 0 ? null : $"x{i}")]),
            SampleTable.Strings("r", [.. Enumerable.Range(0, 300).Select(i => i % 15 == 0 ? null : $"x{i / 2 * 2}")]));
        SampleTable.Truths("l = r", table).Should().Equal(Enumerable.Range(0, 300).Select(i => i % 10 == 0 || i % 15 == 0 ? (bool?)null : i % 2 == 0));
    }

    [Fact]
    public void Dates_are_compared_as_instants()
    {
        var table = SampleTable.Of(SampleTable.Dates("d", "2024-01-31", "2024-01-31T00:00:00.0000001Z", "2024-02-01", null));
        SampleTable.Truths("d = '2024-01-31'", table).Should().Equal(true, false, false, null);
        SampleTable.Truths("d > date '2024-01-31'", table).Should().Equal(false, true, true, null);
        SampleTable.Truths("d between '2024-01-31T01:00+01:00' and '2024-01-31 23:59:59'", table).Should().Equal(true, true, false, null);
        SampleTable.Truths("d is null", table).Should().Equal(false, false, false, true);
    }

    [Fact]
    public void A_bare_derived_name_reads_the_predictions_and_a_quoted_one_the_data()
    {
        var data = SampleTable.Integers("score", 1, 0);
        var table = new Table("golden.csv", "00", 2, [], [data], null);
        var derived = new DerivedColumns(new Dictionary<string, Column> { ["score"] = SampleTable.Numbers("score", 0.1, 0.9) });
        SampleTable.Mask("score > 0.5", table, derived).Should().Equal(false, true);
        SampleTable.Mask("`score` > 0.5", table, derived).Should().Equal(true, false);
    }

    [Fact]
    public void No_rows_give_an_empty_mask() =>
        SampleTable.Mask("i > 5", SampleTable.Of(SampleTable.Integers("i"))).Should().BeEmpty();

    [Fact]
    public void Bits_of_a_null_mask_beyond_the_last_row_mean_nothing()
    {
        var table = SampleTable.Of(new IntegerColumn("i", [1, 0, 3], new NullMask([ulong.MaxValue << 3 | 2], 3)), new BooleanColumn("b", [true, false, true], new NullMask([ulong.MaxValue << 3 | 2], 3)));
        SampleTable.Truths("i < 3", table).Should().Equal(true, null, false);
        SampleTable.Truths("b", table).Should().Equal(true, null, true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_cancelled_evaluation_stops(int threads)
    {
        var table = SampleTable.Of(SampleTable.Integers("i", new long?[100_000]));
        using var source = new CancellationTokenSource();
        source.Cancel();
        var evaluate = () => PredicateEvaluator.Mask(SampleTable.Bind("i > 5", table), table, null, threads, source.Token);
        evaluate.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Evaluation_allocates_nothing_per_row()
    {
        var table = SampleTable.Of(SampleTable.Integers("i", [.. Enumerable.Range(0, 200_000).Select(i => (long?)i)]), SampleTable.Strings("s", [.. Enumerable.Range(0, 200_000).Select(i => i % 3 == 0 ? "a" : "b")]));
        var bound = SampleTable.Bind("i * 2 + 1 > 500 and (s like 'a%' or i in (1, 2, 3)) and i / 3 < 1e9", table);
        PredicateEvaluator.Mask(bound, table, null, 1, CancellationToken.None);
        var before = GC.GetAllocatedBytesForCurrentThread();
        PredicateEvaluator.Mask(bound, table, null, 1, CancellationToken.None);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(table.Rows + 50_000, "the mask itself takes a byte a row");
    }
}
