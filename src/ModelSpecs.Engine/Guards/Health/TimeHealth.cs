using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary><c>freshness</c> and <c>label_delay</c>. The clock is never asked: what passed once passes again.</summary>
internal static class TimeHealth
{
    /// <summary>Measures what is asked.</summary>
    public static void Measure(HealthRun run)
    {
        Delay(run);
        if (run.Spec.Freshness is not { } freshness || HealthColumns.Times(run.Rows.Table, freshness.Column, "health.freshness.column", run.Scope.Diagnostics) is not { } times)
        {
            return;
        }

        if (freshness.AsOf is { } asOf && run.Spec.Asks(HealthSpec.Age))
        {
            Age(run, times, asOf);
        }

        if (run.Spec.Asks(HealthSpec.Gap))
        {
            run.AddOfRows(HealthSpec.Gap, members => Gap(run.Rows, times, members), on: false);
        }
    }

    private static void Age(HealthRun run, DateColumn times, AsOfSpec asOf)
    {
        if (AsOf(run, asOf) is not { } now)
        {
            run.AddMissing(HealthSpec.Age, "there is no time that ages could be counted from");
            return;
        }

        // A day is over when the next begins: what came on it is of no later time.
        var end = asOf.Ticks is null ? now : now + TimeSpan.TicksPerDay - 1;
        run.AddOfRows(HealthSpec.Age, members =>
        {
            var dated = members.Where(i => !times.IsNull(run.Rows.RowOf(i))).ToList();
            if (dated.Count == 0)
            {
                return GuardValue.Missing("no row has a time");
            }

            var newest = dated.MaxBy(i => times.Ticks[run.Rows.RowOf(i)]);
            var time = times.Ticks[run.Rows.RowOf(newest)];
            if (time > end)
            {
                // A row of the year 2099 would keep any set fresh for ever.
                var later = dated.Count(i => times.Ticks[run.Rows.RowOf(i)] > end);
                return GuardValue.Missing($"{HealthText.Count(later)} of {HealthText.Count(dated.Count)} rows are later than {IsoDate.Format(now)}, such as {run.Rows.NameOf(newest)} of {IsoDate.Format(time)}", dated.Count);
            }

            var age = Math.Max(0, now - time) / (double)TimeSpan.TicksPerDay;
            return new GuardValue
            {
                Value = age, Rows = dated.Count, Format = HealthText.Days, Shown = $"{HealthText.Days(age)} on {IsoDate.Format(now)}", Details = [("newest", $"{run.Rows.NameOf(newest)} of {IsoDate.Format(time)}")],
            };
        });
    }

    private static long? AsOf(HealthRun run, AsOfSpec asOf)
    {
        if (asOf.Ticks is { } said)
        {
            return said;
        }

        var column = asOf.Column!;
        var table = asOf.Set is { } set
            ? OtherSet.Read(run.Scope, set, header => OtherSet.Has(column, "health.freshness.as_of", set, header, run.Scope.Diagnostics) ? [column.Value] : [])
            : run.Rows.Table;
        if (table is null || HealthColumns.Times(table, column, "health.freshness.as_of", run.Scope.Diagnostics) is not { } times)
        {
            return null;
        }

        var rows = asOf.Set is null ? run.Rows : HealthRows.Of(table);
        long? newest = null;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows.RowOf(i);
            newest = times.IsNull(row) || newest >= times.Ticks[row] ? newest : times.Ticks[row];
        }

        return newest;
    }

    private static GuardValue Gap(HealthRows rows, DateColumn times, IReadOnlyList<int> members)
    {
        var dated = members.Where(i => !times.IsNull(rows.RowOf(i))).OrderBy(i => times.Ticks[rows.RowOf(i)]).ToList();
        if (dated.Count < 2)
        {
            return GuardValue.Missing("fewer than two rows have a time", dated.Count);
        }

        var (largest, at) = (-1L, 0);
        for (var i = 1; i < dated.Count; i++)
        {
            var gap = times.Ticks[rows.RowOf(dated[i])] - times.Ticks[rows.RowOf(dated[i - 1])];
            (largest, at) = gap > largest ? (gap, i) : (largest, at);
        }

        var days = largest / (double)TimeSpan.TicksPerDay;
        return new GuardValue
        {
            Value = days, Rows = dated.Count, Format = HealthText.Days, Shown = HealthText.Days(days),
            Details = [("gap", $"from {IsoDate.Format(times.Ticks[rows.RowOf(dated[at - 1])])} ({rows.NameOf(dated[at - 1])}) to {IsoDate.Format(times.Ticks[rows.RowOf(dated[at])])} ({rows.NameOf(dated[at])})")],
        };
    }

    private static void Delay(HealthRun run)
    {
        if (run.Spec.Delay is not { } delay)
        {
            return;
        }

        var (rows, diagnostics) = (run.Rows, run.Scope.Diagnostics);
        var (from, to) = (HealthColumns.Times(rows.Table, delay.From, "health.label_delay.from", diagnostics), HealthColumns.Times(rows.Table, delay.To, "health.label_delay.to", diagnostics));
        if (from is null || to is null)
        {
            return;
        }

        foreach (var quantile in LabelDelaySpec.Quantiles.Where(quantile => run.Spec.Asks(LabelDelaySpec.Measure(quantile.Key))))
        {
            run.AddOfRows(LabelDelaySpec.Measure(quantile.Key), members =>
            {
                var both = members.Where(i => !from.IsNull(rows.RowOf(i)) && !to.IsNull(rows.RowOf(i))).ToArray();
                if (both.Length == 0)
                {
                    return GuardValue.Missing("no row has both times");
                }

                var delays = Array.ConvertAll(both, i => (to.Ticks[rows.RowOf(i)] - from.Ticks[rows.RowOf(i)]) / (double)TimeSpan.TicksPerDay);
                Array.Sort(delays, both);
                if (delays[0] < 0)
                {
                    return GuardValue.Missing($"{HealthText.Count(delays.Count(days => days < 0))} of {HealthText.Count(both.Length)} rows have their label before they came to be, such as {rows.NameOf(both[0])}: {HealthText.Days(delays[0])}", both.Length);
                }

                var value = Quantile(delays, quantile.Value);
                return new GuardValue
                {
                    Value = value, Rows = both.Length, Format = HealthText.Days, Shown = HealthText.Days(value),
                    Details =
                    [
                        ("longest", $"{rows.NameOf(both[^1])}: {HealthText.Days(delays[^1])}"),
                        .. both.Length < members.Count ? [("", $"{HealthText.Share(members.Count - both.Length, members.Count)} have no time of their label yet: they will take longer still")] : Array.Empty<(string, string)>(),
                    ],
                };
            });
        }
    }

    /// <summary>A quantile between two ordered values: NumPy's <c>linear</c>.</summary>
    internal static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
