using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Health;

/// <summary>One planted fault for each measure, and sets without any.</summary>
public sealed class HealthGuardTests
{
    private const string Everything = """
        health:
          schema:
            id: { unique: true, not_null: true, type: string, pattern: "r[0-9]+" }
            age: { type: integer, min: 18, max: 90 }
            income: { type: number, min: 0, not_null: true }
            country: { in: [DE, FR, IT] }
            zip: { type: string, pattern: "[0-9]{5}" }
            at: { type: date, min: 2026-06-01 }
            labelled_at: date
            score: { min: 0, max: 1 }
            y: { in: [0, 1] }
          columns: exact
          nulls: "<= 0"
          duplicates: "<= 0"
          near_duplicates: { rtol: 1e-6, ignore: [zip], is: "<= 0" }
          leakage: { train: train.csv, key: id, near: "<= 0", rtol: 1e-6, columns: [age, income, zip] }
          label_balance: { is: ">= 10 %", ratio: ">= 20 %" }
          labels_received: ">= 95 %"
          label_delay: { from: at, to: labelled_at, p95: "<= 9 days", max: "<= 9 days" }
          freshness: { column: at, as_of: 2026-06-30, is: "<= 30 days", gap: "<= 1 day" }
          skew: { other: served.csv, key: id, is: "<= 0", matched: ">= 99 %" }

        """;

    [Fact]
    public async Task Clean_sets_pass_everything_200_of_200_times()
    {
        using var health = new HealthCase();
        for (var seed = 0; seed < 200; seed++)
        {
            var rows = HealthCase.Make(100, seed);
            health.Write(rows: rows).Write("served.csv", rows.AsEnumerable().Reverse()).Write("train.csv", HealthCase.Make(100, seed + 1_000).Select(row => (string[])[$"t{row[0]}", .. row.Skip(1)]));

            var result = await health.RunAsync(Everything);

            result.Checks.Should().HaveCount(25).And.OnlyContain(check => check.Outcome == Outcome.Passed, $"seed {seed} planted nothing");
        }
    }

    [Theory]
    [InlineData("age", "130", "{ min: 18, max: 90 }", "age is 130 (max 90)")]
    [InlineData("age", "12.5", "integer", "age is 12.5 (type integer)")]
    [InlineData("age", "old", "integer", "age is 'old' (type integer)")]
    [InlineData("age", "old", "{ min: 18 }", "age is 'old' (min 18)")]
    [InlineData("income", "-1", "{ min: 0 }", "income is -1 (min 0)")]
    [InlineData("income", "NaN", "number", "income is NaN (type number)")]
    [InlineData("income", "NaN", "{ not_null: true }", "income is NaN (not_null)")]
    [InlineData("income", "", "{ not_null: true }", "income is null (not_null)")]
    [InlineData("income", "inf", "number", "income is Infinity (type number)")]
    [InlineData("age", "-inf", "integer", "age is -Infinity (type integer)")]
    [InlineData("country", "US", "{ in: [DE, FR, IT] }", "country is 'US' (in)")]
    [InlineData("zip", "1234", "{ pattern: \"[0-9]{5}\" }", "zip is '1234' (pattern '[0-9]{5}')")]
    [InlineData("zip", "123456", "{ pattern: \"[0-9]{5}\" }", "zip is '123456' (pattern '[0-9]{5}')")]
    [InlineData("at", "2025-01-01", "{ min: 2026-01-01 }", "at is 2025-01-01 (min 2026-01-01)")]
    [InlineData("at", "soon", "date", "at is 'soon' (type date)")]
    [InlineData("y", "0", "{ in: [1] }", "y is 0 (in)")]
    [InlineData("age", "91", "{ max: 90.5 }", "age is 91 (max 90.5)")]
    [InlineData("age", "91", "boolean", "age is 91 (type boolean)")]
    public async Task A_value_that_breaks_a_rule_is_named_with_its_row(string column, string value, string rules, string said)
    {
        using var health = new HealthCase().Set(7, column, value);
        if (column == "y")
        {
            health.Rows.ForEach(row => row[^1] = "1");
            health.Set(7, "y", "0");
        }

        var check = await health.CheckAsync($"health: {{ schema: {{ {column}: {rules} }} }}\n");

        check.Outcome.Should().Be(Outcome.Failed);
        check.Value.Should().Be(rules == "boolean" ? 1 : 0.01);
        check.Message.Should().Contain($"overall: health schema({column}) <= 0 failed").And.Contain(rules == "boolean" ? "the column reads as integer" : "1 of 100 rows (1 %)").And.Contain(rules == "boolean" ? "r0: age is" : $"r7: {said}");
    }

    [Fact]
    public async Task A_value_that_stands_twice_is_not_unique_and_nulls_are_no_values()
    {
        using var health = new HealthCase().Set(3, "zip", "00007").Set(9, "zip", "00007").Set(10, "zip", "").Set(11, "zip", "");

        var check = await health.CheckAsync("health: { schema: { zip: { unique: true } } }\n");

        check.Value.Should().Be(0.01);
        check.Message.Should().Contain("r9: zip is '00007' (unique)").And.Contain("unique is broken by 1 row");
    }

    [Fact]
    public async Task A_share_of_rows_may_be_allowed_to_break_a_rule()
    {
        using var health = new HealthCase().Set(7, "age", "130");

        (await health.CheckAsync("health: { schema: { age: { max: 90, is: \"<= 1 %\" } } }\n")).Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public async Task A_column_that_the_schema_does_not_list_is_one_too_many()
    {
        using var health = new HealthCase();

        var result = await health.RunAsync("health: { schema: { age: integer }, columns: exact }\n");

        var check = result.Checks.Single(check => check.Id == "overall//health columns/max");
        check.Outcome.Should().Be(Outcome.Failed);
        check.Value.Should().Be(8);
        check.Message.Should().Contain("columns is 8 more than the schema lists").And.Contain("id, income, country, zip, at, labelled_at, score, y");
    }

    [Fact]
    public async Task The_column_with_the_most_nulls_decides()
    {
        using var health = new HealthCase().Set(1, "income", "").Set(2, "income", "NaN").Set(3, "country", "").Set(4, "y", "");

        var result = await health.Write().RunAsync("health: { nulls: \"<= 1 %\" }\n");

        var check = result.Checks.Should().ContainSingle().Subject;
        check.Outcome.Should().Be(Outcome.Failed);
        check.Value.Should().Be(0.02);
        check.Message.Should().Contain("2 of 100 rows (2 %) in column 'income'").And.Contain("country: 1 of 100 rows").And.NotContain(" y: ");
        var figure = result.Guards.Single().Figures.Should().ContainSingle().Subject;
        figure.Series[0].Labels.Should().Equal("id", "age", "income", "country", "zip", "at", "labelled_at", "score");
        figure.Series[0].Y.Should().Equal(0, 0, 0.02, 0.01, 0, 0, 0, 0);
        figure.Bounds.Should().Equal(new FigureBoundResult(0.01, "<= 1 %"));
    }

    [Fact]
    public async Task Columns_with_a_bound_of_their_own_are_checks_of_their_own()
    {
        using var health = new HealthCase().Set(1, "income", "").Set(2, "income", "").Set(3, "country", "");

        var result = await health.Write().RunAsync("health: { nulls: [{ columns: [income, age], is: \"<= 1 %\" }, { columns: [country], is: \"<= 1 %\" }] }\n");

        result.Checks.Select(check => (check.Id, check.Outcome)).Should().Equal(
            ("overall//health nulls(income)/max", Outcome.Failed), ("overall//health nulls(age)/max", Outcome.Passed), ("overall//health nulls(country)/max", Outcome.Passed));
        result.Checks[0].Message.Should().Contain("r1: income is null");
    }

    [Fact]
    public async Task A_row_that_repeats_another_under_another_id_is_a_duplicate()
    {
        using var health = new HealthCase().Repeat(5).Repeat(5);

        var check = await health.CheckAsync("health: { duplicates: \"<= 1 %\" }\n");

        check.Outcome.Should().Be(Outcome.Failed);
        check.Value.Should().Be(2.0 / 102);
        check.Message.Should().Contain("r100: repeats r5").And.Contain("r101: repeats r5");
    }

    [Fact]
    public async Task Duplicates_may_be_of_some_columns_or_of_all_but_some()
    {
        using var health = new HealthCase().Repeat(5);
        health.Set(100, "score", "0.123");

        (await health.CheckAsync("health: { duplicates: \"<= 0\" }\n")).Outcome.Should().Be(Outcome.Passed);
        (await health.CheckAsync("health: { duplicates: { ignore: [score], is: \"<= 0\" } }\n")).Outcome.Should().Be(Outcome.Failed);
        (await health.CheckAsync("health: { duplicates: { columns: [age, income], is: \"<= 0\" } }\n")).Outcome.Should().Be(Outcome.Failed);
    }

    [Fact]
    public async Task A_row_that_was_jittered_and_respelt_is_a_near_duplicate_and_no_duplicate()
    {
        using var health = new HealthCase().Set(5, "income", "50000").Set(5, "country", "New York").Repeat(5);
        health.Set(100, "income", "50010").Set(100, "country", " new  YORK ");

        (await health.CheckAsync("health: { duplicates: \"<= 0\" }\n")).Outcome.Should().Be(Outcome.Passed);
        var check = await health.CheckAsync("health: { near_duplicates: \"<= 0\" }\n");
        check.Outcome.Should().Be(Outcome.Failed);
        check.Message.Should().Contain("r100: is close to r5");
        (await health.CheckAsync("health: { near_duplicates: { rtol: 1e-5, is: \"<= 0\" } }\n")).Outcome.Should().Be(Outcome.Passed);
        (await health.CheckAsync("health: { near_duplicates: { atol: 10, is: \"<= 0\" } }\n")).Outcome.Should().Be(Outcome.Failed);
    }

    [Fact]
    public async Task Rows_and_keys_of_the_training_set_leak()
    {
        using var health = new HealthCase();
        var train = HealthCase.Make(50, 9).Select((row, i) => (string[])[$"t{i}", .. row.Skip(1)]).ToList();
        train[3] = ["t3", .. health.Rows[8].Skip(1)];
        train[4][0] = "r9";
        train[6] = ["t6", .. health.Rows[12].Skip(1)];
        train[6][2] = "" + (decimal.Parse(train[6][2], System.Globalization.CultureInfo.InvariantCulture) * 1.0001m).ToString(System.Globalization.CultureInfo.InvariantCulture);
        health.Write("train.csv", train);

        var result = await health.RunAsync("health: { leakage: { train: train.csv, key: id, near: \"<= 0\" } }\n");

        result.Checks.Select(check => (check.Id, check.Value)).Should().Equal(
            ("overall//health leakage(rows)/max", 0.01), ("overall//health leakage(keys)/max", 0.01), ("overall//health leakage(near)/max", 0.02));
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Failed);
        result.Checks[0].Message.Should().Contain("r8: is train.csv line 5");
        result.Checks[1].Message.Should().Contain("r9: id 'r9' is in train.csv line 6 too");
        result.Checks[2].Message.Should().Contain("r8: is close to train.csv line 5").And.Contain("r12: is close to train.csv line 8");
    }

    [Fact]
    public async Task A_class_that_is_rare_or_missing_is_told()
    {
        using var health = new HealthCase();
        health.Rows.ForEach(row => row[^1] = "0");

        var result = await health.Set(4, "y", "1").Write().RunAsync("health: { label_balance: { is: \">= 5 %\", ratio: \">= 5 %\" } }\n");

        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Failed);
        result.Checks.Select(check => check.Value).Should().Equal(0.01, 1.0 / 99);
        result.Checks[0].Message.Should().Contain("1 of 100 rows (1 %) of class '1'").And.Contain("classes   1: 1 of 100 rows (1 %)");
        (await health.Set(4, "y", "0").CheckAsync("health: { label_balance: \">= 5 %\" }\n")).Value.Should().Be(0);
    }

    [Fact]
    public async Task Rows_that_differ_from_what_was_served_are_named_with_both_values()
    {
        using var health = new HealthCase(50);
        var served = health.Rows.Select(row => row.ToArray()).ToList();
        served[3][2] = "1.5";
        served[3][3] = "XX";
        served[4][2] = "";
        served.RemoveAt(10);
        served.Add(["extra", .. health.Rows[0].Skip(1)]);
        health.Write("served.csv", served);

        var result = await health.RunAsync("health: { skew: { other: served.csv, key: id, is: \"<= 1 %\", matched: \">= 99 %\" } }\n");

        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Failed);
        result.Checks.Select(check => check.Value).Should().Equal(2.0 / 49, 0.98);
        result.Checks[0].Message.Should().Contain("income: 2 of 49 rows").And.Contain("country: 1 of 49 rows").And.Contain("here, 1.5 in served.csv").And.Contain("r4: income is ");
        PageBlock.ShouldHold("health.md", result.Checks[0].Message, "found", "  slice");
        result.Checks[1].Message.Should().Contain("r10: is not in served.csv");
        result.Guards.Single().Notes.Should().Equal("1 of 50 rows (2 %) of served.csv are in it alone.", "1 of 50 rows (2 %) are not in served.csv.");
        result.Guards.Single().Values.Should().Contain(value => value.Measure == "skew(income)" && value.Value == 2.0 / 49);
    }

    [Fact]
    public async Task What_is_within_the_tolerance_of_its_column_agrees()
    {
        using var health = new HealthCase(50).Set(3, "income", "100").Set(3, "score", "0.5");
        health.Write("served.csv", health.Rows.Select((row, i) => (string[])[.. row.Take(2), i == 3 ? "101" : row[2], .. row.Skip(3).Take(4), i == 3 ? "0.51" : row[7], row[8]])).Write();

        async Task<Outcome> Of(string columns) => (await health.RunAsync($"health: {{ skew: {{ other: served.csv, key: id, columns: {columns} }} }}\n")).Checks.Single().Outcome;

        (await Of("{ income: { rtol: 0.02 }, score: { atol: 0.011 } }")).Should().Be(Outcome.Passed);
        (await Of("{ income: { rtol: 0.02 }, score: {} }")).Should().Be(Outcome.Failed);
        (await Of("{ income: { atol: 0.5 }, score: { atol: 0.011 } }")).Should().Be(Outcome.Failed);
        (await Of("[age, country]")).Should().Be(Outcome.Passed);
    }

    [Fact]
    public async Task Nothing_matched_is_no_agreement()
    {
        using var health = new HealthCase(50);
        health.Write("served.csv", health.Rows.Select(row => (string[])[$"x{row[0]}", .. row.Skip(1)]));

        var result = await health.RunAsync("health: { skew: { other: served.csv, key: id, matched: \">= 1 %\" } }\n");

        result.Checks.Select(check => check.Outcome).Should().Equal(Outcome.Error, Outcome.Failed);
        result.Checks[0].Message.Should().Contain("skew is undefined here: there is no row to count");
    }
}
