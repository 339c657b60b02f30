using System.Globalization;
using System.Text;
using ModelSpecs.Metrics.Breakdown;

namespace ModelSpecs.Engine.Explain;

/// <summary>Puts numbers in the place of a formula's signs.</summary>
internal static class FormulaText
{
    /// <summary>The formula without what explains it: the part before a semicolon.</summary>
    public static string Clause(string formula)
    {
        var end = formula.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? formula : formula[..end]).Trim().Replace("`", "", StringComparison.Ordinal);
    }

    /// <summary>What explains the formula: the part after the semicolon; null: nothing does.</summary>
    public static string? Remark(string formula)
    {
        var end = formula.IndexOf(';', StringComparison.Ordinal);
        return end < 0 ? null : formula[(end + 1)..].Trim().Replace("`", "", StringComparison.Ordinal);
    }

    /// <summary>The formula with its numbers; null where it cannot be calculated from them.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="terms">The numbers of its signs.</param>
    public static string? Fill(string formula, IReadOnlyList<MetricTerm> terms)
    {
        if (terms.Count == 0 || terms.Any(term => !double.IsFinite(term.Value)))
        {
            return null;
        }

        var clause = Clause(formula);
        if (terms is [{ Symbol: MetricTerm.Sum } sum, { Symbol: MetricTerm.Weight } weight])
        {
            // Whatever is summed stands before the last division; a mean in words is the same sum and the same division.
            return $"{Number(sum.Value)} / {Number(weight.Value)}";
        }

        var filled = Replace(clause, [.. terms.OrderByDescending(term => term.Symbol.Length).Select(term => (term.Symbol, term.Value))]);
        return Arithmetic.Evaluate(filled) is { } value && double.IsFinite(value) ? filled : null;
    }

    /// <summary>A number that reads back to the same double: whole ones with commas between thousands.</summary>
    public static string Number(double value) => Math.Abs(value) < 1e15 && value == Math.Truncate(value)
        ? value.ToString("#,0", CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Replace(string clause, List<(string Symbol, double Value)> signs)
    {
        var text = new StringBuilder();
        var endsInNumber = false;
        for (var at = 0; at < clause.Length;)
        {
            var (symbol, value) = signs.FirstOrDefault(sign => IsAt(clause, at, sign.Symbol));
            if (symbol is not null)
            {
                Join(text, endsInNumber);
                var number = Number(value);
                text.Append(value < 0 ? $"({number})" : number);
                at += symbol.Length;
                endsInNumber = true;
                continue;
            }

            var next = clause[at++];
            if (next == '(' || char.IsAsciiDigit(next))
            {
                Join(text, endsInNumber && !(char.IsAsciiDigit(next) && char.IsAsciiDigit(text[^1])));
            }

            text.Append(next);
            endsInNumber = next == ' ' ? endsInNumber : next == ')' || char.IsAsciiDigit(next) || next is '²' or '⁶';
        }

        return text.ToString();
    }

    private static void Join(StringBuilder text, bool endsInNumber)
    {
        if (endsInNumber)
        {
            text.Append(text[^1] == ' ' ? "× " : " × ");
        }
    }

    // A sign is a word of its own: the W of a sum is none of the word "What".
    private static bool IsAt(string clause, int at, string symbol) =>
        string.CompareOrdinal(clause, at, symbol, 0, symbol.Length) == 0
        && (at == 0 || !char.IsLetter(clause[at - 1]) || !char.IsLetter(symbol[0]))
        && (at + symbol.Length == clause.Length || !char.IsLetter(clause[at + symbol.Length]) || !char.IsLetter(symbol[^1]));
}
