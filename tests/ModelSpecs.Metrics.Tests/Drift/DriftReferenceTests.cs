using System.Security.Cryptography;
using System.Text.Json;
using ModelSpecs.Metrics.Drift;
using ModelSpecs.Metrics.Tests.References;

namespace ModelSpecs.Metrics.Tests.Drift;

/// <summary>Against SciPy, as eng/references/drift.py asked it, and against published examples.</summary>
public sealed class DriftReferenceTests : IDisposable
{
    private const double Rounding = 1e-12;

    private readonly JsonDocument document = ReferenceCase.Open("drift");

    public void Dispose() => document.Dispose();

    [Fact]
    public void The_file_was_written_by_the_script_as_it_stands() =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ReferenceCase.FullPath(document.RootElement.GetProperty("script").GetString()!))))
            .Should().Be(document.RootElement.GetProperty("sha256").GetString(), "eng/references/drift.py has changed; run it again");

    [Fact]
    public void Distances_over_bins_are_SciPys()
    {
        foreach (var element in Cases("binned"))
        {
            var (expected, actual) = (Numbers(element, "expected"), Numbers(element, "actual"));
            Holds(BinnedDistances.Psi(expected, actual), element, "psi");
            Holds(BinnedDistances.KullbackLeibler(expected, actual), element, "kl");
            // The root of a rounding error is 1e-8.
            BinnedDistances.JensenShannon(expected, actual).Should().BeApproximately(element.GetProperty("js").GetDouble(), 2e-8, "js of {0}", element);
            var test = ChiSquare.Of(expected, actual);
            Holds(test.Statistic, element, "chi2");
            Holds(test.PValue, element, "p");
            test.DegreesOfFreedom.Should().Be(element.GetProperty("dof").GetInt32());
        }
    }

    [Fact]
    public void Distances_between_samples_are_SciPys()
    {
        foreach (var element in Cases("samples"))
        {
            var (first, second) = (Numbers(element, "first"), Numbers(element, "second"));
            var statistic = KolmogorovSmirnov.Statistic(first, second);
            Holds(statistic, element, "ks");
            Holds(KolmogorovSmirnov.PValue(statistic, first.Length, second.Length), element, "p");
            Holds(Wasserstein.Distance(first, second), element, "wasserstein");
            KolmogorovSmirnov.Statistic(second, first).Should().Be(statistic);
            if (first.Length >= 5 && second.Length >= 5 && element.GetProperty("exact") is { ValueKind: JsonValueKind.Number } exact)
            {
                KolmogorovSmirnov.PValue(statistic, first.Length, second.Length).Should().BeApproximately(exact.GetDouble(), first.Length >= 30 ? 0.04 : 0.06, "it is a limit: {0}", element);
            }
        }
    }

    [Fact]
    public void Kolmogorovs_distribution_is_SciPys_on_both_sides_of_where_its_series_change()
    {
        foreach (var element in Cases("kolmogorov"))
        {
            Holds(KolmogorovSmirnov.Survival(element.GetProperty("x").GetDouble()), element, "survival");
        }
    }

    [Theory]
    [InlineData(new double[0], new double[0])]
    [InlineData(new double[] { 0, 0 }, new double[] { 1, 1 })]
    [InlineData(new double[] { 1, 1 }, new double[] { 0, 0 })]
    [InlineData(new double[] { 1, -1 }, new double[] { 1, 1 })]
    [InlineData(new double[] { 1, double.NaN }, new double[] { 1, 1 })]
    [InlineData(new double[] { 1, 1 }, new double[] { 1, double.PositiveInfinity })]
    [InlineData(new double[] { 1, 1, 1 }, new double[] { 1, 1 })]
    public void Counts_without_meaning_have_no_distance(double[] expected, double[] actual)
    {
        foreach (var distance in (Func<double>[])[() => BinnedDistances.Psi(expected, actual), () => BinnedDistances.KullbackLeibler(expected, actual), () => BinnedDistances.JensenShannon(expected, actual), () => ChiSquare.Of(expected, actual).Statistic])
        {
            distance.Should().Throw<ArgumentOutOfRangeException>();
        }
    }

    [Fact]
    public void An_empty_sample_has_no_distance()
    {
        foreach (var distance in (Func<double>[])[() => KolmogorovSmirnov.Statistic([], [1]), () => KolmogorovSmirnov.Statistic([1], []), () => Wasserstein.Distance([], [1]), () => Wasserstein.Distance([1], [])])
        {
            distance.Should().Throw<ArgumentOutOfRangeException>();
        }
    }

    private static void Holds(double value, JsonElement element, string key)
    {
        var expected = element.GetProperty(key).GetDouble();
        value.Should().BeApproximately(expected, Rounding * Math.Max(1, Math.Abs(expected)), "{0} of {1}", key, element);
    }

    private JsonElement.ArrayEnumerator Cases(string name) => document.RootElement.GetProperty(name).EnumerateArray();

    private static double[] Numbers(JsonElement element, string key) => [.. element.GetProperty(key).EnumerateArray().Select(number => number.GetDouble())];
}
