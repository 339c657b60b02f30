using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets;

/// <summary>One typed column of a golden set. Immutable after reading.</summary>
public abstract class Column(string name, int length, NullMask? nulls)
{
    /// <summary>Name in the header.</summary>
    public string Name { get; } = name;

    /// <summary>Rows.</summary>
    public int Length { get; } = length;

    /// <summary>Which rows are null; null: none is.</summary>
    public NullMask? Nulls { get; } = nulls;

    /// <summary>Type.</summary>
    public abstract ColumnKind Kind { get; }

    /// <summary>Whether a row is null.</summary>
    public bool IsNull(int row) => Nulls is not null && Nulls[row];

    /// <summary>Value of a row for people: invariant culture, ISO 8601 times, the empty string for null.</summary>
    public abstract string Format(int row);
}

/// <summary>One bit a row; set: null.</summary>
public sealed class NullMask(ulong[] words, int length)
{
    /// <summary>Bits, row r at word r/64, bit r%64.</summary>
    public ulong[] Words { get; } = words;

    /// <summary>Rows.</summary>
    public int Length { get; } = length;

    /// <summary>Whether a row is null.</summary>
    public bool this[int row] => (Words[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>Number of nulls.</summary>
    public int Count => (int)Words.Sum(w => (long)System.Numerics.BitOperations.PopCount(w));
}

/// <summary>64-bit integers; 0 at nulls.</summary>
public sealed class IntegerColumn(string name, long[] values, NullMask? nulls) : Column(name, values.Length, nulls)
{
    /// <summary>Values by row.</summary>
    public long[] Values { get; } = values;

    /// <inheritdoc />
    public override ColumnKind Kind => ColumnKind.Integer;

    /// <inheritdoc />
    public override string Format(int row) => IsNull(row) ? "" : Values[row].ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Doubles; NaN at nulls. A NaN spelled in the data is a value, not a null.</summary>
public sealed class NumberColumn(string name, double[] values, NullMask? nulls) : Column(name, values.Length, nulls)
{
    /// <summary>Values by row.</summary>
    public double[] Values { get; } = values;

    /// <inheritdoc />
    public override ColumnKind Kind => ColumnKind.Number;

    /// <inheritdoc />
    public override string Format(int row) => IsNull(row) ? "" : Values[row].ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Booleans; false at nulls.</summary>
public sealed class BooleanColumn(string name, bool[] values, NullMask? nulls) : Column(name, values.Length, nulls)
{
    /// <summary>Values by row.</summary>
    public bool[] Values { get; } = values;

    /// <inheritdoc />
    public override ColumnKind Kind => ColumnKind.Boolean;

    /// <inheritdoc />
    public override string Format(int row) => IsNull(row) ? "" : Values[row] ? "true" : "false";
}

/// <summary>UTC times as ticks of 100 ns since 0001-01-01; 0 at nulls.</summary>
public sealed class DateColumn(string name, long[] ticks, NullMask? nulls) : Column(name, ticks.Length, nulls)
{
    /// <summary>Ticks by row.</summary>
    public long[] Ticks { get; } = ticks;

    /// <inheritdoc />
    public override ColumnKind Kind => ColumnKind.Date;

    /// <inheritdoc />
    public override string Format(int row)
    {
        if (IsNull(row))
        {
            return "";
        }

        var time = new DateTime(Ticks[row], DateTimeKind.Utc);
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>Text as codes into a dictionary of distinct values; code −1 at nulls.</summary>
public sealed class StringColumn(string name, int[] codes, StringPool pool, NullMask? nulls) : Column(name, codes.Length, nulls)
{
    /// <summary>Index into <see cref="Pool"/> by row, in order of first occurrence; −1: null.</summary>
    public int[] Codes { get; } = codes;

    /// <summary>The distinct values.</summary>
    public StringPool Pool { get; } = pool;

    /// <inheritdoc />
    public override ColumnKind Kind => ColumnKind.String;

    /// <inheritdoc />
    public override string Format(int row) => Codes[row] < 0 ? "" : Pool[Codes[row]];
}

/// <summary>Distinct texts as UTF-8 in one block, so that a column of a million ids makes no million strings.</summary>
public sealed class StringPool(byte[] bytes, int[] offsets)
{
    /// <summary>A pool of texts in the given order.</summary>
    public static StringPool Of(IReadOnlyList<string> texts)
    {
        var offsets = new int[texts.Count + 1];
        for (var i = 0; i < texts.Count; i++)
        {
            offsets[i + 1] = offsets[i] + System.Text.Encoding.UTF8.GetByteCount(texts[i]);
        }

        var bytes = new byte[offsets[^1]];
        for (var i = 0; i < texts.Count; i++)
        {
            System.Text.Encoding.UTF8.GetBytes(texts[i], bytes.AsSpan(offsets[i]));
        }

        return new StringPool(bytes, offsets);
    }

    /// <summary>Number of texts.</summary>
    public int Count => offsets.Length - 1;

    /// <summary>UTF-8 of a text.</summary>
    public ReadOnlySpan<byte> Utf8(int index) => bytes.AsSpan(offsets[index], offsets[index + 1] - offsets[index]);

    /// <summary>A text; made anew at each call.</summary>
    public string this[int index] => System.Text.Encoding.UTF8.GetString(Utf8(index));

    /// <summary>The block of bytes, for the cache.</summary>
    public byte[] Bytes => bytes;

    /// <summary>Offsets into the block, one more than texts.</summary>
    public int[] Offsets => offsets;
}

/// <summary>An array of numbers in each row, row-major in one block.</summary>
public sealed class TensorColumn(string name, int length, int[] shape, Array values) : Column(name, length, null)
{
    /// <summary>Shape of one row, without the row axis.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>The block: float[], double[], long[], int[], byte[], … of length rows × product of the shape.</summary>
    public Array Values { get; } = values;

    /// <inheritdoc />
    public override ColumnKind Kind => ColumnKind.Tensor;

    /// <inheritdoc />
    public override string Format(int row) => $"[{string.Join(" × ", Shape)}]";
}
