using System.Text;
using ModelSpecs.Engine.Tests.Running;
using ModelSpecs.Results.Compare;
using CultureInfo = System.Globalization.CultureInfo;

namespace ModelSpecs.Engine.Tests.Compare;

/// <summary>What a comparison makes of candidates that differ by chance alone.</summary>
public sealed class ChanceTests : IDisposable
{
    private readonly SpecWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Of_candidates_that_are_no_better_one_in_twenty_at_most_is_taken_for_better()
    {
        const int Sets = 100;
        var (replaced, uncorrected) = (0, 0);
        for (var set = 0; set < Sets; set++)
        {
            workspace.Write("golden.csv", Csv(new Random(set), 600));
            var result = await workspace.CompareAsync(
                CompareSets.Spec("expect: { recall: \">= 0.01\", fpr: \"<= 0.99\", npv: \">= 0.01\", precision: \">= 0.01\" }\nslices: { g: { by: g }, young: age < 25 }\nverdict: { min_rows: 20 }"), "a", "b", "c");
            replaced += result.Recommendation.Decision == Decision.Replace ? 1 : 0;
            uncorrected += result.Slices.SelectMany(slice => slice.Metrics).SelectMany(metric => metric.Cells).Any(cell => cell.P < 0.05) ? 1 : 0;
        }

        // The seeds are fixed: another number means another method.
        uncorrected.Should().BeGreaterThan(50, "without a correction most sets have a difference that looks like one");
        replaced.Should().BeLessThanOrEqualTo(5);
    }

    private static string Csv(Random random, int rows)
    {
        var text = new StringBuilder("id,age,g,truth,a,b,c\n");
        for (var i = 0; i < rows; i++)
        {
            var truth = random.NextDouble() < 0.4;
            text.Append(CultureInfo.InvariantCulture, $"r{i},{random.Next(18, 60)},{"wxyz"[random.Next(4)]},{(truth ? 1 : 0)}");
            for (var c = 0; c < 3; c++)
            {
                text.Append(CultureInfo.InvariantCulture, $",{1 / (1 + Math.Exp(-((truth ? 0.8 : -0.8) + (2.2 * (random.NextDouble() + random.NextDouble() - 1))))):0.#####}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
