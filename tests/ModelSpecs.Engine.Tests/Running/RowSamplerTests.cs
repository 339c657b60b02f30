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

    [Fact]
    public async Task A_row_that_is_a_picture_is_shown_as_the_model_saw_it_also_where_rows_are_left_out()
    {
        foreach (var file in (string[])["model.onnx", "golden.csv", "images.npy"])
        {
            File.Copy(Path.Combine(RepositoryRoot.Path, "testdata/digits", file), Path.Combine(workspace.Root, file), overwrite: true);
        }

        workspace.Options = workspace.Options with { SampleRows = 30 };
        var sample = (await workspace.RunAsync("spec: Digits\nmodel: model.onnx\ngolden: { path: golden.csv, where: corruption = 'noise' }\nlabel: digit\nid: id\ntask: multiclass\n"
            + "inputs: { image: { npy: images.npy } }\noutputs: { score: logits, activation: softmax }\nexpect: { accuracy: \">= 0.1\" }\n")).Sample!;

        sample.Rows.Should().HaveCount(30).And.OnlyContain(row => row.Id.EndsWith("-noise", StringComparison.Ordinal));
        sample.Image.Should().Be(new ImageShapeResult("image", 8, 8, 1));
        var images = File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "testdata/digits/images.npy")).AsSpan(128).ToArray();
        var ids = File.ReadLines(Path.Combine(RepositoryRoot.Path, "testdata/digits/golden.csv")).Skip(1).Select(line => line.Split(',')[0]).ToList();
        foreach (var row in sample.Rows)
        {
            var pixels = Enumerable.Range(0, 64).Select(i => (double)BitConverter.ToSingle(images, 4 * ((64 * ids.IndexOf(row.Id)) + i))).ToList();
            var (low, high) = (pixels.Min(), pixels.Max());
            Convert.FromBase64String(row.Image!).Should().Equal(pixels.Select(p => (byte)Math.Round((p - low) / (high - low) * 255, MidpointRounding.AwayFromZero)));
        }
    }

    private async Task<RowSampleResult> SampleAsync(int most, int threads = 0)
    {
        workspace.Options = workspace.Options with { SampleRows = most, Threads = threads };
        return (await workspace.RunAsync(Spec)).Sample!;
    }
}
