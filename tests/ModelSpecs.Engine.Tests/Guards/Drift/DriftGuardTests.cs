using System.Globalization;
using ModelSpecs.Metrics.Drift;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Drift;

public sealed class DriftGuardTests
{
    private const string All =
        "drift: { reference: reference.csv, columns: [income, age, kids, country, owner], psi: \"<= 0.25\", kl: \"<= 0.3\", js: \"<= 0.3\", ks: \"<= 0.2\", chi2: \"<= 40\", wasserstein: \"<= 0.3\", null_rate: \"<= 5 %\", unseen: \"<= 1 %\", p_value: \">= 0.0001\", share: \"<= 20 %\", volume: [\">= 0.1\", \"<= 1\"] }\n";

    [Fact]
    public async Task Two_samples_of_one_source_pass_every_measure()
    {
        using var files = new DriftCase();
        var checks = await files.ChecksAsync(All);

        checks.Should().HaveCount(12).And.OnlyContain(check => check.Outcome == Outcome.Passed);
        checks.Select(check => check.Name).Should().Contain(["overall: drift psi <= 0.25", "overall: drift volume >= 0.1"]);
    }

    public static TheoryData<string, string, string> Planted => new()
    {
        { "income", "psi: \"<= 0.25\"", "income: psi" },
        { "income", "ks: \"<= 0.2\"", "income: ks" },
        { "income", "wasserstein: \"<= 0.3\"", "income: wasserstein" },
        { "income", "p_value: \">= 0.001\"", "Kolmogorov–Smirnov" },
        { "country", "js: \"<= 0.3\"", "DE had" },
        { "country", "kl: \"<= 0.3\"", "DE had" },
        { "country", "chi2: \"<= 40\"", "degrees of freedom" },
        { "country", "p_value: \">= 0.001\"", "chi-squared" },
        { "country", "unseen: \"<= 1 %\"", "'XX' (" },
        { "kids", "unseen: \"<= 1 %\"", "kids: unseen" },
        { "kids", "p_value: \">= 0.001\"", "chi-squared" },
        { "nulls", "null_rate: \"<= 5 %\"", "of the reference have no value" },
        { "all", "share: \"<= 20 %\"", "3 of 5 columns" },
        { "all", "share: \"<= 20 %\", psi_mark: 0.2", "3 of 5 columns" },
        { "score", "psi: { columns: [score], is: \"<= 0.25\" }", "score: psi" },
        { "score", "prediction_rate: \"<= 10 %\"", "in the reference" },
        { "rows", "volume: \">= 0.2\"", "3,000 in the reference" },
    };

    [Theory]
    [MemberData(nameof(Planted))]
    public async Task What_was_planted_is_caught_and_named(string what, string measure, string said)
    {
        using var files = new DriftCase(rows: what == "rows" ? 300 : 800, planted: one => what switch
        {
            "income" => one with { Income = one.Income * 1.8 },
            "country" => one with { Country = one.Country == "DE" ? "XX" : one.Country },
            "kids" => one with { Kids = one.Kids == 1 ? 7 : one.Kids },
            "nulls" => one with { Income = one.Age < 40 ? null : one.Income },
            "all" => one with { Income = one.Income * 1.8, Country = one.Country == "DE" ? "XX" : one.Country, Kids = one.Kids == 1 ? 7 : one.Kids },
            "score" => one with { Score = Math.Sqrt(one.Score) },
            _ => one,
        });
        var check = await files.CheckAsync($"drift: {{ reference: reference.csv, columns: [income, age, kids, country, owner], {measure} }}\n");

        check.Outcome.Should().Be(Outcome.Failed);
        check.Message.Should().Contain(said);
    }

    [Fact]
    public async Task Values_are_those_of_the_kernels_over_the_same_rows()
    {
        using var files = new DriftCase(planted: one => one with { Income = one.Income * 1.2 });
        var (reference, now) = (Incomes(files, "reference.csv"), Incomes(files, "golden.csv"));
        var edges = QuantileEdges.Of(reference);
        var (expected, actual) = (QuantileEdges.Count(reference, edges), QuantileEdges.Count(now, edges));
        var mean = reference.Average();

        var result = await files.RunAsync("drift: { reference: reference.csv, columns: [income], psi: \"<= 9\", kl: \"<= 9\", js: \"<= 0.9\", ks: \"<= 0.9\", wasserstein: \"<= 9\", p_value: \">= 0.0001\" }\n");

        Value("psi").Should().BeApproximately(BinnedDistances.Psi(expected, actual), 1e-12);
        Value("kl").Should().BeApproximately(BinnedDistances.KullbackLeibler(expected, actual), 1e-12);
        Value("js").Should().BeApproximately(BinnedDistances.JensenShannon(expected, actual), 1e-12);
        Value("ks").Should().BeApproximately(KolmogorovSmirnov.Statistic(reference, now), 1e-12);
        Value("wasserstein").Should().BeApproximately(Wasserstein.Distance(reference, now) / Math.Sqrt(reference.Average(value => (value - mean) * (value - mean))), 1e-9);
        Value("p_value").Should().BeApproximately(KolmogorovSmirnov.PValue(KolmogorovSmirnov.Statistic(reference, now), reference.Length, now.Length), 1e-12);

        double Value(string measure) => result.Guards.Single().Values.Single(value => value.Measure == measure).Value!.Value;
    }

    [Fact]
    public async Task A_column_of_its_own_is_a_check_of_its_own()
    {
        using var files = new DriftCase(planted: one => one with { Income = one.Income * 1.5 });
        var checks = await files.ChecksAsync("drift: { reference: reference.csv, columns: [age, kids], psi: [{ is: \"<= 0.25\" }, { columns: [income, country], is: \"<= 0.05\" }] }\n");

        checks.Select(check => check.Name).Should().Equal("overall: drift psi <= 0.25", "overall: drift psi(income) <= 0.05", "overall: drift psi(country) <= 0.05");
        checks.Select(check => check.Outcome).Should().Equal(Outcome.Passed, Outcome.Failed, Outcome.Passed);
        checks[1].Message.Should().Contain("without drift").And.Contain("rows against");
    }

    [Fact]
    public async Task Of_many_columns_beyond_a_bound_all_are_named_the_worst_first()
    {
        using var files = new DriftCase(planted: one => one with { Income = one.Income * 1.5, Age = one.Age + 40, Kids = 0 });
        var check = await files.CheckAsync("drift: { reference: reference.csv, columns: [income, age, kids, country], psi: \"<= 0.25\" }\n");

        string[] named = [.. check.Message.Split('\n').Where(line => line.Contains(": psi ", StringComparison.Ordinal)).Select(line => line.Split(": psi ")[0].Split(' ')[^1])];
        named.Should().BeEquivalentTo("income", "age", "kids");
        check.Message.Should().NotContain("country");
        check.Value.Should().BeGreaterThan(1);
    }

    [Fact]
    public async Task A_slice_is_held_against_the_same_slice_of_the_reference()
    {
        // Who earns more moves north and the others south: on the whole nothing has moved.
        using var files = new DriftCase(rows: 2_000, planted: one => one with { Region = one.Income > 30_000 ? "north" : "south" });
        const string Slices = "slices: { region: { by: region }, rich: income > 40000 }\n";
        var checks = await files.ChecksAsync($"drift: {{ reference: reference.csv, columns: [income], psi: \"<= 0.2\", slices: [region] }}\n{Slices}");

        checks.Select(check => (check.Name, check.Outcome)).Should().Equal(
            ("overall: drift psi <= 0.2", Outcome.Passed), ("region = north: drift psi <= 0.2", Outcome.Failed), ("region = south: drift psi <= 0.2", Outcome.Failed));
        checks[0].Value.Should().BeLessThan(0.02);
        (await files.ChecksAsync($"drift: {{ reference: reference.csv, columns: [income], psi: \"<= 0.2\", every_slice: true }}\n{Slices}")).Should().HaveCount(4);
    }

    [Fact]
    public async Task A_group_that_the_reference_does_not_have_is_no_pass()
    {
        using var files = new DriftCase(planted: one => one with { Region = one.Age > 60 ? "west" : one.Region });
        var checks = await files.ChecksAsync("drift: { reference: reference.csv, columns: [income], psi: \"<= 0.5\", slices: [region] }\nslices: { region: { by: region } }\nverdict: { min_rows: 1 }\n");

        var west = checks.Single(check => check.Group == "west");
        west.Outcome.Should().Be(Outcome.Error);
        west.Message.Should().Contain("reference.csv has no row of it");
    }

    [Fact]
    public async Task A_column_without_any_value_is_no_pass_unless_only_nulls_are_counted()
    {
        using var files = new DriftCase(planted: one => one with { Income = null });
        var checks = await files.ChecksAsync("drift: { reference: reference.csv, columns: [income], psi: \"<= 0.5\", ks: \"<= 0.5\", null_rate: \"<= 50 %\" }\nverdict: { min_rows: 1 }\n");

        checks.Select(check => check.Outcome).Should().Equal(Outcome.Error, Outcome.Error, Outcome.Failed);
        checks[0].Message.Should().Contain("there is no value");
    }

    [Fact]
    public async Task A_column_that_lost_all_its_values_does_not_drop_out_of_the_worst_of_all()
    {
        using var files = new DriftCase(planted: one => one with { Income = null });
        var checks = await files.ChecksAsync("drift: { reference: reference.csv, columns: [income, age], ks: \"<= 0.5\", wasserstein: \"<= 5\", psi: \"<= 5\", p_value: \">= 0.001\", share: \"<= 50 %\" }\nverdict: { min_rows: 1 }\n");

        checks.Should().OnlyContain(check => check.Outcome == Outcome.Error && check.Message.Contains("column 'income': there is no value"));
    }

    [Fact]
    public async Task Categories_that_are_all_rare_are_not_tested_and_that_is_no_pass()
    {
        using var files = new DriftCase();
        files.Files.Write("before.csv", "country\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"A{i % 15}\n")));
        files.Files.Write("golden.csv", "id,country,score,t\n" + string.Concat(Enumerable.Range(0, 30).Select(i => FormattableString.Invariant($"r{i},B{i % 15},0.{i + 10},{i % 2}\n"))));
        var checks = await files.ChecksAsync("drift: { reference: before.csv, columns: [country], p_value: \">= 0.001\", chi2: \"<= 10\", share: \"<= 50 %\", psi: \"<= 0.25\" }\nverdict: { min_rows: 1 }\n");

        checks.Where(check => check.Name.Contains("psi", StringComparison.Ordinal)).Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Failed);
        checks.Where(check => !check.Name.Contains("psi", StringComparison.Ordinal)).Should().HaveCount(3)
            .And.OnlyContain(check => check.Outcome == Outcome.Failed || (check.Outcome == Outcome.Error && check.Message.Contains("too few rows by category to test")));
    }

    [Fact]
    public async Task Few_rows_of_many_categories_have_no_test()
    {
        using var files = new DriftCase();
        files.Files.Write("before.csv", "country\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"A{i % 15}\n")));
        files.Files.Write("golden.csv", "id,country,score,t\n" + string.Concat(Enumerable.Range(0, 30).Select(i => FormattableString.Invariant($"r{i},A{i % 12},0.{i + 10},{i % 2}\n"))));
        var checks = await files.ChecksAsync("drift: { reference: before.csv, columns: [country], p_value: \">= 0.001\", chi2: \"<= 10\", share: \"<= 50 %\" }\nverdict: { min_rows: 1 }\n");

        checks.Should().HaveCount(3).And.OnlyContain(check => check.Outcome == Outcome.Error && check.Message.Contains("column 'country': too few rows by category to test"));
    }

    [Fact]
    public async Task Numbers_whose_spread_is_beyond_all_numbers_have_no_distance_in_it()
    {
        using var files = new DriftCase();
        files.Files.Write("before.csv", "wage\n" + string.Concat(Enumerable.Range(1, 40).Select(i => FormattableString.Invariant($"{i}e306\n"))));
        files.Files.Write("golden.csv", "wage,score,t\n" + string.Concat(Enumerable.Range(1, 40).Select(i => FormattableString.Invariant($"{i}.5e305,0.{i + 10},{i % 2}\n"))));
        var check = await files.CheckAsync("drift: { reference: before.csv, columns: [wage], wasserstein: \"<= 5\" }\n", "spec: A suite\ngolden: golden.csv\nlabel: t\ntask: binary\npositive: 1\npredictions: { score: score }\nverdict: { min_rows: 1 }\n");

        check.Outcome.Should().Be(Outcome.Error);
        check.Message.Should().Contain("no finite distance or standard deviation");
    }

    [Fact]
    public async Task Groups_of_another_set_that_the_golden_set_lacks_are_said_to_be_left_out()
    {
        using var files = new DriftCase();
        files.Files.Write("month.csv", DriftCase.Text(600, new Random(5), one => one with { Region = one.Age > 60 ? "west" : one.Region }));
        var notes = (await files.RunAsync("drift: { reference: reference.csv, data: month.csv, columns: [income], psi: \"<= 0.5\", slices: [region] }\nslices: { region: { by: region } }\n")).Guards.Single().Notes;

        notes.Should().Equal("Not judged: region = west of month.csv, which the golden set does not have.");
    }

    [Fact]
    public async Task Without_columns_all_are_looked_at_but_labels_ids_and_predictions()
    {
        using var files = new DriftCase(planted: one => one with { Score = one.Score / 2, Age = one.Age + 40 });
        var result = await files.RunAsync("drift: { reference: reference.csv, psi: \"<= 0.25\" }\n");

        result.Checks.Single(check => check.Kind == "drift").Message.Should().Contain("age: psi").And.NotContain("score: psi").And.NotContain("id: psi");
        result.Guards.Single().Figures[0].Series.Single().Labels.Should().BeEquivalentTo("income", "age", "kids", "country", "owner", "region");
    }

    [Fact]
    public async Task Figures_show_both_sides_of_the_worst_columns()
    {
        using var files = new DriftCase(planted: one => one with { Income = one.Income * 2, Country = "DE" });
        var figures = (await files.RunAsync("drift: { reference: reference.csv, psi: \"<= 0.25\" }\n")).Guards.Single().Figures;

        figures.Should().HaveCount(5);
        figures[0].Bounds.Should().ContainSingle().Which.Should().Be(new FigureBoundResult(0.25, "<= 0.25"));
        var income = figures.Single(figure => figure.Title == "income");
        income.Series.Select(series => series.Name).Should().Equal("reference.csv", "golden.csv");
        foreach (var series in income.Series)
        {
            series.Mark.Should().Be("steps");
            series.X.Should().HaveCount(series.Y.Count + 1);
            series.Y.Sum().Should().BeApproximately(1, 1e-9);
        }

        figures.Single(figure => figure.Title == "country").Series.Should().OnlyContain(series => series.Mark == "bars" && series.Labels.Count == series.Y.Count);
    }

    [Fact]
    public async Task Several_are_told_apart_by_name_and_another_set_takes_the_golden_sets_place()
    {
        using var files = new DriftCase();
        files.Files.Write("month.csv", DriftCase.Text(1_000, new Random(9), one => one with { Income = one.Income * 2 }));
        var checks = await files.ChecksAsync("drift:\n  - { name: training, reference: reference.csv, psi: \"<= 0.25\" }\n  - { name: month, reference: golden.csv, data: { path: month.csv, where: age < 50 }, psi: \"<= 0.25\" }\n");

        checks.Select(check => (check.Name, check.Outcome)).Should().Equal(("overall: drift training psi <= 0.25", Outcome.Passed), ("overall: drift month psi <= 0.25", Outcome.Failed));
    }

    [Fact]
    public async Task The_model_is_run_on_a_reference_without_labels()
    {
        using var model = new GuardCase();
        model.Files.Write("train.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{i % 40},{i % 7}\n"))));
        var near = await model.CheckAsync("drift: { reference: train.csv, columns: [prediction], ks: \"<= 0.2\" }\n");
        model.Files.Write("train.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{i + 60},{i % 7}\n"))));
        var far = await model.CheckAsync("drift: { reference: train.csv, columns: [prediction], ks: \"<= 0.2\" }\n");

        (near.Outcome, far.Outcome).Should().Be((Outcome.Passed, Outcome.Failed));
        far.Value.Should().BeGreaterThan(0.5);
    }

    [Fact]
    public async Task Class_names_that_come_from_labels_are_those_of_the_golden_set()
    {
        using var files = new DriftCase();
        files.Files.Write("golden.csv", "p,t\n" + string.Concat(Enumerable.Range(0, 80).Select(i => i % 4 == 0 ? "0.75,sold\n" : "0.25,kept\n")));
        files.Files.Write("train.csv", "p\n" + string.Concat(Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "0.75\n" : "0.25\n")));
        var check = await files.CheckAsync("drift: { reference: train.csv, prediction_rate: \"<= 10 %\" }\n", "spec: A suite\ngolden: golden.csv\nlabel: t\ntask: binary\npositive: sold\npredictions: { score: p }\n");

        check.Outcome.Should().Be(Outcome.Failed);
        check.Value.Should().BeApproximately(0.25, 1e-12);
        check.Message.Should().Contain("sold: 50.0 % in the reference, 25.0 % now");
    }

    [Fact]
    public async Task Recorded_scores_are_compared_with_a_reference_without_labels_too()
    {
        using var files = new DriftCase(planted: one => one with { Score = one.Score / 2 });
        files.Files.Write("scores.csv", "score\n" + string.Concat(Enumerable.Range(0, 500).Select(i => FormattableString.Invariant($"{(i + 0.5) / 500}\n"))));
        var checks = await files.ChecksAsync("drift: { reference: scores.csv, columns: [score, prediction], psi: \"<= 0.25\", prediction_rate: \"<= 10 %\" }\n");

        checks.Should().OnlyContain(check => check.Outcome == Outcome.Failed);
        checks[1].Value.Should().BeApproximately(0.5, 0.01);
    }

    [Fact]
    public async Task A_bound_may_be_what_was_approved()
    {
        const string Lines = "snapshot: true\ndrift: { reference: train.csv, psi: \"<= snapshot + 0.1\" }\n";
        using var model = new GuardCase();
        model.Files.Write("train.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 200).Select(i => FormattableString.Invariant($"{i % 40},{i % 7}\n"))));
        await model.RunAsync(Lines, accept: true);
        var same = (await model.RunAsync(Lines)).Checks.Single(check => check.Kind == "drift");
        model.Files.Write("train.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 200).Select(i => FormattableString.Invariant($"{20 + (i % 40)},{i % 7}\n"))));
        var moved = (await model.RunAsync(Lines)).Checks.Single(check => check.Kind == "drift");

        (same.Outcome, moved.Outcome).Should().Be((Outcome.Passed, Outcome.Failed));
        moved.Message.Should().Contain("snapshot");
    }

    [Fact]
    public async Task Which_test_is_of_which_column_is_said()
    {
        using var files = new DriftCase();
        var notes = (await files.RunAsync("drift: { reference: reference.csv, columns: [income, kids, country], p_value: \">= 0.0001\", correction: benjamini_hochberg }\n")).Guards.Single().Notes;

        notes.Should().ContainSingle().Which.Should().Be("p-values: Kolmogorov–Smirnov for income; chi-squared for kids, country; corrected by Benjamini–Hochberg over 3 columns.");
    }

    [Fact]
    public async Task The_result_is_the_same_for_any_number_of_threads()
    {
        using var files = new DriftCase();
        const string Lines = "drift: { reference: reference.csv, psi: \"<= 0.25\", ks: \"<= 0.3\", wasserstein: \"<= 1\", p_value: \">= 0.0001\", every_slice: true }\nslices: { region: { by: region } }\n";
        var (one, four) = (await files.RunAsync(Lines, threads: 1), await files.RunAsync(Lines, threads: 4));

        one.Guards.Should().BeEquivalentTo(four.Guards, options => options.WithStrictOrdering());
    }

    [Fact]
    public async Task Two_hundred_clean_draws_of_two_hundred_pass()
    {
        // Five tests a draw, corrected by Holm: at 1e-4 a false alarm among 200 draws has a chance of 2 %; psi of 600 rows is 0.018 by chance.
        for (var seed = 0; seed < 200; seed++)
        {
            using var files = new DriftCase(rows: 600, referenceRows: 1_500, seed: seed * 7);
            var checks = await files.ChecksAsync("drift: { reference: reference.csv, columns: [income, age, kids, country, owner], p_value: \">= 0.0001\", psi: \"<= 0.1\", share: \"<= 20 %\" }\n");
            checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed, "draw {0} is clean", seed);
        }
    }

    [Fact]
    public async Task False_alarms_come_about_as_often_as_the_level_says()
    {
        const int Draws = 300;
        var alarms = 0;
        for (var seed = 0; seed < Draws; seed++)
        {
            using var files = new DriftCase(rows: 300, referenceRows: 600, seed: 50_000 + (seed * 3));
            alarms += (await files.ChecksAsync("drift: { reference: reference.csv, columns: [income, age, kids, country, owner], p_value: \">= 0.05\" }\n"))[0].Outcome == Outcome.Failed ? 1 : 0;
        }

        // Holm keeps the chance of any alarm at 5 % or below; 3.3 standard errors of 300 draws are 4.2 %.
        alarms.Should().BeInRange(2, (int)(Draws * 0.092), "of {0} draws", Draws);
    }

    private static double[] Incomes(DriftCase files, string name) =>
    [
        .. File.ReadLines(files.Files.PathOf(name)).Skip(1).Select(line => line.Split(',')[1]).Where(text => text.Length > 0).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).Order(),
    ];
}
