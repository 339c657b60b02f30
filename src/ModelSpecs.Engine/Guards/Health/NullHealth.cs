using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary><c>nulls</c>: which share of a column has no value. NaN is none, as in pandas: arrays have no other way to say it.</summary>
internal static class NullHealth
{
    private const int MostNamed = 10;

    /// <summary>Measures the worst of all columns, and those that have a bound of their own.</summary>
    public static void Measure(HealthRun run)
    {
        foreach (var named in run.Spec.NullColumns)
        {
            var column = run.Rows.Column(named);
            run.AddShare($"{HealthSpec.Nulls}({named.Value})", Missing(run.Rows, column), _ => $"{OneLine.Escape(column.Name)} is null");
        }

        if (!run.Spec.Asks(HealthSpec.Nulls))
        {
            return;
        }

        // Labels that are still to come are told by labels_received, and columns with a bound of their own by that.
        var late = run.Scope.Suite.Golden.LabelsMissing == LabelsMissing.Drop ? run.Scope.Suite.LabelColumns.Select(label => label.Value).ToHashSet(StringComparer.Ordinal) : [];
        var own = run.Spec.NullColumns.Select(column => column.Value).ToHashSet(StringComparer.Ordinal);
        var columns = run.Rows.Table.Columns.Where(column => column is not TensorColumn && !late.Contains(column.Name) && !own.Contains(column.Name)).ToList();
        if (columns.Count == 0)
        {
            run.AddMissing(HealthSpec.Nulls, "no column is left to look at");
            return;
        }

        var slices = run.Rows.Slices;
        var counts = new long[columns.Count];
        var ofSlices = slices.Select(slice => new long[slice.Groups, columns.Count]).ToList();
        for (var c = 0; c < columns.Count; c++)
        {
            run.Scope.CancellationToken.ThrowIfCancellationRequested();
            if (columns[c].Nulls is null && columns[c] is not NumberColumn)
            {
                continue;
            }

            var missing = Missing(run.Rows, columns[c]);
            counts[c] = missing.LongCount(is1 => is1);
            for (var s = 0; s < slices.Count && counts[c] > 0; s++)
            {
                var codes = slices[s].Codes;
                for (var i = 0; i < codes.Length; i++)
                {
                    if (missing[i] && codes[i] >= 0)
                    {
                        ofSlices[s][codes[i], c]++;
                    }
                }
            }
        }

        run.Outcome.Add(HealthSpec.Nulls, null, Worst(columns, counts, run.Rows.Count));
        for (var s = 0; s < slices.Count; s++)
        {
            var rows = new long[slices[s].Groups];
            foreach (var code in slices[s].Codes.Where(code => code >= 0))
            {
                rows[code]++;
            }

            for (var group = 0; group < rows.Length; group++)
            {
                run.Outcome.Add(HealthSpec.Nulls, new SlicePlace(slices[s].Name, group), Worst(columns, [.. Enumerable.Range(0, columns.Count).Select(c => ofSlices[s][group, c])], rows[group]));
            }
        }

        run.Figures.Add(HealthFigures.Bars("Nulls by column", "column", "share of rows without a value", [.. columns.Select((column, c) => (column.Name, (double)counts[c] / Math.Max(1, run.Rows.Count)))],
            run.Spec.Measures.Where(measure => measure.Name == HealthSpec.Nulls)));
    }

    private static GuardValue Worst(List<Column> columns, long[] counts, long rows)
    {
        if (rows == 0)
        {
            return GuardValue.Missing("there is no row to count");
        }

        var worst = Enumerable.Range(0, counts.Length).OrderByDescending(c => counts[c]).ThenBy(c => c).ToList();
        return new GuardValue
        {
            Value = (double)counts[worst[0]] / rows,
            Rows = rows,
            Format = HealthText.Percent,
            Shown = $"{HealthText.Share(counts[worst[0]], rows)} in column {OneLine.Quote(columns[worst[0]].Name)}",
            Details = [.. worst.Take(MostNamed).Where(c => counts[c] > 0).Select((c, i) => (i == 0 ? "columns" : "", $"{OneLine.Escape(columns[c].Name)}: {HealthText.Share(counts[c], rows)}"))],
        };
    }

    private static bool[] Missing(HealthRows rows, Column column)
    {
        var missing = new bool[rows.Count];
        var numbers = column as NumberColumn;
        for (var i = 0; i < missing.Length; i++)
        {
            var row = rows.RowOf(i);
            missing[i] = numbers is not null ? double.IsNaN(numbers.Values[row]) || numbers.IsNull(row) : column.IsNull(row);
        }

        return missing;
    }
}
