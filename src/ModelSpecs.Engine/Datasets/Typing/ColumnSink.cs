using System.Text;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets.Typing;

/// <summary>A column to be read.</summary>
/// <param name="Name">Name in the header.</param>
/// <param name="Index">Place in the header.</param>
/// <param name="Kind">Type to read it as.</param>
/// <param name="Declared">Whether the spec says so; otherwise it is a guess.</param>
internal sealed record ColumnRequest(string Name, int Index, ColumnKind Kind, bool Declared);

/// <summary>Where the values of a chunk's fields begin in the column.</summary>
/// <param name="Worker">Thread, from 0.</param>
/// <param name="Index">Number of the chunk.</param>
/// <param name="FirstRow">Row of the first field.</param>
/// <param name="LineOf">Line of a field in the data file, by its place in the chunk.</param>
internal readonly record struct ChunkPlace(int Worker, int Index, int FirstRow, Func<int, long> LineOf);

/// <summary>Takes the fields of one column, chunk by chunk from several threads, and makes the column of them. A guess that proves wrong ends the typing
/// and begins to collect what the column can be instead.</summary>
internal abstract class ColumnSink(ColumnRequest request, int capacity, DataProblems problems)
{
    private readonly NullBuilder nulls = new(capacity);
    private int seen = (int)KindSet.All;
    private volatile bool failed;

    /// <summary>What is read.</summary>
    public ColumnRequest Request => request;

    /// <summary>Whether the guess was wrong.</summary>
    public bool Failed => failed;

    /// <summary>What the values can be; complete once all chunks were taken.</summary>
    public KindSet Seen => (KindSet)Volatile.Read(ref seen);

    /// <summary>Most rows.</summary>
    protected int Capacity => capacity;

    /// <summary>A sink of the requested type.</summary>
    public static ColumnSink Create(ColumnRequest request, int capacity, int workers, int chunks, DataProblems problems) => request.Kind switch
    {
        ColumnKind.Integer => new IntegerSink(request, capacity, problems),
        ColumnKind.Number => new NumberSink(request, capacity, problems),
        ColumnKind.Boolean => new BooleanSink(request, capacity, problems),
        ColumnKind.Date => new DateSink(request, capacity, problems),
        ColumnKind.String => new StringSink(request, capacity, workers, chunks, problems),
        _ => throw new ArgumentOutOfRangeException(nameof(request)),
    };

    /// <summary>Takes a chunk.</summary>
    public void Take(FieldSlices fields, ChunkPlace place)
    {
        if (!failed)
        {
            for (var row = 0; (row = Parse(fields, row, place)) < fields.Rows; row++)
            {
                if (Refuses(fields, row) || !ParseSlowly(fields[row], place.FirstRow + row))
                {
                    if (!request.Declared)
                    {
                        failed = true;
                        break;
                    }

                    Report(fields[row], place.LineOf(row));
                }
            }
        }

        if (failed)
        {
            See(fields.Classify());
            return;
        }

        nulls.Mark(fields, place.FirstRow);
        if (fields.Nulls < fields.Rows)
        {
            See(KindInference.Closure(request.Kind));
        }
    }

    /// <summary>The column, once all chunks were taken.</summary>
    public Column Finish(RowSegment[] segments, int rows) => Make(segments, rows, nulls.Finish(segments, rows));

    /// <summary>Parses fields from a row on; gives the first that needs a slower look, or the number of rows.</summary>
    protected abstract int Parse(FieldSlices fields, int row, ChunkPlace place);

    /// <summary>Parses one field in every allowed spelling.</summary>
    protected abstract bool ParseSlowly(ReadOnlySpan<byte> field, int row);

    /// <summary>Makes the column.</summary>
    protected abstract Column Make(RowSegment[] segments, int rows, NullMask? mask);

    /// <summary>The first field from <paramref name="row"/> on whose JSON kind does not fit an inferred type, or the number of rows.</summary>
    protected int FirstUnfit(FieldSlices fields, int row)
    {
        if (fields.Tags is null || request.Declared)
        {
            return fields.Rows;
        }

        while (row < fields.Rows && (fields.End[row] < 0 || FieldText.Fits(fields.Tags[row], request.Kind)))
        {
            row++;
        }

        return row;
    }

    private bool Refuses(FieldSlices fields, int row) => !request.Declared && !FieldText.Fits(fields.Tag(row), request.Kind);

    private void See(KindSet kinds)
    {
        int before, after;
        do
        {
            before = Volatile.Read(ref seen);
            after = (int)KindInference.Join((KindSet)before, kinds);
        }
        while (before != after && Interlocked.CompareExchange(ref seen, after, before) != before);
    }

    private void Report(ReadOnlySpan<byte> field, long line)
    {
        var found = OneLine.Quote(Encoding.UTF8.GetString(field[..Math.Min(field.Length, 400)]));
        problems.AddRow(SpecDiagnostics.DataValueWrongType, request.Name, line, () =>
            $"The value of column {OneLine.Quote(request.Name)} is not of its declared type. Found {found}; expected {Expected(request.Kind)}. Mend the value, declare another type in golden.columns, or list the spelling in golden.nulls.");
    }

    private static string Expected(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => "an integer of 64 bits",
        ColumnKind.Number => "a number",
        ColumnKind.Boolean => "true or false (or 1 or 0)",
        _ => "a date such as 2019-03-20 or 2019-03-20T00:01:36Z",
    };
}

/// <summary>Integers.</summary>
internal sealed class IntegerSink(ColumnRequest request, int capacity, DataProblems problems) : ColumnSink(request, capacity, problems)
{
    private readonly long[] values = GC.AllocateUninitializedArray<long>(capacity);

    protected override int Parse(FieldSlices fields, int row, ChunkPlace place) =>
        Math.Min(ParseLoops.Integers(fields, row, values.AsSpan(place.FirstRow, fields.Rows)), FirstUnfit(fields, row));

    protected override bool ParseSlowly(ReadOnlySpan<byte> field, int row) => FieldText.TryInteger(field, Request.Declared, out values[row]);

    protected override Column Make(RowSegment[] segments, int rows, NullMask? mask) =>
        new IntegerColumn(Request.Name, RowSegment.Compact(values, segments, rows), mask);
}

/// <summary>Numbers.</summary>
internal sealed class NumberSink(ColumnRequest request, int capacity, DataProblems problems) : ColumnSink(request, capacity, problems)
{
    private readonly double[] values = GC.AllocateUninitializedArray<double>(capacity);

    protected override int Parse(FieldSlices fields, int row, ChunkPlace place) =>
        Math.Min(ParseLoops.Numbers(fields, row, values.AsSpan(place.FirstRow, fields.Rows)), FirstUnfit(fields, row));

    protected override bool ParseSlowly(ReadOnlySpan<byte> field, int row) => FieldText.TryNumber(field, Request.Declared, out values[row]);

    protected override Column Make(RowSegment[] segments, int rows, NullMask? mask) =>
        new NumberColumn(Request.Name, RowSegment.Compact(values, segments, rows), mask);
}

/// <summary>True and false.</summary>
internal sealed class BooleanSink(ColumnRequest request, int capacity, DataProblems problems) : ColumnSink(request, capacity, problems)
{
    private readonly bool[] values = GC.AllocateUninitializedArray<bool>(capacity);

    protected override int Parse(FieldSlices fields, int row, ChunkPlace place)
    {
        var stop = FirstUnfit(fields, row);
        for (; row < stop; row++)
        {
            values[place.FirstRow + row] = false;
            if (fields.End[row] >= 0 && !FieldText.TryBoolean(fields[row], Request.Declared, out values[place.FirstRow + row]))
            {
                return row;
            }
        }

        return row;
    }

    protected override bool ParseSlowly(ReadOnlySpan<byte> field, int row) => FieldText.TryBoolean(field, Request.Declared, out values[row]);

    protected override Column Make(RowSegment[] segments, int rows, NullMask? mask) =>
        new BooleanColumn(Request.Name, RowSegment.Compact(values, segments, rows), mask);
}

/// <summary>Dates and times.</summary>
internal sealed class DateSink(ColumnRequest request, int capacity, DataProblems problems) : ColumnSink(request, capacity, problems)
{
    private readonly long[] ticks = GC.AllocateUninitializedArray<long>(capacity);

    protected override int Parse(FieldSlices fields, int row, ChunkPlace place)
    {
        var stop = FirstUnfit(fields, row);
        for (; row < stop; row++)
        {
            ticks[place.FirstRow + row] = 0;
            if (fields.End[row] >= 0 && !FieldText.TryDate(fields[row], out ticks[place.FirstRow + row]))
            {
                return row;
            }
        }

        return row;
    }

    protected override bool ParseSlowly(ReadOnlySpan<byte> field, int row) => FieldText.TryDate(field, out ticks[row]);

    protected override Column Make(RowSegment[] segments, int rows, NullMask? mask) =>
        new DateColumn(Request.Name, RowSegment.Compact(ticks, segments, rows), mask);
}
