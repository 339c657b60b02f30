using ModelSpecs.Results.Profiles;

namespace ModelSpecs.Cli.Tests;

public sealed class ProfileCommandTests : IDisposable
{
    private readonly CliHarness cli = new();

    public ProfileCommandTests()
    {
        cli.Write("tiny.spec.yaml", CliHarness.Spec);
        cli.Write("golden.csv", Rows(0));
        cli.Write("may.csv", Rows(0));
        cli.Write("june.csv", Rows(7));
    }

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task It_writes_a_profile_of_all_columns()
    {
        (await cli.RunAsync("profile", "may.csv", "-o", "may.profile.json")).Should().Be(0);

        cli.Out.Should().Be("Written: may.profile.json: 3 columns of 60 rows\n");
        var profile = Read("may.profile.json");
        profile.Columns.Select(column => column.Name).Should().Equal("y", "p", "age");
        (profile.Rows, profile.Floor, profile.Predictions.Count).Should().Be((60, 10, 0));
        Directory.EnumerateFileSystemEntries(cli.Folder).Select(Path.GetFileName).Should().NotContain(name => name!.Contains(".tmp"));
    }

    [Fact]
    public async Task With_a_spec_it_has_what_its_model_says()
    {
        (await cli.RunAsync("profile", "may.csv", "--spec", "tiny.spec.yaml", "--columns", "age", "--floor", "5", "-o", "out/may.profile.json")).Should().Be(0);

        cli.Out.Should().Contain("1 column, score and prediction of 60 rows");
        var profile = Read("out/may.profile.json");
        profile.Columns.Select(column => column.Name).Should().Equal("age");
        profile.Predictions.Select(column => column.Name).Should().Equal("prediction", "score");
        profile.Floor.Should().Be(5);
    }

    [Fact]
    public async Task It_is_a_reference_that_a_run_takes()
    {
        await cli.RunAsync("profile", "may.csv", "--spec", "tiny.spec.yaml", "-o", "may.profile.json");
        cli.Write("tiny.spec.yaml", CliHarness.Spec + "\ndrift: { reference: may.profile.json, columns: [age, score], psi: \"<= 0.1\" }\n");

        (await cli.RunAsync("run", "tiny.spec.yaml")).Should().Be(0);
        cli.Out.Should().Contain("drift psi <= 0.1");
        cli.Write("golden.csv", Rows(0, shift: 30));
        (await cli.RunAsync("run", "tiny.spec.yaml")).Should().Be(1);
        cli.Out.Should().Contain("age: psi");
    }

    [Fact]
    public async Task Profiles_make_one_in_the_order_given_and_the_bytes_do_not_depend_on_it()
    {
        await cli.RunAsync("profile", "may.csv", "-o", "may.profile.json");
        await cli.RunAsync("profile", "june.csv", "-o", "june.profile.json");

        (await cli.RunAsync("profile", "may.profile.json", "june.profile.json", "-o", "a.profile.json")).Should().Be(0);
        cli.Out.Should().Be("Written: a.profile.json: 3 columns of 120 rows\n");
        (await cli.RunAsync("profile", "june.profile.json", "may.profile.json", "-o", "b.profile.json")).Should().Be(0);
        File.ReadAllBytes(Path.Combine(cli.Folder, "a.profile.json")).Should().Equal(File.ReadAllBytes(Path.Combine(cli.Folder, "b.profile.json")));
    }

    [Fact]
    public async Task The_data_may_lie_elsewhere_than_the_spec_and_its_model()
    {
        using var elsewhere = new CliHarness();
        cli.CopyTestdata("loan/champion.onnx");
        cli.Write("loan.spec.yaml", "spec: Loan\nmodel: loan/champion.onnx\ngolden: golden.csv\nlabel: y\ntask: binary\npositive: 1\ninputs: { X: [a, b, c, d, e, f] }\noutputs: { score: \"probabilities[1]\" }\n");
        elsewhere.Write("train.csv", "a,b,c,d,e,f,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"{20_000 + i},0.{i},{20 + i},{i},{100 * i},0.5,{i % 2}\n"))));

        (await cli.RunAsync("profile", Path.Combine(elsewhere.Folder, "train.csv"), "--spec", "loan.spec.yaml", "-o", "train.profile.json")).Should().Be(0, cli.Error);
        Read("train.profile.json").Predictions.Should().HaveCount(2);
        Read("train.profile.json").Model.Should().HaveLength(64);
    }

    [Fact]
    public async Task Rows_can_be_chosen()
    {
        (await cli.RunAsync("profile", "may.csv", "--where", "age < 40", "-o", "young.profile.json")).Should().Be(0);

        Read("young.profile.json").Rows.Should().BeInRange(1, 59);
        (await cli.RunAsync("profile", "may.csv", "--where", "age <", "-o", "young.profile.json")).Should().Be(2);
        cli.Error.Should().Contain("error MSPEC05");
    }

    [Fact]
    public async Task The_page_of_profiles_that_cannot_be_merged_shows_the_real_message()
    {
        await cli.RunAsync("profile", "may.csv", "-o", "may.profile.json");

        (await cli.RunAsync("profile", "may.profile.json", "may.profile.json", "-o", "spring.profile.json")).Should().Be(2);
        var message = cli.Error.Trim().Replace(Read("may.profile.json").Data[0], "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", StringComparison.Ordinal);
        Repository.Read("docs", "diagnostics", "MSPEC527.md").Should().Contain($"```\n{message}\n```");
        File.Exists(Path.Combine(cli.Folder, "spring.profile.json")).Should().BeFalse();
    }

    [Theory]
    [InlineData("--out names no profile. Found 'may.json'", "may.csv", "-o", "may.json")]
    [InlineData("Profiles are merged with profiles. Found one", "a.profile.json", "-o", "b.profile.json")]
    [InlineData("Profiles are merged with profiles. Found data sets beside them", "a.profile.json", "may.csv", "-o", "b.profile.json")]
    [InlineData("A profile is made of one data set. Found 2", "may.csv", "june.csv", "-o", "b.profile.json")]
    [InlineData("Merging takes profiles as they are", "a.profile.json", "b.profile.json", "--floor", "3", "-o", "c.profile.json")]
    [InlineData("--floor is no number of rows. Found '0'", "may.csv", "--floor", "0", "-o", "b.profile.json")]
    [InlineData("'--out' is required", "may.csv")]
    [InlineData("column 'wage' is not in may.csv. Found y, p, age", "may.csv", "--columns", "wage", "-o", "b.profile.json")]
    [InlineData("gone.csv", "gone.csv", "-o", "b.profile.json")]
    [InlineData("MSPEC520", "gone.profile.json", "away.profile.json", "-o", "b.profile.json")]
    public async Task What_is_wrong_is_said_and_nothing_is_written(string said, params string[] arguments)
    {
        (await cli.RunAsync(["profile", .. arguments])).Should().Be(2);

        cli.Error.Should().Contain(said);
        File.Exists(Path.Combine(cli.Folder, "b.profile.json")).Should().BeFalse();
    }

    private ProfileDocument Read(string path) => ProfileText.Read(File.ReadAllBytes(Path.Combine(cli.Folder, path)));

    private static string Rows(int seed, int shift = 0)
    {
        var random = new Random(seed);
        return "y,p,age\n" + string.Concat(Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{i % 2},0.{(i % 2 == 0 ? 1 : 7) + random.Next(2)}{random.Next(10)},{20 + random.Next(40) + shift}\n")));
    }
}
