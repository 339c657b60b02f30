using System.Globalization;
using System.Text;

namespace ModelSpecs.Spec.Model;

/// <summary>A cell of a cost matrix.</summary>
/// <param name="Truth">True class.</param>
/// <param name="Prediction">Predicted class.</param>
/// <param name="Cost">What a row costs.</param>
public sealed record CostCell(string Truth, string Prediction, double Cost);

/// <summary>A cost matrix as one text: what a check's name shows and its identity holds. Cells stand in the order of their names, so
/// that the order in a spec makes no other check.</summary>
public static class CostMatrixText
{
    /// <summary><c>cat>dog 3, dog>cat 1</c>; a backslash stands before a separator inside a name.</summary>
    public static string Write(IEnumerable<CostCell> cells) => string.Join(
        ", ",
        cells.OrderBy(cell => cell.Truth, StringComparer.Ordinal).ThenBy(cell => cell.Prediction, StringComparer.Ordinal)
            .Select(cell => $"{Escape(cell.Truth)}>{Escape(cell.Prediction)} {cell.Cost.ToString("R", CultureInfo.InvariantCulture)}"));

    /// <summary>The cells of a text that <see cref="Write"/> made.</summary>
    /// <exception cref="FormatException">It was not.</exception>
    public static IReadOnlyList<CostCell> Read(string text)
    {
        var cells = new List<CostCell>();
        var at = 0;
        while (at < text.Length)
        {
            var truth = Part(text, ref at, '>');
            var prediction = Part(text, ref at, ' ');
            cells.Add(new CostCell(truth, prediction, double.Parse(Part(text, ref at, ','), NumberStyles.Float, CultureInfo.InvariantCulture)));
            at++;
        }

        return cells;
    }

    private static string Escape(string name)
    {
        var text = new StringBuilder();
        foreach (var character in name)
        {
            if (character is '\\' or '>' or ' ' or ',')
            {
                text.Append('\\');
            }

            text.Append(character);
        }

        return text.ToString();
    }

    // Up to an end that no backslash stands before, and past it.
    private static string Part(string text, ref int at, char end)
    {
        var part = new StringBuilder();
        for (; at < text.Length && text[at] != end; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }

            if (at >= text.Length)
            {
                throw new FormatException($"A cost matrix ends in the middle: {text}");
            }

            part.Append(text[at]);
        }

        at++;
        return part.ToString();
    }
}
