using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Planning;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Tests.Parsing.Guards;

public sealed class HealthReaderTests
{
    private const string Drop = "golden: { path: golden.csv, labels_missing: drop }\n";

    [Fact]
    public void Rules_of_a_column_are_one_check_that_no_row_breaks_unless_said()
    {
        var guard = Guard("{ schema: { age: integer, income: { min: 0, max: 1e6, not_null: true, is: \"<= 1 %\" }, at: { min: 2026-01-01 }, zip: { pattern: \"[0-9]{5}\", unique: true, in: [10115, 80331] } }, columns: exact }");

        guard.Schema.Select(rules => (rules.Column.Value, rules.Type, rules.IsUnique, rules.IsNotNull)).Should().Equal(
            ("age", ColumnKind.Integer, false, false), ("income", null, false, true), ("at", null, false, false), ("zip", null, true, false));
        guard.Schema[1].Maximum!.Number.Should().Be(1e6);
        guard.Schema[2].Minimum!.Ticks.Should().Be(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks);
        guard.Schema[3].Allowed.Select(value => value.Value).Should().Equal("10115", "80331");
        guard.Measures.Select(Text).Should().Equal("columns <= 0", "schema(age) <= 0", "schema(income) <= 1 %", "schema(at) <= 0", "schema(zip) <= 0");
        guard.NeedsAllColumns.Should().BeFalse();
        guard.Columns.Select(column => column.Column.Value).Should().Equal("age", "income", "at", "zip");
    }

    [Fact]
    public void Nulls_are_of_the_worst_column_or_of_each_that_is_named()
    {
        Guard("{ nulls: [\"<= 1 %\", \">= 0.1 %\"] }").Measures.Select(Text).Should().Equal("nulls <= 1 %", "nulls >= 0.1 %");
        Guard("{ nulls: \"<= 1 %\" }").NeedsAllColumns.Should().BeTrue();
        Guard("{ nulls: { columns: [a, b], is: \"<= 1 %\" } }").Measures.Select(Text).Should().Equal("nulls(a) <= 1 %", "nulls(b) <= 1 %");
        Guard("{ nulls: [{ columns: [a], is: \"<= 1 %\" }, { columns: [b], is: \"<= 0\" }] }").NullColumns.Select(column => column.Value).Should().Equal("a", "b");
    }

    [Fact]
    public void Rows_are_compared_by_all_columns_or_by_those_that_are_said()
    {
        var all = Guard("{ duplicates: \"<= 0\", near_duplicates: \"<= 1 %\" }");
        all.EqualBy.Should().NotBeNull();
        all.NearBy!.Tolerance.Should().Be(new Closeness(0, 1e-3));
        all.NeedsAllColumns.Should().BeTrue();

        var some = Guard("{ duplicates: { columns: [a, b], is: \"<= 0\" }, near_duplicates: { columns: [a], atol: 2, is: \"<= 1 %\" } }");
        some.NeedsAllColumns.Should().BeFalse();
        some.NearBy!.Tolerance.Should().Be(new Closeness(2, 0));
        some.Terms.Should().Be("duplicates by a, b; near_duplicates by a atol 2 rtol 0");
    }

    [Fact]
    public void Leakage_holds_rows_and_keys_to_one_bound()
    {
        var guard = Guard("{ leakage: { train: train.csv, key: customer, near: \"<= 1 %\", rtol: 0.01 } }");

        guard.Measures.Select(Text).Should().Equal("leakage(rows) <= 0", "leakage(keys) <= 0", "leakage(near) <= 1 %");
        guard.Files.Select(file => file.Written.Value).Should().Equal("train.csv");
        guard.Leakage!.HasNoModel.Should().BeFalse();
        guard.NeedsAllColumns.Should().BeFalse();
    }

    [Fact]
    public void Labels_that_are_received_gate_the_metrics_and_a_gap_is_of_the_whole()
    {
        var plan = CheckPlan.Of(SpecText.Valid(Drop + "slices: { young: age < 25 }\nhealth: { labels_received: \">= 95 %\", freshness: { column: at, as_of: 2026-06-30, is: \"<= 30 days\", gap: \"<= 12 hours\" }, every_slice: true }"));

        plan.Select(planned => planned.IdOf(null)).Should().Equal(
            "overall//health labels_received/min", "overall//health freshness/max", "overall//health freshness(gap)/max", "young//health labels_received/min", "young//health freshness/max");
        plan.Select(planned => ((GuardCheckSpec)planned.Check).Measure.GatesMetrics).Should().Equal(true, false, false, true, false);
        ((GuardCheckSpec)plan[2].Check).Measure.Bound.Offset.Should().Be(0.5);
    }

    [Fact]
    public void What_rests_on_labels_says_so_in_every_guard()
    {
        var guards = SpecText.Valid(Drop + """
            robust: { add_noise: { columns: [a], std: 0.1 }, changed_predictions: "<= 5 %", expect: { recall: ">= 0.5" } }
            selective: [{ name: a, above: 0.9, coverage: ">= 10 %", error: "<= 5 %" }, { name: b, at_error: 0.05, coverage: ">= 10 %", aurc: "<= 0.5" }]
            health: { label_balance: { is: ">= 5 %", ratio: ">= 5 %" }, nulls: "<= 1 %" }
            """).Guards;

        guards.SelectMany(guard => guard.Measures).Where(measure => measure.RestsOnLabels).Select(measure => measure.Name.Split('(', '@')[0].Trim()).Should().BeEquivalentTo(
            "recall", "error", "coverage", "aurc", "label_balance", "label_balance");
    }

    [Fact]
    public void A_skew_has_tolerances_of_its_own_for_columns_that_say_so()
    {
        var guard = Guard("{ skew: { other: served.csv, key: id, rtol: 0.01, columns: { a: { atol: 1 }, b: {} }, matched: \">= 99 %\" } }");

        guard.SkewAgainst!.Columns.Select(column => (column.Column.Value, column.Tolerance)).Should().Equal(("a", new Closeness(1, 0.01)), ("b", new Closeness(1e-8, 0.01)));
        guard.Measures.Select(Text).Should().Equal("skew <= 0", "matched >= 99 %");
    }

    [Fact]
    public void Several_sets_have_names()
    {
        var guards = SpecText.Valid("health: [{ nulls: \"<= 0\" }, { name: june, data: { path: june.csv, where: age > 1 }, nulls: \"<= 0\" }]").Guards;

        guards.Select(guard => guard.Checks().Single().Subject).Should().Equal("health nulls", "health june nulls");
        guards[1].LooksAt.Should().Be("june.csv");
        guards[1].NeedsAllColumns.Should().BeFalse();
        guards[1].Columns.Should().BeEmpty();
        guards[1].Terms.Should().Be("data june.csv where age > 1");
    }

    [Fact]
    public void Another_age_pattern_key_or_tolerance_is_another_demand()
    {
        string[] said =
        [
            "{ schema: { a: { min: 1 } } }", "{ schema: { a: { min: 2 } } }", "{ schema: { a: { unique: true } } }", "{ duplicates: \"<= 0\" }", "{ duplicates: { ignore: [a], is: \"<= 0\" } }",
            "{ leakage: { train: train.csv } }", "{ leakage: { train: train.csv, key: a } }", "{ skew: { other: train.csv, key: a } }", "{ skew: { other: train.csv, key: a, atol: 3 } }",
            "{ freshness: { column: a, as_of: 2026-06-30, is: \"<= 1 day\" } }", "{ freshness: { column: a, as_of: 2026-07-01, is: \"<= 1 day\" } }", "{ label_delay: { from: a, to: b, p95: \"<= 1 day\" } }",
        ];

        said.Select(text => Guard(text).Terms).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("health:", "5,7 MSPEC009")]
    [InlineData("health: true", "5,9 MSPEC007")]
    [InlineData("health: [true]", "5,10 MSPEC007")]
    [InlineData("health: { every_slice: true }", "5,1 MSPEC006")]
    [InlineData("health: { nulls: \"<= 2\" }", null)]
    [InlineData("health: { nulls: \"<= 1\" }", null)]
    [InlineData("health: { nulls: \"<= 1 %\", columns: exact }", null)]
    [InlineData("health: { schema: {} }", null)]
    [InlineData("health: { schema: { a: text } }", null)]
    [InlineData("health: { schema: { a: {} } }", null)]
    [InlineData("health: { schema: { a: { min: young } } }", null)]
    [InlineData("health: { schema: { a: { min: 5, max: 4 } } }", null)]
    [InlineData("health: { schema: { a: { min: 5, max: 2026-01-01 } } }", null)]
    [InlineData("health: { nulls: { columns: [a] } }", null)]
    [InlineData("health: { duplicates: { columns: [a], ignore: [b], is: \"<= 0\" } }", null)]
    [InlineData("health: { near_duplicates: { rtol: 0.9, is: \"<= 0\" } }", null)]
    [InlineData("health: { leakage: { key: a } }", null)]
    [InlineData("health: { leakage: { train: train.csv, rtol: 0.1 } }", null)]
    [InlineData("health: { label_balance: {} }", null)]
    [InlineData("health: { labels_received: \">= 95 %\" }", "5,11 MSPEC020")]
    [InlineData("health: { label_delay: { from: a, to: b } }", null)]
    [InlineData("health: { freshness: { column: a } }", null)]
    [InlineData("health: { freshness: { column: a, is: \"<= 3 days\" } }", null)]
    [InlineData("health: { freshness: { column: a, as_of: yesterday, is: \"<= 3 days\" } }", null)]
    [InlineData("health: { freshness: { column: a, as_of: 2026-06-30, gap: \"<= 3 days\" } }", null)]
    [InlineData("health: { freshness: { column: a, as_of: 2026-06-30, is: \"<= 3\" } }", null)]
    [InlineData("health: { skew: { other: o.csv } }", null)]
    [InlineData("health: { skew: { other: o.csv, key: a, columns: { b: 3 } } }", null)]
    [InlineData("health: { skew: { other: o.csv, key: a, columns: [] } }", null)]
    [InlineData("slices: { s: a > 1 }\nhealth: { data: o.csv, nulls: \"<= 0\", every_slice: true }", null)]
    [InlineData("health: [{ nulls: \"<= 0\" }, { nulls: \"<= 0\" }]", null)]
    public void What_says_nothing_or_cannot_be_meant_is_one_error(string line, string? place)
    {
        var places = SpecText.Places(line);

        places.Should().ContainSingle();
        places[0].Should().Be(place ?? places[0]);
    }

    [Fact]
    public void Every_error_of_a_health_is_told_at_once() =>
        SpecText.Places("health: { schema: { a: { min: x }, b: text }, nulls: \"< 0\", duplicates: 3, freshness: { is: \"<= 1 day\", as_of: 2026-06-30 }, skew: { other: o.csv } }").Should().HaveCount(6);

    [Fact]
    public void A_pattern_that_is_too_long_is_refused() =>
        SpecText.Ids($"health: {{ schema: {{ a: {{ pattern: \"{new string('a', 1_001)}\" }} }} }}").Should().Equal("MSPEC016");

    private static HealthSpec Guard(string said) => (HealthSpec)SpecText.Valid($"{Drop}health: {said}").Guards.Single();

    private static string Text(GuardMeasure measure) => $"{measure.Name} {CheckSpec.SymbolOf(measure.Comparison)} {measure.Bound.Text}";
}
