using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary>How units are written, and what one of each is in the unit that numbers are kept in.</summary>
internal static class MeasureUnits
{
    private static readonly (MeasureUnit Unit, string Example, KeyValuePair<string, double>[] Spellings)[] Rows =
    [
        (MeasureUnit.Plain, "0.05", []),
        (MeasureUnit.Time, "2 ms", [new("ns", 1e-9), new("us", 1e-6), new("ms", 1e-3), new("s", 1)]),
        (MeasureUnit.Size, "20 MB", [new("B", 1), new("kB", 1e3), new("MB", 1e6), new("GB", 1e9), new("KiB", 1L << 10), new("MiB", 1L << 20), new("GiB", 1L << 30)]),
        (MeasureUnit.Rate, "200 per second", [new("per second", 1), new("per minute", 1.0 / 60)]),
        (MeasureUnit.Days, "30 days", [new("days", 1), new("day", 1), new("hours", 1.0 / 24), new("hour", 1.0 / 24), new("minutes", 1.0 / 1440), new("minute", 1.0 / 1440)]),
    ];

    /// <summary>Spellings of a unit; none: its numbers have no unit, and may be a share in %.</summary>
    public static IReadOnlyList<KeyValuePair<string, double>> Of(MeasureUnit unit) => Row(unit).Spellings;

    /// <summary>An amount, for people.</summary>
    public static string ExampleOf(MeasureUnit unit) => Row(unit).Example;

    private static (MeasureUnit Unit, string Example, KeyValuePair<string, double>[] Spellings) Row(MeasureUnit unit) => Rows[(int)unit];
}
