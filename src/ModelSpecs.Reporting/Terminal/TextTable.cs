using System.Text;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>A cell: safe text and its colour.</summary>
internal readonly record struct Cell(string Text, Ink Ink = Ink.Plain);

/// <summary>A column of a table.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Right">Whether its cells are set to the right, as numbers are.</param>
/// <param name="Least">Narrowest it may be cut to; 0: it is never cut.</param>
internal sealed record TableColumn(string Title, bool Right = false, int Least = 0);

/// <summary>Columns aligned with spaces; what does not fit the width is cut in the widest column that may be.</summary>
internal sealed class TextTable(IReadOnlyList<TableColumn> columns)
{
    private const string Indent = "  ";
    private const string Gap = "  ";

    private readonly List<Cell[]> rows = [];

    public int Rows => rows.Count;

    public void Add(params Cell[] cells) => rows.Add(cells);

    public void Write(TextWriter output, TerminalOptions options)
    {
        var palette = new Palette(options);
        var widths = Fit(options.Width);
        WriteRow(output, [.. columns.Select(c => new Cell(c.Title, Ink.Faint))], widths, palette);
        WriteRows(output, widths, palette);
    }

    /// <summary>The rows without a heading.</summary>
    public void WriteRows(TextWriter output, TerminalOptions options) => WriteRows(output, Fit(options.Width), new Palette(options));

    private void WriteRows(TextWriter output, int[] widths, Palette palette)
    {
        foreach (var row in rows)
        {
            WriteRow(output, row, widths, palette);
        }
    }

    private int[] Fit(int? available)
    {
        var widths = columns.Select((column, i) => rows.Aggregate(column.Title.Length, (widest, row) => Math.Max(widest, TerminalText.Width(row[i].Text)))).ToArray();
        var excess = available is null ? 0 : Indent.Length + widths.Sum() + (Gap.Length * (columns.Count - 1)) - available.Value;
        while (excess > 0)
        {
            var widest = -1;
            for (var i = 0; i < widths.Length; i++)
            {
                if (columns[i].Least > 0 && widths[i] > Math.Max(columns[i].Least, columns[i].Title.Length) && (widest < 0 || widths[i] > widths[widest]))
                {
                    widest = i;
                }
            }

            if (widest < 0)
            {
                break;
            }

            widths[widest]--;
            excess--;
        }

        return widths;
    }

    private void WriteRow(TextWriter output, Cell[] row, int[] widths, Palette palette)
    {
        var line = new StringBuilder(Indent);
        var pending = 0;
        for (var i = 0; i < row.Length; i++)
        {
            var text = TerminalText.Cut(row[i].Text, widths[i], palette.Ellipsis);
            var padding = widths[i] - TerminalText.Width(text);
            pending += columns[i].Right ? padding : 0;
            if (text.Length > 0)
            {
                line.Append(' ', pending).Append(palette.Paint(text, row[i].Ink));
                pending = 0;
            }
            else
            {
                pending += TerminalText.Width(text);
            }

            pending += (columns[i].Right ? 0 : padding) + Gap.Length;
        }

        output.WriteLine(line);
    }
}
