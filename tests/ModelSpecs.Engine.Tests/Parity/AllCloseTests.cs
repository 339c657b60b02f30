using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Engine.Parity;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Parity;

public sealed class AllCloseTests
{
    private static readonly Closeness Usual = new(ParitySpec.DefaultAbsolute, ParitySpec.DefaultRelative);

    /// <summary>Fixtures/make_parity.py wrote down what NumPy says of thousands of pairs, special values with each other among them.</summary>
    [Fact]
    public void NumPy_says_the_same()
    {
        using var file = File.OpenRead(Path.Combine(RepositoryRoot.Path, "tests/ModelSpecs.Engine.Tests/Fixtures/parity/isclose.json"));
        var rows = JsonDocument.Parse(file).RootElement.EnumerateArray().ToList();

        var wrong = rows.Where(row => AllClose.IsClose(Number(row[0]), Number(row[1]), new Closeness(Number(row[2]), Number(row[3])), row[4].GetBoolean()) != row[5].GetBoolean());

        rows.Should().HaveCountGreaterThan(3_000);
        rows.Select(row => row[5].GetBoolean()).Distinct().Should().HaveCount(2);
        wrong.Select(row => row.ToString()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(1e300, 1e300 + 1e296, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, true)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, false)]
    [InlineData(double.PositiveInfinity, double.MaxValue, false)]
    [InlineData(double.MaxValue, double.PositiveInfinity, false)]
    [InlineData(double.NaN, double.NaN, false)]
    [InlineData(double.NaN, 0, false)]
    [InlineData(0, double.NaN, false)]
    [InlineData(0.0, -0.0, true)]
    public void Infinities_are_close_to_themselves_and_NaN_to_nothing(double here, double reference, bool isClose) =>
        AllClose.IsClose(here, reference, Usual, equalNan: false).Should().Be(isClose);

    [Fact]
    public void NaN_is_close_to_NaN_alone_where_that_is_said()
    {
        AllClose.IsClose(double.NaN, double.NaN, Usual, equalNan: true).Should().BeTrue();
        AllClose.IsClose(double.NaN, 0, Usual, equalNan: true).Should().BeFalse();
        AllClose.IsClose(double.PositiveInfinity, double.NaN, Usual, equalNan: true).Should().BeFalse();
    }

    [Fact]
    public void The_tolerance_is_of_the_reference_and_not_of_the_value_here()
    {
        var half = new Closeness(0, 0.5);
        AllClose.IsClose(10, 15, half, equalNan: false).Should().BeTrue("5 <= 0.5 · 15");
        AllClose.IsClose(15, 9.9, half, equalNan: false).Should().BeFalse("5.1 > 0.5 · 9.9");
        AllClose.IsClose(9.9, 15, half, equalNan: false).Should().BeTrue("5.1 <= 0.5 · 15");
    }

    [Fact]
    public void A_value_is_close_to_itself_and_a_wider_tolerance_never_makes_it_less_close() => Prop.ForAll<double, double, NonNegativeInt>((here, reference, step) =>
    {
        var narrow = new Closeness(step.Get * 1e-4, step.Get * 1e-3);
        var wide = new Closeness(narrow.Absolute * 2, narrow.Relative * 3);
        return AllClose.IsClose(here, here, narrow, equalNan: true)
            && (!AllClose.IsClose(here, reference, narrow, equalNan: false) || AllClose.IsClose(here, reference, wide, equalNan: false));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Integers_are_held_to_their_exact_difference_however_large_they_are()
    {
        var none = new Closeness(0, 0);
        AllClose.IsClose(long.MaxValue, (Int128)long.MaxValue - 1, none).Should().BeFalse("as doubles the two are the same");
        AllClose.IsClose((Int128)long.MinValue, long.MaxValue, new Closeness(1, 0)).Should().BeFalse();
        AllClose.IsClose((Int128)ulong.MaxValue, ulong.MaxValue, none).Should().BeTrue();
        AllClose.IsClose((Int128)7, 8, new Closeness(1, 0)).Should().BeTrue();
    }

    /// <summary>Every pair of small integers, twice: by the definition and by the code.</summary>
    [Fact]
    public void The_definition_holds_for_all_small_numbers()
    {
        for (var here = -20; here <= 20; here++)
        {
            for (var reference = -20; reference <= 20; reference++)
            {
                foreach (var (absolute, relative) in ((double, double)[])[(0, 0), (1, 0), (0, 0.25), (2, 0.5)])
                {
                    var expected = 4 * Math.Abs(here - reference) <= (4 * absolute) + (4 * relative * Math.Abs(reference));
                    AllClose.IsClose(here, reference, new Closeness(absolute, relative), equalNan: false).Should().Be(expected);
                    AllClose.IsClose((Int128)here, reference, new Closeness(absolute, relative)).Should().Be(expected);
                }
            }
        }
    }

    // Python writes inf and nan.
    private static double Number(JsonElement text) => text.GetString() switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        var number => double.Parse(number!, CultureInfo.InvariantCulture),
    };
}
