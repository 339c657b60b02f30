using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>A comparison and its bound, as parsed from one text.</summary>
internal sealed record ParsedComparison(Comparison Comparison, Bound Bound, SourceSpan Span);

/// <summary>Parses <c>&gt;= 0.70</c>, <c>&lt;= 1 %</c>, <c>&gt;= overall - 5 %</c>, <c>&gt;= 0.9 x trivial + 0.01</c>.</summary>
internal sealed class ComparisonParser
{
    // In the order of BoundReference, after the plain number.
    private static readonly string[] References = ["overall", "trivial", "snapshot", "champion"];

    private readonly YamlScalar _scalar;
    private readonly string _text;
    private readonly ParseContext _context;
    private int _position;

    private ComparisonParser(YamlScalar scalar, ParseContext context)
    {
        _scalar = scalar;
        _text = scalar.Text;
        _context = context;
    }

    /// <summary>The comparison, or null where it cannot be read, which is reported.</summary>
    public static ParsedComparison? Parse(YamlScalar scalar, ParseContext context) => new ComparisonParser(scalar, context).Parse();

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
                return TakePercent()
                    ? new Bound(BoundReference.Number, 1, number / 100, false, $"{written} %")
                    : new Bound(BoundReference.Number, 1, number, false, written);
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
        var percent = TakePercent();
        var signed = plus ? number : -number;
        return new Bound(reference, factor, percent ? signed / 100 : signed, percent, $"{text} {(plus ? '+' : '-')} {written}{(percent ? " %" : "")}");
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
