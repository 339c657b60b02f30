using System.Text;
using System.Text.Unicode;
using ModelSpecs.Engine.Datasets.Reading;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Csv;

/// <summary>The first record of a file: the names of its columns.</summary>
/// <param name="Names">Column names.</param>
/// <param name="DataStart">First byte after the record.</param>
/// <param name="DataLine">Line of that byte.</param>
internal sealed record CsvHeader(IReadOnlyList<string> Names, long DataStart, int DataLine)
{
    private const int LongestHeader = 4 << 20;
    private const int MostColumns = 20_000;

    /// <summary>Reads it; a byte order mark is skipped.</summary>
    public static CsvHeader Read(ByteSource source, byte delimiter)
    {
        var buffer = new byte[(int)Math.Min(source.Length, LongestHeader)];
        var length = source.Read(0, buffer);
        ReadOnlySpan<byte> text = buffer.AsSpan(0, length);
        var start = text.StartsWith("\uFEFF"u8) ? 3 : 0;
        var names = new List<string>();
        var field = new List<byte>();
        var quoted = false;
        var line = 1;
        for (var i = start; ; i++)
        {
            if (i == length)
            {
                if (quoted || length < source.Length)
                {
                    throw new DatasetFormatException(SpecDiagnostics.GoldenHeader, "line 1: the header does not end. Found an open quote, or more than 4 MB of header; expected column names, then a line break.");
                }

                names.Add(Name(field));
                return Checked(new CsvHeader(names, length, line + 1));
            }

            var b = text[i];
            if (b == '"' && (quoted || field.Count == 0))
            {
                if (quoted && i + 1 < length && text[i + 1] == '"')
                {
                    field.Add(b);
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (!quoted && b == delimiter)
            {
                names.Add(Name(field));
                field.Clear();
            }
            else if (!quoted && b == '\n')
            {
                names.Add(Name(field));
                return Checked(new CsvHeader(names, i + 1, line + 1));
            }
            else if (quoted || b != '\r' || (i + 1 < length && text[i + 1] != '\n'))
            {
                line += b == '\n' ? 1 : 0;
                field.Add(b);
            }
        }
    }

    private static string Name(List<byte> field)
    {
        var bytes = field.ToArray();
        return Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : throw new DatasetFormatException(SpecDiagnostics.GoldenNotUtf8, $"line 1: a column name is not UTF-8. Found {OneLine.Quote(Encoding.Latin1.GetString(bytes))} read as Latin-1; expected UTF-8. Convert the file.");
    }

    private static CsvHeader Checked(CsvHeader header)
    {
        if (header.Names is [""])
        {
            throw new DatasetFormatException(SpecDiagnostics.GoldenEmpty, "line 1: there is no header. Found an empty line; expected column names.");
        }

        if (header.Names.Count > MostColumns)
        {
            throw new DatasetFormatException(SpecDiagnostics.GoldenLimit, FormattableString.Invariant($"line 1: too many columns. Found {header.Names.Count:N0}; expected at most {MostColumns:N0}."));
        }

        if (header.Names.Any(name => name.Contains('\r')))
        {
            throw new DatasetFormatException(SpecDiagnostics.GoldenHeader, "line 1: the lines end in lone carriage returns. Found CR; expected LF or CRLF. Convert the file.");
        }

        ColumnNames.Check(header.Names, "line 1: ");
        return header;
    }
}
