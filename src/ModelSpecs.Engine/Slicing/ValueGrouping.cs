using ModelSpecs.Engine.Datasets;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Groups the rows of a column by value.</summary>
internal sealed class ValueGrouping(int maxGroups, int threads, CancellationToken cancellationToken)
{
    // Table instead of hash where the values lie this close together: years, ages, ratings, codes.
    private const long WidestTable = 1 << 16;

    // 2⁵³: below it every whole double is an integer of its own.
    private const double LargestExact = 9007199254740992;

    /// <summary>The groups; null where there are more than allowed, which <paramref name="excess"/> then tells of.</summary>
    /// <param name="column">The column.</param>
    /// <param name="name">Its name as a predicate writes it.</param>
    /// <param name="excess">How many values were found in how many rows.</param>
    public RawGroups? Group(Column column, string name, out GroupExcess excess)
    {
        excess = default;
        return column switch
        {
            StringColumn texts => Texts(texts, name, out excess),
            BooleanColumn booleans => Booleans(booleans, name),
            IntegerColumn integers => Integers(integers, name, out excess),
            NumberColumn numbers => Numbers(numbers, name, out excess),
            DateColumn dates => Hashed(new IntegerKeys(dates.Ticks, dates.Nulls), dates.Length, k => k, (l, r) => l.CompareTo(r), k => ValueLabels.OfDate(name, k), name, out excess),
            _ => throw new InvalidOperationException($"A column of type {column.Kind} has no groups."),
        };
    }

    private RawGroups? Texts(StringColumn column, string name, out GroupExcess excess)
    {
        var pool = column.Pool;
        if (pool.Count > maxGroups && TooManyTexts(column, out excess))
        {
            return null;
        }

        excess = default;
        var ofNull = pool.Count;
        var (codes, counts) = RowCoding.Write(new TextCoder(column.Codes, ofNull), column.Length, pool.Count + 1, threads, cancellationToken);
        return new RawGroups(codes, counts, group => group == ofNull ? GroupLabel.OfNull(name) : ValueLabels.OfText(name, pool[group]))
        {
            Order = (left, right) => left == ofNull || right == ofNull ? left.CompareTo(right) : Utf8Ordinal.Compare(pool.Utf8(left), pool.Utf8(right)),
        };
    }

    // A column of a million ids is told from one of countries after a few hundred rows.
    private bool TooManyTexts(StringColumn column, out GroupExcess excess)
    {
        var seen = new bool[column.Pool.Count + 1];
        var found = 0;
        for (var row = 0; row < column.Length; row++)
        {
            ref var mark = ref seen[column.Codes[row] + 1];
            found += mark ? 0 : 1;
            mark = true;
            if (found > maxGroups)
            {
                excess = new GroupExcess(found, row + 1);
                return true;
            }
        }

        excess = default;
        return false;
    }

    private RawGroups Booleans(BooleanColumn column, string name)
    {
        var (codes, counts) = RowCoding.Write(new BooleanCoder(column), column.Length, 3, threads, cancellationToken);
        return new RawGroups(codes, counts, group => group == 2 ? GroupLabel.OfNull(name) : ValueLabels.OfBoolean(name, group == 1));
    }

    private RawGroups? Integers(IntegerColumn column, string name, out GroupExcess excess)
    {
        var keys = new IntegerKeys(column.Values, column.Nulls);
        return Tabled(keys, column.Length, name, out excess)
            ?? Hashed(keys, column.Length, k => k, (l, r) => l.CompareTo(r), k => ValueLabels.OfInteger(name, k), name, out excess);
    }

    private RawGroups? Numbers(NumberColumn column, string name, out GroupExcess excess) =>
        (AreWhole(column.Values) ? Tabled(new WholeNumberKeys(column.Values), column.Length, name, out excess) : Nothing(out excess))
        ?? Hashed(new NumberKeys(column.Values), column.Length, BitConverter.Int64BitsToDouble, (l, r) => l.CompareTo(r), v => ValueLabels.OfNumber(name, v), name, out excess);

    private static RawGroups? Nothing(out GroupExcess excess)
    {
        excess = default;
        return null;
    }

    // Integers with nulls are often written as numbers: 2019.0.
    private static bool AreWhole(double[] values)
    {
        foreach (var value in values)
        {
            if (!double.IsNaN(value) && !(Math.Abs(value) < LargestExact && Math.Floor(value).Equals(value)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Groups by a table over the range of the values; null where it is too wide.</summary>
    private RawGroups? Tabled<TReader>(TReader reader, int rows, string name, out GroupExcess excess)
        where TReader : struct, IKeyReader
    {
        excess = default;
        var range = KeyRange.Of(reader, rows, threads, cancellationToken);
        if (range.Width > WidestTable)
        {
            return null;
        }

        var ofNull = (int)range.Width;
        var (codes, counts) = RowCoding.Write(new TableCoder<TReader>(reader, range.Low, ofNull), rows, ofNull + 1, threads, cancellationToken);
        return new RawGroups(codes, counts, group => group == ofNull ? GroupLabel.OfNull(name) : ValueLabels.OfInteger(name, range.Low + group));
    }

    /// <summary>Groups by a dictionary of the values, in order of their first occurrence.</summary>
    private RawGroups? Hashed<TReader, TValue>(
        TReader reader, int rows, Func<long, TValue> value, Comparison<TValue> order, Func<TValue, GroupLabel> label, string name, out GroupExcess excess)
        where TReader : struct, IKeyReader
    {
        excess = default;
        var codeOf = new Dictionary<long, int>();
        var keys = new List<long>();
        var codes = GC.AllocateUninitializedArray<int>(rows);
        var (lastKey, lastCode) = (0L, -1);
        var nulls = 0;
        for (var row = 0; row < rows; row++)
        {
            if (!reader.TryRead(row, out var key))
            {
                nulls = 1;
                codes[row] = -1;
                continue;
            }

            if (lastCode < 0 || key != lastKey)
            {
                lastKey = key;
                if (!codeOf.TryGetValue(key, out lastCode))
                {
                    codeOf.Add(key, lastCode = keys.Count);
                    keys.Add(key);
                }
            }

            codes[row] = lastCode;
            if (keys.Count + nulls > maxGroups)
            {
                excess = new GroupExcess(keys.Count + nulls, row + 1);
                return null;
            }
        }

        var ofNull = keys.Count;
        var values = keys.ConvertAll(k => value(k));
        var (written, counts) = RowCoding.Write(new TextCoder(codes, ofNull), rows, ofNull + 1, threads, cancellationToken);
        return new RawGroups(written, counts, group => group == ofNull ? GroupLabel.OfNull(name) : label(values[group]))
        {
            Order = (left, right) => left == ofNull || right == ofNull ? left.CompareTo(right) : order(values[left], values[right]),
        };
    }

    private readonly struct TextCoder(int[] codes, int ofNull) : IRowCoder
    {
        public int CodeOf(int row) => codes[row] < 0 ? ofNull : codes[row];
    }

    private readonly struct BooleanCoder(BooleanColumn column) : IRowCoder
    {
        public int CodeOf(int row) => column.IsNull(row) ? 2 : column.Values[row] ? 1 : 0;
    }

    private readonly struct TableCoder<TReader>(TReader reader, long low, int ofNull) : IRowCoder
        where TReader : struct, IKeyReader
    {
        public int CodeOf(int row) => reader.TryRead(row, out var key) ? (int)(key - low) : ofNull;
    }
}

/// <summary>More groups than allowed: where counting stopped.</summary>
/// <param name="Found">Groups found so far.</param>
/// <param name="Rows">Rows looked at.</param>
internal readonly record struct GroupExcess(int Found, int Rows);
