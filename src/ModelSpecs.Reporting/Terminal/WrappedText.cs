namespace ModelSpecs.Reporting.Terminal;

/// <summary>Cuts a long line at spaces, so that a terminal does not cut it in the middle of a word.</summary>
internal static class WrappedText
{
    private const int NarrowestRoom = 20;

    /// <summary>The lines; one where the width is unbounded or too small to be of use.</summary>
    /// <param name="text">Safe text of one line.</param>
    /// <param name="options">Width, and whether more than ASCII is shown.</param>
    /// <param name="indent">Columns that stand before each line.</param>
    /// <param name="hang">Spaces before what goes on below; none where too little room would be left.</param>
    public static IEnumerable<string> Lines(string text, TerminalOptions options, int indent, int hang = 0)
    {
        var room = (options.Width ?? int.MaxValue) - indent;
        var rest = text;
        var spaces = room - hang >= NarrowestRoom ? new string(' ', hang) : "";
        while (room >= NarrowestRoom && TerminalText.Width(rest) > room)
        {
            var end = LastSpaceWithin(rest, room);
            if (end <= 0)
            {
                break;
            }

            yield return rest[..end].TrimEnd();

            // A line that begins with `::` is an order to a build service wherever it came from.
            rest = spaces + TerminalText.Line(rest[(end + 1)..], options.Unicode);
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
