using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Tests.Shared;

namespace ModelSpecs.Tests;

public sealed class GoldenDataTests
{
    [Fact]
    public async Task Columns_in_memory_give_what_the_same_file_gives()
    {
        using var sample = new CreditSample();
        var rows = CreditSample.Golden().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToList();
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var data = new GoldenData
        {
            { "loan", rows.Select(row => row[0]) },
            { "age", rows.Select(row => int.Parse(row[1], culture)) },
            { "country", rows.Select(row => row[2]) },
            { "defaulted", rows.Select(row => long.Parse(row[3], culture)) },
            { "score", rows.Select(row => double.Parse(row[4], culture)) },
        };
        var spec = ModelSpec.Create("Credit").Golden(data).Label("defaulted").Id("loan").Predictions("score", "score").Expect("roc_auc", ">= 0.60")
            .Slice("young", "age < 25", s => s.Expect("recall", ">= 0.95").Owner("youth-desk")).Slice("old", "age >= 60").Slice("sound", "defaulted = 0")
            .By("country", s => s.Expect("accuracy", ">= 0.50"));

        var inMemory = await spec.EvaluateAsync(new EvaluationOptions { UseCache = false }, TestContext.Current.CancellationToken);
        var ofFile = await sample.EvaluateAsync();

        inMemory.Slices.Select(slice => slice.ToString()).Should().Equal(ofFile.Slices.Select(slice => slice.ToString()));
        inMemory.Slices.SelectMany(slice => slice.Metrics).Select(metric => metric.ToString()).Should().Equal(ofFile.Slices.SelectMany(slice => slice.Metrics).Select(metric => metric.ToString()));
        inMemory.Check("young: recall").Result.WorstRows.Should().Equal(ofFile.Check("young: recall").Result.WorstRows);
        inMemory.Suite.Golden!.Path.Should().EndWith("in-memory.csv");
    }

    [Fact]
    public async Task Nulls_times_and_truth_values_are_columns_too()
    {
        var data = new GoldenData
        {
            { "right", new[] { true, false, true, false } },
            { "guess", new[] { true, false, false, false } },
            { "place", new[] { "a", null, "b", "a" } },
            { "size", new double?[] { 1, null, 3, 4 } },
            { "at", new[] { new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 2, 3, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc) } },
            { "weight", new[] { 1f, 1f, 1f, 1f } },
        };
        var result = await ModelSpec.Create("Kinds").Golden(data).Label("right").Predictions("label", "guess").Expect("accuracy", ">= 0.5")
            .By("place").By("quarter", "at", s => s.Set("every", "quarter")).Slice("sized", "size is not null").Slice("heavy", "weight > 0.5")
            .EvaluateAsync(new EvaluationOptions { UseCache = false }, TestContext.Current.CancellationToken);

        result.Overall["accuracy"].Value.Should().Be(0.75);
        result.Groups("place").Select(slice => (slice.Group, slice.Rows)).Should().BeEquivalentTo([("a", 2), ("b", 1), ("(null)", 1)]);
        result.Groups("quarter").Select(slice => slice.Rows).Should().Equal(3, 1);
        result.Slice("sized").Rows.Should().Be(3);
        result.Slice("heavy").Rows.Should().Be(4);
    }

    [Fact]
    public void Other_values_are_another_hash_and_equal_values_the_same()
    {
        static string Hash(params string?[] texts) => new GoldenData { { "a", texts } }.ToTable("/t.csv").ContentHash;

        Hash("x", "y").Should().Be(Hash("x", "y")).And.HaveLength(64);
        new[] { Hash("x", "y"), Hash("y", "x"), Hash("x", null), Hash("x", ""), Hash("x", "-"), Hash("xy"), Hash("x", "y", null) }.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Columns_have_names_of_their_own_and_equal_lengths()
    {
        var data = new GoldenData { { "a", new[] { 1, 2 } } };

        data.Invoking(d => d.Add("a", new[] { 1, 2 })).Should().Throw<ArgumentException>().WithMessage("The column 'a' is there already.*");
        data.Invoking(d => d.Add("b", new[] { 1 })).Should().Throw<ArgumentException>().WithMessage("The columns have different numbers of rows. Found 1 in 'b'; expected 2, as in 'a'.*");
        (data.Rows, string.Join(",", data)).Should().Be((2, "a"));
        new GoldenData().Rows.Should().Be(0);
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_answered_with_those_that_are()
    {
        var data = new GoldenData { { "truth", new[] { 0, 1 } }, { "score", new[] { 0.1, 0.9 } } };
        var spec = ModelSpec.Create("Missing").Golden(data).Label("truht").Predictions("score", "score").Expect("accuracy", ">= 0.5");

        (await spec.Awaiting(s => s.EvaluateAsync(cancellationToken: TestContext.Current.CancellationToken)).Should().ThrowAsync<SpecException>())
            .WithMessage("*column 'truht' is not in in-memory.csv. Found truth, score;*Did you mean 'truth'?*");
    }

    [Fact]
    public void A_snapshot_asks_for_a_file()
    {
        var data = new GoldenData { { "truth", new[] { 0, 1 } }, { "score", new[] { 0.1, 0.9 } } };
        var spec = ModelSpec.Create("Snapshot").Golden(data).Label("truth").Predictions("score", "score").Expect("accuracy", ">= 0.5").Set("snapshot", "true");

        spec.Invoking(s => s.Build()).Should().Throw<InvalidOperationException>().WithMessage("*Found a golden set in memory; expected one in a file.*");
        spec.Golden("golden.csv").Build().Name.Should().Be("Snapshot");
    }

    [Fact]
    public async Task No_rows_are_no_pass()
    {
        var data = new GoldenData { { "truth", Array.Empty<int>() }, { "score", Array.Empty<double>() } };
        var spec = ModelSpec.Create("Empty").Golden(data).Label("truth").Predictions("score", "score").Expect("accuracy", ">= 0.5");

        await spec.Awaiting(s => s.EvaluateAsync(cancellationToken: TestContext.Current.CancellationToken)).Should().ThrowAsync<SpecException>();
    }
}
