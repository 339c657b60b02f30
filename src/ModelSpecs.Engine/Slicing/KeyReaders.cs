using ModelSpecs.Engine.Datasets;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Reads a row's value as 64 bits that are equal where values are.</summary>
internal interface IKeyReader
{
    /// <summary>The row's key; false where it is null.</summary>
    bool TryRead(int row, out long key);
}

/// <summary>Integers, and the ticks of dates.</summary>
internal readonly struct IntegerKeys(long[] values, NullMask? nulls) : IKeyReader
{
    public bool TryRead(int row, out long key)
    {
        key = values[row];
        return nulls is null || !nulls[row];
    }
}

/// <summary>Numbers by their bits; NaN is null, minus zero is zero.</summary>
internal readonly struct NumberKeys(double[] values) : IKeyReader
{
    public bool TryRead(int row, out long key)
    {
        key = BitConverter.DoubleToInt64Bits(values[row] + 0.0);
        return !double.IsNaN(values[row]);
    }
}

/// <summary>Numbers that are all whole, as integers; NaN is null.</summary>
internal readonly struct WholeNumberKeys(double[] values) : IKeyReader
{
    public bool TryRead(int row, out long key)
    {
        var present = !double.IsNaN(values[row]);
        key = present ? (long)values[row] : 0;
        return present;
    }
}

/// <summary>Smallest and largest value of the rows.</summary>
/// <param name="Low">Smallest.</param>
/// <param name="High">Largest; less than <paramref name="Low"/> where there is none.</param>
internal readonly record struct KeyRange(long Low, long High)
{
    /// <summary>Number of values from smallest to largest; 0 where there is none, <see cref="long.MaxValue"/> where they are beyond counting.</summary>
    public long Width => High < Low ? 0 : (ulong)High - (ulong)Low is < long.MaxValue and var width ? (long)width + 1 : long.MaxValue;

    /// <summary>Range of all rows that are not null.</summary>
    public static KeyRange Of<TReader>(TReader reader, int rows, int threads, CancellationToken cancellationToken)
        where TReader : struct, IKeyReader
    {
        var gate = new Lock();
        var (low, high) = (long.MaxValue, long.MinValue);
        RowBlocks.ForEachRange(rows, threads, (start, length) =>
        {
            var (rangeLow, rangeHigh) = (long.MaxValue, long.MinValue);
            for (var row = start; row < start + length; row++)
            {
                if (reader.TryRead(row, out var key))
                {
                    rangeLow = Math.Min(rangeLow, key);
                    rangeHigh = Math.Max(rangeHigh, key);
                }
            }

            lock (gate)
            {
                low = Math.Min(low, rangeLow);
                high = Math.Max(high, rangeHigh);
            }
        }, cancellationToken);
        return new KeyRange(low, high);
    }
}
