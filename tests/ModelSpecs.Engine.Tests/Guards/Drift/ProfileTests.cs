using System.Reflection;
using System.Text;
using ModelSpecs.Engine.Guards.Drift;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Results;
using ModelSpecs.Results.Profiles;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Tests.Guards.Drift;

/// <summary>Profiles against the rows that they were made of.</summary>
public sealed class ProfileTests : IDisposable
{
    private const string Measures = "columns: [income, age, kids, country, owner, score], psi: \"<= 9\", kl: \"<= 9\", js: \"<= 0.9\", ks: \"<= 0.9\", chi2: \"<= 9e9\", wasserstein: \"<= 9\", null_rate: \"<= 90 %\", prediction_rate: \"<= 90 %\"";

    private readonly DriftCase files = new(planted: one => one with { Income = one.Income * 1.3, Country = one.Country == "FR" ? "DE" : one.Country, Kids = one.Kids == 3 ? 4 : one.Kids });

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Against_a_profile_every_measure_is_that_against_the_rows_and_ks_within_what_is_said()
    {
        await WriteAsync("reference.csv", "reference.profile.json", DriftCase.Head);
        var (rows, profile) = (await files.RunAsync($"drift: {{ reference: reference.csv, {Measures} }}\n"), await files.RunAsync($"drift: {{ reference: reference.profile.json, {Measures} }}\n"));

        foreach (var exact in rows.Guards.Single().Values)
        {
            var here = profile.Guards.Single().Values.Single(value => value.Measure == exact.Measure).Value!.Value;
            // 3,000 rows and a floor of ten: a gap is a third of a percent, before an edge up to two of them.
            var (below, above) = exact.Measure switch { "ks" => (20 / 3_000.0, 0.0), "wasserstein" => (0.005, 0.005), _ => (1e-12, 1e-12) };
            here.Should().BeInRange(exact.Value!.Value - below - 1e-12, exact.Value!.Value + above + 1e-12, exact.Measure);
        }

        profile.Guards.Single().Notes.Should().ContainSingle(note => note.StartsWith("The reference is a profile: its distribution functions are known to within 0.00", StringComparison.Ordinal));
        profile.Guards.Single().Figures.Select(figure => figure.Title).Should().Equal(["Population stability index against reference.profile.json", .. rows.Guards.Single().Figures.Skip(1).Select(figure => figure.Title)]);
    }

    [Fact]
    public async Task A_planted_shift_is_caught_and_two_hundred_clean_draws_are_not_alarmed()
    {
        await WriteAsync("reference.csv", "reference.profile.json", null);
        (await files.CheckAsync("drift: { reference: reference.profile.json, columns: [income], p_value: \">= 0.0001\" }\n")).Outcome.Should().Be(Outcome.Failed);

        for (var seed = 0; seed < 200; seed++)
        {
            files.Files.Write("golden.csv", DriftCase.Text(500, new Random(seed + 9_000)));
            (await files.ChecksAsync("drift: { reference: reference.profile.json, columns: [income, age, kids, country, owner], p_value: \">= 0.0001\", psi: \"<= 0.1\" }\n"))
                .Should().OnlyContain(check => check.Outcome == Outcome.Passed, "draw {0} is clean", seed);
        }
    }

    [Fact]
    public async Task Its_text_is_read_back_as_it_was_and_does_not_depend_on_threads()
    {
        var one = ProfileText.Write(await MakeAsync("reference.csv", DriftCase.Head, threads: 1));
        var four = ProfileText.Write(await MakeAsync("reference.csv", DriftCase.Head, threads: 4));

        one.Should().Equal(four);
        ProfileText.Write(ProfileText.Read(one)).Should().Equal(one);
        Encoding.UTF8.GetString(one).Should().StartWith("{\n  \"modelspecs_profile\": 1,\n  \"rows\": 3000,\n  \"floor\": 10,\n").And.EndWith("}\n").And.NotContain("\r");
    }

    [Fact]
    public async Task Nothing_in_it_stands_for_fewer_rows_than_the_floor()
    {
        files.Files.Write("rare.csv", "name,wage\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"{(i < 280 ? "worker" : i < 291 ? "clerk" : $"person {i}")},{1_000 + i}\n")));
        var profile = await MakeAsync("rare.csv", null);
        var text = Encoding.UTF8.GetString(ProfileText.Write(profile));

        text.Should().Contain("\"worker\": 280, \"clerk\": 11").And.NotContain("person").And.Contain("\"rest\": 9,\n      \"rest_categories\": 9");
        text.Should().NotContain("1299", "the highest wage is one person's").And.NotContain("1000,");
        var wage = profile.Columns[1].Numbers!;
        wage.At.Zip(wage.Between).Should().OnlyContain(pair => pair.First + pair.Second >= 10);
        (wage.Above is null || wage.Between[^1] >= 10).Should().BeTrue();
    }

    [Fact]
    public async Task A_category_among_the_rest_is_not_called_unseen_until_the_rest_has_grown()
    {
        files.Files.Write("before.csv", "country,t\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{(i < 190 ? "DE" : "X" + i)},1\n")));
        await WriteAsync("before.csv", "before.profile.json", null);
        files.Files.Write("golden.csv", DriftCase.Columns + string.Concat(Enumerable.Range(0, 200).Select(i => $"r{i},1,1,1,{(i < 180 ? "DE" : "Y")},true,north,0.{i + 100},1\n")));

        var check = await files.CheckAsync("drift: { reference: before.profile.json, columns: [country], unseen: \"<= 1 %\" }\n");
        check.Value.Should().BeApproximately(0.05, 1e-12, "5 % were without a name before, 10 % are now");
        check.Outcome.Should().Be(Outcome.Failed);
    }

    [Fact]
    public async Task Categories_that_are_all_below_the_floor_are_no_pass()
    {
        files.Files.Write("before.csv", "country,t\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"X{i},1\n")));
        await WriteAsync("before.csv", "before.profile.json", null);
        var checks = await files.ChecksAsync("drift: { reference: before.profile.json, columns: [country], psi: \"<= 0.25\", kl: \"<= 1\", js: \"<= 0.9\", chi2: \"<= 9\", unseen: \"<= 1 %\", p_value: \">= 0.001\" }\n");

        checks.Should().HaveCount(6).And.OnlyContain(check => check.Outcome == Outcome.Error && check.Message.Contains("the profile keeps nothing of so few values"));
    }

    [Fact]
    public async Task A_bound_that_lies_where_the_profile_does_not_know_is_no_pass()
    {
        await WriteAsync("reference.csv", "reference.profile.json", null);
        var exact = (await files.RunAsync("drift: { reference: reference.csv, columns: [income], ks: \"<= 0.9\" }\n")).Guards.Single().Values.Single().Value!.Value;
        var near = (await files.RunAsync("drift: { reference: reference.profile.json, columns: [income], ks: \"<= 0.9\" }\n")).Guards.Single().Values.Single().Value!.Value;
        var between = FormattableString.Invariant($"{near + 0.0005:R}");

        (await Outcome(between)).Should().Be(Results.Outcome.Inconclusive);
        (await Outcome("0.9")).Should().Be(Results.Outcome.Passed);
        (await Outcome(FormattableString.Invariant($"{near - 0.01:R}"))).Should().Be(Results.Outcome.Failed);
        exact.Should().BeGreaterThanOrEqualTo(near);

        async Task<Outcome> Outcome(string bound) => (await files.CheckAsync($"drift: {{ reference: reference.profile.json, columns: [income], ks: \"<= {bound}\" }}\n")).Outcome;
    }

    [Fact]
    public async Task A_p_value_that_the_profile_leaves_open_is_no_pass()
    {
        files.Files.Write("golden.csv", DriftCase.Text(800, new Random(77), one => one with { Income = one.Income * 1.05 }));
        await WriteAsync("reference.csv", "reference.profile.json", null);
        var exact = (await files.RunAsync("drift: { reference: reference.csv, columns: [income], p_value: \">= 1e-9\" }\n")).Guards.Single().Values.Single().Value!.Value;
        var near = (await files.RunAsync("drift: { reference: reference.profile.json, columns: [income], p_value: \">= 1e-9\" }\n")).Guards.Single().Values.Single().Value!.Value;

        near.Should().BeGreaterThanOrEqualTo(exact);
        var check = await files.CheckAsync(FormattableString.Invariant($"drift: {{ reference: reference.profile.json, columns: [income], p_value: \">= {near * 0.999:R}\" }}\n"));
        check.Outcome.Should().Be(Outcome.Inconclusive);
        check.Message.Should().Contain("a profile does not know it that well");
    }

    [Fact]
    public async Task Numbers_that_are_too_far_apart_are_said_and_not_written()
    {
        files.Files.Write("far.csv", "wage,t\n" + string.Concat(Enumerable.Range(1, 40).Select(i => FormattableString.Invariant($"{i}e306,1\n"))));
        var make = () => MakeAsync("far.csv", null);

        (await make.Should().ThrowAsync<Spec.Diagnostics.SpecException>()).Which.Diagnostics.Should().ContainSingle().Which.Should()
            .Match<Spec.Diagnostics.SpecDiagnostic>(diagnostic => diagnostic.Id == "MSPEC522" && diagnostic.Message.Contains("'wage' has numbers that are too far apart"));
    }

    [Fact]
    public async Task Predictions_of_two_models_do_not_make_one_profile()
    {
        var one = await MakeAsync("reference.csv", DriftCase.Head) with { Model = new string('a', 64) };
        var other = await MakeAsync("golden.csv", DriftCase.Head) with { Model = new string('b', 64) };

        FluentActions.Invoking(() => ProfileMerge.Merge(one, other)).Should().Throw<ArgumentException>().WithMessage("Their predictions come from two models.*");
        ProfileMerge.Merge(one, other with { Predictions = [] }).Predictions.Should().BeEmpty();
    }

    [Fact]
    public async Task Months_merged_are_near_the_whole_and_say_how_near()
    {
        string[] months = [.. Enumerable.Range(0, 4).Select(month => $"month{month}.csv")];
        var all = new StringBuilder(DriftCase.Columns);
        for (var month = 0; month < months.Length; month++)
        {
            var text = DriftCase.Text(2_000, new Random(300 + month));
            files.Files.Write(months[month], text);
            all.Append(text, DriftCase.Columns.Length, text.Length - DriftCase.Columns.Length);
        }

        files.Files.Write("year.csv", all.ToString());
        var merged = (ProfileDocument?)null;
        foreach (var month in months)
        {
            var profile = await MakeAsync(month, DriftCase.Head);
            merged = merged is null ? profile : ProfileMerge.Merge(merged, profile);
        }

        File.WriteAllBytes(files.Files.PathOf("merged.profile.json"), ProfileText.Write(merged!));
        ProfileText.Read(ProfileText.Write(merged!)).Data.Should().HaveCount(4);
        var whole = await MakeAsync("year.csv", DriftCase.Head);
        merged!.Rows.Should().Be(8_000);
        foreach (var (one, other) in merged.Columns.Concat(merged.Predictions).Zip(whole.Columns.Concat(whole.Predictions)))
        {
            (one.Name, one.Kind, one.Missing).Should().Be((other.Name, other.Kind, other.Missing));
            (one.Numbers?.Mean ?? 0).Should().BeApproximately(other.Numbers?.Mean ?? 0, 1e-9 * Math.Max(1, Math.Abs(other.Numbers?.Mean ?? 0)));
            (one.Numbers?.Deviation ?? 0).Should().BeApproximately(other.Numbers?.Deviation ?? 0, 1e-9 * Math.Max(1, other.Numbers?.Deviation ?? 0));
        }

        merged.Columns.Single(column => column.Name == "country").Categories!.Rows.Should().Equal(whole.Columns.Single(column => column.Name == "country").Categories!.Rows);
        merged.Columns.Single(column => column.Name == "kids").Numbers!.At.Should().Equal(whole.Columns.Single(column => column.Name == "kids").Numbers!.At, "few values are knots in all months");
        var error = merged.Columns.Single(column => column.Name == "income").Numbers!.RankError;
        error.Should().BePositive().And.BeLessThan(0.03);

        var exact = (await files.RunAsync($"drift: {{ reference: year.csv, {Measures} }}\n")).Guards.Single();
        var near = (await files.RunAsync($"drift: {{ reference: merged.profile.json, {Measures} }}\n")).Guards.Single();
        foreach (var measure in (string[])["psi", "ks", "js", "wasserstein"])
        {
            near.Values.Single(value => value.Measure == measure).Value!.Value.Should().BeApproximately(exact.Values.Single(value => value.Measure == measure).Value!.Value, 0.02, measure);
        }
    }

    [Fact]
    public async Task The_same_data_is_not_counted_twice_and_a_column_has_one_kind()
    {
        var profile = await MakeAsync("reference.csv", null);
        FluentActions.Invoking(() => ProfileMerge.Merge(profile, profile)).Should().Throw<ArgumentException>().WithMessage("Both are made of the same data*");

        files.Files.Write("typed.csv", "income,age\nlots,1\nmore,2\n");
        var other = await MakeAsync("typed.csv", null);
        FluentActions.Invoking(() => ProfileMerge.Merge(profile, other)).Should().Throw<ArgumentException>().WithMessage("Column 'income' has two kinds. Found number and category*");
        ProfileMerge.OnlyInOne(profile, other).Should().Equal("id", "kids", "country", "owner", "region", "score", "t");
    }

    [Fact]
    public async Task Scores_of_another_model_are_said_to_be_that()
    {
        using var model = new GuardCase();
        model.Files.Write("golden.csv", File.ReadAllText(model.Files.PathOf("golden.csv")));
        var suite = model.Files.Parse("", GuardCase.Head + "expect: { mae: \"<= 9\" }\n");
        var profile = await ProfileRun.MakeAsync(new ProfileRequest { Data = suite.Golden, Root = suite.Root, Suite = suite, Threads = 2 }, TestContext.Current.CancellationToken);
        profile.Predictions.Select(column => column.Name).Should().Equal("prediction");
        profile.Model.Should().HaveLength(64);

        var own = await Notes(profile);
        var other = await Notes(profile with { Model = new string('0', 64) });
        own.Should().NotContain(note => note.Contains("another model"));
        other.Should().ContainSingle(note => note.Contains("another model"));

        async Task<IReadOnlyList<string>> Notes(ProfileDocument document)
        {
            File.WriteAllBytes(model.Files.PathOf("p.profile.json"), ProfileText.Write(document));
            return (await model.RunAsync("drift: { reference: p.profile.json, columns: [prediction], psi: \"<= 0.25\" }\n")).Guards.Single().Notes;
        }
    }

    [Fact]
    public async Task A_part_of_a_file_is_other_data_than_the_file()
    {
        var all = await MakeAsync("reference.csv", null);
        var suite = files.Files.Parse("", $"spec: A suite\ngolden: {{ path: reference.csv, where: age < 40 }}\nlabel: t\ntask: binary\npositive: 1\npredictions: {{ score: score }}\nexpect: {{ accuracy: \">= 0\" }}\n".Replace("\">= 0\"", "\">= 0.1\"", StringComparison.Ordinal));
        var part = await ProfileRun.MakeAsync(new ProfileRequest { Data = suite.Golden, Root = suite.Root }, TestContext.Current.CancellationToken);

        part.Rows.Should().BeLessThan(all.Rows);
        part.Data.Single().Should().HaveLength(64).And.NotBe(all.Data.Single());
    }

    [Fact]
    public async Task The_profile_of_the_samples_is_what_the_command_makes()
    {
        var root = typeof(ModelCase).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        var suite = SpecParser.Parse(Path.Combine(root, "specs", "loan-drift.spec.yaml"), new DiskSpecFiles()).Spec!;
        var data = new GoldenSpec { File = new FileReference(new Located<string>("train.csv", SourceSpan.CommandLine), Path.Combine(root, "testdata", "drift", "train.csv")), Columns = suite.Golden.Columns };
        var profile = await ProfileRun.MakeAsync(new ProfileRequest { Data = data, Root = root, Suite = suite, Threads = 2 }, TestContext.Current.CancellationToken);

        Encoding.UTF8.GetString(ProfileText.Write(profile)).Should().Be(await File.ReadAllTextAsync(Path.Combine(root, "testdata", "drift", "train.profile.json"), TestContext.Current.CancellationToken),
            "it is made by `modelspecs profile testdata/drift/train.csv --spec specs/loan-drift.spec.yaml -o testdata/drift/train.profile.json`");
    }

    private async Task WriteAsync(string data, string target, string? head) =>
        await File.WriteAllBytesAsync(files.Files.PathOf(target), ProfileText.Write(await MakeAsync(data, head)), TestContext.Current.CancellationToken);

    private Task<ProfileDocument> MakeAsync(string data, string? head, int threads = 2)
    {
        var suite = head is null ? null : files.Files.Parse("expect: { accuracy: \">= 0.1\" }\n", head);
        return ProfileRun.MakeAsync(
            new ProfileRequest { Data = new GoldenSpec { File = new FileReference(new Located<string>(data, SourceSpan.CommandLine), files.Files.PathOf(data)) }, Root = files.Files.Root, Suite = suite, Threads = threads },
            TestContext.Current.CancellationToken);
    }
}
