using System.Globalization;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Text;
using ModelSpecs.Engine.Datasets.Typing;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Delimited;

/// <summary>Reads chunks of CSV and TSV.</summary>
/// <param name="file">The file.</param>
/// <param name="delimiter">Between fields.</param>
/// <param name="fields">Fields that every row must have.</param>
/// <param name="nulls">Spellings of null.</param>
/// <param name="isExact">Whether the plan is known to be right, so that quotes that are not closed are the file's fault.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class DelimitedReader(DataFile file, byte delimiter, int fields, NullSpellings nulls, bool isExact, DataProblems problems)
    : ChunkReader(file, problems)
{
    private readonly RowIndex index = new();
    private readonly RecordScanner scanner = new(delimiter);

    /// <inheritdoc />
    public override void Gather(int column, FieldSlices slices)
    {
        slices.Reset(Buffer, index.Rows, tagged: false);
        if (column == 0)
        {
            GatherFirst(slices);
        }
        else
        {
            GatherOther(column, slices);
        }

        if (column == index.Fields - 1)
        {
            DropReturns(slices);
        }

        if (index.HasQuotes)
        {
            Unquote(slices);
        }

        nulls.Mark(slices);
    }

    /// <inheritdoc />
    protected override bool TryIndex()
    {
        index.Reset(fields);
        if (!RowIndexer.TryIndex(Buffer, Chunk.Length, delimiter, index))
        {
            index.Reset(fields);
            if (!TryScan())
            {
                return false;
            }
        }

        Rows = index.Rows;
        if (!IsLineByLine(index.LineFeeds))
        {
            CountLines(index.Starts.AsSpan(0, Rows));
        }

        return true;
    }

    private bool TryScan()
    {
        index.HasQuotes = true;
        var text = Buffer.AsSpan(0, Chunk.Length);
        index.LineFeeds = text.Count((byte)'\n');
        var (at, line, count) = (0, (long)Chunk.Line, 0);
        while (true)
        {
            switch (scanner.Next(text, ref at, ref line, isLast: true, Problems))
            {
                case RecordStatus.End:
                    return true;
                case RecordStatus.Unterminated when isExact:
                    ReportQuote(scanner.QuoteLine, Problems);
                    return true;
                case RecordStatus.Record when scanner.Fields == index.Fields:
                    scanner.Ends.CopyTo(index.RoomForEnds(count + scanner.Fields).AsSpan(count));
                    count += scanner.Fields;
                    index.RoomForRows(index.Rows + 1)[index.Rows++] = scanner.Start;
                    break;
                case RecordStatus.Record:
                    ReportRagged(scanner.Line, scanner.Fields);
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>Reports a quote that is open at the end.</summary>
    public static void ReportQuote(long line, DataProblems problems) => problems.AddRow(
        SpecDiagnostics.DataQuoteUnterminated,
        "",
        line,
        () => "A quote that begins here is never closed. Found no other quote up to the end; expected a closing one. Write a quote that belongs to the text twice, inside quotes.");

    private void ReportRagged(long line, int found) => Problems.AddRow(SpecDiagnostics.DataRowRagged, "", line, () => string.Create(
        CultureInfo.InvariantCulture,
        $"The row has another number of fields than the header. Found {found}; expected {fields}. {(found > fields ? "Put quotes around a field that holds the delimiter." : "Write the delimiters of empty fields too.")}"));

    private unsafe void GatherFirst(FieldSlices slices)
    {
        var (rows, stride) = (index.Rows, index.Fields);
        fixed (int* starts = index.Starts, ends = index.Ends, start = slices.Start, end = slices.End)
        {
            for (var row = 0; row < rows; row++)
            {
                start[row] = starts[row];
                end[row] = ends[(nint)row * stride];
            }
        }
    }

    private unsafe void GatherOther(int column, FieldSlices slices)
    {
        var (rows, stride) = (index.Rows, index.Fields);
        fixed (int* ends = index.Ends, start = slices.Start, end = slices.End)
        {
            var of = ends + column;
            for (var row = 0; row < rows; row++, of += stride)
            {
                start[row] = of[-1] + 1;
                end[row] = of[0];
            }
        }
    }

    private void DropReturns(FieldSlices slices)
    {
        var (start, end) = (slices.Start, slices.End);
        for (var row = 0; row < slices.Rows; row++)
        {
            if (end[row] > start[row] && Buffer[end[row] - 1] == '\r')
            {
                end[row]--;
            }
        }
    }

    // In place: what is between the quotes only becomes shorter.
    private void Unquote(FieldSlices slices)
    {
        var (start, end) = (slices.Start, slices.End);
        for (var row = 0; row < slices.Rows; row++)
        {
            if (end[row] - start[row] < 2 || Buffer[start[row]] != '"')
            {
                continue;
            }

            var inner = Buffer.AsSpan(start[row] + 1, end[row] - start[row] - 2);
            start[row]++;
            end[row]--;
            var to = inner.IndexOf((byte)'"');
            if (to < 0)
            {
                continue;
            }

            for (var from = to; from < inner.Length; from++)
            {
                inner[to++] = inner[from];
                if (inner[from] == '"')
                {
                    from++;
                }
            }

            end[row] = start[row] + to;
        }
    }
}
