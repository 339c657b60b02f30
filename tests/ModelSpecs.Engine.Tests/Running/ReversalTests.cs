using System.Text;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Running;

public sealed class ReversalTests : IDisposable
{
    private const string Spec = """
        spec: Stones
        golden: golden.csv
        label: truth
        predictions: { label: p }
        expect: { accuracy: ">= 0.1" }
        slices:
          treatment: { by: treatment }
          size: { by: size }
          both: { cross: [treatment, size] }

        """;

    private readonly SpecWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task The_kidney_stones_turn_round()
    {
        // Charig et al. 1986, ten times over so that the difference of 5 points is beyond chance: B succeeds more often (289 of 350 against 273), A in
        // small stones (81 of 87 against 234 of 270) and in large ones (192 of 263 against 55 of 80).
        workspace.Write("golden.csv", Rows(10, ("A", "small", 81, 87), ("A", "large", 192, 263), ("B", "small", 234, 270), ("B", "large", 55, 80)));

        var result = await workspace.RunAsync(Spec);

        var reversal = result.Reversals.Should().ContainSingle(r => r.Slice == "treatment").Subject;
        reversal.Higher.Should().Be("B");
        reversal.Lower.Should().Be("A");
        reversal.HigherValue.Should().BeApproximately(289.0 / 350, 1e-12);
        reversal.LowerValue.Should().BeApproximately(273.0 / 350, 1e-12);
        reversal.Within.Should().Be("size");
        reversal.Strata.Should().Be(2);
        reversal.DifferenceWithin.Should().BeInRange(-0.066, -0.04);
        reversal.ToString().Should().Contain("accuracy of treatment = B (0.8257) is above that of A (0.78), and below it in each of the 2 groups of size");
    }

    [Fact]
    public async Task What_may_be_chance_is_left_alone()
    {
        // The published numbers themselves: 5 points on 350 rows each are no finding.
        workspace.Write("golden.csv", Rows(1, ("A", "small", 81, 87), ("A", "large", 192, 263), ("B", "small", 234, 270), ("B", "large", 55, 80)));

        (await workspace.RunAsync(Spec)).Reversals.Should().BeEmpty();
    }

    [Fact]
    public async Task One_group_that_agrees_with_the_whole_is_enough_for_no_reversal()
    {
        workspace.Write("golden.csv", Rows(10, ("A", "small", 81, 87), ("A", "large", 192, 263), ("B", "small", 234, 270), ("B", "large", 65, 80)));

        (await workspace.RunAsync(Spec)).Reversals.Where(r => r.Slice == "treatment").Should().BeEmpty();
    }

    private static string Rows(int times, params (string Treatment, string Size, int Right, int Of)[] cells)
    {
        var text = new StringBuilder("truth,p,treatment,size\n");
        foreach (var (treatment, size, right, of) in cells)
        {
            for (var i = 0; i < times * of; i++)
            {
                text.Append($"{i % 2},{(i < times * right ? i % 2 : 1 - (i % 2))},{treatment},{size}\n");
            }
        }

        return text.ToString();
    }
}
