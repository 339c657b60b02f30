namespace ModelSpecs.Engine.Datasets.Csv;

/// <summary>A part of a file and what stands before it: enough to parse it alone.</summary>
/// <param name="Start">First byte.</param>
/// <param name="End">Byte after the last.</param>
/// <param name="StartsQuoted">Whether the first byte is inside a quoted field.</param>
/// <param name="FirstRow">Row number of the first record that is its own, blank lines counted.</param>
/// <param name="FirstLine">Line number at its first byte, from 1.</param>
internal readonly record struct CsvChunk(long Start, long End, bool StartsQuoted, long FirstRow, long FirstLine)
{
    /// <summary>Cuts the data after the header into chunks and places each by what the scans counted before it.</summary>
    /// <param name="dataStart">First byte after the header.</param>
    /// <param name="firstLine">Line of that byte.</param>
    /// <param name="length">Length of the file.</param>
    /// <param name="chunkSize">Bytes a chunk.</param>
    /// <param name="scans">A scan a chunk.</param>
    /// <param name="records">Newlines that end a record; an upper bound of the rows with one more for a last line without newline.</param>
    public static CsvChunk[] Place(long dataStart, long firstLine, long length, int chunkSize, CsvScan[] scans, out long records)
    {
        var chunks = new CsvChunk[scans.Length];
        var quoted = false;
        long row = 0, line = firstLine;
        for (var i = 0; i < chunks.Length; i++)
        {
            var start = dataStart + ((long)i * chunkSize);
            // A record belongs to the chunk that holds the newline before it; the first one to the first chunk.
            chunks[i] = new CsvChunk(start, Math.Min(length, start + chunkSize), quoted, i == 0 ? 0 : row + 1, line);
            row += quoted ? scans[i].OddNewlines : scans[i].EvenNewlines;
            line += scans[i].EvenNewlines + scans[i].OddNewlines;
            quoted ^= (scans[i].Quotes & 1) != 0;
        }

        records = row;
        return chunks;
    }
}
