using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>A comparison and its bound, as parsed from one text.</summary>
internal sealed record ParsedComparison(Comparison Comparison, Bound Bound, SourceSpan Span);

/// <summary>Parses <c>&gt;= 0.70</c>, <c>&lt;= 1 %</c>, <c>&gt;= overall - 5 %</c>, <c>&gt;= 0.9 x trivial + 0.01</c>; of what has a unit <c>&lt;= 2 ms</c>.</summary>
internal sealed class ComparisonParser
{
    // In the order of BoundReference, after the plain number.
    private static readonly string[] References = ["overall", "trivial", "snapshot", "champion"];

    private readonly YamlScalar _scalar;
    private readonly string _text;
    private readonly ParseContext _context;
    private readonly MeasureUnit _unit;
    private int _position;

    private ComparisonParser(YamlScalar scalar, ParseContext context, MeasureUnit unit)
    {
        _unit = unit;
        _scalar = scalar;
        _text = scalar.Text;
        _context = context;
    }

    /// <summary>The comparison, or null where it cannot be read, which is reported.</summary>
    /// <param name="scalar">As written.</param>
    /// <param name="context">The parse.</param>
    /// <param name="unit">What a number counts; one that has units has to say one.</param>
    public static ParsedComparison? Parse(YamlScalar scalar, ParseContext context, MeasureUnit unit = MeasureUnit.Plain) => new ComparisonParser(scalar, context, unit).Parse();

    private ParsedComparison? Parse()
    {
        SkipSpaces();
        if (Comparison() is not { } comparison)
        {
            return null;
        }

        SkipSpaces();
        var bound = Bound();
        SkipSpaces();
        if (bound is not null && _position < _text.Length)
        {
            Report("A comparison ends after its bound", OneLine.Quote(_text.Substring(_position)), "nothing more", _text.Substring(_position).StartsWith("and", StringComparison.Ordinal) ? "Two comparisons are a list: [\">= 0.7\", \"<= 0.9\"]." : null);
            return null;
        }

        return bound is null ? null : new ParsedComparison(comparison, bound, _scalar.Span);
    }

    private Comparison? Comparison()
    {
        var length = 0;
        while (_position + length < _text.Length && _text[_position + length] is '<' or '>' or '=' or '!' or '≥' or '≤' or '≠' or '~')
        {
            length++;
        }

        var symbol = _text.Substring(_position, length);
        Comparison? comparison = symbol switch
        {
            ">=" => Model.Comparison.AtLeast,
            ">" => Model.Comparison.MoreThan,
            "<=" => Model.Comparison.AtMost,
            "<" => Model.Comparison.LessThan,
            _ => null,
        };
        if (comparison is null)
        {
            Report(
                length == 0 ? "A comparison begins with an operator" : "Unknown operator of a comparison",
                length == 0 ? Describe.Node(_scalar) : OneLine.Quote(symbol),
                "one of >=, >, <=, <",
                symbol switch
                {
                    "=>" or "≥" => "Did you mean '>='?",
                    "=<" or "≤" => "Did you mean '<='?",
                    "=" or "==" or "!=" or "≠" => "An equal measurement hangs on its last digit: say a smallest or a largest value.",
                    _ => NumberText.TryParse(_text, out _) ? $"Write \">= {_text}\" or \"<= {_text}\"." : "Write \">= 0.70\".",
                });
            return null;
        }

        _position += length;
        return comparison;
    }

    private Bound? Bound()
    {
        var factor = 1.0;
        var prefix = "";
        var length = NumberText.Length(_text, _position, signed: true);
        if (length > 0)
        {
            var start = _position;
            if (Number(signed: true) is not { } number)
            {
                return null;
            }

            var written = _text.Substring(start, length);
            SkipSpaces();
            if (!TakeFactorSign())
            {
                return Amount(number, written, isOffset: false) is { } amount
                    ? new Bound(BoundReference.Number, 1, amount.Value, false, amount.Text)
                    : null;
            }

            if (number <= 0)
            {
                _position = start;
                Report("A multiple of a reference is more than 0", OneLine.Quote(written), "a number above 0");
                return null;
            }

            factor = number;
            prefix = $"{written} x ";
            SkipSpaces();
        }

        return Reference() is { } reference ? Offset(reference, factor, prefix) : null;
    }

    private Bound? Offset(BoundReference reference, double factor, string prefix)
    {
        var text = prefix + References[(int)reference - 1];
        SkipSpaces();
        if (_position >= _text.Length || _text[_position] is not ('+' or '-'))
        {
            return new Bound(reference, factor, 0, false, text);
        }

        var plus = _text[_position++] == '+';
        SkipSpaces();
        var start = _position;
        if (Number(signed: false) is not { } number)
        {
            return null;
        }

        var written = _text.Substring(start, _position - start);
        SkipSpaces();
        return Amount(number, written, isOffset: true) is { } amount
            ? new Bound(reference, factor, plus ? amount.Value : -amount.Value, amount.IsPercent, $"{text} {(plus ? '+' : '-')} {amount.Text}")
            : null;
    }

    // What has a unit says it: 2 of what is nobody's guess. A share of the reference has none.
    private (double Value, bool IsPercent, string Text)? Amount(double number, string written, bool isOffset)
    {
        if (_unit == MeasureUnit.Plain || isOffset)
        {
            if (TakePercent())
            {
                return (number / 100, true, $"{written} %");
            }

            if (_unit == MeasureUnit.Plain)
            {
                return (number, false, written);
            }
        }

        if (AmountText.UnitAt(_text, _position, _unit) is not { } unit)
        {
            Report("A number needs its unit here", _position < _text.Length ? OneLine.Quote(_text.Substring(_position)) : $"{OneLine.Quote(written)} alone",
                $"one of {string.Join(", ", MeasureUnits.Of(_unit).Select(row => row.Key))}, such as {MeasureUnits.ExampleOf(_unit)}");
            return null;
        }

        _position += unit.Key.Length;
        return (number * unit.Value, false, $"{written} {unit.Key}");
    }

    private BoundReference? Reference()
    {
        var start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] == '_'))
        {
            _position++;
        }

        var word = _text.Substring(start, _position - start);
        if (Array.IndexOf(References, word) is >= 0 and var index)
        {
            return (BoundReference)(index + 1);
        }

        _position = start;
        Report(
            "A comparison needs a bound",
            _position < _text.Length ? OneLine.Quote(_text.Substring(_position)) : "nothing",
            "a number such as 0.70 or 5 %, or overall, trivial, snapshot or champion with an offset, such as overall - 0.10",
            Suggestion.DidYouMean(word, References));
        return null;
    }

    private double? Number(bool signed)
    {
        var length = NumberText.Length(_text, _position, signed);
        if (length == 0)
        {
            Report("An offset needs a number", _position < _text.Length ? OneLine.Quote(_text.Substring(_position)) : "nothing", "a number such as 0.10, or 5 %");
            return null;
        }

        if (!NumberText.TryParse(_text.Substring(_position, length), out var value))
        {
            Report("A bound must be a finite number", OneLine.Quote(_text.Substring(_position, length)), "a number such as 0.70");
            return null;
        }

        _position += length;
        if (_position + 1 < _text.Length && _text[_position] == ',' && _text[_position + 1] is >= '0' and <= '9')
        {
            // Whoever's language writes a comma would look for another mistake behind it.
            var decimals = NumberText.Length(_text, _position + 1, signed: false);
            var whole = _text.Substring(_position - length, length);
            Report("A number has a decimal point, whatever the machine's culture", OneLine.Quote($"{whole},{_text.Substring(_position + 1, decimals)}"), $"a number such as {whole}.{_text.Substring(_position + 1, decimals)}", "Groups of digits are separated by underscores: 20_000.");
            return null;
        }

        return value;
    }

    private bool TakeFactorSign()
    {
        // 2 x overall, also 2xoverall: an x with a word after it.
        if (_position >= _text.Length || _text[_position] != 'x')
        {
            return false;
        }

        _position++;
        return true;
    }

    private bool TakePercent()
    {
        if (_position >= _text.Length || _text[_position] != '%')
        {
            return false;
        }

        _position++;
        return true;
    }

    private void SkipSpaces()
    {
        while (_position < _text.Length && _text[_position] == ' ')
        {
            _position++;
        }
    }

    private void Report(string what, string found, string expected, string? remedy = null)
    {
        var span = _scalar.Span;
        if (_scalar.Style != YamlStyle.Block && span.Line == span.EndLine)
        {
            // Escapes in quotes would shift this; no comparison has a reason to hold one.
            var column = Math.Min(span.Column + _scalar.TextOffset + _position, Math.Max(span.Column, span.EndColumn - 1));
            span = span with { Column = column, EndColumn = Math.Max(column + 1, span.EndColumn - _scalar.TextOffset) };
        }

        _context.Bag.Report(SpecDiagnostics.MalformedComparison, span, what, found, expected, remedy);
    }
}
