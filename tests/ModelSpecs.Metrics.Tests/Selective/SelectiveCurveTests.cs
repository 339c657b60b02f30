using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Selective;

namespace ModelSpecs.Metrics.Tests.Selective;

public sealed class SelectiveCurveTests
{
    private static readonly double[] Confidence = [0.9, 0.6, 0.9, 0.7, 0.6];
    private static readonly bool[] Wrong = [false, true, true, false, false];

    [Fact]
    public void Rows_of_equal_confidence_are_accepted_together()
    {
        var curve = SelectiveCurve.Of(Confidence, Wrong);

        curve.Runs.Should().Be(3);
        curve[0].Should().Be(new SelectivePoint(0.9, 2, 1, 0.4, 0.5));
        curve[1].Should().Be(new SelectivePoint(0.7, 3, 1, 0.6, 1.0 / 3));
        curve[2].Should().Be(new SelectivePoint(0.6, 5, 2, 1, 0.4));
        curve.AtCoverage(0.2).Should().Be(curve[0]);
        curve.AtCoverage(0.4).Should().Be(curve[0]);
        curve.AtCoverage(0.41).Should().Be(curve[1]);
        curve.AtCoverage(1).Should().Be(curve[2]);
    }

    [Fact]
    public void Above_a_confidence_is_more_than_it()
    {
        var curve = SelectiveCurve.Of(Confidence, Wrong);

        curve.Above(0.7).Should().Be(new SelectivePoint(0.7, 2, 1, 0.4, 0.5));
        curve.Above(0.69).Accepted.Should().Be(3);
        curve.Above(0).Accepted.Should().Be(5);
        curve.Above(0.9).Should().Be(new SelectivePoint(0.9, 0, 0, 0, double.NaN));
    }

    [Fact]
    public void At_an_error_the_threshold_that_accepts_most_counts_though_a_higher_one_lets_more_through()
    {
        var curve = SelectiveCurve.Of(Confidence, Wrong);

        curve.AtError(0.45).Coverage.Should().Be(1);
        curve.AtError(0.34).Coverage.Should().Be(0.6);
        curve.AtError(0.1).Should().Be(new SelectivePoint(double.PositiveInfinity, 0, 0, 0, double.NaN));
    }

    [Fact]
    public void A_share_of_rows_does_not_ask_for_one_more_by_a_rounding() =>
        SelectiveCurve.Of([.. Enumerable.Range(0, 30).Select(i => (double)i)], new bool[30]).AtCoverage(0.1).Accepted.Should().Be(3);

    [Fact]
    public void Whole_weights_are_repeated_rows()
    {
        var weighted = SelectiveCurve.Of([0.9, 0.8, 0.7], [false, true, false], [2, 3, 1]);
        var repeated = SelectiveCurve.Of([0.9, 0.9, 0.8, 0.8, 0.8, 0.7], [false, false, true, true, true, false]);

        foreach (var coverage in new[] { 0.1, 0.3, 0.5, 0.9, 1 })
        {
            weighted.AtCoverage(coverage).Error.Should().BeApproximately(repeated.AtCoverage(coverage).Error, 1e-15);
            weighted.AtCoverage(coverage).Coverage.Should().BeApproximately(repeated.AtCoverage(coverage).Coverage, 1e-15);
        }

        FluentActions.Invoking(weighted.Area).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void With_ties_the_area_is_the_mean_over_all_their_orders() =>
        Prop.ForAll(Rows(7).ToArbitrary(), rows =>
        {
            var brute = Orders([.. rows]).Average(order => order.Select((_, n) => order.Take(n + 1).Count(row => row.Wrong) / (n + 1.0)).Average());
            return Math.Abs(Curve(rows).Area() - brute) < 1e-12;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_number_is_what_a_count_over_all_thresholds_gives() =>
        Prop.ForAll(Rows(12).ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), (rows, twelfths) =>
        {
            var (curve, share) = (Curve(rows), twelfths / 12.0);
            var candidates = rows.Select(row => row.Confidence).Distinct().OrderDescending()
                .Select(threshold => rows.Where(row => row.Confidence >= threshold).ToList()).ToList();
            var least = candidates.First(accepted => accepted.Count >= (share * rows.Length) - 1e-9);
            var most = candidates.LastOrDefault(accepted => accepted.Count(row => row.Wrong) <= (share * accepted.Count) + 1e-9) ?? [];
            var above = rows.Where(row => row.Confidence > share).ToList();
            return curve.AtCoverage(share).Accepted == least.Count && curve.AtCoverage(share).Errors == least.Count(row => row.Wrong)
                && curve.AtError(share).Accepted == most.Count && curve.Above(share).Accepted == above.Count && curve.Above(share).Errors == above.Count(row => row.Wrong);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_rows_changes_no_digit() =>
        Prop.ForAll(Rows(40).ToArbitrary(), rows =>
        {
            var (there, back) = (Curve(rows), Curve([.. rows.Reverse()]));
            return there.Area().Equals(back.Area()) && Enumerable.Range(0, there.Runs).All(run => there[run] == back[run]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shares_of_independent_rows_have_an_interval_of_a_proportion_and_others_are_resampled()
    {
        var rows = Some(400, null);
        var curve = rows.Curve();

        Method(rows, new(SelectiveKind.ErrorAtCoverage, 0.8)).Should().Be(IntervalMethod.Wilson);
        Method(rows, new(SelectiveKind.CoverageAbove, 0.8)).Should().Be(IntervalMethod.Wilson);
        Method(rows, new(SelectiveKind.Area, 0)).Should().Be(IntervalMethod.Percentile);
        Method(rows, new(SelectiveKind.CoverageAtError, 0.1)).Should().Be(IntervalMethod.Percentile);
        Method(Some(400, 4), new(SelectiveKind.ErrorAtCoverage, 0.8)).Should().Be(IntervalMethod.Percentile);
        var area = rows.Estimate(curve, new(SelectiveKind.Area, 0), new IntervalOptions(), TestContext.Current.CancellationToken);
        area.Value.Should().Be(curve.Area());
        area.At(0.95).Low.Should().BeLessThan(area.Value).And.BeGreaterThan(0);
        area.At(0.95).High.Should().BeGreaterThan(area.Value);
    }

    [Fact]
    public void A_replicate_is_the_curve_of_its_rows() =>
        Prop.ForAll(Rows(15).ToArbitrary(), Gen.Choose(0, 3).ArrayOf(15).ToArbitrary(), Gen.Choose(1, 11).ToArbitrary(), (rows, times, twelfths) =>
        {
            var some = new SelectiveRows([.. rows.Select(row => row.Confidence)], [.. rows.Select(row => row.Wrong)], null, null);
            var drawn = times[..rows.Length];
            int[] all = [.. Enumerable.Range(0, rows.Length)];
            var sample = new SelectiveSample(some, all, all);
            var curve = Curve([.. rows.SelectMany((row, i) => Enumerable.Repeat(row, drawn[i]))]);
            return Enum.GetValues<SelectiveKind>().All(kind =>
            {
                var measure = new SelectiveMeasure(kind, twelfths / 12.0);
                var (direct, drawnValue) = (measure.Of(curve), sample.Measure(measure, drawn));
                return direct.Equals(drawnValue) || Math.Abs(direct - drawnValue) < 1e-12;
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_that_stand_together_say_less_than_rows_that_do_not()
    {
        var (alone, together) = (Some(400, null), Some(400, 20));
        var measure = new SelectiveMeasure(SelectiveKind.Area, 0);
        var (narrow, wide) = (Interval(alone), Interval(together));

        (wide.High - wide.Low).Should().BeGreaterThan(1.5 * (narrow.High - narrow.Low));

        ModelSpecs.Metrics.Statistics.Interval Interval(SelectiveRows rows) => rows.Estimate(rows.Curve(), measure, new IntervalOptions(), TestContext.Current.CancellationToken).At(0.95);
    }

    [Fact]
    public void The_area_of_many_rows_has_the_interval_of_many_rows()
    {
        var (few, many) = (Some(2_000, null), Some(8_000, null));
        var ratio = Width(few) / Width(many);

        ratio.Should().BeInRange(1.6, 2.5, "four times as many rows halve an interval, though 2,048 are resampled");

        double Width(SelectiveRows rows)
        {
            var interval = rows.Estimate(rows.Curve(), new(SelectiveKind.Area, 0), new IntervalOptions(), TestContext.Current.CancellationToken).At(0.95);
            return interval.High - interval.Low;
        }
    }

    [Fact]
    public void Without_an_accepted_row_there_is_no_error_share() =>
        Some(10, null).Estimate(Some(10, null).Curve(), new(SelectiveKind.ErrorAbove, 2), new IntervalOptions(), TestContext.Current.CancellationToken).Value.Should().Be(double.NaN);

    private static IntervalMethod Method(SelectiveRows rows, SelectiveMeasure measure) =>
        rows.Estimate(rows.Curve(), measure, new IntervalOptions(), TestContext.Current.CancellationToken).Method;

    // Clusters are wrong together.
    private static SelectiveRows Some(int rows, int? perCluster)
    {
        var random = new Random(5);
        var confidence = Enumerable.Range(0, rows).Select(_ => 0.5 + (random.NextDouble() / 2)).ToArray();
        var draws = Enumerable.Range(0, rows).Select(_ => random.NextDouble()).ToArray();
        var wrong = Enumerable.Range(0, rows).Select(i => draws[perCluster is { } size ? i / size * size : i] < 0.2).ToArray();
        return new SelectiveRows(confidence, wrong, null, perCluster is { } count ? [.. Enumerable.Range(0, rows).Select(i => i / count)] : null);
    }

    private static SelectiveCurve Curve((double Confidence, bool Wrong)[] rows) =>
        SelectiveCurve.Of([.. rows.Select(row => row.Confidence)], [.. rows.Select(row => row.Wrong)]);

    private static Gen<(double Confidence, bool Wrong)[]> Rows(int most) =>
        from count in Gen.Choose(1, most)
        from rows in Gen.Choose(0, 4).SelectMany(confidence => Gen.Elements(true, false).Select(wrong => (Confidence: confidence / 4.0, Wrong: wrong))).ArrayOf(count)
        select rows;

    // Every order of the rows that goes down in confidence.
    private static IEnumerable<List<(double Confidence, bool Wrong)>> Orders(List<(double Confidence, bool Wrong)> rows)
    {
        if (rows.Count == 0)
        {
            yield return [];
            yield break;
        }

        var top = rows.Max(row => row.Confidence);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Confidence == top)
            {
                foreach (var rest in Orders([.. rows.Where((_, j) => j != i)]))
                {
                    yield return [rows[i], .. rest];
                }
            }
        }
    }
}
