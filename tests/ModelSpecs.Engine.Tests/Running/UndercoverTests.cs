using System.Text;
using ModelSpecs.Results;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Engine.Tests.Running;

/// <summary>Intervals that are known to cover too little say so, from the spec's text to the result.</summary>
public sealed class UndercoverTests : IDisposable
{
    private const string Known = "known to cover less than it says at this size";
    private readonly SpecWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task An_area_of_ten_against_ten_is_marked_in_the_message_the_check_and_the_metric()
    {
        var result = await Area(rows: 10);

        var check = result.Checks.Single();
        check.Outcome.Should().Be(Outcome.Failed);
        check.Message.Should().Contain(Known);
        check.Noise!.Undercovers.Should().BeTrue();
        result.Slices[0].Metrics.Single(m => m.Metric == "roc_auc").Interval!.Undercovers.Should().BeTrue();
        Json(result).Should().Contain("\"undercovers\": true");
    }

    [Fact]
    public async Task An_area_of_a_thousand_against_a_thousand_is_not()
    {
        var result = await Area(rows: 1000);

        var check = result.Checks.Single();
        check.Message.Should().Contain("(delong)").And.NotContain(Known);
        check.Noise!.Undercovers.Should().BeNull();
        Json(result).Should().NotContain("undercovers");
    }

    private static string Json(SuiteResult result)
    {
        using var stream = new MemoryStream();
        ResultsJson.Write(new RunResult { Tool = "modelspecs", Suites = [result] }, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // Every tenth positive scores below every fifth negative.
    private async Task<SuiteResult> Area(int rows)
    {
        var text = new StringBuilder("truth,score\n");
        for (var i = 0; i < rows; i++)
        {
            text.Append(FormattableString.Invariant($"1,{(i % 10 == 0 ? 0.3 : 0.8) + (i * 0.0001 / rows):R}\n"));
            text.Append(FormattableString.Invariant($"0,{(i % 5 == 0 ? 0.5 : 0.1) + (i * 0.0001 / rows):R}\n"));
        }

        workspace.Write("golden.csv", text.ToString());
        return await workspace.RunAsync("spec: A suite\ngolden: golden.csv\nlabel: truth\npredictions: { score: score }\nexpect: { roc_auc: \">= 0.999\" }\n");
    }
}
