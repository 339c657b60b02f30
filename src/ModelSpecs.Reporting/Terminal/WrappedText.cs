namespace ModelSpecs.Reporting.Terminal;

/// <summary>Cuts a long line at spaces, so that a terminal does not cut it in the middle of a word.</summary>
internal static class WrappedText
{
    private const int NarrowestRoom = 20;

    /// <summary>The lines; one where the width is unbounded or too small to be of use.</summary>
    /// <param name="text">Safe text of one line.</param>
    /// <param name="options">Width, and whether more than ASCII is shown.</param>
    /// <param name="indent">Columns that stand before each line.</param>
    public static IEnumerable<string> Lines(string text, TerminalOptions options, int indent)
    {
        var room = (options.Width ?? int.MaxValue) - indent;
        var rest = text;
        while (room >= NarrowestRoom && TerminalText.Width(rest) > room)
        {
            var end = LastSpaceWithin(rest, room);
            if (end <= 0)
            {
                break;
            }

            yield return rest[..end].TrimEnd();

            // A line that begins with `::` is an order to a build service wherever it came from.
            rest = TerminalText.Line(rest[(end + 1)..], options.Unicode);
        }

        yield return rest;
    }

    private static int LastSpaceWithin(string text, int room)
    {
        var width = 0;
        var last = -1;
        for (var i = 0; i < text.Length && width <= room; i++)
        {
            if (text[i] == ' ' && text.AsSpan(0, i).Trim().Length > 0)
            {
                last = i;
            }

            width += char.IsSurrogate(text[i]) ? 1 : TerminalText.Width(text[i].ToString());
        }

        return last;
    }
}
