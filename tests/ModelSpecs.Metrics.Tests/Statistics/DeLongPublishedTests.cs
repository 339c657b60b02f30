using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Tests.Statistics;

/// <summary>Published examples, to the digits that were printed.</summary>
public class DeLongPublishedTests
{
    private const double LastDigit = 0.00005;

    // DeLong, DeLong and Clarke-Pearson (1988), as printed with SAS/STAT's PROC LOGISTIC: albumin, total protein, K-G score, and whether
    // surgery helped.
    private static readonly (double Albumin, double Protein, double Score, bool Helped)[] Patients =
    [
        (3.0, 5.8, 10, false), (3.2, 6.3, 5, true), (3.9, 6.8, 3, true), (2.8, 4.8, 6, false), (3.2, 5.8, 3, true), (0.9, 4.0, 5, false),
        (2.5, 5.7, 8, false), (1.6, 5.6, 5, true), (3.8, 5.7, 5, true), (3.7, 6.7, 6, true), (3.2, 5.4, 4, true), (3.8, 6.6, 6, true),
        (4.1, 6.6, 5, true), (3.6, 5.7, 5, true), (4.3, 7.0, 4, true), (3.6, 6.7, 4, false), (2.3, 4.4, 6, true), (4.2, 7.6, 4, false),
        (4.0, 6.6, 6, false), (3.5, 5.8, 6, true), (3.8, 6.8, 7, true), (3.0, 4.7, 8, false), (4.5, 7.4, 5, true), (3.7, 7.4, 5, true),
        (3.1, 6.6, 6, true), (4.1, 8.2, 6, true), (4.3, 7.0, 5, true), (4.3, 6.5, 4, true), (3.2, 5.1, 5, true), (2.6, 4.7, 6, true),
        (3.3, 6.8, 6, false), (1.7, 4.0, 7, false), (3.7, 6.1, 5, true), (3.3, 6.3, 7, true), (4.2, 7.7, 6, true), (3.5, 6.2, 5, true),
        (2.9, 5.7, 9, false), (2.1, 4.8, 7, true), (2.8, 6.2, 8, false), (4.0, 7.0, 7, true), (3.3, 5.7, 6, true), (3.7, 6.9, 5, true),
        (3.6, 6.6, 5, true),
    ];

    [Theory]
    [InlineData("albumin", 0.7366, 0.0927, 0.5549, 0.9182)]
    [InlineData("score", 0.7258, 0.1028, 0.5243, 0.9273)]
    [InlineData("protein", 0.6478, 0.1000, 0.4518, 0.8439)]
    public void DeLongs_three_tests_have_the_areas_errors_and_intervals_that_SAS_prints(
        string test, double auc, double error, double low, double high)
    {
        var result = DeLong.Of(Column(test, helped: true), Column(test, helped: false));

        result.Auc.Should().BeApproximately(auc, LastDigit);
        result.StandardError.Should().BeApproximately(error, LastDigit);
        result.Interval(0.95).Low.Should().BeApproximately(low, LastDigit);
        result.Interval(0.95).High.Should().BeApproximately(high, LastDigit);
    }

    [Theory]
    [InlineData("albumin", 0.0108, 0.0953, -0.1761, 0.1976, 0.9102)]
    [InlineData("protein", -0.0780, 0.1046, -0.2830, 0.1271, 0.4561)]
    public void Their_differences_from_the_score_are_those_that_SAS_prints(
        string test, double difference, double error, double low, double high, double p)
    {
        var pair = DeLong.Covariance(
            Column(test, helped: true), Column("score", helped: true), Column(test, helped: false), Column("score", helped: false));

        pair.Difference.Should().BeApproximately(difference, LastDigit);
        Math.Sqrt(pair.Variance).Should().BeApproximately(error, LastDigit);
        pair.Interval(0.95).Low.Should().BeApproximately(low, LastDigit);
        pair.Interval(0.95).High.Should().BeApproximately(high, LastDigit);
        pair.P().Should().BeApproximately(p, LastDigit);
    }

    // Hanley and McNeil (1982), 109 images rated 1 to 5; the error is what Stata's roctab prints.
    [Fact]
    public void Hanley_and_McNeils_ratings_have_the_area_and_the_error_that_Stata_prints()
    {
        var result = DeLong.OfRuns([33, 11, 2, 2, 3], [2, 11, 6, 6, 33]);

        result.Auc.Should().BeApproximately(0.8932, LastDigit);
        result.StandardError.Should().BeApproximately(0.0307, LastDigit);
        result.Interval(0.95).Low.Should().BeApproximately(0.83295, LastDigit);
        result.Interval(0.95).High.Should().BeApproximately(0.95339, LastDigit);
    }

    private static double[] Column(string test, bool helped) => [.. Patients.Where(patient => patient.Helped == helped).Select(patient =>
        test switch { "albumin" => patient.Albumin, "protein" => patient.Protein, _ => -patient.Score })];
}
