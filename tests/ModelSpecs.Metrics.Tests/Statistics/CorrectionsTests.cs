using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Tests.Statistics;

public class CorrectionsTests
{
    [Fact]
    public void The_family_of_Benjamini_and_Hochbergs_paper_loses_three_hypotheses_to_Holm_and_four_to_theirs()
    {
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1];

        Holm(p).Count(value => value <= 0.05).Should().Be(3);
        Hochberg(p).Count(value => value <= 0.05).Should().Be(4);
    }

    [Fact]
    public void A_p_value_outside_its_range_is_refused_and_so_is_one_that_is_none()
    {
        foreach (var wrong in new[] { double.NaN, -0.1, 1.1, double.PositiveInfinity })
        {
            FluentActions.Invoking(() => Holm([0.1, wrong])).Should().Throw<ArgumentOutOfRangeException>();
            FluentActions.Invoking(() => Hochberg([wrong])).Should().Throw<ArgumentOutOfRangeException>();
        }

        FluentActions.Invoking(() => Corrections.Holm([0.1, 0.2], new double[1])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void An_empty_family_has_nothing_to_adjust() => Holm([]).Should().BeEmpty();

    [Fact]
    public void Adjusting_keeps_the_order_and_ties_and_never_lowers_a_p_value() => Prop.ForAll(Families, p =>
    {
        foreach (var adjusted in new[] { Holm(p), Hochberg(p) })
        {
            for (var i = 0; i < p.Length; i++)
            {
                if (!(adjusted[i] >= p[i] && adjusted[i] <= 1))
                {
                    return false;
                }

                for (var j = 0; j < p.Length; j++)
                {
                    if ((p[i] <= p[j] && adjusted[i] > adjusted[j]) || (p[i] == p[j] && adjusted[i] != adjusted[j]))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Holm_is_at_least_as_strict_as_Benjamini_and_Hochberg_and_at_most_as_Bonferroni() => Prop.ForAll(Families, p =>
    {
        var (holm, hochberg) = (Holm(p), Hochberg(p));
        return Enumerable.Range(0, p.Length).All(i => holm[i] >= hochberg[i] && holm[i] <= Math.Min(1, p.Length * p[i]));
    }).QuickCheckThrowOnFailure();

    // 11 · 0.000125 / 11 is not 0.000125 in double precision: found by the property above.
    [Fact]
    public void The_largest_p_value_is_its_own_adjusted_one_to_the_last_digit() =>
        Hochberg([.. Enumerable.Repeat(0.000125, 11)]).Should().AllSatisfy(adjusted => adjusted.Should().Be(0.000125));

    [Fact]
    public void The_order_of_the_family_does_not_matter() => Prop.ForAll(Families, p =>
    {
        double[] backwards = [.. p.Reverse()];
        return Holm(p).SequenceEqual(Holm(backwards).Reverse()) && Hochberg(p).SequenceEqual(Hochberg(backwards).Reverse());
    }).QuickCheckThrowOnFailure();

    // Few distinct values, so that ties are common.
    private static Arbitrary<double[]> Families => Gen.Choose(0, 20).Select(step => Math.Pow(step / 20.0, 3)).ArrayOf().ToArbitrary();

    private static double[] Holm(double[] p)
    {
        var adjusted = new double[p.Length];
        Corrections.Holm(p, adjusted);
        return adjusted;
    }

    private static double[] Hochberg(double[] p)
    {
        var adjusted = new double[p.Length];
        Corrections.BenjaminiHochberg(p, adjusted);
        return adjusted;
    }
}
