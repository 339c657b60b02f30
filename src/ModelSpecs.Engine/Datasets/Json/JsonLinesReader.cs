using System.Buffers;
using System.Text;
using System.Text.Json;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Text;
using ModelSpecs.Engine.Datasets.Typing;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Json;

/// <summary>Reads chunks of JSON Lines: on each line one flat object; a missing key and a JSON null are null.</summary>
internal sealed class JsonLinesReader : ChunkReader
{
    /// <summary>Strict JSON; deep enough for values that nothing reads.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    private readonly Dictionary<string, int> places;
    private readonly string[] names;
    private readonly JsonColumn?[] columns;
    private readonly int[] seenIn;
    private readonly NullSpellings nulls;
    private int[] lineOf = new int[1024];

    /// <summary>A reader of some columns.</summary>
    public JsonLinesReader(DataFile file, IReadOnlyList<string> header, Func<string, bool> wants, NullSpellings nulls, DataProblems problems)
        : base(file, problems)
    {
        names = [.. header];
        places = names.Select((name, place) => (name, place)).ToDictionary(p => p.name, p => p.place, StringComparer.Ordinal);
        columns = [.. names.Select(name => wants(name) ? new JsonColumn() : null)];
        seenIn = new int[names.Length];
        this.nulls = nulls;
    }

    /// <inheritdoc />
    public override void Gather(int column, FieldSlices fields)
    {
        fields.Reset(Buffer, Rows, tagged: true);
        columns[column]!.CopyTo(fields);
        nulls.Mark(fields);
    }

    /// <inheritdoc />
    protected override bool TryIndex()
    {
        Rows = 0;
        Array.Fill(seenIn, -1);
        foreach (var column in columns)
        {
            column?.Reset(Chunk.Capacity);
        }

        var text = Buffer.AsSpan(0, Chunk.Length);
        var (line, lineFeeds) = (Chunk.Line, 0);
        for (var at = 0; at < text.Length; line++)
        {
            var length = text[at..].IndexOf((byte)'\n');
            lineFeeds += length < 0 ? 0 : 1;
            length = length < 0 ? text.Length - at : length;
            if (text.Slice(at, length).IndexOfAnyExcept(" \t\r"u8) >= 0 && TryLine(at, length, line))
            {
                if (Rows == lineOf.Length)
                {
                    Array.Resize(ref lineOf, Rows * 2);
                }

                lineOf[Rows++] = line;
            }

            at += length + 1;
        }

        if (!IsLineByLine(lineFeeds))
        {
            SetLines(lineOf[..Rows]);
        }

        return true;
    }

    private bool TryLine(int at, int length, int line)
    {
        try
        {
            Line(at, length, line);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Utf8JsonReader puts its own place behind the sentence.
            var reason = e.Message.Split(" LineNumber", 2)[0].TrimEnd('.');
            var found = Encoding.UTF8.GetString(Buffer, at, Math.Min(length, 200)).TrimEnd('\r');
            Problems.AddRow(SpecDiagnostics.DataJsonInvalid, "", line, () =>
                $"The line is no JSON object. Found {OneLine.Quote(found)} ({OneLine.Escape(reason)}); expected {{\"name\": value, …}} with texts, numbers, true, false or null.");
            Array.Fill(seenIn, -1);
            foreach (var column in columns)
            {
                column?.SetNull(Rows);
            }

            return false;
        }
    }

    private void Line(int at, int length, int line)
    {
        var json = new Utf8JsonReader(Buffer.AsSpan(at, length), Options);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("it is another kind of value");
        }

        for (var expected = 0; json.Read() && json.TokenType == JsonTokenType.PropertyName; expected++)
        {
            // Keys mostly come in the order of the header.
            var place = expected < names.Length && json.ValueTextEquals(names[expected]) ? expected : places.GetValueOrDefault(json.GetString()!, -1);
            if (place < 0)
            {
                // A key that is in no whole line: this one is broken further on.
                json.Skip();
                continue;
            }

            if (seenIn[place] == Rows)
            {
                Problems.AddRow(SpecDiagnostics.DataJsonDuplicateKey, "", line, () =>
                    $"A key stands twice. Found {OneLine.Quote(names[place])} again; expected every key once in an object.");
            }

            seenIn[place] = Rows;
            json.Read();
            if (columns[place] is { } column)
            {
                Value(ref json, at, column, place, line);
            }
            else
            {
                json.Skip();
            }
        }

        if (json.Read())
        {
            throw new JsonException("something follows the object");
        }
    }

    private void Value(ref Utf8JsonReader json, int at, JsonColumn column, int place, int line)
    {
        var start = at + (int)json.TokenStartIndex;
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                column.SetNull(Rows);
                break;
            case JsonTokenType.String when json.ValueIsEscaped:
                column.Set(Rows, start, start + Unescape(ref json, start), FieldTag.Quoted);
                break;
            case JsonTokenType.String:
                column.Set(Rows, start + 1, start + 1 + json.ValueSpan.Length, FieldTag.Quoted);
                break;
            case JsonTokenType.Number:
                column.Set(Rows, start, start + json.ValueSpan.Length, FieldTag.Number);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                column.Set(Rows, start, start + json.ValueSpan.Length, FieldTag.Boolean);
                break;
            default:
                var kind = json.TokenType == JsonTokenType.StartObject ? "an object" : "an array";
                Problems.AddRow(SpecDiagnostics.DataJsonNested, names[place], line, () =>
                    $"The value of {OneLine.Quote(names[place])} is nested. Found {kind}; expected a text, a number, true, false or null. Write a key for each value, or use NPZ for arrays.");
                json.Skip();
                column.SetNull(Rows);
                break;
        }
    }

    // Into the place of the text itself, which was longer and is not read again.
    private int Unescape(ref Utf8JsonReader json, int start)
    {
        var rented = ArrayPool<byte>.Shared.Rent(json.ValueSpan.Length);
        try
        {
            var length = json.CopyString(rented);
            rented.AsSpan(0, length).CopyTo(Buffer.AsSpan(start));
            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
