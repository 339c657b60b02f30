using ModelSpecs.Spec.Model;

namespace ModelSpecs.Spec.Catalogue;

/// <summary>Names of metrics that users write themselves: <c>custom:Name</c>. What such a metric is, only the run knows: a spec alone never loads code.</summary>
public static class CustomMetricNames
{
    /// <summary>What the names begin with.</summary>
    public const string Prefix = "custom:";

    /// <summary>Most characters after the prefix.</summary>
    public const int Longest = 100;

    /// <summary>The names as the JSON Schema describes them.</summary>
    internal const string Pattern = "^custom:[A-Za-z_][A-Za-z0-9_]{0,99}$";

    private static readonly TaskKind[] Every = (TaskKind[])Enum.GetValues(typeof(TaskKind));

    /// <summary>Whether a name is one of a custom metric, well formed or not.</summary>
    public static bool HasPrefix(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Whether a name is <c>custom:</c> and an identifier.</summary>
    public static bool IsName(string name) =>
        HasPrefix(name) && name.Length > Prefix.Length && name.Length <= Prefix.Length + Longest
        && name[Prefix.Length] is not (>= '0' and <= '9') && name.Skip(Prefix.Length).All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');

    /// <summary>What is known of a custom metric before its class is: nothing that could refuse a check.</summary>
    internal static MetricDescriptor? Describe(string name) => IsName(name)
        ? new MetricDescriptor(name, Every, MetricDirection.None, MetricNeeds.Truth, double.NegativeInfinity, double.PositiveInfinity, MetricParameters.None, "A metric of your own.", "")
        : null;
}
