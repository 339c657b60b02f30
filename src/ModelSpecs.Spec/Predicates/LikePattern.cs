using System.Diagnostics.CodeAnalysis;

namespace ModelSpecs.Spec.Predicates;

/// <summary>The pattern of a <c>like</c>, split into its parts.</summary>
/// <param name="Text">As written.</param>
/// <param name="Parts">Unicode code points, <see cref="AnyOne"/> and <see cref="AnyRun"/>, in order; no two runs side by side.</param>
public sealed record LikePattern(string Text, IReadOnlyList<int> Parts)
{
    /// <summary>Part that stands for exactly one character: <c>_</c>.</summary>
    public const int AnyOne = -1;

    /// <summary>Part that stands for any characters, also none: <c>%</c>.</summary>
    public const int AnyRun = -2;

    /// <summary>Splits a pattern; a backslash takes away the meaning of the character after it. False where none follows.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LikePattern? pattern)
    {
        pattern = null;
        var parts = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '%':
                    if (parts.Count == 0 || parts[parts.Count - 1] != AnyRun)
                    {
                        parts.Add(AnyRun);
                    }

                    break;
                case '_':
                    parts.Add(AnyOne);
                    break;
                case '\\' when i + 1 == text.Length:
                    return false;
                case '\\':
                    i++;
                    goto default;
                default:
                    var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                    parts.Add(pair ? char.ConvertToUtf32(text[i], text[++i]) : text[i]);
                    break;
            }
        }

        pattern = new LikePattern(text, parts);
        return true;
    }
}
