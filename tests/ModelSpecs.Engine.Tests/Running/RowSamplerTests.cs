using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Running;

public sealed class RowSamplerTests : IDisposable
{
    private const string Spec = "spec: A suite\ngolden: golden.csv\nlabel: y\nid: id\npredictions: { score: p }\nexpect: { accuracy: \">= 0.1\" }\nslices:\n  g: { by: g }\n  low: { where: p < 0.2 }\n";

    private readonly SpecWorkspace workspace = new();

    public RowSamplerTests() => workspace.Write("golden.csv", "id,y,p,g,note\n" + string.Concat(Enumerable.Range(0, 200).Select(i =>
        FormattableString.Invariant($"R{i:000},{i % 2},{(i == 7 ? 0.001 : i == 50 ? 0.505 : (i % 2 == 0) == (i is < 150 or >= 170) ? 0.1 : 0.9)},{(i < 190 ? "a" : "b")},\n"))));

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Nothing_is_taken_unless_somebody_asks()
    {
        (await workspace.RunAsync(Spec)).Sample.Should().BeNull();
    }

    [Fact]
    public async Task The_rows_that_matter_are_there_with_what_they_were_chosen_for_and_where_they_belong()
    {
        var sample = await SampleAsync(40);

        sample.Of.Should().Be(200);
        sample.Rows.Should().HaveCount(40).And.BeInAscendingOrder(row => row.Id, StringComparer.Ordinal).And.OnlyHaveUniqueItems(row => row.Id);
        var worst = sample.Rows.Single(row => row.Id == "R007");
        worst.Should().BeEquivalentTo(new { Why = "loss", Truth = "1", Prediction = "0", Score = 0.001, Loss = -Math.Log(0.001), Flip = (string?)null });
        worst.Slices.Should().Equal(0, 1, 3);
        worst.Loss.Should().Be(sample.Rows.Max(row => row.Loss));
        sample.Rows.Single(row => row.Id == "R050").Why.Should().Be("threshold");
        sample.Rows.Should().Contain(row => row.Why == "low loss" && row.Truth == row.Prediction);
        sample.Rows.Should().Contain(row => row.Slices.Contains(2), "the small group has rows of its own");
    }

    [Fact]
    public async Task The_columns_that_the_run_read_stand_beside_the_row()
    {
        var sample = await SampleAsync(10);

        sample.Columns.Should().Equal("y", "p", "g");
        sample.Rows.Single(row => row.Id == "R007").Values.Should().Equal("1", "0.001", "a");
    }

    [Fact]
    public async Task The_sample_does_not_depend_on_threads_and_never_exceeds_what_was_asked_for()
    {
        var one = await SampleAsync(25, threads: 1);
        var two = await SampleAsync(25, threads: 2);

        two.Should().BeEquivalentTo(one, options => options.WithStrictOrdering());
        one.Rows.Should().HaveCount(25);
        (await SampleAsync(1)).Rows.Should().HaveCountLessThanOrEqualTo(1);
    }

    private async Task<RowSampleResult> SampleAsync(int most, int threads = 0)
    {
        workspace.Options = workspace.Options with { SampleRows = most, Threads = threads };
        return (await workspace.RunAsync(Spec)).Sample!;
    }
}
