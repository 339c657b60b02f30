using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>Declared classes in messages.</summary>
internal static class ClassNames
{
    private const int MostShown = 20;

    /// <summary>"one of 'a', 'b', 'c'", cut where there are many.</summary>
    public static string List(IReadOnlyList<Located<string>> classes) =>
        $"one of {string.Join(", ", classes.Take(MostShown).Select(name => OneLine.Quote(name.Value)))}{(classes.Count > MostShown ? ", …" : "")}";
}
