using System.Text.Json;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Text;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Json;

/// <summary>Finds the columns of a JSON Lines file: the keys of all lines, in order of first occurrence.</summary>
internal static class JsonLinesKeys
{
    private const int Most = 20_000;

    /// <summary>The keys. Lines that are no objects are passed over: reading the values reports them.</summary>
    public static List<string> Find(DataFile file, ChunkPlan plan, ReadContext context, CancellationToken cancellationToken)
    {
        var found = new List<string>[plan.Chunks.Length];
        var threads = Workers.Count(context.Options.Threads, found.Length);
        var buffers = new byte[threads][];
        Workers.Run(
            threads,
            found.Length,
            (worker, index) =>
            {
                ref readonly var chunk = ref plan.Chunks[index];
                if ((buffers[worker]?.Length ?? 0) < chunk.Length)
                {
                    buffers[worker] = new byte[chunk.Length];
                }

                var text = buffers[worker].AsSpan(0, chunk.Length);
                file.Read(chunk.Start, text, context.Problems);
                found[index] = Of(text);
                return found[index].Count <= Most;
            },
            cancellationToken);
        var names = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in found.Where(f => f is not null).SelectMany(f => f))
        {
            if (known.Add(name))
            {
                names.Add(name);
            }
        }

        return names.Count <= Most ? names : throw context.Problems.Fatal(
            SpecDiagnostics.DataFileTooLarge,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The lines have too many different keys. Found more than {Most:N0}; expected at most that. A key is a column: write what differs from row to row as a value."));
    }

    private static List<string> Of(ReadOnlySpan<byte> text)
    {
        var names = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var range in text.Split((byte)'\n'))
        {
            var before = names.Count;
            try
            {
                Add(text[range], names, known);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                known.ExceptWith(names.Skip(before));
                names.RemoveRange(before, names.Count - before);
            }

            if (names.Count > Most)
            {
                break;
            }
        }

        return names;
    }

    // Keys mostly come in the same order on every line: each is first compared with the one that stood there before.
    private static void Add(ReadOnlySpan<byte> line, List<string> names, HashSet<string> known)
    {
        if (line.IndexOfAnyExcept(" \t\r"u8) < 0)
        {
            return;
        }

        var json = new Utf8JsonReader(line, JsonLinesReader.Options);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        for (var next = 0; json.Read() && json.TokenType == JsonTokenType.PropertyName; next++)
        {
            if (next >= names.Count || !json.ValueTextEquals(names[next]))
            {
                var name = json.GetString()!;
                if (known.Add(name))
                {
                    names.Add(name);
                }
            }

            json.Skip();
        }
    }
}
