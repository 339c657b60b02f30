using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets.Text;

/// <summary>Fills one column from fields of text, from several threads, each at rows of its own.</summary>
/// <param name="name">Name of the column.</param>
/// <param name="kind">Type that the fields are read as.</param>
/// <param name="rows">Rows, blank lines counted.</param>
internal abstract class ColumnBuilder(string name, ColumnKind kind, int rows)
{
    private byte[]? nulls;

    /// <summary>Name of the column.</summary>
    public string Name { get; } = name;

    /// <summary>Type that the fields are read as.</summary>
    public ColumnKind Kind { get; } = kind;

    /// <summary>Rows, blank lines counted.</summary>
    protected int Rows { get; } = rows;

    /// <summary>Rows, blank lines counted.</summary>
    public int RowCount => Rows;

    /// <summary>A builder of a type.</summary>
    public static ColumnBuilder Of(string name, ColumnKind kind, int rows, int workers) => kind switch
    {
        ColumnKind.Integer => new IntegerBuilder(name, rows),
        ColumnKind.Number => new NumberBuilder(name, rows),
        ColumnKind.Boolean => new BooleanBuilder(name, rows),
        ColumnKind.Date => new DateBuilder(name, rows),
        _ => new StringColumnBuilder(name, rows, workers),
    };

    /// <summary>Sets a row's value; false where the field is not of the type.</summary>
    public abstract bool TrySet(int row, ReadOnlySpan<byte> field, int worker);

    /// <summary>Makes a row null.</summary>
    public virtual void SetNull(int row)
    {
        var mask = nulls ?? Interlocked.CompareExchange(ref nulls, new byte[Rows], null) ?? nulls;
        mask[row] = 1;
    }

    /// <summary>The column.</summary>
    /// <param name="kept">Rows that are no blank lines; null: all.</param>
    public abstract Column Build(int[]? kept);

    /// <summary>Whether every row that counts is null.</summary>
    public bool IsAllNull(int[]? kept) => nulls is { } mask && (kept is null ? !mask.AsSpan().Contains((byte)0) : Array.TrueForAll(kept, row => mask[row] != 0));

    /// <summary>The rows that count, of an array.</summary>
    protected static T[] Keep<T>(T[] values, int[]? kept) => kept is null ? values : Array.ConvertAll(kept, row => values[row]);

    /// <summary>The null mask of the rows that count, or null.</summary>
    protected NullMask? Mask(int[]? kept)
    {
        if (nulls is null)
        {
            return null;
        }

        var flags = Keep(nulls, kept);
        var words = new ulong[(flags.Length + 63) / 64];
        ulong any = 0;
        for (var row = 0; row < flags.Length; row++)
        {
            words[row >> 6] |= (ulong)flags[row] << (row & 63);
            any |= flags[row];
        }

        return any == 0 ? null : new NullMask(words, flags.Length);
    }
}

/// <summary>Integers.</summary>
internal sealed class IntegerBuilder(string name, int rows) : ColumnBuilder(name, ColumnKind.Integer, rows)
{
    private readonly long[] values = GC.AllocateUninitializedArray<long>(rows);

    /// <inheritdoc />
    public override bool TrySet(int row, ReadOnlySpan<byte> field, int worker) => FieldText.TryInteger(field, out values[row]);

    /// <inheritdoc />
    public override void SetNull(int row)
    {
        base.SetNull(row);
        values[row] = 0;
    }

    /// <inheritdoc />
    public override Column Build(int[]? kept) => new IntegerColumn(Name, Keep(values, kept), Mask(kept));
}

/// <summary>Numbers.</summary>
internal sealed class NumberBuilder(string name, int rows) : ColumnBuilder(name, ColumnKind.Number, rows)
{
    private readonly double[] values = GC.AllocateUninitializedArray<double>(rows);

    /// <inheritdoc />
    public override bool TrySet(int row, ReadOnlySpan<byte> field, int worker) => FieldText.TryNumber(field, out values[row]);

    /// <inheritdoc />
    public override void SetNull(int row)
    {
        base.SetNull(row);
        values[row] = double.NaN;
    }

    /// <inheritdoc />
    public override Column Build(int[]? kept) => new NumberColumn(Name, Keep(values, kept), Mask(kept));
}

/// <summary>Booleans.</summary>
internal sealed class BooleanBuilder(string name, int rows) : ColumnBuilder(name, ColumnKind.Boolean, rows)
{
    private readonly bool[] values = new bool[rows];

    /// <inheritdoc />
    public override bool TrySet(int row, ReadOnlySpan<byte> field, int worker) => FieldText.TryBoolean(field, out values[row]);

    /// <inheritdoc />
    public override Column Build(int[]? kept) => new BooleanColumn(Name, Keep(values, kept), Mask(kept));
}

/// <summary>Dates and times.</summary>
internal sealed class DateBuilder(string name, int rows) : ColumnBuilder(name, ColumnKind.Date, rows)
{
    private readonly long[] ticks = new long[rows];

    /// <inheritdoc />
    public override bool TrySet(int row, ReadOnlySpan<byte> field, int worker) => FieldText.TryDate(field, out ticks[row]);

    /// <inheritdoc />
    public override Column Build(int[]? kept) => new DateColumn(Name, Keep(ticks, kept), Mask(kept));
}
