using System.Security.Cryptography;
using System.Text.Json;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Tests.References;

namespace ModelSpecs.Metrics.Tests.Statistics;

/// <summary>Against SciPy and the plain searches of eng/references/paired.py, and against published examples.</summary>
public sealed class PairedReferenceTests : IDisposable
{
    // A search for the largest likelihood finds where it is to half of the digits of how large it is.
    private const double SearchError = 2e-7;

    private readonly JsonDocument document = ReferenceCase.Open("paired");

    private JsonElement Root => document.RootElement;

    public void Dispose() => document.Dispose();

    [Fact]
    public void The_file_was_written_by_the_script_as_it_stands() =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ReferenceCase.FullPath(Root.GetProperty("script").GetString()!))))
            .Should().Be(Root.GetProperty("sha256").GetString(), "eng/references/paired.py has changed; run it again");

    [Fact]
    public void McNemars_p_values_are_SciPys()
    {
        foreach (var (element, gained, lost) in Cases("mcnemar"))
        {
            McNemar.ExactP(gained, lost).Should().BeApproximately(element.GetProperty("exact").GetDouble(), 1e-13, "exact, {0}", element);
            McNemar.MidP(gained, lost).Should().BeApproximately(element.GetProperty("mid").GetDouble(), 1e-13, "mid, {0}", element);
        }
    }

    [Fact]
    public void The_score_interval_is_where_the_likelihoods_say()
    {
        foreach (var (element, gained, lost) in Cases("score"))
        {
            var interval = PairedProportion.Score(gained, lost, element.GetProperty("rows").GetDouble(), element.GetProperty("confidence").GetDouble());
            var ends = element.GetProperty("interval");
            interval.Low.Should().BeApproximately(ends[0].GetDouble(), SearchError, "low of {0}", element);
            interval.High.Should().BeApproximately(ends[1].GetDouble(), SearchError, "high of {0}", element);
        }
    }

    [Fact]
    public void The_score_tests_p_values_are_what_the_likelihoods_say()
    {
        foreach (var (element, gained, lost) in Cases("tests"))
        {
            PairedProportion.ScoreP(gained, lost, element.GetProperty("rows").GetDouble(), element.GetProperty("difference").GetDouble())
                .Should().BeApproximately(element.GetProperty("p").GetDouble(), SearchError, "of {0}", element);
        }
    }

    [Fact]
    public void The_p_value_for_a_family_is_a_sum_over_all_tables()
    {
        foreach (var (element, gained, lost) in Cases("tails"))
        {
            PairedProportion.TailP(gained, lost, element.GetProperty("rows").GetInt64(), element.GetProperty("difference").GetDouble())
                .Should().BeApproximately(element.GetProperty("p").GetDouble(), SearchError, "of {0}", element);
        }
    }

    // Fagerland, Lydersen and Laake (2014), table V: airway hyper-responsiveness before and after a transplantation, 1 and 7 of 21 (Bentur 2009).
    // The second is what R's PropCIs 0.3 prints for scoreci.mp(25, 28, 618, 0.9).
    [Theory]
    [InlineData(1, 7, 21, 0.95, -0.517, -0.026, 0.0005)]
    [InlineData(28, 25, 618, 0.90, -0.0148, 0.0247, 0.00005)]
    public void Tangos_interval_is_the_published_one(double gained, double lost, double rows, double confidence, double low, double high, double lastDigit)
    {
        var interval = PairedProportion.Score(gained, lost, rows, confidence);

        interval.Low.Should().BeApproximately(low, lastDigit);
        interval.High.Should().BeApproximately(high, lastDigit);
    }

    // Fagerland, Lydersen and Laake (2013), the same patients, and 6 and 16 of 161 of Cavo (2012): the asymptotic test, the exact one, mid-p.
    [Theory]
    [InlineData(1, 7, 21, 0.034, 0.070, 0.039)]
    [InlineData(6, 16, 161, 0.033, 0.052, 0.035)]
    public void McNemars_tests_are_the_published_ones(int gained, int lost, int rows, double asymptotic, double exact, double mid)
    {
        PairedProportion.ScoreP(gained, lost, rows, 0).Should().BeApproximately(asymptotic, 0.0005);
        McNemar.ExactP(gained, lost).Should().BeApproximately(exact, 0.0005);
        McNemar.MidP(gained, lost).Should().BeApproximately(mid, 0.0005);
    }

    private IEnumerable<(JsonElement Element, long Gained, long Lost)> Cases(string name) =>
        Root.GetProperty(name).EnumerateArray().Select(element => (element, element.GetProperty("gained").GetInt64(), element.GetProperty("lost").GetInt64()));
}
