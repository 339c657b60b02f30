using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Init;

/// <summary>Finds columns whose values part the rows into groups that can be judged: few values, dates, skewed numbers.</summary>
internal static class SliceFinder
{
    /// <summary>Rows that a group needs for anything to be said of it.</summary>
    public const int GroupRows = 30;

    private const int MostGroups = 12;
    private const int MostCandidates = 40;
    private const int MostOfAll = 60;
    private const double Skewed = 1;
    private static readonly string[] Reserved = ["score", "prediction", "confidence", "correct", "error", "overall"];

    /// <summary>The candidates, columns in the file's order, flags that only the model reads last.</summary>
    /// <param name="columns">Profiles of the columns.</param>
    /// <param name="leftOut">Label, id, and what else is no property of a row.</param>
    /// <param name="inputs">Columns that feed the model.</param>
    /// <param name="label">The label of several classes, whose values are slices too; null: it is none.</param>
    public static IReadOnlyList<SliceCandidate> Find(IReadOnlyList<ColumnProfile> columns, IReadOnlySet<string> leftOut, IReadOnlySet<string> inputs, string? label)
    {
        var found = new List<SliceCandidate>();
        foreach (var column in columns.Where(column => column.Name == label).Concat(columns.Where(column => !leftOut.Contains(column.Name)).OrderBy(column => IsFlag(column) && inputs.Contains(column.Name) ? 1 : 0)))
        {
            var candidate = Reserved.Contains(column.Name, StringComparer.Ordinal) || column.Name.Length > 200 ? null
                : column.Name == label ? Values(column, ColumnProfile.MostValues)
                : column.Column is DateColumn dates ? Periods(dates)
                : Values(column, MostGroups) ?? Intervals(column);
            if (candidate is not null && found.Count < MostCandidates && IsWorthwhile(candidate.Codes) && !found.Exists(other => IsSame(other.Codes, candidate.Codes)))
            {
                found.Add(candidate);
            }
        }

        return found;
    }

    private static bool IsFlag(ColumnProfile column) => column is { IsNumeric: true, Distinct: <= 2 };

    private static SliceCandidate? Values(ColumnProfile column, int most)
    {
        if (column.Values is null || column.Column is NumberColumn { Length: > 0 } && column.HasFraction || column.Distinct + (column.Nulls > 0 ? 1 : 0) is var groups && (groups < 2 || groups > most))
        {
            return null;
        }

        Func<int, long> key = column.Column switch
        {
            IntegerColumn integers => row => integers.Values[row],
            NumberColumn numbers => row => BitConverter.DoubleToInt64Bits(numbers.Values[row]),
            BooleanColumn booleans => row => booleans.Values[row] ? 1 : 0,
            StringColumn texts => row => texts.Codes[row],
            _ => _ => 0,
        };
        return new SliceCandidate
        {
            Name = column.Name,
            Column = column.Name,
            Because = string.Create(CultureInfo.InvariantCulture, $"{column.Distinct} values{(column.Nulls > 0 ? " and null" : "")}"),
            Codes = Codes(column.Column, key),
            Predicates = column.Name.Length == 0 || column.Column is NumberColumn ? new Dictionary<string, string>(StringComparer.Ordinal)
                : column.Values.ToDictionary(value => value.Text, value => PredicateWriting.Equal(column.Name, value), StringComparer.Ordinal),
        };
    }

    private static SliceCandidate? Periods(DateColumn dates)
    {
        var present = Enumerable.Range(0, dates.Length).Where(row => !dates.IsNull(row)).Select(row => dates.Ticks[row]).ToList();
        if (present.Count == 0)
        {
            return null;
        }

        var days = (present.Max() - present.Min()) / TimeSpan.TicksPerDay;
        var every = days switch
        {
            >= 8 * 365 => TimePeriod.Year,
            >= 550 => TimePeriod.Quarter,
            >= 75 => TimePeriod.Month,
            >= 15 => TimePeriod.Week,
            _ => TimePeriod.Day,
        };
        return new SliceCandidate
        {
            Name = dates.Name,
            Column = dates.Name,
            Every = every,
            Because = string.Create(CultureInfo.InvariantCulture, $"{days + 1} days"),
            Codes = Codes(dates, row => Period(new DateTime(dates.Ticks[row], DateTimeKind.Utc), every)),
        };
    }

    private static long Period(DateTime time, TimePeriod every) => every switch
    {
        TimePeriod.Year => time.Year,
        TimePeriod.Quarter => (time.Year * 4) + ((time.Month - 1) / 3),
        TimePeriod.Month => (time.Year * 12) + time.Month,
        TimePeriod.Week => (ISOWeek.GetYear(time) * 100) + ISOWeek.GetWeekOfYear(time),
        _ => time.Ticks / TimeSpan.TicksPerDay,
    };

    private static SliceCandidate? Intervals(ColumnProfile column)
    {
        if (column.Column is not (IntegerColumn or NumberColumn) || column.IsUnique && column.Column is IntegerColumn)
        {
            return null;
        }

        double Value(int row) => column.Column is IntegerColumn integers ? integers.Values[row] : ((NumberColumn)column.Column).Values[row];
        var values = Enumerable.Range(0, column.Column.Length).Where(row => !column.Column.IsNull(row)).Select(Value).Where(double.IsFinite).Order().ToArray();
        if (values.Length < 2 * GroupRows || Skewness(values) is not (>= Skewed or <= -Skewed) || values.Length < column.Column.Length - column.Nulls)
        {
            return null;
        }

        // The tail, where models see few rows, gets an interval of its own.
        double[] shares = Skewness(values) > 0 ? [0.5, 0.9] : [0.1, 0.5];
        double[] edges = [.. shares.Select(share => Round(values[(int)(share * (values.Length - 1))])).Distinct().Where(edge => edge > values[0] && edge <= values[^1])];
        return edges.Length == 0 ? null : new SliceCandidate
        {
            Name = column.Name,
            Column = column.Name,
            Edges = edges,
            Because = string.Create(CultureInfo.InvariantCulture, $"skewed, {NoiseDigits.Of(values[0])} to {NoiseDigits.Of(values[^1])}; edges near its {string.Join(" and ", shares.Take(edges.Length).Select(share => $"{share * 100:0} %"))} quantile{(edges.Length > 1 ? "s" : "")}"),
            Codes = Codes(column.Column, row => edges.Count(edge => Value(row) >= edge)),
        };
    }

    private static double Skewness(double[] sorted)
    {
        var mean = sorted.Average();
        var variance = sorted.Average(value => (value - mean) * (value - mean));
        return variance > 0 ? sorted.Average(value => Math.Pow((value - mean) / Math.Sqrt(variance), 3)) : 0;
    }

    // Two digits: a border that a person would have drawn.
    private static double Round(double value)
    {
        if (value == 0)
        {
            return 0;
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 1);
        return double.Parse((Math.Round(value / unit) * unit).ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    // Nulls are a group of their own.
    private static int[] Codes(Column column, Func<int, long> key)
    {
        var known = new Dictionary<(bool, long), int>();
        var codes = new int[column.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            var group = column.IsNull(row) ? (true, 0L) : (false, key(row));
            codes[row] = known.TryGetValue(group, out var code) ? code : known[group] = known.Count;
        }

        return codes;
    }

    private static bool IsWorthwhile(int[] codes)
    {
        var groups = codes.Length == 0 ? [] : new int[codes.Max() + 1];
        foreach (var code in codes)
        {
            groups[code]++;
        }

        var judged = groups.Count(rows => rows >= GroupRows);
        return groups.Length <= MostOfAll && judged >= 2 && 2 * judged > groups.Length;
    }

    // Codes count by first occurrence, so that two partitions of the rows are the same exactly where they are equal.
    private static bool IsSame(int[] left, int[] right) => left.AsSpan().SequenceEqual(right);
}
