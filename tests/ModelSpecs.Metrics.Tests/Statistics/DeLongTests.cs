using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Metrics.Statistics;
using Interval = ModelSpecs.Metrics.Statistics.Interval;

namespace ModelSpecs.Metrics.Tests.Statistics;

public class DeLongTests
{
    [Fact]
    public void Perfect_separation_has_the_interval_of_as_many_pairs_as_the_smaller_class_has_rows()
    {
        var result = DeLong.Of([3, 4, 5, 6], [1, 2, 0]);

        result.Should().Be(new DeLongResult(1, 0, 4, 3));
        result.Interval(0.95).Low.Should().BeApproximately(Proportion.ClopperPearson(3, 3, 0.95).Low, 1e-14);
        result.Interval(0.95).High.Should().Be(1);
        result.LogitInterval(0.95).Should().Be(result.Interval(0.95));
    }

    [Fact]
    public void Perfect_reversal_mirrors_it()
    {
        var (right, reversed) = (DeLong.Of([3, 4, 5], [1, 2]), DeLong.Of([1, 2], [3, 4, 5]));

        reversed.Auc.Should().Be(0);
        reversed.Interval(0.9).Should().Be(new Interval(0, 1 - right.Interval(0.9).Low));
    }

    [Fact]
    public void Scores_that_are_all_equal_say_little_of_the_area()
    {
        var result = DeLong.Of([7, 7, 7, 7], [7, 7, 7]);

        result.Should().Be(new DeLongResult(0.5, 0, 4, 3));
        var least = Math.Pow(0.025, 1.0 / 3);
        result.Interval(0.95).Low.Should().BeApproximately(least / 2, 1e-15);
        result.Interval(0.95).High.Should().BeApproximately(1 - (least / 2), 1e-15);
    }

    [Fact]
    public void A_single_row_of_a_class_has_no_variance_and_says_nothing()
    {
        var result = DeLong.Of([2], [1, 3, 0]);

        result.Variance.Should().Be(double.NaN);
        result.Interval(0.95).Should().Be(new Interval(0, 1));
        result.LogitInterval(0.95).Should().Be(new Interval(0, 1));
        DeLong.P(result, 0.01).Should().Be(1);
        DeLong.LogitP(result, 0.01).Should().Be(1);
    }

    [Fact]
    public void The_p_values_of_the_cases_without_variance_are_dual_to_their_intervals()
    {
        foreach (var result in new[] { DeLong.Of([3, 4, 5, 6], [1, 2, 0]), DeLong.Of([1, 2], [3, 4]), DeLong.Of([1, 1], [1, 1, 1]), DeLong.Of([5], [1]) })
        {
            for (var step = 0; step <= 200; step++)
            {
                var auc = step / 200.0;
                var p = DeLong.P(result, auc);
                (p < 0.05).Should().Be(!result.Interval(0.95).Contains(auc) && Math.Abs(p - 0.05) > 1e-12, $"{result} at {auc}");
                DeLong.LogitP(result, auc).Should().Be(DeLong.P(result, auc));
            }
        }
    }

    [Fact]
    public void What_is_no_sample_is_refused()
    {
        FluentActions.Invoking(() => DeLong.Of([], [1])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => DeLong.Of([1], [])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => DeLong.Of([1, double.NaN], [1])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => DeLong.OfRuns([1, 2], [1])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => DeLong.OfRuns([1, -1], [1, 1])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => DeLong.OfRuns([0, 0], [1, 1])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => DeLong.OfRuns([1, long.MaxValue], [1, 1])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => DeLong.Covariance([1, 2], [1], [1], [1])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => DeLong.P(DeLong.Of([1, 2], [0, 1.5]), 1.1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_hundred_million_rows_of_each_class_overflow_nothing()
    {
        const long Rows = 100_000_000;
        var result = DeLong.OfRuns([3 * Rows / 4, Rows / 4], [Rows / 4, 3 * Rows / 4]);

        // Two runs: a placement is 1/4·½ + 3/4 or 3/4·½.
        result.Auc.Should().Be(0.75);
        var perClass = (0.75 * 0.875 * 0.875) + (0.25 * 0.375 * 0.375) - (0.75 * 0.75);
        result.Variance.Should().BeApproximately(2 * perClass / (Rows - 1), 1e-22);
    }

    [Fact]
    public void Runs_and_scores_give_the_same_digits() => Prop.ForAll(Samples, sample =>
    {
        var (positives, negatives) = sample;
        var scores = positives.Concat(negatives).Distinct().OrderDescending().ToArray();
        long[] Count(double[] of) => [.. scores.Select(score => (long)of.Count(value => value == score))];
        return DeLong.OfRuns(Count(positives), Count(negatives)).Equals(DeLong.Of(positives, negatives));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_monotone_transform_and_the_order_of_the_rows_change_no_digit() => Prop.ForAll(Samples, sample =>
    {
        var (positives, negatives) = sample;
        double[] Transformed(double[] scores) => [.. scores.Select(score => Math.Exp(score / 3) - 7).Reverse()];
        return DeLong.Of(Transformed(positives), Transformed(negatives)).Equals(DeLong.Of(positives, negatives));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Exchanging_the_classes_or_the_sign_gives_the_complement() => Prop.ForAll(Samples, sample =>
    {
        var (positives, negatives) = sample;
        var of = DeLong.Of(positives, negatives);
        var exchanged = DeLong.Of(negatives, positives);
        var negated = DeLong.Of([.. positives.Select(score => -score)], [.. negatives.Select(score => -score)]);
        return Near(exchanged.Auc, 1 - of.Auc) && Near(exchanged.Variance, of.Variance)
            && Near(negated.Auc, 1 - of.Auc) && Near(negated.Variance, of.Variance);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Both_intervals_hold_the_area_grow_with_the_confidence_and_are_dual_to_their_tests() => Prop.ForAll(
        Samples, Gen.Choose(0, 100).Select(step => step / 100.0).ToArbitrary(), (sample, auc) =>
        {
            var of = DeLong.Of(sample.Positives, sample.Negatives);
            return Holds(of.Interval(0.8), of.Interval(0.95), DeLong.P(of, auc)) && Holds(of.LogitInterval(0.8), of.LogitInterval(0.95), DeLong.LogitP(of, auc));

            bool Holds(Interval narrow, Interval wide, double p) =>
                narrow.Low <= of.Auc + 1e-15 && narrow.High >= of.Auc - 1e-15 && wide.Low <= narrow.Low && wide.High >= narrow.High
                && wide.Low >= 0 && wide.High <= 1 && (Math.Abs(p - 0.05) < 1e-9 || (p < 0.05) == !wide.Contains(auc));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_column_paired_with_itself_does_not_differ() => Prop.ForAll(Samples, sample =>
    {
        var (positives, negatives) = sample;
        var pair = DeLong.Covariance(positives, positives, negatives, negatives);
        return pair.Difference == 0 && pair.First == pair.Second && pair.P() == 1 && pair.Interval(0.95).Contains(0)
            && (double.IsNaN(pair.Covariance) ? double.IsNaN(pair.First.Variance) : Near(pair.Covariance, pair.First.Variance));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_models_that_order_every_pair_alike_differ_by_at_most_what_so_few_pairs_allow()
    {
        var pair = DeLong.Covariance([3, 1, 5], [30, 10, 50], [2, 0, 4], [20, 0, 40]);

        var most = 1 - Math.Pow(0.025, 1.0 / 3);
        pair.Interval(0.95).Low.Should().BeApproximately(-most, 1e-15);
        pair.Interval(0.95).High.Should().BeApproximately(most, 1e-15);
        pair.P(most + 0.001).Should().BeLessThan(0.05);
        pair.P(most - 0.001).Should().BeGreaterThan(0.05);
    }

    [Fact]
    public void Without_a_variance_a_difference_proves_nothing()
    {
        // Every pair turned round: all placements alike, so that the variance is 0 although the areas are 1 and 0.
        var reversed = DeLong.Covariance([3, 4], [1, 2], [1, 2], [3, 4]);
        reversed.Difference.Should().Be(1);
        reversed.Variance.Should().Be(0);

        // One positive: no variance at all.
        var single = DeLong.Covariance([3], [1], [1, 2], [1, 2]);
        single.Variance.Should().Be(double.NaN);

        foreach (var pair in new[] { reversed, single })
        {
            pair.Interval(0.95).Should().Be(new Interval(-1, 1));
            pair.P().Should().Be(1);
            pair.P(0.999).Should().Be(1);
        }
    }

    private static Arbitrary<(double[] Positives, double[] Negatives)> Samples
    {
        get
        {
            // Whole numbers from a small range, so that ties are common.
            var scores = Gen.Choose(-6, 6).Select(score => (double)score).NonEmptyListOf().Select(list => list.ToArray());
            return (from positives in scores from negatives in scores select (positives, negatives)).ToArbitrary();
        }
    }

    private static bool Near(double a, double b) => (double.IsNaN(a) && double.IsNaN(b)) || Math.Abs(a - b) <= 1e-14;
}
