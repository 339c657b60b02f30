using System.Globalization;

namespace ModelSpecs.Spec.Tests;

/// <summary>A culture that writes numbers another way; made by hand, because tests run with invariant globalization.</summary>
internal static class TestCulture
{
    public static CultureInfo WithCommas()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u061C-";
        culture.NumberFormat.PositiveSign = "\u061C+";
        return culture;
    }
}
