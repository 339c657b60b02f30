using System.Globalization;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>Types and shapes as contracts write them: <c>float [?, 9]</c>, <c>int64 [batch]</c>, <c>string</c>, <c>sequence of maps from int64 to float</c>.</summary>
internal static class TensorTypeText
{
    private const string Sequence = "sequence of maps from ";
    private const int MostAxes = 32;

    /// <summary>Element types, as ONNX names them.</summary>
    public static readonly string[] Elements =
    [
        "float", "double", "float16", "bfloat16", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool", "string",
    ];

    /// <summary>The value; null where the text is wrong.</summary>
    /// <param name="name">Name of the input or output.</param>
    /// <param name="text">The text.</param>
    /// <param name="problem">What was expected of a wrong text.</param>
    public static ContractValue? Parse(Located<string> name, string text, out string problem)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith(Sequence, StringComparison.Ordinal))
        {
            var types = trimmed.Substring(Sequence.Length).Split([" to "], StringSplitOptions.None);
            problem = "sequence of maps from string to float, or from int64";
            return types.Length == 2 && types[0] is "string" or "int64" && types[1] == "float" ? new ContractValue(name, trimmed, null) : null;
        }

        var open = trimmed.IndexOf('[');
        var type = (open < 0 ? trimmed : trimmed.Substring(0, open)).Trim();
        problem = $"a type and a shape, such as float [?, 9]; a type is one of {string.Join(", ", Elements)}";
        if (!Elements.Contains(type, StringComparer.Ordinal))
        {
            return null;
        }

        if (open < 0)
        {
            return new ContractValue(name, type, null);
        }

        problem = "axes in [ ], each a length, a name, or ? for one that varies, such as [?, 9]";
        if (trimmed[trimmed.Length - 1] != ']')
        {
            return null;
        }

        var inside = trimmed.Substring(open + 1, trimmed.Length - open - 2);
        if (inside.Trim().Length == 0)
        {
            return new ContractValue(name, type, []);
        }

        var axes = new List<ContractAxis>();
        foreach (var part in inside.Split(','))
        {
            if (axes.Count == MostAxes || Axis(part.Trim()) is not { } axis)
            {
                return null;
            }

            axes.Add(axis);
        }

        return new ContractValue(name, type, axes);
    }

    private static ContractAxis? Axis(string text)
    {
        if (text == "?")
        {
            return new ContractAxis(null, null);
        }

        if (text.Length == 0 || text.IndexOfAny(['[', ']', '?']) >= 0)
        {
            return null;
        }

        if (text[0] is not (>= '0' and <= '9'))
        {
            return text[0] == '-' ? null : new ContractAxis(null, text);
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0 ? new ContractAxis(length, null) : null;
    }
}
