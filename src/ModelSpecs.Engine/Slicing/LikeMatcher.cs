using System.Buffers;
using System.Text;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>
/// Matches texts against a <c>like</c> pattern in time proportional to text × ⌈pattern / 64⌉, whatever the pattern: all positions in the
/// pattern that the text so far can have led to are one bit each, and a character moves them together (the extended Shift-And of
/// Navarro and Raffinot, Flexible Pattern Matching in Strings, ch. 4). There is nothing to go back to.
/// </summary>
internal sealed class LikeMatcher
{
    private const int AsciiCharacters = 128;
    private const int WordsOnStack = 32;

    // Bit j: the first j parts that are no runs have matched.
    private readonly int words;
    private readonly ulong[] staying;
    private readonly ulong[] ascii;
    private readonly ulong[] others;
    private readonly Dictionary<int, ulong[]> beyondAscii = [];
    private readonly int acceptingWord;
    private readonly ulong accepting;

    /// <summary>A matcher; may be used by several threads.</summary>
    public LikeMatcher(LikePattern pattern)
    {
        var singles = pattern.Parts.Count(part => part != LikePattern.AnyRun);
        words = (singles >> 6) + 1;
        staying = new ulong[words];
        others = new ulong[words];
        var literals = new List<(int Character, int Bit)>();
        var position = 0;
        foreach (var part in pattern.Parts)
        {
            if (part == LikePattern.AnyRun)
            {
                Set(staying, position);
                continue;
            }

            position++;
            if (part == LikePattern.AnyOne)
            {
                Set(others, position);
            }
            else
            {
                literals.Add((part, position));
            }
        }

        ascii = new ulong[AsciiCharacters * words];
        for (var character = 0; character < AsciiCharacters; character++)
        {
            others.CopyTo(ascii, character * words);
        }

        foreach (var (character, bit) in literals)
        {
            if (character < AsciiCharacters)
            {
                ascii[(character * words) + (bit >> 6)] |= 1UL << (bit & 63);
                continue;
            }

            if (!beyondAscii.TryGetValue(character, out var mask))
            {
                beyondAscii.Add(character, mask = [.. others]);
            }

            Set(mask, bit);
        }

        acceptingWord = singles >> 6;
        accepting = 1UL << (singles & 63);
    }

    /// <summary>Whether the whole text has the form.</summary>
    public bool Matches(ReadOnlySpan<byte> text)
    {
        ulong[]? rented = null;
        var active = words <= WordsOnStack ? stackalloc ulong[words] : (rented = ArrayPool<ulong>.Shared.Rent(words)).AsSpan(0, words);
        active.Clear();
        active[0] = 1;
        var matches = Run(text, active);
        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }

        return matches;
    }

    private bool Run(ReadOnlySpan<byte> text, Span<ulong> active)
    {
        while (!text.IsEmpty)
        {
            ReadOnlySpan<ulong> mask;
            if (text[0] < AsciiCharacters)
            {
                mask = ascii.AsSpan(text[0] * words, words);
                text = text[1..];
            }
            else
            {
                Rune.DecodeFromUtf8(text, out var character, out var length);
                mask = beyondAscii.TryGetValue(character.Value, out var found) ? found : others;
                text = text[length..];
            }

            ulong carry = 0;
            ulong any = 0;
            for (var word = 0; word < active.Length; word++)
            {
                var shifted = (active[word] << 1) | carry;
                carry = active[word] >> 63;
                active[word] = (shifted & mask[word]) | (active[word] & staying[word]);
                any |= active[word];
            }

            if (any == 0)
            {
                return false;
            }
        }

        return (active[acceptingWord] & accepting) != 0;
    }

    private static void Set(ulong[] mask, int bit) => mask[bit >> 6] |= 1UL << (bit & 63);
}
