using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ModelSpecs.Metrics.Selective;
using ModelSpecs.Metrics.Tests.References;
using ModelSpecs.Metrics.Unknown;

namespace ModelSpecs.Metrics.Tests.Unknown;

/// <summary>Against scikit-learn and SciPy, as eng/references/unknown.py asked them.</summary>
public sealed class UnknownReferenceTests : IDisposable
{
    private readonly JsonDocument document = ReferenceCase.Open("unknown");

    public void Dispose() => document.Dispose();

    [Fact]
    public void The_file_was_written_by_the_script_as_it_stands() =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ReferenceCase.FullPath(document.RootElement.GetProperty("script").GetString()!))))
            .Should().Be(document.RootElement.GetProperty("sha256").GetString(), "eng/references/unknown.py has changed; run it again");

    [Fact]
    public void Scores_of_a_row_are_SciPys()
    {
        var cases = Cases("scores");
        cases.Should().HaveCountGreaterThan(10);
        foreach (var element in cases)
        {
            var (logits, probabilities) = (Numbers(element, "logits"), Numbers(element, "probabilities"));
            Score(ConfidenceScore.MaxProbability, probabilities).Should().Be(Number(element, "max_probability"));
            Near(Score(ConfidenceScore.Entropy, probabilities), Number(element, "entropy"));
            Near(Score(ConfidenceScore.Margin, probabilities), Number(element, "margin"));
            Near(Score(ConfidenceScore.Margin, logits), Number(element, "margin_of_logits"));
            Near(Score(ConfidenceScore.Energy, logits), Number(element, "energy"));
        }
    }

    [Fact]
    public void Areas_and_false_positive_rates_are_scikit_learns()
    {
        foreach (var element in Cases("sets"))
        {
            var sets = new KnownAgainstUnknown(Numbers(element, "known"), Numbers(element, "unknown"));
            Near(sets.RocAuc().Value, Number(element, "roc_auc"));
            foreach (var at in element.GetProperty("fpr_at").EnumerateObject())
            {
                var share = double.Parse(at.Name, CultureInfo.InvariantCulture);
                sets.FalsePositiveRateAt(share).Value.Should().BeApproximately(at.Value[0].GetDouble(), 1e-15, "fpr at {0} of {1}", share, element);
                sets.ThresholdAt(share).Should().Be(at.Value[1].GetDouble(), "threshold at {0} of {1}", share, element);
            }
        }
    }

    [Fact]
    public void Risk_coverage_curves_are_the_cumulated_errors()
    {
        foreach (var element in Cases("curves"))
        {
            var curve = SelectiveCurve.Of(Numbers(element, "confidence"), [.. element.GetProperty("wrong").EnumerateArray().Select(wrong => wrong.GetInt32() == 1)]);
            Near(curve.Area(), Number(element, "aurc"));
            foreach (var at in element.GetProperty("error_at").EnumerateObject())
            {
                curve.AtCoverage(double.Parse(at.Name, CultureInfo.InvariantCulture)).Error.Should().BeApproximately(at.Value.GetDouble(), 1e-15, "error at {0} of {1}", at.Name, element);
            }

            foreach (var at in element.GetProperty("above").EnumerateObject())
            {
                var point = curve.Above(double.Parse(at.Name, CultureInfo.InvariantCulture));
                point.Coverage.Should().BeApproximately(at.Value[0].GetDouble(), 1e-15);
                (at.Value[1].ValueKind == JsonValueKind.Null ? double.IsNaN(point.Error) : Math.Abs(point.Error - at.Value[1].GetDouble()) < 1e-15).Should().BeTrue("error above {0} of {1}", at.Name, element);
            }
        }
    }

    private List<JsonElement> Cases(string name) => [.. document.RootElement.GetProperty(name).EnumerateArray()];

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private static double Score(ConfidenceScore score, double[] values)
    {
        var scores = new double[1];
        ConfidenceScores.Fill(score, values, values.Length, scores);
        return scores[0];
    }

    private static void Near(double actual, double expected) => actual.Should().BeApproximately(expected, 1e-12 * Math.Max(1e-3, Math.Abs(expected)));
}
