using System.Text;
using System.Text.Unicode;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Text;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Delimited;

/// <summary>The first record of a CSV or TSV file.</summary>
/// <param name="Names">Column names.</param>
/// <param name="Body">Where the rows begin.</param>
internal sealed record DelimitedHeader(IReadOnlyList<string> Names, TextBody Body)
{
    private const int FirstLook = 64 * 1024;
    /// <summary>Most bytes of a header.</summary>
    public const int Longest = 16 * 1024 * 1024;

    /// <summary>Reads the header.</summary>
    public static DelimitedHeader Read(DataFile file, byte delimiter, DataProblems problems)
    {
        var scanner = new RecordScanner(delimiter);
        for (var size = FirstLook; ; size *= 4)
        {
            var text = new byte[(int)Math.Min(size, file.Length)];
            file.Read(0, text, problems);
            var begin = ByteOrderMark.Skip(text, problems);
            var isLast = text.Length == file.Length;
            var (at, line) = (begin, 1L);
            var status = scanner.Next(text, ref at, ref line, isLast, null);
            switch (status)
            {
                case RecordStatus.Record:
                    (at, line) = (begin, 1L);
                    scanner.Next(text, ref at, ref line, isLast, problems);
                    var names = NamesOf(text, scanner);
                    CheckUtf8(text.AsSpan(scanner.Start, at - scanner.Start), scanner.Line, problems);
                    CheckDelimiter(names, delimiter, problems);
                    var lineEnds = (int)(scanner.Line - 1) + (text[at - 1] == '\n' ? 1 : 0);
                    return new DelimitedHeader(names, new TextBody(at, (int)line, lineEnds));
                case RecordStatus.End when isLast:
                    throw problems.Fatal(SpecDiagnostics.DataFileEmpty, "The file holds blank lines alone. Expected a header and rows.");
                case RecordStatus.Unterminated:
                    DelimitedReader.ReportQuote(scanner.QuoteLine, problems);
                    throw problems.Exception();
                case var _ when size >= Longest:
                    throw problems.Fatal(
                        SpecDiagnostics.DataFileTooLarge, "The header is too long. Found no end of it in 16 MB; expected a line of column names. Is a quote left open, or is this another format?");
            }
        }
    }

    private static string[] NamesOf(ReadOnlySpan<byte> text, RecordScanner scanner)
    {
        var names = new string[scanner.Fields];
        var start = scanner.Start;
        for (var i = 0; i < names.Length; i++)
        {
            var end = scanner.Ends[i];
            var field = text[start..end];
            field = i == names.Length - 1 && field.EndsWith("\r"u8) ? field[..^1] : field;
            names[i] = field.Length >= 2 && field[0] == '"'
                ? Encoding.UTF8.GetString(field[1..^1]).Replace("\"\"", "\"", StringComparison.Ordinal)
                : Encoding.UTF8.GetString(field);
            start = end + 1;
        }

        return names;
    }

    private static void CheckUtf8(ReadOnlySpan<byte> header, long line, DataProblems problems)
    {
        if (!Utf8.IsValid(header))
        {
            ChunkReader.ReportUtf8(header, line, problems);
        }
    }

    private static void CheckDelimiter(string[] names, byte delimiter, DataProblems problems)
    {
        if (names.Length == 1 && names[0].IndexOfAny([';', '\t', '|', ',']) is var at and >= 0 && names[0].Length > 1)
        {
            var (separator, hint) = names[0][at] switch
            {
                '\t' => ("tabs", "Write `format: tsv`."),
                ',' => ("commas", "Write `format: csv`."),
                ';' => ("semicolons", "Save it with commas."),
                _ => ("bars", "Save it with commas."),
            };
            throw problems.Fatal(
                SpecDiagnostics.DataFormatUnknown,
                $"The header is one column with {separator} in its name. Found {OneLine.Quote(names[0])}; expected names between {(delimiter == '\t' ? "tabs" : "commas")}. {hint}");
        }
    }
}
