using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;

namespace ModelSpecs.Spec.Tests.Catalogue;

/// <summary>For each key of <c>robust</c> the lines in which it means something.</summary>
internal static class RobustPlaces
{
    private const string Expected = "changed_predictions: \"<= 3 %\"";

    /// <summary>The lines after a spec's head; null: the mapping is another's.</summary>
    public static string? Lines(MappingDescriptor mapping, string name, string pair)
    {
        if (ReferenceEquals(mapping, RobustKeys.Mapping))
        {
            var change = RobustKeys.Perturbations.Contains(name, StringComparer.Ordinal) ? "" : name is "name" or "slices" or "every_slice" or "rows" or "seed" ? "drop: [income]" : "blur: 3";
            var expected = name is "score_movement" or "largest_movement" or "score" or "expect" or "corruption_error" or "relative_corruption_error" or "changed_predictions" ? "" : Expected;
            return $"slices: {{ young: age < 25 }}\nrobust: [{{ {Join(change, expected, pair)} }}]";
        }

        if (ReferenceEquals(mapping, RobustKeys.Score))
        {
            return $"robust: [{{ blur: 3, score: {{ {Join(name is "class" or "within" ? "non_decreasing: \"<= 1 %\"" : "", pair)} }} }}]";
        }

        if (ReferenceEquals(mapping, RobustKeys.AddNoise) || ReferenceEquals(mapping, RobustKeys.Scale) || ReferenceEquals(mapping, RobustKeys.Shift))
        {
            var other = name == "columns" ? $"{(ReferenceEquals(mapping, RobustKeys.AddNoise) ? "std" : "by")}: 2" : "columns: [income]";
            return $"robust: [{{ {mapping.Name}: {{ {Join(other, pair)} }}, {Expected} }}]";
        }

        if (ReferenceEquals(mapping, RobustKeys.AnyImage))
        {
            var operation = RobustKeys.Images.FirstOrDefault(image => image.Amount.Name == name).Key?.Name ?? (name == "toward" ? "brightness" : "blur");
            var needed = name == "severity" || RobustKeys.Images.Any(image => image.Amount.Name == name) ? "" : "severity: 3";
            return $"robust: [{{ {operation}: {{ {Join(needed, pair)} }}, {Expected} }}]";
        }

        return ReferenceEquals(mapping, RobustKeys.Custom) ? $"robust: [{{ custom:Fog: {{ {Join(name == "severity" ? "" : "severity: 3", pair)} }}, {Expected} }}]" : null;
    }

    private static string Join(params string[] pairs) => string.Join(", ", pairs.Where(pair => pair.Length > 0));
}
