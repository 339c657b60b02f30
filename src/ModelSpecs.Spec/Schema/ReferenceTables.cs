using System.Text;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;

namespace ModelSpecs.Spec.Schema;

/// <summary>The tables of docs/spec.md, written from the catalogues.</summary>
internal static class ReferenceTables
{
    /// <summary>Key, value, meaning and example of each key of a mapping.</summary>
    public static string Keys(MappingDescriptor mapping)
    {
        var text = new StringBuilder("| key | value | meaning | example |\n|---|---|---|---|\n");
        foreach (var key in mapping.Keys)
        {
            var required = key.Required ? " **Required.**" : "";
            text.Append($"| `{key.Name}` | {Cell(Value(key.Shape))} | {Cell(key.Description)}{required} | `{Cell(YamlExample.Of(key.Example))}` |\n");
        }

        return text.ToString();
    }

    /// <summary>The metrics: tasks, direction, range, parameters.</summary>
    public static string Metrics()
    {
        var text = new StringBuilder("| metric | meaning | tasks | better | range | parameters |\n|---|---|---|---|---|---|\n");
        foreach (var metric in MetricCatalogue.All)
        {
            var better = metric.Direction switch
            {
                MetricDirection.HigherIsBetter => "higher",
                MetricDirection.LowerIsBetter => "lower",
                _ => "",
            };
            var parameters = CheckKeys.Of(metric, CheckPlace.Slice).Keys.Where(key => key.Name != CheckKeys.Is).Select(key => $"`{key.Name}`");
            text.Append($"| `{metric.Name}` | {Cell(metric.Summary)} | {string.Join(", ", metric.Tasks.Select(task => task.ToString().ToLowerInvariant()))} | {better} | {Range(metric)} | {string.Join(", ", parameters)} |\n");
        }

        return text.ToString();
    }

    private static string Range(MetricDescriptor metric)
    {
        var low = double.IsInfinity(metric.Minimum) ? "(−∞" : $"[{Ranges.Text(metric.Minimum)}";
        var high = double.IsInfinity(metric.Maximum) ? "∞)" : $"{Ranges.Text(metric.Maximum)}]";
        return $"{low}, {high}";
    }

    private static string Value(ValueShape shape) => shape switch
    {
        ChoiceShape choice => string.Join(", ", choice.Values.Select(value => $"`{value}`")),
        MappingShape mapping => $"[mapping](#{Anchor(mapping.Mapping.Name)})",
        NamedShape named => $"mapping from {named.KeyName}{(named.KeyName.EndsWith("s", StringComparison.Ordinal) ? "es" : "s")} to: {Value(named.Value)}",
        EitherShape either => $"{Value(either.Short)}; or {Value(either.Full)}",
        ListShape list => $"list of: {Value(list.Item)}",
        ChecksShape { Place: CheckPlace.Snapshot } => "[mapping](#snapshot) from metrics to [tolerances](#a-tolerance)",
        ChecksShape { Place: CheckPlace.Compare } => "[mapping](#compare) from metrics to [tolerances](#a-tolerance)",
        ChecksShape { Place: CheckPlace.Time } => "[mapping](#over_time) from metrics",
        ChecksShape { Place: CheckPlace.Robust } => "mapping from metrics to [checks on changed rows](robustness.md#metrics)",
        ChecksShape => "mapping from metrics to [checks](#a-check)",
        MeasureShape => "[comparison](guards.md#bounds)",
        QuantityShape quantity => $"amount, `{quantity.Example}`",
        ComparisonShape => "[comparison](#comparisons)",
        TextShape { Use: TextUse.Predicate } => "[predicate](slices.md)",
        TextShape { Use: TextUse.Column } => "column",
        TextShape { Use: TextUse.Name } => "name",
        TextShape { Use: TextUse.Path } => "[path](#paths)",
        TextShape { Use: TextUse.YamlPath } => "[path](#paths) of a YAML file",
        TextShape { Use: TextUse.Spelling } => "text as written",
        TextShape { Use: TextUse.Date } => "day, `2026-12-31`",
        TextShape { Use: TextUse.Folder } => "[path](#paths) of a folder",
        TextShape { Use: TextUse.TensorType } => "type and shape, `float [?, 9]`",
        TextShape { Use: TextUse.Version } => "version, `15` or `\"<= 17\"`",
        TextShape { Use: TextUse.Size } => "size, `20 MB`",
        TextShape { Use: TextUse.Check } => "[name of a check](waivers.md#which-check)",
        TextShape { Use: TextUse.Output } => "output, `name` or `name[column]`",
        _ => Strip(shape.Expected),
    };

    private static string Anchor(string mapping) => mapping == PartKeys.Input.Name ? "inputs" : mapping.Replace(' ', '-');

    private static string Strip(string expected) => expected.StartsWith("a ", StringComparison.Ordinal) ? expected.Substring(2) : expected;

    private static string Cell(string text) => text.Replace("|", "\\|");
}
