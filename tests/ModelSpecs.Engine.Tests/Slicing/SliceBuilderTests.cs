using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Model;
using static ModelSpecs.Engine.Tests.Slicing.SliceCase;

namespace ModelSpecs.Engine.Tests.Slicing;

public sealed class SliceBuilderTests
{
    [Fact]
    public void A_predicate_is_one_group_without_a_name()
    {
        var groups = Groups(SampleTable.Of(SampleTable.Integers("age", 20, 30, null, 24)), Where("young", "age < 25"));
        groups.Groups.Should().Equal(new SliceGroup(null, "age < 25", 2));
        groups.Axis.Codes.Should().Equal(0, -1, -1, 0);
        groups.Axis.Groups.Should().Be(1);
    }

    [Fact]
    public void A_predicate_without_rows_keeps_its_group()
    {
        var groups = Groups(SampleTable.Of(SampleTable.Integers("age", 30)), Where("young", "age < 25"));
        groups.Groups.Should().Equal(new SliceGroup(null, "age < 25", 0));
        groups.Axis.Codes.Should().Equal(-1);
    }

    [Fact]
    public void Texts_are_ordered_ordinally_and_null_comes_last()
    {
        var groups = Groups(SampleTable.Of(SampleTable.Strings("country", "fr", null, "DE", "", "\U0001F600", "\uE000", "DE", "it's")), By("country"));
        groups.Groups.Should().Equal(
            new SliceGroup("(empty)", "country = ''", 1),
            new SliceGroup("DE", "country = 'DE'", 2),
            new SliceGroup("fr", "country = 'fr'", 1),
            new SliceGroup("it's", "country = 'it''s'", 1),
            new SliceGroup("\U0001F600", "country = '\U0001F600'", 1),
            new SliceGroup("\uE000", "country = '\uE000'", 1),
            new SliceGroup("(null)", "country is null", 1));
        groups.Axis.Codes.Should().Equal(2, 6, 1, 0, 4, 5, 1, 3);
    }

    [Fact]
    public void Texts_of_the_dictionary_that_no_row_has_are_no_groups()
    {
        var column = new StringColumn("c", [2, 0, 2], SampleTable.Pool(["b", "x", "a", "y"]), null);
        Groups(SampleTable.Of(column), By("c")).Groups.Select(g => (g.Name, g.Rows)).Should().Equal(("a", 2), ("b", 1));
    }

    [Theory]
    [InlineData(new long[] { 3, -2, 10, 3 }, "-2 3 10", new[] { 1, 0, 2, 1 })]
    [InlineData(new long[] { long.MaxValue, long.MinValue, 0 }, "-9223372036854775808 0 9223372036854775807", new[] { 2, 0, 1 })]
    [InlineData(new long[] { 70_000, 0, 35_000 }, "0 35000 70000", new[] { 2, 0, 1 })]
    public void Integers_are_ordered_as_numbers(long[] values, string names, int[] codes)
    {
        var groups = Groups(SampleTable.Of(SampleTable.Integers("i", [.. values.Select(v => (long?)v), null])), By("i"));
        groups.Groups.Select(g => g.Name).Should().Equal([.. names.Split(' '), "(null)"]);
        groups.Axis.Codes.Should().Equal([.. codes, codes.Max() + 1]);
    }

    [Fact]
    public void Numbers_are_named_shortest_and_NaN_counts_as_null()
    {
        var groups = Groups(SampleTable.Of(SampleTable.Numbers("n", 0.1, -0.0, 1e300, double.NaN, 0, null, double.PositiveInfinity, -2.5, double.NegativeInfinity)), By("n"));
        groups.Groups.Select(g => (g.Name, g.Definition, g.Rows)).Should().Equal(
            ("-inf", "n < -1.7976931348623157E+308", 1),
            ("-2.5", "n = -2.5", 1),
            ("0", "n = 0", 2),
            ("0.1", "n = 0.1", 1),
            ("1E+300", "n = 1E+300", 1),
            ("inf", "n > 1.7976931348623157E+308", 1),
            ("(null)", "n is null", 2));
        groups.Axis.Codes.Should().Equal(3, 2, 4, 6, 2, 6, 5, 1, 0);
    }

    [Fact]
    public void Whole_numbers_are_named_like_integers()
    {
        var groups = Groups(SampleTable.Of(SampleTable.Numbers("year", 2019, null, -3, 2019)), By("year"));
        groups.Groups.Select(g => (g.Name, g.Definition, g.Rows)).Should().Equal(("-3", "year = -3", 1), ("2019", "year = 2019", 2), ("(null)", "year is null", 1));
    }

    [Fact]
    public void Whole_numbers_beyond_the_integers_keep_their_own_groups()
    {
        var groups = Groups(SampleTable.Of(SampleTable.Numbers("n", double.PositiveInfinity, 1, 1e300, 9223372036854775808)), By("n"));
        groups.Groups.Select(g => g.Name).Should().Equal("1", "9.223372036854776E+18", "1E+300", "inf");
        Groups(SampleTable.Of(SampleTable.Numbers("n", double.PositiveInfinity, 1e300, 1e300)), By("n")).Groups.Select(g => (g.Name, g.Rows)).Should().Equal(("1E+300", 2), ("inf", 1));
    }

    [Fact]
    public void Booleans_are_false_true_null()
    {
        var groups = Groups(SampleTable.Of(SampleTable.Booleans("b", true, null, false, true)), By("b"));
        groups.Groups.Should().Equal(new SliceGroup("false", "b = false", 1), new SliceGroup("true", "b = true", 2), new SliceGroup("(null)", "b is null", 1));
        groups.Axis.Codes.Should().Equal(1, 2, 0, 1);
    }

    [Fact]
    public void Dates_are_ordered_by_time()
    {
        var groups = Groups(SampleTable.Of(SampleTable.Dates("d", "2024-02-01", null, "2023-12-31T10:00:00Z", "2024-02-01")), By("d"));
        groups.Groups.Select(g => (g.Name, g.Definition, g.Rows)).Should().Equal(
            ("2023-12-31T10:00:00Z", "d = date '2023-12-31T10:00:00Z'", 1), ("2024-02-01", "d = date '2024-02-01'", 2), ("(null)", "d is null", 1));
    }

    [Fact]
    public void Edges_belong_to_the_interval_above_them_and_empty_intervals_are_kept()
    {
        var table = SampleTable.Of(SampleTable.Integers("income", 19_999, 20_000, null, 50_000, long.MaxValue, long.MinValue));
        var groups = Groups(table, By("income") with { Edges = [20_000, 30_000, 50_000] });
        groups.Groups.Should().Equal(
            new SliceGroup("(-inf, 20000)", "income < 20000", 2),
            new SliceGroup("[20000, 30000)", "income >= 20000 and income < 30000", 1),
            new SliceGroup("[30000, 50000)", "income >= 30000 and income < 50000", 0),
            new SliceGroup("[50000, inf)", "income >= 50000", 2),
            new SliceGroup("(null)", "income is null", 1));
        groups.Axis.Codes.Should().Equal(0, 1, 4, 3, 3, 0);
        Groups(SampleTable.Of(SampleTable.Integers("income")), By("income") with { Edges = [1] }).Groups.Select(g => g.Rows).Should().Equal(0, 0);
    }

    [Fact]
    public void Intervals_are_exact_for_fractions_and_beyond_the_precision_of_a_double()
    {
        var integers = SampleTable.Of(SampleTable.Integers("i", 2, 3, -2, -3, 9007199254740993, long.MaxValue));
        Groups(integers, By("i") with { Edges = [-2.5, 2.5, 9007199254740994] }).Axis.Codes.Should().Equal(1, 2, 1, 0, 2, 3);
        Groups(integers, By("i") with { Edges = [-1e300, 9223372036854775808, 1e300] }).Axis.Codes.Should().Equal(1, 1, 1, 1, 1, 1);
        var numbers = SampleTable.Of(SampleTable.Numbers("n", 0.1, 0.3, 0.1 + 0.2, double.NaN, double.PositiveInfinity, double.NegativeInfinity));
        Groups(numbers, By("n") with { Edges = [0.3] }).Axis.Codes.Should().Equal(0, 1, 1, 2, 1, 0);
    }

    [Fact]
    public void Many_edges_cut_like_few()
    {
        double[] edges = [.. Enumerable.Range(0, 40).Select(e => e * 10.0)];
        var table = SampleTable.Of(SampleTable.Integers("i", [.. Enumerable.Range(-20, 500).Select(i => (long?)i)]), SampleTable.Numbers("n", [.. Enumerable.Range(-20, 500).Select(i => (double?)i)]));
        var expected = Enumerable.Range(-20, 500).Select(i => edges.Count(e => i >= e));
        Groups(table, By("i") with { Edges = edges }).Axis.Codes.Should().Equal(expected);
        Groups(table, By("n") with { Edges = edges }).Axis.Codes.Should().Equal(expected);
    }

    [Theory]
    [InlineData(TimePeriod.Day, "2018-12-31 2019-01-01 2019-03-31 2019-04-01 2020-12-31 2021-01-03 2021-01-04")]
    [InlineData(TimePeriod.Week, "2019-W01 2019-W13 2019-W14 2020-W53 2021-W01")]
    [InlineData(TimePeriod.Month, "2018-12 2019-01 2019-03 2019-04 2020-12 2021-01")]
    [InlineData(TimePeriod.Quarter, "2018-Q4 2019-Q1 2019-Q2 2020-Q4 2021-Q1")]
    [InlineData(TimePeriod.Year, "2018 2019 2020 2021")]
    public void Periods_are_those_of_the_calendar_in_UTC(TimePeriod period, string names)
    {
        var table = SampleTable.Of(SampleTable.Dates(
            "at", "2021-01-04", null, "2018-12-31T23:59:59.9999999Z", "2019-01-01", "2019-03-31T23:30:00-00:30", "2019-03-31", "2020-12-31", "2021-01-03T23:00Z"));
        var groups = Groups(table, By("at") with { Every = period });
        groups.Groups.Select(g => g.Name).Should().Equal([.. names.Split(' '), "(null)"]);
        AssertDefinitions(table, groups);
    }

    [Fact]
    public void Periods_reach_the_ends_of_the_calendar()
    {
        var table = SampleTable.Of(SampleTable.Dates("at", "9999-12-31T23:59:59.9999999Z", "0001-01-01", "9999-12-26"));
        foreach (var period in Enum.GetValues<TimePeriod>())
        {
            var groups = Groups(table, By("at") with { Every = period, MaxGroups = 5 });
            groups.Groups.Sum(g => g.Rows).Should().Be(3);
            AssertDefinitions(table, groups);
        }
    }

    [Fact]
    public void Weeks_agree_with_the_calendar_of_the_framework_on_every_day()
    {
        var days = Enumerable.Range(0, 4000).Select(d => new DateTime(2014, 12, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(d)).ToArray();
        var table = SampleTable.Of(new DateColumn("at", [.. days.Select(d => d.Ticks)], null));
        var groups = Groups(table, By("at") with { Every = TimePeriod.Week, MaxGroups = 1000 });
        groups.Axis.Codes.Select(c => groups.Groups[c].Name).Should().Equal(
            days.Select(d => $"{System.Globalization.ISOWeek.GetYear(d)}-W{System.Globalization.ISOWeek.GetWeekOfYear(d):D2}"));
    }

    [Fact]
    public void A_cross_has_the_cells_that_occur_in_the_order_of_its_parts()
    {
        var table = SampleTable.Of(SampleTable.Strings("country", "FR", "DE", "FR", "DE", null), SampleTable.Integers("income", 10, 60_000, 10, 10, 20_000));
        var groups = Groups(table, By("country"), By("income") with { Edges = [20_000, 50_000] }, Cross("both", "country", "income"));
        groups.Groups.Should().Equal(
            new SliceGroup("DE × (-inf, 20000)", "(country = 'DE') and (income < 20000)", 1),
            new SliceGroup("DE × [50000, inf)", "(country = 'DE') and (income >= 50000)", 1),
            new SliceGroup("FR × (-inf, 20000)", "(country = 'FR') and (income < 20000)", 2),
            new SliceGroup("(null) × [20000, 50000)", "(country is null) and (income >= 20000 and income < 50000)", 1));
        groups.Axis.Codes.Should().Equal(2, 1, 2, 0, 3);
    }

    [Fact]
    public void A_predicate_in_a_cross_keeps_its_members_only()
    {
        var table = SampleTable.Of(SampleTable.Strings("country", "FR", "DE", "FR"), SampleTable.Integers("age", 20, 30, null));
        var groups = Groups(table, Where("young", "age < 25"), By("country"), Cross("young by country", "young", "country"));
        groups.Groups.Should().Equal(new SliceGroup("young × FR", "(age < 25) and (country = 'FR')", 1));
        groups.Axis.Codes.Should().Equal(0, -1, -1);
    }

    [Fact]
    public void A_cross_may_be_of_crosses()
    {
        var table = SampleTable.Of(SampleTable.Strings("a", "x", "y", "x"), SampleTable.Strings("b", "p", "p", "q"), SampleTable.Booleans("c", true, true, false));
        var groups = Groups(table, Cross("all", "ab", "c"), By("a"), By("b"), By("c"), Cross("ab", "a", "b"), Cross("all again", "all"));
        groups.Groups.Select(g => g.Name).Should().Equal("x × p × true", "x × q × false", "y × p × true");
    }

    [Fact]
    public void Slices_are_built_in_the_order_asked_for_and_only_those()
    {
        var table = SampleTable.Of(SampleTable.Strings("a", "x", "y"), SampleTable.Strings("b", "p", "p"));
        var suite = Suite(By("a"), By("b"), Cross("ab", "a", "b"));
        var (built, problems) = Build(suite, table, null, 1, "ab");
        problems.Should().BeEmpty();
        built.Select(s => s.Spec.Name.Value).Should().Equal("ab");
        Build(suite, table).Built.Select(s => s.Spec.Name.Value).Should().Equal("a", "b", "ab");
    }

    [Fact]
    public void A_slice_may_be_by_what_was_predicted()
    {
        var table = SampleTable.Of(SampleTable.Integers("age", 1, 2, 3));
        var derived = new DerivedColumns(new Dictionary<string, Column> { ["prediction"] = SampleTable.Strings("prediction", "b", "a", "b"), ["score"] = SampleTable.Numbers("score", 0.1, 0.5, 0.9) });
        var suite = Suite(By("prediction"), By("score") with { Edges = [0.5] }, Where("sure", "score > 0.8 and age > 2"));
        var (built, problems) = Build(suite, table, derived);
        problems.Should().BeEmpty();
        built[0].Groups.Should().Equal(new SliceGroup("a", "prediction = 'a'", 1), new SliceGroup("b", "prediction = 'b'", 2));
        built[1].Axis.Codes.Should().Equal(0, 1, 1);
        built[2].Axis.Codes.Should().Equal(-1, -1, 0);
    }

    [Fact]
    public void Columns_of_the_golden_set_are_told_from_derived_ones()
    {
        var suite = Suite(
            Where("a", "age < 25 and `zip code` = '1' and score > 0.5 and `error` = 'E'"), By("country"), By("correct"), Cross("x", "a", "country"), Cross("y", "country", "correct"), By("age") with { Edges = [1] });
        suite = suite with { Golden = suite.Golden with { Where = SampleTable.Parse("kept and age > 0") } };
        SliceBuilder.ColumnsOf(suite).Should().Equal("kept", "age", "zip code", "error", "country");
        suite.Slices.Select(s => SliceBuilder.UsesDerived(suite, s)).Should().Equal(true, false, true, true, true, false);
    }

    [Fact]
    public void Groups_and_their_definitions_agree_whatever_the_data_and_the_threads()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var table = RandomPredicate.RandomTable.Of(random, 1 + random.Next(300));
            var suite = Suite(
                By("i"), By("j"), By("n"), By("s"), By("t u"), By("b"), By("d"), By("d", "hours") with { Every = TimePeriod.Day },
                By("n", "cut") with { Edges = [-2, 0, 0.5, 9007199254740992] }, By("j", "cut j") with { Edges = [-0.5, 9007199254740993, 1e300] },
                Where("some", "i > 0 or s like '%a%'"), Cross("two", "s", "cut"), Cross("three", "some", "i", "hours"), Cross("four", "two", "b"));
            var (one, problems) = Build(suite, table);
            problems.Where(p => p.Id != "MSPEC159").Should().BeEmpty();
            var (many, _) = Build(suite, table, null, 5);
            many.Zip(one).Should().OnlyContain(pair => pair.First.Axis.Codes.SequenceEqual(pair.Second.Axis.Codes) && pair.First.Groups.SequenceEqual(pair.Second.Groups));
            foreach (var slice in one)
            {
                AssertDefinitions(table, slice);
            }
        }
    }

    [Fact]
    public void Large_tables_give_the_same_groups_for_any_number_of_threads()
    {
        var random = new Random(1);
        var table = RandomPredicate.RandomTable.Of(random, 100_001);
        var suite = Suite(By("s"), By("n"), By("i"), By("d"), By("n", "cut") with { Edges = [0] }, By("d", "days") with { Every = TimePeriod.Day }, Cross("x", "s", "n", "days"), Where("p", "i < 0"));
        suite = suite with { Slices = [.. suite.Slices.Select(s => s is CrossSlice c ? c with { MaxGroups = 5000 } : s)] };
        var (one, problems) = Build(suite, table);
        problems.Should().BeEmpty();
        var (many, _) = Build(suite, table, null, 4);
        for (var slice = 0; slice < one.Count; slice++)
        {
            many[slice].Axis.Codes.AsSpan().SequenceEqual(one[slice].Axis.Codes).Should().BeTrue();
            many[slice].Groups.Should().Equal(one[slice].Groups);
            one[slice].Groups.Select((g, i) => g.Rows - one[slice].Axis.Codes.Count(c => c == i)).Should().OnlyContain(d => d == 0);
        }
    }

    [Fact]
    public void A_cross_beyond_a_table_of_counts_is_the_same()
    {
        const int Rows = 3000;
        var table = SampleTable.Of(
            SampleTable.Integers("a", [.. Enumerable.Range(0, Rows).Select(i => (long?)(i * 7919 % 2500))]),
            SampleTable.Integers("b", [.. Enumerable.Range(0, Rows).Select(i => i % 11 == 0 ? null : (long?)(i * 31 % 2400))]));
        var (a, b) = (By("a") with { MaxGroups = 5000 }, By("b") with { MaxGroups = 5000 });
        var groups = Groups(table, a, b, Cross("x", "a", "b") with { MaxGroups = 5000 });
        groups.Groups.Count.Should().Be(groups.Axis.Codes.Max() + 1);
        var first = groups.Groups.Select(g => g.Name!.Split(" × ")).Select(n => (long.Parse(n[0]), n[1] == "(null)" ? long.MaxValue : long.Parse(n[1]))).ToList();
        first.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        for (var row = 0; row < Rows; row++)
        {
            groups.Groups[groups.Axis.Codes[row]].Name.Should().Be($"{row * 7919 % 2500} × {(row % 11 == 0 ? "(null)" : row * 31 % 2400)}");
        }
    }

    private static void AssertDefinitions(Table table, SliceGroups slice)
    {
        slice.Axis.Groups.Should().Be(slice.Groups.Count);
        slice.Groups.Select(g => g.Name).Should().OnlyHaveUniqueItems();
        for (var group = 0; group < slice.Groups.Count; group++)
        {
            var members = SampleTable.Mask(slice.Groups[group].Definition, table);
            members.Should().Equal(slice.Axis.Codes.Select(c => c == group), "of {0} = {1}", slice.Spec.Name, slice.Groups[group].Definition);
            slice.Groups[group].Rows.Should().Be(members.Count(m => m));
        }
    }
}
