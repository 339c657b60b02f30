using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Tests;

/// <summary>Every value of a spec as text, so that two specs can be compared whole.</summary>
internal static class SpecDump
{
    /// <summary>The text; with places, each value is followed by where it was written.</summary>
    public static string Of(object? value, bool withPlaces = false)
    {
        var text = new StringBuilder();
        Write(value, withPlaces, text, 0);
        return text.ToString();
    }

    private static void Write(object? value, bool withPlaces, StringBuilder text, int depth)
    {
        depth.Should().BeLessThan(40, "a spec has no circles");
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case SourceSpan span:
                text.Append(withPlaces ? span.ToString() : "·");
                break;
            case string or bool or Enum:
                text.Append(value);
                break;
            case IFormattable number:
                text.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (var item in list)
                {
                    Write(item, withPlaces, text, depth + 1);
                    text.Append(", ");
                }

                text.Append(']');
                break;
            default:
                text.Append(value.GetType().Name).Append('(');
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0).OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    text.Append(property.Name).Append('=');
                    Write(property.GetValue(value), withPlaces, text, depth + 1);
                    text.Append("; ");
                }

                text.Append(')');
                break;
        }
    }
}
