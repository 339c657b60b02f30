using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace ModelSpecs.Results.Json;

/// <summary>Leaves <c>&gt;=</c>, <c>×</c> and <c>é</c> as they are, and escapes every character that does not show as itself:
/// control and format characters, so that no text of a spec or a golden set re-orders what a person reads in the file.</summary>
/// <remarks>The framework's relaxed encoder lets bidirectional overrides through, its strict one escapes every <c>&gt;</c>.</remarks>
internal sealed class ReadableEncoder : JavaScriptEncoder
{
    /// <inheritdoc />
    public override int MaxOutputCharactersPerInputCharacter => 12;

    /// <inheritdoc />
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var remaining = new ReadOnlySpan<char>(text, textLength);
        var position = 0;
        while (!remaining.IsEmpty)
        {
            // A lone half of a surrogate pair does not decode: it is to be encoded too.
            if (Rune.DecodeFromUtf16(remaining, out var rune, out var length) != System.Buffers.OperationStatus.Done || WillEncode(rune.Value))
            {
                return position;
            }

            position += length;
            remaining = remaining[length..];
        }

        return -1;
    }

    /// <inheritdoc />
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> text = stackalloc char[12];
        var length = Escape(unicodeScalar, text);
        numberOfCharactersWritten = length <= bufferLength ? length : 0;
        return text[..numberOfCharactersWritten].TryCopyTo(new Span<char>(buffer, bufferLength)) && length <= bufferLength;
    }

    /// <inheritdoc />
    public override bool WillEncode(int unicodeScalar) => unicodeScalar is '"' or '\\' || (unicodeScalar is < 0x20 or > 0x7E && IsInvisible(unicodeScalar));

    private static int Escape(int scalar, Span<char> text)
    {
        text[0] = '\\';
        if (ShortEscapes.IndexOf((char)scalar) is var index and >= 0 && scalar <= '\\')
        {
            text[1] = "\"\\nrt"[index];
            return 2;
        }

        Span<char> units = stackalloc char[2];
        var count = new Rune(scalar).EncodeToUtf16(units);
        for (var i = 0; i < count; i++)
        {
            text[6 * i] = '\\';
            text[(6 * i) + 1] = 'u';
            ((int)units[i]).TryFormat(text[((6 * i) + 2)..], out _, "x4", CultureInfo.InvariantCulture);
        }

        return 6 * count;
    }

    private static ReadOnlySpan<char> ShortEscapes => "\"\\\n\r\t";

    private static bool IsInvisible(int scalar) => Rune.GetUnicodeCategory(new Rune(scalar)) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
