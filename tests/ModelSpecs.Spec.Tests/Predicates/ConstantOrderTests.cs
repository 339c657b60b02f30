using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Tests.Predicates;

public sealed class ConstantOrderTests
{
    [Theory]
    [InlineData(1, 1.5, -1)]
    [InlineData(1, 1.0, 0)]
    [InlineData(2, 1.5, 1)]
    [InlineData(-1, -1.5, 1)]
    [InlineData(-2, -1.5, -1)]
    [InlineData(9007199254740993, 9007199254740992.0, 1)]
    [InlineData(9007199254740992, 9007199254740992.0, 0)]
    [InlineData(long.MaxValue, 9223372036854775807.0, -1)] // the literal is 2⁶³
    [InlineData(long.MinValue, -9223372036854775808.0, 0)]
    [InlineData(long.MinValue, -9223372036854777856.0, 1)]
    [InlineData(long.MaxValue, double.PositiveInfinity, -1)]
    [InlineData(long.MinValue, double.NegativeInfinity, 1)]
    public void Integers_and_numbers_are_ordered_exactly(long integer, double number, int order)
    {
        Math.Sign(ConstantOrder.Compare(integer, number)).Should().Be(order);
        Math.Sign(ConstantOrder.Compare(new BoundNumber(number), new BoundInteger(integer))).Should().Be(-order);
    }

    [Theory]
    [InlineData(3.0, 3L)]
    [InlineData(-0.0, 0L)]
    [InlineData(3.5, null)]
    [InlineData(1e300, null)]
    [InlineData(9223372036854775808.0, null)]
    [InlineData(-9223372036854775808.0, long.MinValue)]
    public void A_number_becomes_an_integer_only_where_one_equals_it(double number, long? integer) =>
        ConstantOrder.Convert(new BoundNumber(number), ColumnKind.Integer).Should().Be(integer is { } value ? new BoundInteger(value) : null);

    [Theory]
    [InlineData(9007199254740993, false)]
    [InlineData(9007199254740992, true)]
    public void An_integer_becomes_a_number_only_where_one_equals_it(long integer, bool exists) =>
        (ConstantOrder.Convert(new BoundInteger(integer), ColumnKind.Number) is not null).Should().Be(exists);
}
