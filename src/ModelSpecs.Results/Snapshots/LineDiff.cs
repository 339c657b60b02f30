using System.Globalization;

namespace ModelSpecs.Results.Snapshots;

/// <summary>The lines that differ between two texts, as Verify's users know them from DiffPlex: <c>- </c> what was, <c>+ </c> what is, with lines around.</summary>
public static class LineDiff
{
    // Beyond so many changed lines the smallest script is not worth its square of time: then the changed middle is shown whole.
    private const int MostEdits = 2_000;

    /// <summary>The lines of a diff; empty: no line differs. Line ends and the end of the last line do not count.</summary>
    /// <param name="was">The text before.</param>
    /// <param name="now">The text now.</param>
    /// <param name="context">Lines shown around a change.</param>
    public static IReadOnlyList<string> Of(string was, string now, int context = 1)
    {
        ArgumentNullException.ThrowIfNull(was);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentOutOfRangeException.ThrowIfNegative(context);
        var before = Lines(was);
        var after = Lines(now);
        var edits = Edits(before, after);
        var shown = new bool[edits.Count];
        for (var i = 0; i < edits.Count; i++)
        {
            if (edits[i].Sign != ' ')
            {
                Array.Fill(shown, true, Math.Max(0, i - context), Math.Min(edits.Count, i + context + 1) - Math.Max(0, i - context));
            }
        }

        var lines = new List<string>();
        var hidden = 0;
        for (var i = 0; i < edits.Count; i++)
        {
            if (!shown[i])
            {
                hidden++;
                continue;
            }

            if (hidden > 0 && lines.Count > 0)
            {
                lines.Add(Hidden(hidden));
            }

            hidden = 0;
            lines.Add($"{edits[i].Sign} {edits[i].Line}");
        }

        return lines;
    }

    private static string Hidden(int count) => string.Create(CultureInfo.InvariantCulture, $"  … {count} line{(count == 1 ? "" : "s")} alike");

    private static string[] Lines(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static List<(char Sign, string Line)> Edits(string[] before, string[] after)
    {
        var head = 0;
        while (head < before.Length && head < after.Length && before[head] == after[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < before.Length - head && tail < after.Length - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        var edits = new List<(char, string)>(before.Length + after.Length);
        edits.AddRange(before[..head].Select(line => (' ', line)));
        edits.AddRange(Middle(before[head..^tail], after[head..^tail]));
        edits.AddRange(before[^tail..].Select(line => (' ', line)));
        return edits;
    }

    /// <summary>Myers' shortest edit script (An O(ND) Difference Algorithm and Its Variations, 1986), deletions before insertions.</summary>
    private static Stack<(char Sign, string Line)> Middle(string[] before, string[] after)
    {
        var most = Math.Min(before.Length + after.Length, MostEdits);
        var furthest = new int[(2 * most) + 3];
        var offset = most + 1;
        var trace = new List<int[]>();
        for (var d = 0; d <= most; d++)
        {
            for (var k = -d; k <= d; k += 2)
            {
                var x = k == -d || (k != d && furthest[offset + k - 1] < furthest[offset + k + 1]) ? furthest[offset + k + 1] : furthest[offset + k - 1] + 1;
                while (x < before.Length && x - k < after.Length && before[x] == after[x - k])
                {
                    x++;
                }

                furthest[offset + k] = x;
                if (x >= before.Length && x - k >= after.Length)
                {
                    return Trace(before, after, trace, d, k);
                }
            }

            // Only the diagonals that this round could reach: the sum over all rounds stays that of the edits' square.
            trace.Add(furthest[(offset - d - 1)..(offset + d + 2)]);
        }

        // A stack gives back the last one first.
        return new Stack<(char, string)>(before.Select(line => ('-', line)).Concat(after.Select(line => ('+', line))).Reverse());
    }

    private static Stack<(char Sign, string Line)> Trace(string[] before, string[] after, List<int[]> trace, int d, int k)
    {
        var edits = new Stack<(char, string)>();
        var (x, y) = (before.Length, after.Length);
        for (; d > 0; d--)
        {
            var furthest = trace[d - 1];
            var down = k == -d || (k != d && At(furthest, d, k - 1) < At(furthest, d, k + 1));
            var previous = down ? k + 1 : k - 1;
            var startX = At(furthest, d, previous);
            var startY = startX - previous;
            while (x > (down ? startX : startX + 1) && y > (down ? startY + 1 : startY))
            {
                edits.Push((' ', before[--x]));
                y--;
            }

            edits.Push(down ? ('+', after[--y]) : ('-', before[--x]));
            k = previous;
        }

        while (x > 0)
        {
            edits.Push((' ', before[--x]));
        }

        return edits;

        // The snapshot of round d − 1 covers the diagonals −d to d.
        static int At(int[] furthest, int d, int k) => furthest[k + d];
    }
}
