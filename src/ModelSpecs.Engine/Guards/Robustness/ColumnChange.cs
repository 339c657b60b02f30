using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Metrics.Perturbation;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>Changes columns of a table.</summary>
internal sealed class ColumnChange
{
    // Raise it when the same entry changes rows otherwise than before.
    private const string Format = "perturbed 1";

    private readonly RobustSpec spec;
    private readonly Table table;
    private readonly int[] rows;
    private readonly CustomPerturbation? custom;
    private readonly Dictionary<string, double> spreads = new(StringComparer.Ordinal);

    /// <summary>A change of some rows.</summary>
    /// <param name="spec">The entry, whose columns fit (<see cref="ColumnChecks"/>).</param>
    /// <param name="table">The golden set.</param>
    /// <param name="rows">Rows that are changed, ascending.</param>
    /// <param name="judged">Rows whose standard deviation shares are of; null: all.</param>
    /// <param name="custom">The user's own perturbation; null: it is none.</param>
    public ColumnChange(RobustSpec spec, Table table, int[] rows, int[]? judged, CustomPerturbation? custom)
    {
        (this.spec, this.table, this.rows, this.custom) = (spec, table, rows, custom);
        if (spec.Perturbation is NumbersPerturbation && spec.Perturbation.Levels[0].IsShare)
        {
            foreach (var column in spec.Perturbation.Columns)
            {
                spreads[column.Value] = ColumnSpread.Of(table.Find(column.Value)!, judged);
            }
        }
    }

    /// <summary>The standard deviations that shares are of, by column.</summary>
    public IReadOnlyDictionary<string, double> Spreads => spreads;

    /// <summary>The table with the rows changed, and which of them the change altered.</summary>
    /// <exception cref="PerturbationFailedException">The user's own code failed.</exception>
    public (Table Table, bool[] Touched) At(PerturbationLevel level)
    {
        var changed = spec.Perturbation is CustomPerturbationSpec
            ? new CustomColumns(spec, table, rows, custom!).At(level)
            : spec.Perturbation.Columns.Select((column, c) => Changed(table.Find(column.Value)!, c, level)).ToList();
        var byName = changed.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var touched = new bool[rows.Length];
        foreach (var column in changed)
        {
            var before = table.Find(column.Name)!;
            for (var i = 0; i < rows.Length; i++)
            {
                touched[i] |= !CellValues.AreSame(before, column, rows[i]);
            }
        }

        return (new Table(table.Path, HashOf(level), table.Rows, table.Header, [.. table.Columns.Select(column => byName.GetValueOrDefault(column.Name, column))], table.Lines), touched);
    }

    private Column Changed(Column column, int index, PerturbationLevel level) => spec.Perturbation switch
    {
        NumbersPerturbation numbers => Numbers(column, numbers.Change, level.Amount * (level.IsShare ? spreads[column.Name] : 1)),
        SetPerturbation set => CellValues.Set(column, rows, set.Values[index].Value.Value),
        SwapPerturbation swap => CellValues.Swap(column, rows, swap.Pairs[index].First.Value, swap.Pairs[index].Second.Value),
        ColumnsPerturbation { IsShuffle: true } => CellValues.Take(column, rows, Shuffled()),
        _ => CellValues.Drop(column, rows),
    };

    private Column Numbers(Column column, NumberChange change, double amount)
    {
        // One draw a row for all levels, so that a curve shows the amount and not other noise.
        var purpose = RowRandom.PurposeOf($"{spec.Perturbation.Key.Value} {column.Name}");
        double Value(double value, int row) => change switch
        {
            NumberChange.AddNoise => value + (amount * new RowRandom((ulong)spec.Seed, purpose, row).NextNormal()),
            NumberChange.Scale => value * amount,
            _ => value + amount,
        };
        return column is IntegerColumn integers ? CellValues.Map(integers, rows, Value) : CellValues.Map((NumberColumn)column, rows, Value);
    }

    /// <summary>The row that each row takes its values from (Fisher and Yates).</summary>
    private int[] Shuffled()
    {
        int[] from = [.. rows];
        var random = new RowRandom((ulong)spec.Seed, RowRandom.PurposeOf("shuffle"), 0);
        for (var i = from.Length - 1; i > 0; i--)
        {
            var other = random.NextIndex(i + 1);
            (from[i], from[other]) = (from[other], from[i]);
        }

        return from;
    }

    // Everything that the changed values depend on: it stands for the file's hash in the key of kept predictions.
    private string HashOf(PerturbationLevel level)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n',
        [
            Format, table.ContentHash, spec.Perturbation.Terms, level.Name, spec.Seed.ToString(CultureInfo.InvariantCulture), custom?.Version ?? "",
            .. spreads.OrderBy(spread => spread.Key, StringComparer.Ordinal).Select(spread => spread.Value.ToString("R", CultureInfo.InvariantCulture)),
        ])));
        hash.AppendData(MemoryMarshal.AsBytes(rows.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>The standard deviation of a column.</summary>
internal static class ColumnSpread
{
    /// <summary>Over the rows with a finite value, divided by their number; 0: there are none, or all are equal.</summary>
    public static double Of(Column column, int[]? rows)
    {
        var (count, mean, squares) = (0L, 0.0, 0.0);
        for (var i = 0; i < (rows?.Length ?? column.Length); i++)
        {
            var row = rows is null ? i : rows[i];
            var value = column.IsNull(row) ? double.NaN : column is IntegerColumn integers ? integers.Values[row] : ((NumberColumn)column).Values[row];
            if (double.IsFinite(value))
            {
                // Welford (1962): no cancellation where the mean is far from 0.
                count++;
                var delta = value - mean;
                mean += delta / count;
                squares += delta * (value - mean);
            }
        }

        return count == 0 ? 0 : Math.Sqrt(squares / count);
    }
}
