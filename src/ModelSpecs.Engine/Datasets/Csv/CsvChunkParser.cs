using System.Buffers;
using System.Text;
using System.Text.Unicode;
using ModelSpecs.Engine.Datasets.Reading;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Csv;

/// <summary>Parses the records of a chunk into fields. One a worker; its buffer is re-used.</summary>
/// <param name="source">The file.</param>
/// <param name="delimiter">Comma or tab.</param>
/// <param name="columns">Columns of the header.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class CsvChunkParser(ByteSource source, byte delimiter, int columns, RowProblems problems) : IDisposable
{
    // A record is read whole: one that fills this much is a quote that was never closed, or no CSV.
    private const int LongestRecord = 256 << 20;
    private const int Padding = 64;
    private byte[] buffer = [];
    private byte[] unescaped = [];

    /// <summary>Receives what is parsed.</summary>
    internal interface ISink
    {
        /// <summary>A field of a row.</summary>
        void Field(int row, int column, ReadOnlySpan<byte> field, long line);

        /// <summary>A line without anything on it.</summary>
        void Blank(int row);

        /// <summary>A record ended.</summary>
        void EndRecord(int row, long line);
    }

    /// <summary>Parses the records that belong to a chunk.</summary>
    public void Parse<TSink>(CsvChunk chunk, bool isFirst, ref TSink sink, CancellationToken cancellationToken)
        where TSink : ISink
    {
        var wanted = (int)Math.Min(source.Length - chunk.Start, chunk.End - chunk.Start + 4096);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Rent(wanted + Padding);
            var length = source.Read(chunk.Start, buffer.AsSpan(0, wanted));
            buffer.AsSpan(length, Padding).Clear();
            var atEnd = chunk.Start + length >= source.Length;
            if (TryParse(chunk, isFirst, length, atEnd, ref sink))
            {
                return;
            }

            if (wanted >= LongestRecord)
            {
                problems.Add(chunk.FirstLine, 0, SpecDiagnostics.GoldenQuote,
                    FormattableString.Invariant($"a record of more than {LongestRecord >> 20} MB starts near here. Found no end of it; expected shorter records. Close the quote, or quote every field that holds a quote."));
                return;
            }

            wanted = (int)Math.Min(Math.Min(source.Length - chunk.Start, wanted * 4L), LongestRecord);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
        }
    }

    private void Rent(int length)
    {
        if (buffer.Length < length)
        {
            Dispose();
            buffer = ArrayPool<byte>.Shared.Rent(length);
        }
    }

    /// <summary>Position of the first record of the chunk, or −1 where none starts in it.</summary>
    private int FirstRecord(CsvChunk chunk, int limit, ref long line)
    {
        var quoted = chunk.StartsQuoted;
        for (var i = 0; i < limit;)
        {
            var found = buffer.AsSpan(i, limit - i).IndexOfAny((byte)'"', (byte)'\n');
            if (found < 0)
            {
                return -1;
            }

            i += found + 1;
            if (buffer[i - 1] == '"')
            {
                quoted = !quoted;
                continue;
            }

            line++;
            if (!quoted)
            {
                return i;
            }
        }

        return -1;
    }

    // False: the last record does not end in the buffer, which must be larger. Records already given are given again, to the same rows.
    private bool TryParse<TSink>(CsvChunk chunk, bool isFirst, int length, bool atEnd, ref TSink sink)
        where TSink : ISink
    {
        var limit = (int)(chunk.End - chunk.Start);
        var line = chunk.FirstLine;
        var at = isFirst ? 0 : FirstRecord(chunk, limit, ref line);
        if (at < 0)
        {
            return true;
        }

        var first = at;
        var row = (int)chunk.FirstRow;
        var special = new SpecialBytes(buffer, length, delimiter);
        special.MoveTo(at);
        while (at <= limit && at < length)
        {
            if (!TryRecord(ref special, ref at, length, atEnd, row, ref line, ref sink))
            {
                return false;
            }

            row++;
        }

        CheckText(first, at, chunk.FirstLine);
        return true;
    }

    private bool TryRecord<TSink>(ref SpecialBytes special, ref int at, int length, bool atEnd, int row, ref long line, ref TSink sink)
        where TSink : ISink
    {
        var column = 0;
        var startLine = line;
        var recordStart = at;
        while (true)
        {
            var fieldStart = at;
            var end = special.Next();
            ReadOnlySpan<byte> field;
            if (end < length && buffer[end] == '"')
            {
                if (end != fieldStart)
                {
                    problems.Add(line, column, SpecDiagnostics.GoldenQuote,
                        FormattableString.Invariant($"a quote stands inside the unquoted field {column + 1}. Found {Quoted(fieldStart, end + 1)}; expected no quote, or the whole field in quotes with quotes inside doubled."));
                    at = SkipLine(ref special, at, length, ref line);
                    return true;
                }

                var close = Close(fieldStart, length, out var escapes, ref line);
                if (close < 0 && !atEnd)
                {
                    line = startLine;
                    return false;
                }

                if (close < 0)
                {
                    problems.Add(startLine, column, SpecDiagnostics.GoldenQuote,
                        FormattableString.Invariant($"the quote that opens field {column + 1} is never closed. Found the end of the file; expected a closing quote."));
                    at = length;
                    special.MoveTo(length);
                    return true;
                }

                field = escapes ? Unescape(fieldStart + 1, close) : buffer.AsSpan(fieldStart + 1, close - fieldStart - 1);
                special.MoveTo(close + 1);
                end = special.Next();
                var between = buffer.AsSpan(close + 1, end - close - 1);
                if (end < length && buffer[end] == '"')
                {
                    between = buffer.AsSpan(close + 1, end - close);
                }

                if (between.Length > 0 && !(between.SequenceEqual("\r"u8) && (end == length || buffer[end] == '\n')))
                {
                    problems.Add(line, column, SpecDiagnostics.GoldenQuote,
                        FormattableString.Invariant($"something follows the closing quote of field {column + 1}. Found {Quoted(close + 1, close + 1 + between.Length)}; expected a delimiter or the end of the line. Double the quotes that belong to the field."));
                    at = SkipLine(ref special, close + 1, length, ref line);
                    return true;
                }
            }
            else
            {
                field = buffer.AsSpan(fieldStart, end - fieldStart);
                if (field.Length > 0 && field[^1] == '\r' && (end == length || buffer[end] == '\n'))
                {
                    field = field[..^1];
                }
            }

            if (end == length && !atEnd)
            {
                line = startLine;
                return false;
            }

            at = Math.Min(end + 1, length);
            if (end < length && buffer[end] == delimiter)
            {
                sink.Field(row, column++, field, startLine);
                continue;
            }

            if (column == 0 && field.Length == 0 && end - recordStart <= 1 && columns > 1)
            {
                sink.Blank(row);
            }
            else
            {
                sink.Field(row, column, field, startLine);
                if (column + 1 != columns)
                {
                    problems.Add(startLine, column, SpecDiagnostics.GoldenRagged,
                        FormattableString.Invariant($"the number of fields is not the header's. Found {column + 1}; expected {columns}. Quote fields that hold the delimiter or a line break."));
                }

                sink.EndRecord(row, startLine);
            }

            line++;
            return true;
        }
    }

    /// <summary>Position of the quote that closes the field opened at a position, or −1; newlines in it are counted.</summary>
    private int Close(int open, int length, out bool escapes, ref long line)
    {
        escapes = false;
        for (var i = open + 1; i < length;)
        {
            var found = buffer.AsSpan(i, length - i).IndexOf((byte)'"');
            if (found < 0)
            {
                return -1;
            }

            line += buffer.AsSpan(i, found).Count((byte)'\n');
            i += found;
            if (i + 1 < length && buffer[i + 1] == '"')
            {
                escapes = true;
                i += 2;
                continue;
            }

            return i;
        }

        return -1;
    }

    private ReadOnlySpan<byte> Unescape(int start, int end)
    {
        if (unescaped.Length < end - start)
        {
            unescaped = new byte[Math.Max(256, (end - start) * 2)];
        }

        var count = 0;
        for (var i = start; i < end; i++)
        {
            unescaped[count++] = buffer[i];
            if (buffer[i] == '"')
            {
                i++;
            }
        }

        return unescaped.AsSpan(0, count);
    }

    private int SkipLine(ref SpecialBytes special, int from, int length, ref long line)
    {
        var found = buffer.AsSpan(from, length - from).IndexOf((byte)'\n');
        var next = found < 0 ? length : from + found + 1;
        special.MoveTo(next);
        line++;
        return next;
    }

    private void CheckText(int from, int to, long firstLine)
    {
        var text = buffer.AsSpan(from, Math.Max(0, to - from));
        if (Utf8.IsValid(text))
        {
            return;
        }

        var line = firstLine + buffer.AsSpan(0, from).Count((byte)'\n');
        while (text.Length > 0)
        {
            var end = text.IndexOf((byte)'\n');
            var one = end < 0 ? text : text[..end];
            if (!Utf8.IsValid(one))
            {
                problems.Add(line, 0, SpecDiagnostics.GoldenNotUtf8, $"the line is not UTF-8. Found {OneLine.Quote(Encoding.Latin1.GetString(one[..Math.Min(one.Length, 40)]))} read as Latin-1; expected UTF-8. Convert the file.");
                return;
            }

            text = end < 0 ? [] : text[(end + 1)..];
            line++;
        }
    }

    private string Quoted(int start, int end) => OneLine.Quote(Encoding.UTF8.GetString(buffer.AsSpan(start, Math.Min(end - start, 40))));
}
