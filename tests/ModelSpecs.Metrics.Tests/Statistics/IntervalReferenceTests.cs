using System.Security.Cryptography;
using System.Text.Json;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Tests.References;

namespace ModelSpecs.Metrics.Tests.Statistics;

/// <summary>Against SciPy and the plain formulas of eng/references/intervals.py.</summary>
public sealed class IntervalReferenceTests : IDisposable
{
    private readonly JsonDocument document = ReferenceCase.Open("intervals");

    private JsonElement Root => document.RootElement;

    public void Dispose() => document.Dispose();

    [Fact]
    public void The_file_was_written_by_the_script_as_it_stands() =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ReferenceCase.FullPath(Root.GetProperty("script").GetString()!))))
            .Should().Be(Root.GetProperty("sha256").GetString(), "eng/references/intervals.py has changed; run it again");

    [Fact]
    public void The_normal_distribution_is_SciPys() => Compare(
        Pairs("quantile").Select(pair => ($"quantile {pair.At}", Normal.Quantile(pair.At), (double?)pair.Value))
            .Concat(Pairs("cdf").Select(pair => ($"cdf {pair.At}", Normal.Cdf(pair.At), (double?)pair.Value)))
            .Concat(Pairs("two_sided").Select(pair => ($"p {pair.At}", Normal.TwoSidedP(pair.At), (double?)pair.Value))),
        1e-12);

    [Fact]
    public void Wilsons_intervals_are_SciPys() => Compare(
        Root.GetProperty("proportions").EnumerateArray().SelectMany(element =>
            Ends(element, "wilson", Proportion.Wilson(Double(element, "successes"), Double(element, "trials"), Double(element, "confidence")))),
        1e-12);

    [Fact]
    public void Clopper_and_Pearsons_intervals_are_SciPys() => Compare(
        Root.GetProperty("proportions").EnumerateArray().SelectMany(element =>
            Ends(element, "exact", Proportion.ClopperPearson(Double(element, "successes"), Double(element, "trials"), Double(element, "confidence")))),
        1e-11);

    [Fact]
    public void The_tests_of_a_proportion_are_SciPys() => Compare(
        Root.GetProperty("tests").EnumerateArray().SelectMany(element =>
        {
            var (successes, trials, p0) = (Double(element, "successes"), Double(element, "trials"), Double(element, "p0"));
            return new[]
            {
                ($"score {element}", Proportion.WilsonP(successes, trials, p0), (double?)Double(element, "score")),
                ($"exact {element}", Proportion.ClopperPearsonP(successes, trials, p0), Double(element, "exact")),
            };
        }),
        1e-12);

    [Fact]
    public void DeLongs_variance_is_that_of_all_pairs()
    {
        var cases = Root.GetProperty("delong").GetProperty("single").EnumerateArray().ToList();

        cases.Should().HaveCountGreaterThan(10);
        Compare(
            cases.SelectMany(element =>
            {
                var result = DeLong.Of(Scores(element.GetProperty("positives")), Scores(element.GetProperty("negatives")));
                var name = element.GetProperty("name").GetString()!;
                return new[]
                {
                    ($"auc of {name}", result.Auc, (double?)Double(element, "auc")),
                    ($"variance of {name}", result.Variance, Optional(element, "variance")),
                };
            }),
            1e-12);
    }

    [Fact]
    public void The_covariance_of_two_columns_is_that_of_all_pairs() => Compare(
        Root.GetProperty("delong").GetProperty("paired").EnumerateArray().Select(element =>
        {
            var (first, second) = (element.GetProperty("first"), element.GetProperty("second"));
            var pair = DeLong.Covariance(Scores(first[0]), Scores(second[0]), Scores(first[1]), Scores(second[1]));
            return (element.GetProperty("name").GetString()!, pair.Covariance, (double?)Double(element, "covariance"));
        }),
        1e-12);

    [Fact]
    public void The_corrections_are_their_definitions() => Compare(
        Root.GetProperty("corrections").EnumerateArray().SelectMany(element =>
        {
            var p = Scores(element.GetProperty("p"));
            var (holm, hochberg) = (new double[p.Length], new double[p.Length]);
            Corrections.Holm(p, holm);
            Corrections.BenjaminiHochberg(p, hochberg);
            var name = element.GetProperty("name").GetString();
            return holm.Zip(Scores(element.GetProperty("holm"))).Select(pair => ($"Holm, {name}", pair.First, (double?)pair.Second))
                .Concat(hochberg.Zip(Scores(element.GetProperty("benjamini_hochberg")))
                    .Select(pair => ($"Benjamini and Hochberg, {name}", pair.First, (double?)pair.Second)));
        }),
        1e-14);

    [Fact]
    public void The_smallest_detectable_drop_has_the_power_that_the_binomial_gives_it() => Compare(
        Root.GetProperty("power").EnumerateArray().Select(element => (
            element.ToString(),
            Power.SmallestDetectableDropOfProportion(
                Double(element, "p"), Double(element, "trials"), Double(element, "confidence"), Double(element, "power")),
            (double?)(Optional(element, "drop") ?? double.PositiveInfinity))),
        1e-9);

    [Fact]
    public void The_rows_needed_are_those_that_counting_up_finds() => Compare(
        Root.GetProperty("rows_needed").EnumerateArray().Select(element => (
            element.ToString(),
            Power.RowsNeededWilson(Double(element, "p"), Double(element, "p0"), Double(element, "confidence")),
            (double?)Double(element, "rows"))),
        0);

    private static void Compare(IEnumerable<(string What, double Value, double? Expected)> values, double relative, double absolute = 0)
    {
        var all = values.ToList();
        all.Should().NotBeEmpty();
        all.Where(item => !Agrees(item.Value, item.Expected, relative, absolute))
            .Select(item => $"{item.What}: {item.Value:R}, not {item.Expected:R}").Should().BeEmpty();
    }

    private static bool Agrees(double value, double? expected, double relative, double absolute) => expected is { } number
        ? value == number || Math.Abs(value - number) <= Math.Max(absolute, relative * Math.Abs(number))
        : double.IsNaN(value);

    private static IEnumerable<(string What, double Value, double? Expected)> Ends(JsonElement element, string name, Interval interval)
    {
        var ends = element.GetProperty(name);
        return [($"low of {element}", interval.Low, ends[0].GetDouble()), ($"high of {element}", interval.High, ends[1].GetDouble())];
    }

    private static double Double(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private static double? Optional(JsonElement element, string name) =>
        element.GetProperty(name).ValueKind == JsonValueKind.Null ? null : Double(element, name);

    private static double[] Scores(JsonElement element) => [.. element.EnumerateArray().Select(value =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : value.GetString() == "inf" ? double.PositiveInfinity : double.NegativeInfinity)];

    private IEnumerable<(double At, double Value)> Pairs(string name) =>
        Root.GetProperty("normal").GetProperty(name).EnumerateArray().Select(pair => (pair[0].GetDouble(), pair[1].GetDouble()));
}
