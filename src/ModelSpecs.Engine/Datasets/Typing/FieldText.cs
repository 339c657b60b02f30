using System.Runtime.CompilerServices;
using System.Text;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets.Typing;

/// <summary>What kind of JSON value a field was; text formats have no such thing.</summary>
internal enum FieldTag : byte
{
    /// <summary>Plain text: it may be anything.</summary>
    Text,

    /// <summary>A JSON string: a date or text.</summary>
    Quoted,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>JSON true or false.</summary>
    Boolean,
}

/// <summary>Decides slowly and completely what one field can be; the hot loops come here only with what they do not know.</summary>
internal static class FieldText
{
    /// <summary>The types that a field can have in a column without a declared type.</summary>
    public static KindSet Classify(ReadOnlySpan<byte> field, FieldTag tag)
    {
        var text = Trim(field);
        if (tag == FieldTag.Quoted)
        {
            return DateText.TryParse(text, out _) ? KindSet.Date | KindSet.String : KindSet.String;
        }

        if (TryInteger(text, false, out _))
        {
            return KindSet.Integer | KindSet.Number | KindSet.String;
        }

        if (TryNumber(text, false, out _))
        {
            return KindSet.Number | KindSet.String | (IsInteger(text) ? KindSet.Overflow : KindSet.Fraction);
        }

        return TryBoolean(text, false, out _) ? KindSet.Boolean | KindSet.String
            : DateText.TryParse(text, out _) ? KindSet.Date | KindSet.String
            : KindSet.String;
    }

    /// <summary>Whether a field of a JSON kind may stand in a column of an inferred type.</summary>
    public static bool Fits(FieldTag tag, ColumnKind kind) => tag switch
    {
        FieldTag.Text => true,
        FieldTag.Quoted => kind is ColumnKind.Date or ColumnKind.String,
        FieldTag.Number => kind is ColumnKind.Integer or ColumnKind.Number or ColumnKind.String,
        _ => kind is ColumnKind.Boolean or ColumnKind.String,
    };

    /// <summary>Reads an integer; declared columns may have leading zeros.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> field, bool declared, out long value)
    {
        var text = Trim(field);
        return declared ? IntegerText.TryParseDeclared(text, out value) : TryStrictInteger(text, out value);
    }

    /// <summary>Reads a number, <c>nan</c> and <c>inf</c> among them; declared columns may have leading zeros.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> field, bool declared, out double value)
    {
        var text = Trim(field);
        if (declared)
        {
            var sign = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
            var zeros = sign;
            while (zeros + 1 < text.Length && text[zeros] == '0' && text[zeros + 1] is >= (byte)'0' and <= (byte)'9')
            {
                zeros++;
            }

            if (zeros > sign)
            {
                var found = TryStrictNumber(text[zeros..], out value);
                value = text[0] == '-' ? -value : value;
                return found;
            }
        }

        return TryStrictNumber(text, out value) || NumberText.TryParseSpecial(text, out value);
    }

    /// <summary>Reads true or false, in any case; declared columns may have 1 and 0.</summary>
    public static bool TryBoolean(ReadOnlySpan<byte> field, bool declared, out bool value)
    {
        var text = Trim(field);
        value = Ascii.EqualsIgnoreCase(text, "true"u8) || (declared && text is [(byte)'1']);
        return value || Ascii.EqualsIgnoreCase(text, "false"u8) || (declared && text is [(byte)'0']);
    }

    /// <summary>Reads a date or a time.</summary>
    public static bool TryDate(ReadOnlySpan<byte> field, out long ticks) => DateText.TryParse(Trim(field), out ticks);

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && text[start] is (byte)' ' or (byte)'\t')
        {
            start++;
        }

        while (end > start && text[end - 1] is (byte)' ' or (byte)'\t')
        {
            end--;
        }

        return text[start..end];
    }

    private static bool IsInteger(ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            if (character is not ((byte)'+' or (byte)'-' or (>= (byte)'0' and <= (byte)'9')))
            {
                return false;
            }
        }

        return true;
    }

    // The fast readers look at eight bytes at once, so short texts are copied to where these are readable.
    [SkipLocalsInit]
    private static unsafe bool TryStrictInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var padded = stackalloc byte[40];
        if (text.Length > 32)
        {
            return false;
        }

        text.CopyTo(new Span<byte>(padded, 32));
        return IntegerText.TryParse(padded, text.Length, out value);
    }

    private static unsafe bool TryStrictNumber(ReadOnlySpan<byte> text, out double value)
    {
        // Longer than any double needs to be told from its neighbours, with room for the longest exact one.
        const int Longest = 1200;
        if (text.Length > Longest)
        {
            value = 0;
            return false;
        }

        var padded = stackalloc byte[Longest + 8];
        text.CopyTo(new Span<byte>(padded, Longest));
        return NumberText.TryParse(padded, text.Length, out value);
    }
}
