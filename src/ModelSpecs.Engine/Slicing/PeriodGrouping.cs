using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Groups the rows of a date column by calendar periods in UTC.</summary>
internal static class PeriodGrouping
{
    private const int DaysOfWeek = 7;

    /// <summary>One group a period, and one of nulls where there are any.</summary>
    /// <param name="column">Dates.</param>
    /// <param name="name">Its name as a predicate writes it.</param>
    /// <param name="period">The period.</param>
    /// <param name="threads">Most threads used.</param>
    /// <param name="cancellationToken">Stops between ranges of rows.</param>
    public static RawGroups Group(DateColumn column, string name, TimePeriod period, int threads, CancellationToken cancellationToken)
    {
        var range = KeyRange.Of(new IntegerKeys(column.Ticks, column.Nulls), column.Length, threads, cancellationToken);
        var first = (int)(range.Low / TimeSpan.TicksPerDay);
        // The calendar is asked once a day of the data's span, not once a row: at most the 3.7 million days from year 1 to 9999.
        var periodOfDay = range.Width == 0 ? [] : new int[(int)(range.High / TimeSpan.TicksPerDay) - first + 1];
        var starts = new List<DateTime>();
        var end = DateTime.MinValue;
        for (var day = 0; day < periodOfDay.Length; day++)
        {
            var date = new DateTime((first + day) * TimeSpan.TicksPerDay, DateTimeKind.Utc);
            if (starts.Count == 0 || date >= end)
            {
                starts.Add(StartOf(date, period));
                end = EndOf(starts[^1], period) ?? DateTime.MaxValue;
            }

            periodOfDay[day] = starts.Count - 1;
        }

        var (codes, counts) = RowCoding.Write(new DayCoder(column, periodOfDay, first, starts.Count), column.Length, starts.Count + 1, threads, cancellationToken);
        return new RawGroups(codes, counts, group => group == starts.Count ? GroupLabel.OfNull(name) : Label(name, starts[group], period));
    }

    /// <summary>Name of a period by its first day.</summary>
    public static string NameOf(DateTime start, TimePeriod period) => period switch
    {
        TimePeriod.Day => start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimePeriod.Week => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(start):D4}-W{ISOWeek.GetWeekOfYear(start):D2}"),
        TimePeriod.Month => start.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        TimePeriod.Quarter => string.Create(CultureInfo.InvariantCulture, $"{start.Year:D4}-Q{((start.Month - 1) / 3) + 1}"),
        _ => start.ToString("yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>Periods from the beginning of the calendar to one of this name; null: it is the name of none.</summary>
    public static int? PositionOf(string name, TimePeriod period)
    {
        var digits = CultureInfo.InvariantCulture;
        return period switch
        {
            TimePeriod.Day when DateTime.TryParseExact(name, "yyyy-MM-dd", digits, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day) => (int)(day.Ticks / TimeSpan.TicksPerDay),
            TimePeriod.Week when name is [_, _, _, _, '-', 'W', _, _] && int.TryParse(name[..4], NumberStyles.None, digits, out var year) && int.TryParse(name[6..], NumberStyles.None, digits, out var week) =>
                (int)(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday).Ticks / TimeSpan.TicksPerDay / DaysOfWeek),
            TimePeriod.Month when DateTime.TryParseExact(name, "yyyy-MM", digits, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var month) => (month.Year * 12) + month.Month,
            TimePeriod.Quarter when name is [_, _, _, _, '-', 'Q', >= '1' and <= '4'] && int.TryParse(name[..4], NumberStyles.None, digits, out var year) => (year * 4) + name[6] - '1',
            TimePeriod.Year when name.Length == 4 && int.TryParse(name, NumberStyles.None, digits, out var year) => year,
            _ => null,
        };
    }

    private static DateTime StartOf(DateTime date, TimePeriod period) => period switch
    {
        TimePeriod.Day => date,
        // 0001-01-01 was a Monday.
        TimePeriod.Week => date.AddDays(-(int)(date.Ticks / TimeSpan.TicksPerDay % DaysOfWeek)),
        TimePeriod.Month => new DateTime(date.Year, date.Month, 1, 0, 0, 0, DateTimeKind.Utc),
        TimePeriod.Quarter => new DateTime(date.Year, ((date.Month - 1) / 3 * 3) + 1, 1, 0, 0, 0, DateTimeKind.Utc),
        _ => new DateTime(date.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
    };

    /// <summary>Start of the next period; null where the calendar ends before it.</summary>
    private static DateTime? EndOf(DateTime start, TimePeriod period)
    {
        var last = DateTime.MaxValue;
        return period switch
        {
            TimePeriod.Day => start >= last.AddDays(-1) ? null : start.AddDays(1),
            TimePeriod.Week => start >= last.AddDays(-DaysOfWeek) ? null : start.AddDays(DaysOfWeek),
            TimePeriod.Month => start >= last.AddMonths(-1) ? null : start.AddMonths(1),
            TimePeriod.Quarter => start >= last.AddMonths(-3) ? null : start.AddMonths(3),
            _ => start >= last.AddYears(-1) ? null : start.AddYears(1),
        };
    }

    private static GroupLabel Label(string name, DateTime start, TimePeriod period)
    {
        var from = $"{name} >= {PredicateText.Date(start.Ticks)}";
        return new GroupLabel(NameOf(start, period), EndOf(start, period) is { } end ? $"{from} and {name} < {PredicateText.Date(end.Ticks)}" : from);
    }

    private readonly struct DayCoder(DateColumn column, int[] periodOfDay, int first, int ofNull) : IRowCoder
    {
        public int CodeOf(int row) => column.IsNull(row) ? ofNull : periodOfDay[(int)(column.Ticks[row] / TimeSpan.TicksPerDay) - first];
    }
}
