using System.Security.Cryptography;

namespace ModelSpecs.Engine.Datasets;

/// <summary>Hash of a file that is the same in a checkout with <c>\r\n</c> at line ends and in one with <c>\n</c>.</summary>
internal static class CheckoutHash
{
    // As far as git looks for a zero byte, which no text has.
    private const int Looked = 8000;

    private const int Block = 1 << 17;

    /// <summary>SHA-256 in hexadecimal: of the bytes; of a text whose first line ends with <c>\r\n</c>, of the bytes with <c>\n</c> in its place.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="ofBytes">Hash of its bytes where it is known: most files are not read again.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string Of(string path, string? ofBytes = null)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        var buffer = new byte[Block];
        var count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var isText = HasCarriageReturns(buffer.AsSpan(0, count));
        if (!isText && ofBytes is not null)
        {
            return ofBytes;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var held = false;
        for (; count > 0; count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false))
        {
            if (isText)
            {
                held = Append(hash, buffer.AsSpan(0, count), held);
            }
            else
            {
                hash.AppendData(buffer, 0, count);
            }
        }

        if (held)
        {
            hash.AppendData("\r"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool HasCarriageReturns(ReadOnlySpan<byte> begin)
    {
        // A compressed file may have none of its few zero bytes there.
        if (begin.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || begin[..Math.Min(begin.Length, Looked)].Contains((byte)0))
        {
            return false;
        }

        return begin.IndexOf((byte)'\n') is > 0 and var end && begin[end - 1] == (byte)'\r';
    }

    // A block may end between the two: its last \r is held until the next one is seen.
    private static bool Append(IncrementalHash hash, ReadOnlySpan<byte> text, bool held)
    {
        if (held && text[0] != (byte)'\n')
        {
            hash.AppendData("\r"u8);
        }

        for (int end; (end = text.IndexOf("\r\n"u8)) >= 0; text = text[(end + 1)..])
        {
            hash.AppendData(text[..end]);
        }

        var holds = text is [.., (byte)'\r'];
        hash.AppendData(holds ? text[..^1] : text);
        return holds;
    }
}
