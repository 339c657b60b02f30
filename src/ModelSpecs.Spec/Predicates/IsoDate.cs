using System.Globalization;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Dates and times of ISO 8601; without a zone they are UTC.</summary>
public static class IsoDate
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd' 'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a date (<c>2024-01-31</c>) or a time (<c>2024-01-31T10:30</c>, <c>2024-01-31 10:30:00.5+02:00</c>).</summary>
    /// <param name="text">The text.</param>
    /// <param name="ticks">100 ns since 0001-01-01 UTC.</param>
    public static bool TryParse(string text, out long ticks)
    {
        var parsed = DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time);
        ticks = parsed ? time.UtcTicks : 0;
        return parsed;
    }

    /// <summary>The shortest text that <see cref="TryParse"/> reads back.</summary>
    /// <param name="ticks">100 ns since 0001-01-01 UTC.</param>
    public static string Format(long ticks)
    {
        var time = new DateTime(ticks, DateTimeKind.Utc);
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
    }
}
