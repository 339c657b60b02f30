using System.Globalization;
using ModelSpecs.Spec.Writing;

namespace ModelSpecs.Building;

/// <summary>A check as YAML.</summary>
internal static class CheckText
{
    /// <summary><c>"&gt;= 0.70"</c>, or with parameters <c>{ class: "7", is: "&gt;= 0.50" }</c>.</summary>
    public static string Of(string comparison, IReadOnlyList<(string Name, object Value)> parameters)
    {
        ArgumentException.ThrowIfNullOrEmpty(comparison);
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Count == 0
            ? YamlScalars.Of(comparison)
            : $"{{ {string.Join(", ", parameters.Select(parameter => $"{YamlScalars.Of(parameter.Name)}: {ValueOf(parameter.Value)}"))}, is: {YamlScalars.Of(comparison)} }}";
    }

    private static string ValueOf(object value) => value switch
    {
        string text => YamlScalars.Of(text),
        bool flag => flag ? "true" : "false",
        double or float => YamlScalars.Of(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A parameter is a text, a number or a truth value. Found {value?.GetType().Name ?? "null"}; use Set for anything else.", nameof(value)),
    };
}
