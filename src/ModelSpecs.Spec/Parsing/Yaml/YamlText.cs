using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Parsing.Yaml;

/// <summary>The text of a YAML file, and its mending where a comparison stands without quotes.</summary>
/// <remarks><c>recall: &gt;= 0.7</c> is no YAML: <c>&gt;</c> opens a folded block. Such a <c>&gt;</c> is replaced by a character of the
/// private use area, which makes a plain text of it without moving anything, so that the rest of the file is read and every other
/// problem found; the reader turns the character back.</remarks>
internal sealed class YamlText(string text)
{
    private const int MostMends = 16;
    private char _stand;
    private int _mends;

    /// <summary>The text to parse.</summary>
    public string Text { get; private set; } = text;

    /// <summary>Whether a plain text began with an unquoted comparison.</summary>
    public bool IsMended(string value) => _mends > 0 && value.Length > 0 && value[0] == _stand;

    /// <summary>A value as it was written.</summary>
    public string Restore(string value) => _mends > 0 ? value.Replace(_stand, '>') : value;

    /// <summary>A character as it was written; NUL after the end.</summary>
    public char At(int index) =>
        index < 0 || index >= Text.Length ? '\0'
        : _mends > 0 && Text[index] == _stand ? '>'
        : Text[index];

    /// <summary>Mends the text where a syntax error stands on an unquoted comparison; false where there is none, or too many.</summary>
    public bool TryMend(int index)
    {
        if (index < 0 || index >= Text.Length || Text[index] != '>' || _mends >= MostMends || !ChooseStand())
        {
            return false;
        }

        var characters = Text.ToCharArray();
        characters[index] = _stand;
        if (_mends++ == 0)
        {
            // The others at once: each would cost a pass over the file.
            MendAll(characters);
        }

        Text = new string(characters);
        return true;
    }

    /// <summary>Index of the first character that no spec may hold, or null.</summary>
    public int? FindUnreadable()
    {
        var text = Text;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if ((c < ' ' && c is not ('\t' or '\n' or '\r')) || c is '\u007F' or '\uFFFD' or (>= '\u0080' and < '\u00A0' and not '\u0085'))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>Place of one character.</summary>
    public SourceSpan SpanOf(string file, int index)
    {
        var line = 1;
        var start = 0;
        for (var i = 0; i < index && i < Text.Length; i++)
        {
            if (Text[i] == '\n' || (Text[i] == '\r' && !(i + 1 < Text.Length && Text[i + 1] == '\n')))
            {
                line++;
                start = i + 1;
            }
        }

        var column = index - start + 1;
        return new SourceSpan(file, line, column, line, column + 1);
    }

    private bool ChooseStand()
    {
        if (_mends > 0)
        {
            return true;
        }

        for (var candidate = '\uE000'; candidate < '\uE010'; candidate++)
        {
            if (Text.IndexOf(candidate) < 0)
            {
                _stand = candidate;
                return true;
            }
        }

        return false;
    }

    private void MendAll(char[] characters)
    {
        for (var i = 1; i < characters.Length; i++)
        {
            if (characters[i] == '>' && StartsValue(characters, i) && ReadsAsComparison(characters, i + 1))
            {
                characters[i] = _stand;
            }
        }
    }

    private static bool StartsValue(char[] characters, int index)
    {
        var before = index - 1;
        while (before >= 0 && characters[before] == ' ')
        {
            before--;
        }

        return before >= 0 && before < index - 1 && characters[before] is ':' or '-' or ',' or '[';
    }

    // What may follow the > of a folded block is an indentation digit, + or -, a comment and the end of the line.
    private static bool ReadsAsComparison(char[] characters, int index)
    {
        if (index >= characters.Length || characters[index] is not ('=' or ' '))
        {
            return false;
        }

        while (index < characters.Length && characters[index] is '=' or ' ')
        {
            index++;
        }

        return index < characters.Length && (char.IsLetterOrDigit(characters[index]) || characters[index] is '-' or '+' or '.');
    }
}
