using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

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
    /// <exception cref="ResultsFormatException">It is not a run's JSON, is cut off, or has a newer version.</exception>
    public static RunResult Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, ResultsJsonContext.Readable.RunResult, SchemaVersion, "run");
    }

    /// <summary>Reads what a command wrote, of this version or an older one.</summary>
    /// <param name="stream">The JSON; left open.</param>
    /// <param name="type">Its shape.</param>
    /// <param name="newest">Newest version of the shape that is known.</param>
    /// <param name="command">The command, for messages.</param>
    /// <exception cref="ResultsFormatException">It is not that JSON, is cut off, or has a newer version.</exception>
    internal static T Read<T>(Stream stream, JsonTypeInfo<T> type, int newest, string command)
    {
        var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        var json = new ReadOnlySpan<byte>(buffer.GetBuffer(), 0, (int)buffer.Length);
        if (json.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
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

            return JsonSerializer.Deserialize(json, type)
                ?? throw new ResultsFormatException($"The results are no JSON object. Found null; expected what `modelspecs {command} --json` writes.");
        }
        catch (JsonException exception)
        {
            throw new ResultsFormatException($"The results are not what `modelspecs {command} --json` writes. {exception.Message}", exception);
        }
    }

    private static int VersionOf(ReadOnlySpan<byte> json, string command)
    {
        var reader = new Utf8JsonReader(json);
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
