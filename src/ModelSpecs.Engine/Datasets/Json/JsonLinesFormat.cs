using System.Text;
using System.Text.Json;
using ModelSpecs.Engine.Datasets.Reading;
using ModelSpecs.Engine.Datasets.Text;
using ModelSpecs.Spec.Diagnostics;
using ColumnKind = ModelSpecs.Spec.Predicates.ColumnKind;

namespace ModelSpecs.Engine.Datasets.Json;

/// <summary>JSON Lines: one flat object a line. A missing key and a JSON null are null; a column is as narrow as its values allow.</summary>
internal static class JsonLinesFormat
{
    private const int MostColumns = 20_000;

    /// <summary>Keys of all lines, in order of first occurrence.</summary>
    public static IReadOnlyList<string> Header(FormatInput input)
    {
        var names = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        ForEachLine(input, (_, _, name, _, _) =>
        {
            if (known.Add(name))
            {
                names.Add(name);
                if (names.Count > MostColumns)
                {
                    throw new DatasetFormatException(SpecDiagnostics.GoldenLimit, FormattableString.Invariant($"too many different keys. Found more than {MostColumns:N0}; expected at most that."));
                }
            }
        });
        ColumnNames.Check(names, "");
        return names;
    }

    /// <summary>The columns asked for.</summary>
    public static FormatOutput Read(FormatInput input, IReadOnlyList<string> header, IReadOnlySet<string> wanted)
    {
        var columns = new Dictionary<string, List<(int Row, byte[] Text, bool IsString)>>(StringComparer.Ordinal);
        foreach (var name in header.Where(wanted.Contains))
        {
            columns[name] = [];
        }

        var lines = new List<int>();
        ForEachLine(input, (row, line, name, text, isString) =>
        {
            if (text is not null && columns.TryGetValue(name, out var values))
            {
                values.Add((row, text, isString));
            }
        }, lines);
        if (lines.Count == 0 && !input.Problems.Any)
        {
            throw new DatasetFormatException(SpecDiagnostics.GoldenEmpty, "there is no row. Found no JSON object; expected at least 1.");
        }

        var built = columns.Select(column => Build(column.Key, column.Value, lines, input)).ToList();
        var consecutive = lines.Count > 0 && lines[^1] - lines[0] == lines.Count - 1;
        return new FormatOutput(lines.Count, built, new RowLines(lines.FirstOrDefault(1), consecutive ? null : [.. lines]));
    }

    private static Column Build(string name, List<(int Row, byte[] Text, bool IsString)> values, List<int> lines, FormatInput input)
    {
        ColumnKind? declared = input.Golden.Columns.TryGetValue(name, out var said) ? said.Value : null;
        ColumnKind? kind = null;
        foreach (var (_, text, isString) in values)
        {
            // A JSON string stays text, even one of digits, unless it is a date; only the spec makes a number of it.
            var found = TypeInference.Of(text);
            kind = TypeInference.Join(kind, isString && found != ColumnKind.Date ? ColumnKind.String : found);
        }

        var pass = new ColumnPass(name, declared, kind, 1);
        pass.Begin(lines.Count);
        var next = 0;
        foreach (var (row, text, _) in values)
        {
            for (; next < row; next++)
            {
                pass.SetNull(next);
            }

            pass.Set(row, text, 0, input, lines[row]);
            next = row + 1;
        }

        for (; next < lines.Count; next++)
        {
            pass.SetNull(next);
        }

        pass.End();
        return pass.Build(null);
    }

    private delegate void Visit(int row, int line, string name, byte[]? text, bool isString);

    private static void ForEachLine(FormatInput input, Visit visit, List<int>? lines = null)
    {
        var reader = new LineReader(input.Source);
        var line = 0;
        var row = 0;
        while (reader.TryRead(out var text))
        {
            line++;
            if ((line & 0xFFF) == 0)
            {
                input.CancellationToken.ThrowIfCancellationRequested();
            }

            if (line == 1 && text.StartsWith("\uFEFF"u8))
            {
                text = text[3..];
            }

            if (text.Trim(" \t\r"u8).Length == 0)
            {
                continue;
            }

            try
            {
                VisitObject(text, row, line, visit);
                lines?.Add(line);
                row++;
            }
            catch (JsonException problem)
            {
                input.Problems.Add(line, 0, SpecDiagnostics.GoldenJson,
                    FormattableString.Invariant($"the line is not a flat JSON object. Found {OneLine.Quote(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 60)]))} ({OneLine.Escape(problem.Message.Split(" LineNumber")[0].TrimEnd('.'))}); expected {{\"name\": value, …}} with text, numbers, true, false or null."));
            }
        }
    }

    private static void VisitObject(ReadOnlySpan<byte> text, int row, int line, Visit visit)
    {
        var json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 4 });
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("it is no object");
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (!keys.Add(name))
            {
                throw new JsonException($"the key {OneLine.Quote(name)} occurs twice");
            }

            json.Read();
            switch (json.TokenType)
            {
                case JsonTokenType.Null:
                    visit(row, line, name, null, false);
                    break;
                case JsonTokenType.String:
                    visit(row, line, name, Encoding.UTF8.GetBytes(json.GetString()!), true);
                    break;
                case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                    visit(row, line, name, json.ValueSpan.ToArray(), false);
                    break;
                default:
                    throw new JsonException($"the value of {OneLine.Quote(name)} is nested");
            }
        }

        if (json.Read())
        {
            throw new JsonException("something follows the object");
        }
    }

    /// <summary>Lines of a source, one buffer.</summary>
    private ref struct LineReader(ByteSource source)
    {
        private const int LongestLine = 64 << 20;
        private byte[] buffer = new byte[1 << 18];
        private long position;
        private int start;
        private int length;

        public bool TryRead(out ReadOnlySpan<byte> line)
        {
            while (true)
            {
                var rest = buffer.AsSpan(start, length - start);
                var end = rest.IndexOf((byte)'\n');
                if (end >= 0)
                {
                    line = rest[..end];
                    start += end + 1;
                    return true;
                }

                if (position >= source.Length)
                {
                    line = rest;
                    start = length;
                    return rest.Length > 0;
                }

                if (rest.Length == buffer.Length)
                {
                    if (buffer.Length >= LongestLine)
                    {
                        throw new DatasetFormatException(SpecDiagnostics.GoldenLimit, FormattableString.Invariant($"a line is too long. Found more than {LongestLine >> 20} MB; expected a JSON object a line."));
                    }

                    Array.Resize(ref buffer, buffer.Length * 4);
                }

                buffer.AsSpan(start, length - start).CopyTo(buffer);
                length -= start;
                start = 0;
                var got = source.Read(position, buffer.AsSpan(length));
                position += got;
                length += got;
            }
        }
    }
}
