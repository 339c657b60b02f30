using System.Globalization;

namespace ModelSpecs.Engine.Explain;

/// <summary>Calculates what a formula with numbers for its signs says: + − · × / √, powers in superscript, and numbers side by side that are multiplied.</summary>
internal static class Arithmetic
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>The value; null where a sign is left, or the text is no formula.</summary>
    public static double? Evaluate(string text)
    {
        var reader = new Reader(text);
        var value = reader.Sum();
        return value is { } found && reader.IsAtEnd ? found : null;
    }

    private sealed class Reader(string text)
    {
        private int at;

        public bool IsAtEnd
        {
            get
            {
                SkipSpace();
                return at == text.Length;
            }
        }

        public double? Sum()
        {
            var value = Product();
            while (value is { } left && Take("+−-") is { } sign)
            {
                value = Product() is { } right ? sign == '+' ? left + right : left - right : null;
            }

            return value;
        }

        private double? Product()
        {
            var value = Factor();
            while (value is { } left)
            {
                if (Take("·×*/") is { } sign)
                {
                    value = Factor() is { } right ? sign == '/' ? left / right : left * right : null;
                }
                else if (Peek() is '(' or '√' || char.IsAsciiDigit(Peek()))
                {
                    value = Factor() is { } right ? left * right : null;
                }
                else
                {
                    break;
                }
            }

            return value;
        }

        private double? Factor()
        {
            if (Take("−-") is not null)
            {
                return -Factor();
            }

            if (Take("√") is not null)
            {
                return Factor() is { } square ? Math.Sqrt(square) : null;
            }

            double? value;
            if (Take("(") is not null)
            {
                value = Sum();
                value = Take(")") is null ? null : value;
            }
            else
            {
                value = Number();
            }

            return value is { } found && at < text.Length && Superscripts.IndexOf(text[at], StringComparison.Ordinal) is var power and >= 0 ? Raise(found, power) : value;
        }

        private double Raise(double value, int power)
        {
            at++;
            var raised = 1.0;
            for (var i = 0; i < power; i++)
            {
                raised *= value;
            }

            return raised;
        }

        private double? Number()
        {
            SkipSpace();
            var start = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '.' or ',' || IsExponent()))
            {
                at += text[at] is 'E' ? 2 : 1;
            }

            return double.TryParse(text.AsSpan(start, at - start), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) ? value : null;
        }

        private bool IsExponent() => text[at] == 'E' && at + 2 < text.Length && text[at + 1] is '+' or '-' && char.IsAsciiDigit(text[at + 2]);

        private char Peek()
        {
            SkipSpace();
            return at < text.Length ? text[at] : '\0';
        }

        private char? Take(string signs)
        {
            var next = Peek();
            if (next == '\0' || !signs.Contains(next, StringComparison.Ordinal))
            {
                return null;
            }

            at++;
            return next;
        }

        private void SkipSpace()
        {
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }
        }
    }
}
