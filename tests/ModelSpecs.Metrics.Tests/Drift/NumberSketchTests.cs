using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Metrics.Drift;

namespace ModelSpecs.Metrics.Tests.Drift;

/// <summary>A sketch against the values that it was made of.</summary>
public sealed class NumberSketchTests
{
    private static readonly Arbitrary<(int Seed, int Size, int Kind, int Floor)> Cases = Arb.From(
        from seed in Gen.Choose(0, 1 << 30)
        from size in Gen.Choose(1, 4_000)
        from kind in Gen.Choose(0, 5)
        from floor in Gen.Elements(1, 2, 10, 25)
        select (seed, size, kind, floor));

    [Fact]
    public void At_every_knot_the_counts_are_those_of_the_values() => Holds((sorted, floor, _) =>
    {
        var sketch = NumberSketch.Of(sorted, floor);
        sketch.Count.Should().Be(sorted.Length);
        var upTo = 0L;
        for (var i = 0; i < sketch.Knots.Length; i++)
        {
            upTo += sketch.Between[i];
            upTo.Should().Be(sorted.Count(value => value < sketch.Knots[i]));
            sketch.At[i].Should().Be(sorted.Count(value => value.Equals(sketch.Knots[i])));
            upTo += sketch.At[i];
        }

        sketch.Knots.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        sketch.Edges.Should().BeSubsetOf(sketch.Knots);
    });

    [Fact]
    public void Nothing_in_it_stands_for_fewer_values_than_the_floor() => Holds((sorted, floor, _) =>
    {
        var sketch = NumberSketch.Of(sorted, floor);
        for (var i = 0; i < sketch.Knots.Length; i++)
        {
            (sketch.Between[i] + sketch.At[i]).Should().BeGreaterThanOrEqualTo(floor);
        }

        // Neither the smallest value nor the largest is shown where fewer than the floor have it; an edge of a bin is one of a tenth of all.
        (sketch.Knots.Length < 2 || sketch.At[^1] + sketch.Between[^1] >= floor || sketch.Edges[^1].Equals(sketch.Knots[^1])).Should().BeTrue();
        (double.IsNaN(sketch.Below) || sketch.Between[0] >= floor).Should().BeTrue();
        (double.IsNaN(sketch.Above) || sketch.Between[^1] >= floor).Should().BeTrue();
        sketch.Knots.Length.Should().BeLessThanOrEqualTo(NumberSketch.MostKnots + QuantileEdges.Bins);
    });

    [Fact]
    public void Means_outside_all_knots_are_those_of_the_values() => Holds((sorted, floor, _) =>
    {
        var sketch = NumberSketch.Of(sorted, floor);
        if (!double.IsNaN(sketch.Below))
        {
            sketch.Below.Should().BeApproximately(sorted.Where(value => value < sketch.Knots[0]).Average(), 1e-9 * Math.Max(1, Math.Abs(sketch.Below)));
        }

        if (!double.IsNaN(sketch.Above))
        {
            sketch.Above.Should().BeApproximately(sorted.Where(value => value > sketch.Knots[^1]).Average(), 1e-9 * Math.Max(1, Math.Abs(sketch.Above)));
        }
    });

    [Fact]
    public void The_counter_finds_what_comparing_every_value_with_every_knot_finds() => Holds((sorted, floor, random) =>
    {
        var knots = NumberSketch.Of(sorted, floor).Knots;
        if (knots.Length == 0)
        {
            return;
        }

        double[] values = [.. Sample(random, 300, random.Next(6)), .. knots.Take(50), double.NaN, double.NegativeInfinity, double.PositiveInfinity];
        var counter = new SketchCounter(knots);
        counter.Add(values);

        counter.Missing.Should().Be(1);
        counter.Between[0].Should().Be(values.Count(value => value < knots[0]));
        counter.Between[^1].Should().Be(values.Count(value => value > knots[^1]));
        for (var i = 0; i < knots.Length; i++)
        {
            counter.At[i].Should().Be(values.Count(value => value.Equals(knots[i])));
            (i == 0 || counter.Between[i] == values.Count(value => value > knots[i - 1] && value < knots[i])).Should().BeTrue();
        }
    });

    [Fact]
    public void Ks_is_never_above_the_exact_one_and_below_it_by_a_gap_at_most() => Holds((sorted, floor, random) =>
    {
        var (sketch, now) = (NumberSketch.Of(sorted, floor), Sorted(random));
        if (sketch.Knots.Length > 0)
        {
            var (exact, here) = (KolmogorovSmirnov.Statistic(sorted, now), SketchCells.KolmogorovSmirnov(sketch, Counted(sketch, now)));
            here.Should().BeInRange(exact - sketch.LargestGap - 1e-12, exact + 1e-12);
        }
    });

    [Fact]
    public void With_a_knot_for_every_value_all_distances_are_exact() => Holds((sorted, _, random) =>
    {
        var sketch = NumberSketch.Of(sorted, 1, everyValue: true);
        var now = Sorted(random);
        var counted = Counted(sketch, now);

        sketch.LargestGap.Should().Be(0);
        SketchCells.KolmogorovSmirnov(sketch, counted).Should().BeApproximately(KolmogorovSmirnov.Statistic(sorted, now), 1e-12);
        sketch.BinCounts().Should().Equal(QuantileEdges.Count(sorted, QuantileEdges.Of(sorted)));
        SketchCells.BinCounts(sketch, counted.At, counted.Between).Should().Equal(QuantileEdges.Count(now, QuantileEdges.Of(sorted)));
        // Values that fall between two knots are taken to be even there: with all of them on knots nothing is left to take for anything.
        double[] inside = [.. now.Select(value => sorted[Math.Abs((int)(Math.Clamp(value, -1e6, 1e6) * 7)) % sorted.Length]).Order()];
        var exact = Wasserstein.Distance(sorted, inside);
        SketchCells.Wasserstein(sketch, Counted(sketch, inside)).Should().BeApproximately(exact, 1e-9 * Math.Max(1, exact));
    });

    [Fact]
    public void The_bins_of_a_profile_are_those_of_the_values_unless_the_floor_forbids_one() => Holds((sorted, floor, _) =>
    {
        var sketch = NumberSketch.Of(sorted, floor);
        var edges = QuantileEdges.Of(sorted);
        sketch.Edges.Should().BeSubsetOf(edges);
        sketch.BinCounts().Should().Equal(QuantileEdges.Count(sorted, sketch.Edges));
        if (sorted.Distinct().Count() == sorted.Length && sorted.Length >= 10 * floor * QuantileEdges.Bins)
        {
            sketch.Edges.Should().Equal(edges);
        }
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Wasserstein_of_a_sketch_is_near_the_exact_one(int kind)
    {
        var random = new Random(kind);
        var (sorted, now) = (Sample(random, 20_000, kind), Sample(random, 15_000, kind));
        for (var i = 0; i < now.Length; i++)
        {
            now[i] = (now[i] * 1.1) + 0.2;
        }

        Array.Sort(sorted);
        Array.Sort(now);
        var sketch = NumberSketch.Of(sorted, 10);
        var exact = Wasserstein.Distance(sorted, now);
        SketchCells.Wasserstein(sketch, Counted(sketch, now)).Should().BeApproximately(exact, 0.01 * exact);
    }

    [Fact]
    public void Merging_is_off_by_no_more_than_it_says() => Holds((sorted, floor, random) =>
    {
        var other = Sorted(random);
        double[] both = [.. sorted.Concat(other).Order()];
        var (one, two) = (NumberSketch.Of(sorted, floor), NumberSketch.Of(other, floor));
        var merged = NumberSketch.Merge(one, two, floor);

        merged.Count.Should().Be(both.Length);
        merged.Between.Should().OnlyContain(count => count >= 0);
        var upTo = 0L;
        for (var i = 0; i < merged.Knots.Length; i++)
        {
            upTo += merged.Between[i];
            Near(upTo, both.Count(value => value < merged.Knots[i]));
            upTo += merged.At[i];
            Near(upTo, both.Count(value => value <= merged.Knots[i]));
        }

        Same(NumberSketch.Merge(two, one, floor), merged);
        if (merged.Knots.Length > 0)
        {
            var now = Sorted(random);
            SketchCells.KolmogorovSmirnov(merged, Counted(merged, now)).Should().BeApproximately(KolmogorovSmirnov.Statistic(both, now), merged.RankError + merged.LargestGap + 1e-12);
        }

        void Near(long here, long exact) => (Math.Abs(here - exact) / (double)both.Length).Should().BeLessThanOrEqualTo(merged.RankError + 1e-12);
    });

    [Fact]
    public void A_year_of_months_is_known_to_within_a_hundredth()
    {
        var random = new Random(5);
        double[][] months = [.. Enumerable.Range(0, 12).Select(month => Sample(random, 5_000, 0).Select(value => value + (0.05 * month)).Order().ToArray())];
        double[] year = [.. months.SelectMany(month => month).Order()];
        var merged = months.Select(month => NumberSketch.Of(month, 10)).Aggregate((one, two) => NumberSketch.Merge(one, two, 10));

        var (upTo, worst) = (0L, 0.0);
        for (var i = 0; i < merged.Knots.Length; i++)
        {
            upTo += merged.Between[i] + merged.At[i];
            worst = Math.Max(worst, Math.Abs(upTo - QuantileEdges.UpTo(year, merged.Knots[i])) / (double)year.Length);
        }

        worst.Should().BeLessThanOrEqualTo(merged.RankError).And.BeLessThan(0.002, "the bound is for the worst case, and these are smooth");
        merged.RankError.Should().BeLessThan(0.02);
    }

    [Fact]
    public void Too_few_values_leave_no_knot()
    {
        var sketch = NumberSketch.Of([1, 2, 3], floor: 10);
        sketch.Knots.Should().BeEmpty();
        sketch.Count.Should().Be(3);
        sketch.Below.Should().Be(double.NaN);
        sketch.Above.Should().Be(double.NaN, "the mean of three is nobody's business");
    }

    private static void Same(NumberSketch one, NumberSketch other)
    {
        one.Knots.Should().Equal(other.Knots);
        one.At.Should().Equal(other.At);
        one.Between.Should().Equal(other.Between);
        one.Edges.Should().Equal(other.Edges);
        (one.Below, one.Above, one.RankError).Should().Be((other.Below, other.Above, other.RankError));
    }

    private static SketchCounter Counted(NumberSketch sketch, double[] values)
    {
        var counter = new SketchCounter(sketch.Knots);
        counter.Add(values);
        return counter;
    }

    private static double[] Sorted(Random random) => [.. Sample(random, random.Next(1, 2_000), random.Next(6)).Order()];

    // Normal, skewed, far from 0, whole numbers, few values, one atom among others.
    private static double[] Sample(Random random, int size, int kind) => [.. Enumerable.Range(0, size).Select(_ =>
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return kind switch { 0 => normal, 1 => Math.Exp(normal), 2 => 1e9 + normal, 3 => Math.Round(normal * 20), 4 => random.Next(4), _ => random.NextDouble() < 0.4 ? 0 : Math.Abs(normal) };
    })];

    private static void Holds(Action<double[], int, Random> property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(120), Prop.ForAll(Cases, one =>
    {
        var random = new Random(one.Seed);
        property([.. Sample(random, one.Size, one.Kind).Order()], one.Floor, random);
    }));
}
