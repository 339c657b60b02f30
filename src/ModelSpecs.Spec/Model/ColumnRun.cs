using System.Globalization;

namespace ModelSpecs.Spec.Model;

/// <summary>A run of columns, <c>px0..px63</c>: one prefix, ascending numbers, both ends included.</summary>
/// <param name="Prefix">What the names share: <c>px</c>.</param>
/// <param name="First">First number.</param>
/// <param name="Last">Last number.</param>
/// <param name="Width">Digits of a zero-padded number (<c>px00..px63</c>: 2); 0: not padded.</param>
public sealed record ColumnRun(string Prefix, int First, int Last, int Width)
{
    private const int MostDigits = 9;

    /// <summary>Columns of the run.</summary>
    public int Count => Last - First + 1;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names()
    {
        for (var i = First; i <= Last; i++)
        {
            yield return Prefix + i.ToString(CultureInfo.InvariantCulture).PadLeft(Width, '0');
        }
    }

    /// <summary>Whether a text is meant as a run: two dots with something on either side.</summary>
    public static bool IsMeant(string text) => text.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots && dots + 2 < text.Length;

    /// <summary>Parses a run; null where the text is none, its ends do not fit or it descends.</summary>
    public static ColumnRun? TryParse(string text)
    {
        if (!IsMeant(text))
        {
            return null;
        }

        var dots = text.IndexOf("..", StringComparison.Ordinal);
        var (left, right) = (text.Substring(0, dots), text.Substring(dots + 2));
        var (leftDigits, rightDigits) = (TrailingDigits(left), TrailingDigits(right));
        if (leftDigits is 0 or > MostDigits || rightDigits is 0 or > MostDigits)
        {
            return null;
        }

        var prefix = left.Substring(0, left.Length - leftDigits);
        var first = int.Parse(left.Substring(left.Length - leftDigits), NumberStyles.None, CultureInfo.InvariantCulture);
        var last = int.Parse(right.Substring(right.Length - rightDigits), NumberStyles.None, CultureInfo.InvariantCulture);
        var isPadded = leftDigits > 1 && left[left.Length - leftDigits] == '0';
        return string.Equals(prefix, right.Substring(0, right.Length - rightDigits), StringComparison.Ordinal)
            && first < last
            && (!isPadded || leftDigits == rightDigits)
            ? new ColumnRun(prefix, first, last, isPadded ? leftDigits : 0)
            : null;
    }

    private static int TrailingDigits(string text)
    {
        var count = 0;
        while (count < text.Length && text[text.Length - 1 - count] is >= '0' and <= '9')
        {
            count++;
        }

        return count;
    }
}
