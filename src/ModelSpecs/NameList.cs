using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs;

/// <summary>Names as messages list them.</summary>
internal static class NameList
{
    private const int Most = 40;

    /// <summary>All of a few, the first of many.</summary>
    public static string Of(IReadOnlyCollection<string> names) => names.Count switch
    {
        0 => "none",
        <= Most => string.Join(", ", names.Select(OneLine.Quote)),
        _ => FormattableString.Invariant($"{string.Join(", ", names.Take(Most).Select(OneLine.Quote))} and {names.Count - Most} more"),
    };
}
