using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.Datasets;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary>Makes words of cells, so that two cells are equal where their words are; of one set, or of two whose columns go together.</summary>
/// <remarks>0 and −0 are equal, and so are NaN and NaN, null and null. A whole number equals the number of the same value.</remarks>
internal sealed class CellWords
{
    private const int FlagBits = 2;
    private const ulong IsNull = 1, IsNaN = 2, IsWhole = 3;

    private readonly List<ulong[]> words = [];
    private readonly int[]? selection;
    private ulong[]? flags;
    private int flagged;

    private CellWords(int[]? selection, int rows)
    {
        this.selection = selection;
        Rows = rows;
    }

    /// <summary>Words by column; some columns have two, or share one.</summary>
    public IReadOnlyList<ulong[]> Words => words;

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Words of the rows of one set.</summary>
    public static CellWords Of(IEnumerable<Column> columns, int[]? selection, int rows)
    {
        var made = new CellWords(selection, rows);
        foreach (var column in columns)
        {
            made.Add(column, null, isWhole: column is IntegerColumn);
        }

        return made;
    }

    /// <summary>Words of the rows of two sets, whose columns go together by their place and fit by <see cref="Fit"/>.</summary>
    public static (CellWords Left, CellWords Right) Of(IEnumerable<(Column Left, Column Right)> columns, int[]? leftSelection, int leftRows, int[]? rightSelection, int rightRows)
    {
        var (left, right) = (new CellWords(leftSelection, leftRows), new CellWords(rightSelection, rightRows));
        foreach (var (here, there) in columns)
        {
            var texts = new Dictionary<Hash128, ulong>();
            var isWhole = here is IntegerColumn && there is IntegerColumn;
            left.Add(here, texts, isWhole);
            right.Add(there, texts, isWhole);
        }

        return (left, right);
    }

    /// <summary>Whether values of two columns can be equal: both are numbers, or both have one type. A column without any value fits each.</summary>
    public static bool Fit(Column left, Column right) => (left, right) switch
    {
        (TensorColumn a, TensorColumn b) => a.Values.GetType() == b.Values.GetType() && a.Shape.AsSpan().SequenceEqual(b.Shape),
        (IntegerColumn or NumberColumn, IntegerColumn or NumberColumn) => true,
        _ => left.Kind == right.Kind || IsEmpty(left) || IsEmpty(right),
    };

    /// <summary>Whether a column has no value at all.</summary>
    public static bool IsEmpty(Column column) => column.Nulls is { } nulls && nulls.Count == column.Length;

    private int RowOf(int i) => selection is null ? i : selection[i];

    private void Add(Column column, Dictionary<Hash128, ulong>? texts, bool isWhole)
    {
        var cells = new ulong[Rows];
        words.Add(cells);
        switch (column)
        {
            case IntegerColumn integers:
                Fill(cells, integers.Values, isWhole ? value => (ulong)value : OfNumber);
                break;
            case NumberColumn numbers:
                for (var i = 0; i < cells.Length; i++)
                {
                    cells[i] = OfNumber(numbers.Values[RowOf(i)]);
                }

                break;
            case BooleanColumn booleans:
                for (var i = 0; i < cells.Length; i++)
                {
                    cells[i] = booleans.Values[RowOf(i)] ? 1UL : 0;
                }

                break;
            case DateColumn dates:
                Fill(cells, dates.Ticks, value => (ulong)value);
                break;
            case StringColumn strings:
                var codes = texts is null ? null : Codes(strings.Pool, texts);
                for (var i = 0; i < cells.Length; i++)
                {
                    var code = strings.Codes[RowOf(i)];
                    cells[i] = code < 0 ? 0 : codes is null ? (ulong)code : codes[code];
                }

                break;
            case TensorColumn tensor:
                var low = new ulong[Rows];
                words.Add(low);
                Tensors(tensor, cells, low);
                break;
            default:
                throw new InvalidOperationException($"No words for a column of type {column.GetType().Name}.");
        }

        Flag(column, cells, isWhole);
    }

    private void Fill(ulong[] cells, long[] values, Func<long, ulong> word)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = word(values[RowOf(i)]);
        }
    }

    // Null and NaN are told apart from every value by bits that the columns share a word for. Each column has its place, with nulls or without: the other set may have some.
    private void Flag(Column column, ulong[] cells, bool isWhole)
    {
        if (flagged % (64 / FlagBits) == 0)
        {
            words.Add(flags = new ulong[Rows]);
        }

        var shift = flagged++ % (64 / FlagBits) * FlagBits;
        var numbers = column as NumberColumn;
        var wholes = isWhole ? null : column as IntegerColumn;
        if (column.Nulls is null && numbers is null && wholes is null)
        {
            return;
        }

        for (var i = 0; i < cells.Length; i++)
        {
            var row = RowOf(i);
            var flag = column.IsNull(row) ? IsNull : numbers is not null && double.IsNaN(numbers.Values[row]) ? IsNaN : 0;
            if (flag == 0 && wholes is not null && !IsDouble(wholes.Values[row]))
            {
                flags![i] |= IsWhole << shift;
            }
            else if (flag != 0)
            {
                cells[i] = 0;
                flags![i] |= flag << shift;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong OfNumber(double value) => BitConverter.DoubleToUInt64Bits(value + 0.0);

    // Where the other side is of doubles: a whole number that none is equal to is told by its flag, and is its own word.
    private static ulong OfNumber(long value) => IsDouble(value) ? OfNumber((double)value) : (ulong)value;

    private static bool IsDouble(long value) => (double)value is var number && number < long.MaxValue && (long)number == value;

    private static ulong[] Codes(StringPool pool, Dictionary<Hash128, ulong> texts)
    {
        var codes = new ulong[pool.Count];
        var scratch = new byte[FastHash.Stripe];
        for (var i = 0; i < codes.Length; i++)
        {
            var hash = HashOf(pool.Utf8(i), ref scratch);
            if (!texts.TryGetValue(hash, out codes[i]))
            {
                texts.Add(hash, codes[i] = (ulong)texts.Count);
            }
        }

        return codes;
    }

    // Filled up to whole stripes with the length at the end, so that the hash needs no array of its own for each text.
    private static Hash128 HashOf(ReadOnlySpan<byte> text, ref byte[] scratch)
    {
        var length = (text.Length + sizeof(int) + FastHash.Stripe - 1) / FastHash.Stripe * FastHash.Stripe;
        if (scratch.Length < length)
        {
            scratch = new byte[length * 2 / FastHash.Stripe * FastHash.Stripe];
        }

        var block = scratch.AsSpan(0, length);
        text.CopyTo(block);
        block[text.Length..].Clear();
        BitConverter.TryWriteBytes(block[^sizeof(int)..], text.Length);
        return FastHash.Of(block);
    }

    private static int SizeOf(Array values) => Type.GetTypeCode(values.GetType().GetElementType()) switch
    {
        TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
        TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
        _ when values is Half[] => 2,
        _ => throw new InvalidOperationException($"No words for elements of {values.GetType()}."),
    };

    private void Tensors(TensorColumn tensor, ulong[] high, ulong[] low)
    {
        var width = (int)tensor.Shape.Aggregate((long)SizeOf(tensor.Values), (product, length) => product * length);
        var scratch = new byte[FastHash.Stripe];
        for (var i = 0; i < Rows; i++)
        {
            var start = (nint)RowOf(i) * width;
            var bytes = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(tensor.Values), start), width);
            var hash = HashOf(bytes, ref scratch);
            (high[i], low[i]) = (hash.High, hash.Low);
        }
    }
}
