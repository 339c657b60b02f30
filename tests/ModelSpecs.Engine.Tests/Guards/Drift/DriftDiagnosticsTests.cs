using System.Reflection;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Tests.Guards.Drift;

/// <summary>Everything that is wrong with two sets is said, by a run and, where no model is needed, by validate; each page shows the real message.</summary>
public sealed class DriftDiagnosticsTests : IDisposable
{
    private readonly DriftCase files = new(rows: 60, referenceRows: 80);

    public void Dispose() => files.Dispose();

    public static TheoryData<string, string> Problems => new()
    {
        { "MSPEC520", "drift: { reference: wrong.profile.json, psi: \"<= 0.25\" }\n" },
        { "MSPEC521", "drift: { reference: narrow.csv, columns: [income, age], psi: \"<= 0.25\" }\n" },
        { "MSPEC522", "drift: { reference: reference.csv, columns: [age], ks: { columns: [country], is: \"<= 0.2\" } }\n" },
        { "MSPEC524", "drift: { reference: train.profile.json, columns: [age, score], psi: \"<= 0.25\" }\n" },
        { "MSPEC525", "drift: { reference: other.csv, psi: \"<= 0.25\" }\n" },
        { "MSPEC526", "drift: { reference: reference.csv, columns: [income], psi: \"<= 0.25\", every_slice: true }\nslices: { sure: score > 0.9 }\n" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task The_page_of_a_diagnostic_shows_its_real_message(string id, string lines)
    {
        files.Files.Write("wrong.profile.json", "{\"modelspecs_profile\": 1, \"rows\": 10, \"floor\": 10, \"data\": [], \"columns\": {\"age\": {\"kind\": \"number\", \"missing\": 12}}}")
            .Write("train.profile.json", "{\"modelspecs_profile\": 1, \"rows\": 100, \"floor\": 10, \"data\": [], \"columns\": {\"age\": {\"kind\": \"number\", \"missing\": 0, \"mean\": 40, \"deviation\": 10, \"edges\": [40], \"knots\": [40], \"at\": [60], \"between\": [20, 20]}}}")
            .Write("narrow.csv", "income,t\n1,0\n2,1\n").Write("other.csv", "wage,t\n1,0\n2,1\n");

        var error = (await files.ErrorsAsync(lines)).Should().ContainSingle().Subject;

        error.Should().StartWith(id + ": ");
        var page = File.ReadAllText(Path.Combine(Repository, "docs", "diagnostics", id + ".md"));
        page.Should().StartWith($"# {id}: {SpecDiagnostics.All.Single(row => row.Id == id).Title}\n").And.Contain($": error {error}\n```\n").And.Contain("## What to do\n");
    }

    [Fact]
    public async Task All_columns_that_are_wrong_are_named_at_once()
    {
        files.Files.Write("typed.csv", "income,age,country,kids\nlots,1,DE,1\nmore,2,FR,2\n");
        var errors = await files.ErrorsAsync("drift: { reference: typed.csv, columns: [income, region, kids], wasserstein: { columns: [country], is: \"<= 1\" }, unseen: { columns: [age], is: \"<= 1 %\" }, psi: \"<= 0.25\" }\n");

        errors.Should().HaveCount(4);
        errors.Should().Contain(error => error.StartsWith("MSPEC522: Column 'income' has two types. Found number in golden.csv and category in typed.csv", StringComparison.Ordinal));
        errors.Should().Contain(error => error.StartsWith("MSPEC521: Column 'region' is not in typed.csv", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_column_that_nobody_has_is_found_with_the_golden_set() =>
        (await files.ErrorsAsync("drift: { reference: reference.csv, columns: [incom], psi: \"<= 0.25\" }\n")).Should().ContainSingle().Which.Should().StartWith("MSPEC308").And.Contain("Did you mean 'income'?");

    [Fact]
    public async Task A_slice_by_a_column_that_the_reference_lacks_is_said()
    {
        files.Files.Write("narrow.csv", "income,t\n1,0\n2,1\n");
        (await files.ErrorsAsync("drift: { reference: narrow.csv, columns: [income], psi: \"<= 0.25\", slices: [region] }\nslices: { region: { by: region } }\n")).Should().ContainSingle()
            .Which.Should().StartWith("MSPEC521: Slice 'region' is by a column that is not in narrow.csv");
    }

    [Fact]
    public async Task A_reference_that_is_not_there_or_not_the_pinned_one_is_said()
    {
        (await files.ErrorsAsync("drift: { reference: gone.csv, psi: \"<= 0.25\" }\n")).Should().ContainSingle().Which.Should().Contain("gone.csv");
        (await files.ErrorsAsync("drift: { reference: gone.profile.json, psi: \"<= 0.25\" }\n")).Should().ContainSingle().Which.Should().StartWith("MSPEC520").And.Contain("Found no such file");
        (await files.ErrorsAsync($"drift: {{ reference: {{ path: reference.csv, sha256: {new string('0', 64)} }}, psi: \"<= 0.25\" }}\n")).Should().ContainSingle().Which.Should().Contain("not the pinned one");
    }

    [Fact]
    public async Task A_profile_that_a_link_takes_out_of_the_root_is_not_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there");
        var elsewhere = Directory.CreateTempSubdirectory("modelspecs-elsewhere-").FullName;
        try
        {
            var target = Path.Combine(elsewhere, "real.profile.json");
            await File.WriteAllTextAsync(target, "{}", TestContext.Current.CancellationToken);
            File.CreateSymbolicLink(files.Files.PathOf("linked.profile.json"), target);
            files.Files.Write("empty.profile.json", "");

            (await files.ErrorsAsync("drift: { reference: linked.profile.json, psi: \"<= 0.25\" }\n")).Should().ContainSingle().Which.Should().StartWith("MSPEC520").And.Contain("A link leads out of the root");
            (await files.ErrorsAsync("drift: { reference: empty.profile.json, psi: \"<= 0.25\" }\n")).Should().ContainSingle().Which.Should().StartWith("MSPEC520").And.Contain("Found 0 bytes");
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Fact]
    public async Task Rates_of_a_regression_are_said_to_be_none()
    {
        using var model = new GuardCase();
        model.Files.Write("train.csv", "a,b\n1,2\n2,3\n");
        var result = await model.RunAsync("drift: { reference: train.csv, prediction_rate: \"<= 5 %\" }\n");

        result.Diagnostics.Single(diagnostic => diagnostic.Severity == "error").Should().Match<Results.DiagnosticResult>(d => d.Id == "MSPEC524" && d.Message.Contains("prediction_rate is of classes"));
    }

    private static string Repository => typeof(ModelCase).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
}
