using System.Globalization;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model.Guards;

/// <summary><c>cost</c>: what a call costs, from columns of the golden set or as a price. It has nothing to do with the metric <c>cost</c>, which is what wrong answers cost.</summary>
public sealed record CostSpec : GuardSpec
{
    /// <summary>What is measured: the mean over rows.</summary>
    public const string PerCall = "per_call";

    /// <summary>What every call costs.</summary>
    public double Constant { get; init; }

    /// <summary>Columns whose values are added, each times its price.</summary>
    public IReadOnlyList<PricedColumn> Priced { get; init; } = [];

    /// <inheritdoc />
    public override string Kind => "cost";

    /// <inheritdoc />
    public override string Terms => string.Join(" + ", Priced.Select(column => column.Price == 1 ? column.Column.Value : $"{Text(column.Price)} {column.Column.Value}").Concat(Constant == 0 && Priced.Count > 0 ? [] : [Text(Constant)]));

    /// <inheritdoc />
    public override IEnumerable<(Located<string> Column, string Key)> Columns => Priced.Select(column => (column.Column, "cost.per_call"));

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A column and what one of what it counts costs.</summary>
/// <param name="Column">The column.</param>
/// <param name="Price">Price, from 0.</param>
public sealed record PricedColumn(Located<string> Column, double Price);
