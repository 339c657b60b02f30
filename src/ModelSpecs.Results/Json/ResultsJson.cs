using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using ModelSpecs.Results.Json.Schema;

namespace ModelSpecs.Results.Json;

/// <summary>The versioned JSON of a run (<c>docs/results.md</c>): UTF-8, keys in declaration order, numbers that read back to the same double.</summary>
public static class ResultsJson
{
    /// <summary>The version this program writes, and the newest it reads.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Writes a run; the bytes depend on the result alone.</summary>
    /// <param name="run">What to write.</param>
    /// <param name="stream">Where; left open.</param>
    public static void Write(RunResult run, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(stream);
        if (run.SchemaVersion != SchemaVersion)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Found schemaVersion {run.SchemaVersion}; this program writes {SchemaVersion}."), nameof(run));
        }

        JsonSerializer.Serialize(stream, run, ResultsJsonContext.Readable.RunResult);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a run of this version or an older one. Properties it does not know are ignored: they are additions of a later minor version.</summary>
    /// <param name="stream">The JSON; left open.</param>
    /// <remarks>The JSON may come from anywhere: it is held against <see cref="ResultsSchema"/> and <see cref="ResultsLimits"/> before anything is read from it.</remarks>
    /// <exception cref="ResultsFormatException">It is not a run's JSON, is cut off, too large, or has a newer version; it lists everything that is wrong.</exception>
    public static RunResult Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, ResultsJsonContext.Readable.RunResult, SchemaVersion, "run", ResultsShape.Run);
    }

    /// <summary>Reads what a command wrote, of this version or an older one.</summary>
    /// <param name="stream">The JSON; left open.</param>
    /// <param name="type">Its shape.</param>
    /// <param name="newest">Newest version of the shape that is known.</param>
    /// <param name="command">The command, for messages.</param>
    /// <param name="shape">What it is held against before it is read; null: the serialiser's own check is enough.</param>
    /// <exception cref="ResultsFormatException">It is not that JSON, is cut off, is too large, or has a newer version.</exception>
    internal static T Read<T>(Stream stream, JsonTypeInfo<T> type, int newest, string command, ResultsShape? shape = null)
    {
        using var buffer = Load(stream);
        var json = new ReadOnlySpan<byte>(buffer.GetBuffer(), 0, (int)buffer.Length);
        if (json.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        if (!Utf8.IsValid(json))
        {
            throw new ResultsFormatException($"The results are no UTF-8. Found bytes that are no character; expected what `modelspecs {command} --json` writes.");
        }

        try
        {
            // Before the rest is read: a newer shape would otherwise fail with a message about some property.
            var version = VersionOf(json, command);
            if (version > newest)
            {
                throw new ResultsFormatException(string.Create(CultureInfo.InvariantCulture,
                    $"The results were written by a newer ModelSpecs. Found schemaVersion {version}; expected at most {newest}. Read them with that version or a later one."));
            }

            if (shape is not null && ResultsCheck.Problems(json, shape) is { Count: > 0 } problems)
            {
                throw new ResultsFormatException(problems);
            }

            return JsonSerializer.Deserialize(json, type)
                ?? throw new ResultsFormatException($"The results are no JSON object. Found null; expected what `modelspecs {command} --json` writes.");
        }
        catch (JsonException exception)
        {
            throw new ResultsFormatException($"The results are not what `modelspecs {command} --json` writes. {exception.Message}", exception);
        }
    }

    /// <summary>The whole stream, unless it is too large: one byte more than may be is never kept.</summary>
    private static MemoryStream Load(Stream stream)
    {
        var buffer = new MemoryStream();
        var part = new byte[81920];
        for (int count; (count = stream.Read(part)) > 0;)
        {
            if (buffer.Length + count > ResultsLimits.FileBytes)
            {
                buffer.Dispose();
                throw new ResultsFormatException($"The results are too large. Found more than {ResultsLimits.FileBytes >> 20} MiB; expected at most that.");
            }

            buffer.Write(part, 0, count);
        }

        return buffer;
    }

    private static int VersionOf(ReadOnlySpan<byte> json, string command)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ResultsLimits.Depth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new ResultsFormatException($"The results are no JSON object. Found {reader.TokenType}; expected what `modelspecs {command} --json` writes.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isVersion = reader.ValueTextEquals("schemaVersion"u8);
            reader.Read();
            if (isVersion)
            {
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version) && version >= 1
                    ? version
                    : throw new ResultsFormatException($"The results have no valid version. Found schemaVersion {TextOf(ref reader)}; expected a whole number from 1.");
            }

            reader.Skip();
        }

        throw new ResultsFormatException($"The results have no version. Found no schemaVersion; expected {SchemaVersion.ToString(CultureInfo.InvariantCulture)}.");
    }

    private static string TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        _ when reader.HasValueSequence => System.Text.Encoding.UTF8.GetString(reader.ValueSequence.ToArray()),
        _ => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
    };
}
