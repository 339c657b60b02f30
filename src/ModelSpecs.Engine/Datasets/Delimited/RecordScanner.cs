using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Delimited;

/// <summary>What <see cref="RecordScanner.Next"/> found.</summary>
internal enum RecordStatus
{
    /// <summary>A record and its line end (or the end of the file).</summary>
    Record,

    /// <summary>No more records.</summary>
    End,

    /// <summary>The text ends within a record.</summary>
    Incomplete,

    /// <summary>The file ends within quotes.</summary>
    Unterminated,
}

/// <summary>Reads delimited text record by record: what the format means, byte by byte. <see cref="RowIndexer"/> is its fast equal for clean text.</summary>
/// <remarks>RFC 4180, and: a line without any character is skipped; a quote inside a field that does not begin with one is a plain character.</remarks>
/// <param name="delimiter">Between fields.</param>
internal sealed class RecordScanner(byte delimiter)
{
    private int[] ends = new int[64];

    /// <summary>Fields of the record.</summary>
    public int Fields { get; private set; }

    /// <summary>First byte of the record.</summary>
    public int Start { get; private set; }

    /// <summary>Line of its first byte.</summary>
    public long Line { get; private set; }

    /// <summary>Line of the quote that was opened last.</summary>
    public long QuoteLine { get; private set; }

    /// <summary>Whether that quote is still open where the text ends.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Byte after each field: its delimiter, its line feed or the end of the text.</summary>
    public ReadOnlySpan<int> Ends => ends.AsSpan(0, Fields);

    /// <summary>Reads the next record.</summary>
    /// <param name="text">All text.</param>
    /// <param name="at">Where to begin; moved behind the record.</param>
    /// <param name="line">Line of <paramref name="at"/>; moved too.</param>
    /// <param name="isLast">Whether the file ends with the text.</param>
    /// <param name="problems">Takes what is wrong; null: nobody does.</param>
    public RecordStatus Next(ReadOnlySpan<byte> text, ref int at, ref long line, bool isLast, DataProblems? problems)
    {
        SkipBlankLines(text, ref at, ref line);
        Fields = 0;
        IsOpen = false;
        Start = at;
        Line = line;
        if (at == text.Length)
        {
            return RecordStatus.End;
        }

        var position = at;
        while (true)
        {
            var status = Field(text, ref position, ref line, isLast, problems);
            if (status != RecordStatus.Record)
            {
                line = Line;
                return status;
            }

            if (Fields == ends.Length)
            {
                Array.Resize(ref ends, Fields * 2);
            }

            ends[Fields++] = position;
            if (position < text.Length && text[position] == delimiter)
            {
                position++;
                continue;
            }

            if (position < text.Length)
            {
                at = position + 1;
                line++;
                return RecordStatus.Record;
            }

            if (!isLast)
            {
                line = Line;
                return RecordStatus.Incomplete;
            }

            at = position;
            return RecordStatus.Record;
        }
    }

    private static void SkipBlankLines(ReadOnlySpan<byte> text, ref int at, ref long line)
    {
        while (at < text.Length)
        {
            var length = text[at] == '\n' ? 1 : text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 0;
            if (length == 0)
            {
                return;
            }

            at += length;
            line++;
        }
    }

    // Moves to the byte after the field.
    private RecordStatus Field(ReadOnlySpan<byte> text, ref int position, ref long line, bool isLast, DataProblems? problems)
    {
        if (position < text.Length && text[position] == '"')
        {
            QuoteLine = line;
            var status = Quoted(text, ref position, ref line, isLast);
            IsOpen = status != RecordStatus.Record;
            if (status != RecordStatus.Record || IsEndOfField(text, position))
            {
                return status;
            }

            var found = (char)text[position];
            problems?.AddRow(SpecDiagnostics.DataTextAfterQuote, "", line, () =>
                $"Text follows a closing quote. Found {(found is >= ' ' and <= '~' ? OneLine.Quote(found.ToString()) : "another character")}; expected {DelimiterName} or the end of the line. Write a quote that belongs to the text twice.");
        }

        var rest = text[position..];
        var length = rest.IndexOfAny(delimiter, (byte)'\n');
        length = length < 0 ? rest.Length : length;
        CheckReturns(rest[..length], length < rest.Length && rest[length] == '\n', line, problems);
        position += length;
        return RecordStatus.Record;
    }

    private string DelimiterName => delimiter == '\t' ? "a tab" : $"'{(char)delimiter}'";

    private static RecordStatus Quoted(ReadOnlySpan<byte> text, ref int position, ref long line, bool isLast)
    {
        position++;
        while (true)
        {
            var found = text[position..].IndexOfAny((byte)'"', (byte)'\n');
            if (found < 0)
            {
                return isLast ? RecordStatus.Unterminated : RecordStatus.Incomplete;
            }

            position += found + 1;
            if (text[position - 1] == '\n')
            {
                line++;
            }
            else if (position == text.Length && !isLast)
            {
                return RecordStatus.Incomplete;
            }
            else if (position < text.Length && text[position] == '"')
            {
                position++;
            }
            else
            {
                return RecordStatus.Record;
            }
        }
    }

    private bool IsEndOfField(ReadOnlySpan<byte> text, int position) =>
        position == text.Length || text[position] == delimiter || text[position] == '\n'
        || (text[position] == '\r' && position + 1 < text.Length && text[position + 1] == '\n');

    private static void CheckReturns(ReadOnlySpan<byte> field, bool endsLine, long line, DataProblems? problems)
    {
        var first = field.IndexOf((byte)'\r');
        if (first >= 0 && !(endsLine && first == field.Length - 1))
        {
            problems?.AddRow(SpecDiagnostics.DataLoneCarriageReturn, "", line, () =>
                "A carriage return ends no line. Found one without a line feed after it; expected lines that end with LF or CRLF. Save the file with one of these, or put quotes around a field that holds it.");
        }
    }
}
