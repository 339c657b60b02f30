using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Text;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Delimited;

/// <summary>Divides a file by reading it record by record: for files in which counting quotes does not tell where rows begin.</summary>
internal static class ExactPlan
{
    /// <summary>The plan.</summary>
    public static ChunkPlan Make(DataFile file, byte delimiter, TextBody body, int chunkSize, DataProblems problems, CancellationToken cancellationToken)
    {
        var scanner = new RecordScanner(delimiter);
        var builder = new ChunkPlan.Builder(body, problems);
        var buffer = new byte[Math.Max(64, chunkSize)];
        var (offset, line, rows) = (body.Start, (long)body.Line, 0L);
        while (offset < file.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = (int)Math.Min(buffer.Length, file.Length - offset);
            file.Read(offset, buffer.AsSpan(0, count), problems);
            var isLast = offset + count == file.Length;
            var at = 0;
            while (scanner.Next(buffer.AsSpan(0, count), ref at, ref line, isLast, null) == RecordStatus.Record)
            {
                rows++;
            }

            if (isLast)
            {
                break;
            }

            if (at == 0)
            {
                if (buffer.Length >= ChunkPlan.LongestChunk)
                {
                    throw TooLong(scanner, problems);
                }

                buffer = new byte[(int)Math.Min(ChunkPlan.LongestChunk, buffer.Length * 4L)];
                continue;
            }

            offset += at;
            builder.TryCut(offset, rows, line);
        }

        return builder.TryFinish(file.Length, rows, line) ?? throw DataFile.Changed(problems);
    }

    private static SpecException TooLong(RecordScanner scanner, DataProblems problems)
    {
        if (scanner.IsOpen)
        {
            DelimitedReader.ReportQuote(scanner.QuoteLine, problems);
        }
        else
        {
            problems.AddRow(SpecDiagnostics.DataFileTooLarge, "", scanner.Line, () => "The row is too long. Found no end of it in 256 MB; expected one. Is this another format?");
        }

        return problems.Exception();
    }
}
