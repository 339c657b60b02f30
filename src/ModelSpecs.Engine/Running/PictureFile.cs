using System.Buffers.Binary;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Running;

/// <summary>A picture that a column names: found below the root, and told by its bytes and not by its name.</summary>
internal static class PictureFile
{
    /// <summary>Larger files are not shown.</summary>
    public const int MostBytes = 256 * 1024;

    // A small file may unfold into gigabytes of pixels.
    private const long MostPixels = 4_000_000;
    private const int LongestPath = 500;

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".gif", ".webp"];

    /// <summary>Whether a text ends as the name of a picture does.</summary>
    public static bool IsNamed(string text) =>
        text.Length <= LongestPath && Array.Exists(Extensions, extension => text.Length > extension.Length && text.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>The file that a text names, relative to a folder; null where it is none below the root, or hidden.</summary>
    public static string? Find(string root, string folder, string text)
    {
        if (text.Contains('\\', StringComparison.Ordinal) || text.Contains("://", StringComparison.Ordinal) || text.Contains('\0', StringComparison.Ordinal) || text[0] is '/' or '~'
            || (text.Length > 1 && text[1] == ':') || text.Split('/').Any(part => part.StartsWith('.') && part is not ("." or "..")))
        {
            return null;
        }

        var path = Path.GetFullPath(Path.Combine(folder, text));
        return SpecPath.IsBelow(root, path) && File.Exists(path) && !LinkGuard.LeavesRoot(root, path) ? path : null;
    }

    /// <summary>Its bytes; null where it cannot be read, is no file with a length, or is too large.</summary>
    public static byte[]? Read(string path, int mostBytes)
    {
        try
        {
            // A pipe or a device has no length, and reading it might never end.
            var length = new FileInfo(path).Length;
            if (length is 0 || length > mostBytes)
            {
                return null;
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var bytes = new byte[length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary><c>image/png</c>, <c>image/jpeg</c>, <c>image/gif</c> or <c>image/webp</c>, by its first bytes; null: none of them, or more pixels than a page should unfold.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes)
    {
        var (type, size) = bytes switch
        {
            _ when bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) => ("image/png", PngSize(bytes)),
            _ when bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => ("image/jpeg", JpegSize(bytes)),
            _ when bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) => ("image/gif", GifSize(bytes)),
            _ when bytes.Length > 16 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) => ("image/webp", WebpSize(bytes)),
            _ => ("", ((int Width, int Height)?)null),
        };
        return size is var (width, height) && width > 0 && height > 0 && (long)width * height <= MostPixels ? type : null;
    }

    private static (int Width, int Height)? PngSize(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 24 && bytes[12..].StartsWith("IHDR"u8) ? (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..])) : null;

    private static (int Width, int Height)? GifSize(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 10 ? (BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])) : null;

    // Segments up to the first that starts a frame (SOF0 to SOF15 without DHT, JPG and DAC); ITU T.81, table B.1.
    private static (int Width, int Height)? JpegSize(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += 2 + Math.Max(2, (int)BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]));
        }

        return null;
    }

    // The three kinds of the first chunk: RFC 9649, 2.5 to 2.7.
    private static (int Width, int Height)? WebpSize(ReadOnlySpan<byte> bytes) => bytes.Length < 30 ? null : bytes[12..] switch
    {
        var chunk when chunk.StartsWith("VP8X"u8) => (1 + (bytes[24] | (bytes[25] << 8) | (bytes[26] << 16)), 1 + (bytes[27] | (bytes[28] << 8) | (bytes[29] << 16))),
        var chunk when chunk.StartsWith("VP8L"u8) => (1 + (BinaryPrimitives.ReadInt32LittleEndian(bytes[21..]) & 0x3FFF), 1 + ((BinaryPrimitives.ReadInt32LittleEndian(bytes[21..]) >> 14) & 0x3FFF)),
        var chunk when chunk.StartsWith("VP8 "u8) => (BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF),
        _ => null,
    };
}
