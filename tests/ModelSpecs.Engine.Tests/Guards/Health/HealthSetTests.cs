using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Health;

/// <summary>Other sets, slices, and what cannot be asked.</summary>
public sealed class HealthSetTests
{
    [Fact]
    public async Task Several_sets_are_told_apart_by_their_names()
    {
        using var health = new HealthCase().Set(3, "income", "");
        health.Write("june.csv", HealthCase.Make(40, 7)).Write();

        var result = await health.RunAsync("health: [{ nulls: \"<= 0\" }, { name: june, data: june.csv, nulls: \"<= 0\", label_balance: \">= 5 %\" }]\n");

        result.Checks.Select(check => (check.Id, check.Outcome, check.Rows)).Should().Equal(
            ("overall//health nulls/max", Outcome.Failed, 100L), ("overall//health june nulls/max", Outcome.Passed, 40L), ("overall//health june label_balance/min", Outcome.Passed, 40L));
        result.Checks[1].Message.Should().EndWith(" on 40 rows.");
    }

    [Fact]
    public async Task Of_another_set_its_own_labels_decide_whether_the_metrics_are_believed()
    {
        using var health = new HealthCase();
        health.Write("all.csv", health.Rows.Select((row, i) => i < 50 ? (string[])[.. row.Take(8), ""] : row)).Write();

        var result = await health.RunAsync("expect: { accuracy: \">= 0.01\" }\nhealth: { data: all.csv, labels_received: \">= 95 %\" }\n");

        result.Checks.Select(check => check.Outcome).Should().Equal(Outcome.Inconclusive, Outcome.Failed);
        result.Checks[1].Message.Should().Contain("slice     all.csv").And.Contain("all.csv line 2: has no label yet");
    }

    [Theory]
    [InlineData("0", "0 of 40 rows (0 %) of class '1'")]
    [InlineData("2", "the label '2' is none of the classes")]
    public async Task A_class_that_another_set_lacks_is_its_rarest_and_one_that_nobody_knows_an_error(string label, string said)
    {
        using var health = new HealthCase();
        health.Write("july.csv", HealthCase.Make(40, 7).Select(row => (string[])[.. row.Take(8), label])).Write();

        var result = await health.RunAsync("health: { data: july.csv, label_balance: \">= 5 %\" }\n", HealthCase.Head.Replace("classes: [\"0\", \"1\"]\n", "", StringComparison.Ordinal));

        result.Checks.Should().ContainSingle().Which.Should().Match<CheckResult>(check => check.Fails && check.Message.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_measure_of_a_slice_is_of_its_rows()
    {
        using var health = new HealthCase();
        health.Rows.ForEach(row => row[3] = "DE");
        health.Set(10, "country", "FR").Set(10, "income", "").Set(11, "country", "FR").Set(12, "country", "FR").Set(12, "age", "200").Repeat(11);

        var result = await health.Write().RunAsync("""
            slices: { country: { by: country } }
            health: { schema: { age: { max: 100 } }, nulls: "<= 30 %", duplicates: "<= 0", freshness: { column: at, as_of: 2026-06-30, is: "<= 20 days", gap: "<= 1 day" }, every_slice: true }

            """);

        result.Checks.Where(check => check.Slice == "country").Select(check => (check.Id, check.Outcome, check.Value is { } value ? Math.Round(value, 2) : 0)).Should().BeEquivalentTo(
            [
                ("country/DE/health schema(age)/max", Outcome.Passed, 0.0), ("country/FR/health schema(age)/max", Outcome.Failed, 0.25),
                ("country/DE/health nulls/max", Outcome.Passed, 0), ("country/FR/health nulls/max", Outcome.Passed, 0.25),
                ("country/DE/health duplicates/max", Outcome.Passed, 0), ("country/FR/health duplicates/max", Outcome.Failed, 0.25),
                ("country/DE/health freshness/max", Outcome.Passed, Math.Round(result.Checks.Single(check => check.Id == "country/DE/health freshness/max").Value!.Value, 2)),
                ("country/FR/health freshness/max", Outcome.Failed, Math.Round(result.Checks.Single(check => check.Id == "country/FR/health freshness/max").Value!.Value, 2)),
            ]);
        result.Checks.Single(check => check.Id == "country/FR/health duplicates/max").Message.Should().Contain("r100: repeats r11");
    }

    [Fact]
    public async Task Rows_that_where_and_quarantine_leave_out_are_not_looked_at()
    {
        using var health = new HealthCase().Set(3, "income", "").Set(4, "income", "").Set(4, "country", "US");
        var head = HealthCase.Head.Replace("labels_missing: drop", "labels_missing: drop, where: \"country in ('DE', 'FR', 'IT')\", quarantine: [{ id: r3, because: sensor }]", StringComparison.Ordinal);

        var check = await health.CheckAsync("health: { nulls: \"<= 0\" }\n", head);

        check.Outcome.Should().Be(Outcome.Passed);
        check.Rows.Should().Be(98);
    }

    [Fact]
    public async Task A_share_is_held_against_the_approved_one()
    {
        using var health = new HealthCase().Set(3, "income", "");
        const string Lines = "snapshot: true\nhealth: { nulls: \"<= snapshot + 0.01\" }\n";
        await health.Write().RunAsync(Lines, accept: true);

        (await health.Set(4, "income", "").Write().RunAsync(Lines)).Checks.Single(check => check.Kind == "health").Outcome.Should().Be(Outcome.Passed);
        var result = await health.Set(5, "income", "").Write().RunAsync(Lines);

        result.Checks.Single(check => check.Kind == "health").Should().Match<CheckResult>(check => check.Outcome == Outcome.Failed && check.Threshold == 0.02 && check.Value == 0.03);
    }

    [Theory]
    [InlineData("schema: { age: { pattern: \"[0-9]+\" } }", "MSPEC530 health.schema: a pattern is for texts, and column 'age' is none. Found integer; expected string. If its digits are text, say so: columns: { age: string } beside the path of the set.")]
    [InlineData("schema: { age: { min: 2026-01-01 } }", "MSPEC530 health.schema: '2026-01-01' is no limit of column 'age'. Found a column of type integer; expected dates.")]
    [InlineData("schema: { at: { max: 5 } }", "MSPEC530 health.schema: '5' is no limit of column 'at'. Found a column of type date; expected a date as its limit.")]
    [InlineData("freshness: { column: age, as_of: 2026-06-30, is: \"<= 1 day\" }", "MSPEC530 health.freshness.column: column 'age' holds no times. Found integer in golden.csv; expected dates such as 2026-06-30 or 2026-06-30T12:00:00Z in each row.")]
    [InlineData("label_delay: { from: at, to: country, p95: \"<= 1 day\" }", "MSPEC530 health.label_delay.to: column 'country' holds no times. Found string in golden.csv; expected dates such as 2026-06-30 or 2026-06-30T12:00:00Z in each row.")]
    [InlineData("leakage: { train: other.csv, columns: [age, country] }", "MSPEC530 health.leakage: column 'country' has another type in each set. Found string in golden.csv and integer in other.csv; expected one type. Say it beside the path of each: columns: { country: string }.")]
    [InlineData("schema: { agee: integer }", "MSPEC308 health.schema: column 'agee' is not in golden.csv. Found id, age, income, country, zip, at, labelled_at, score, y; expected one of these. Did you mean 'age'?")]
    [InlineData("skew: { other: other.csv, key: id, columns: [income] }", "MSPEC308 health.skew.columns: column 'income' is not in other.csv. Found id, age, country; expected one of these.")]
    [InlineData("data: missing.csv\n  nulls: \"<= 0\"", "MSPEC100")]
    public async Task What_cannot_be_asked_of_the_data_is_said_before_anything_is_run(string lines, string expected)
    {
        using var health = new HealthCase().WriteText("other.csv", "id,age,country\nr1,20,1\nr2,21,2\n");

        var problems = await health.ProblemsAsync($"health:\n  {lines}\n");

        problems.Should().ContainSingle().Which.Should().StartWith(expected);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("a)|(b")]
    [InlineData(@"(a)\1")]
    [InlineData("(?=a)b")]
    [InlineData("(a{1000}){1000}")]
    public async Task A_pattern_that_could_take_for_ever_or_is_none_is_refused(string pattern)
    {
        using var health = new HealthCase();

        var problems = await health.ProblemsAsync($"health: {{ schema: {{ zip: {{ pattern: '{pattern}' }} }} }}\n");

        problems.Should().ContainSingle().Which.Should().StartWith("MSPEC531 health.schema: the pattern of column 'zip' cannot be used: ").And.NotContain("\n");
    }

    [Fact]
    public async Task A_key_that_several_rows_have_joins_nothing()
    {
        using var health = new HealthCase().WriteText("other.csv", "id,age\nr1,20\nr1,21\nr2,3\n");

        var problems = await health.ProblemsAsync("health: { skew: { other: other.csv, key: id } }\n", isFoundByValidation: false);

        problems.Should().Equal("MSPEC532 health.skew.key: column 'id' does not name one row in other.csv. Found 1 repeated key: 'r1' (other.csv line 2 and other.csv line 3); expected each once. Name another column, or leave rows out with `where`.");
    }

    [Theory]
    [InlineData("MSPEC530", "schema: { age: { pattern: \"[0-9]+\" } }")]
    [InlineData("MSPEC531", "schema: { zip: { pattern: \"(?=a)b\" } }")]
    [InlineData("MSPEC532", "skew: { other: served.csv, key: id }")]
    public async Task The_page_of_a_diagnostic_shows_its_real_message(string id, string lines)
    {
        using var health = new HealthCase().WriteText("served.csv", "id,age\nr1,20\nr1,21\nr2,3\n");

        var problem = (await health.ProblemsAsync($"health: {{ {lines} }}\n", isFoundByValidation: id != "MSPEC532")).Should().ContainSingle().Subject;

        var page = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs", "diagnostics", id + ".md"), TestContext.Current.CancellationToken);
        page.Should().Contain($"error {id}: {problem[(id.Length + 1)..]}\n```\n").And.Contain($"health: {{ {lines} }}\n");
    }

    [Fact]
    public async Task Measures_that_the_labels_do_not_carry_are_errors_and_no_passes()
    {
        using var health = new HealthCase();
        var head = HealthCase.Head.Replace("predictions: { score: score }", "predictions: { value: score }", StringComparison.Ordinal).Replace("task: binary\nclasses: [\"0\", \"1\"]\npositive: \"1\"\n", "task: regression\n", StringComparison.Ordinal);

        var check = await health.CheckAsync("health: { label_balance: \">= 5 %\" }\n", head);

        check.Outcome.Should().Be(Outcome.Error);
        check.Message.Should().Contain("the labels are numbers, not classes");
    }

    [Fact]
    public async Task A_model_says_which_columns_a_leaked_row_is_known_by()
    {
        using var guard = new GuardCase();
        // a and b of the row of 3, whatever the rest is.
        guard.Files.Write("train.csv", "a,b,t,side\n3,3,0,none\n1000,5,0,none\n");

        var check = await guard.CheckAsync("health: { leakage: { train: train.csv } }\n");

        check.Outcome.Should().Be(Outcome.Failed);
        check.Value.Should().Be(1.0 / 40);
        check.Message.Should().Contain("r3: is train.csv line 2");
    }

    [Fact]
    public async Task On_a_slice_of_predictions_labels_that_are_missing_cannot_be_counted_which_is_no_pass()
    {
        using var health = new HealthCase().Set(0, "y", "");

        var result = await health.Write().RunAsync("slices: { sure: confidence > 0.5 }\nhealth: { labels_received: \">= 95 %\", nulls: \"<= 0\", every_slice: true }\n");

        result.Checks.Where(check => check.Slice == "sure").Select(check => (check.Id, check.Outcome, check.Rows)).Should().Equal(
            ("sure//health nulls/max", Outcome.Passed, 99L), ("sure//health labels_received/min", Outcome.Error, 0L));
        result.Checks[^1].Message.Should().Contain("only rows with a label are in a slice of predictions");
    }

    [Fact]
    public async Task Results_are_the_same_for_any_number_of_threads()
    {
        using var health = new HealthCase().Set(3, "income", "").Repeat(7);
        const string Lines = "health: { nulls: \"<= 0\", duplicates: \"<= 0\", near_duplicates: \"<= 0\" }\n";

        var (one, other) = (await health.Write().RunAsync(Lines + "run: { threads: 1 }\n"), await health.RunAsync(Lines + "run: { threads: 4 }\n"));

        one.Checks.Select(check => check.Message).Should().Equal(other.Checks.Select(check => check.Message));
    }
}
