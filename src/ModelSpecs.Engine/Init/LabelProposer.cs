using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Init;

/// <summary>Finds the label column and the id column among those that feed no input.</summary>
internal static class LabelProposer
{
    private static readonly string[] LabelNames = ["label", "target", "y", "y_true", "truth", "ground_truth", "class", "labels", "targets", "outcome", "response"];
    private static readonly string[][] Usual = [["0", "1"], ["false", "true"], ["no", "yes"]];

    /// <summary>The label column; null with a question where it is not clear.</summary>
    public static Reasoned<string>? Label(ModelOutlook outlook, IReadOnlyList<ColumnProfile> columns, IReadOnlySet<string> taken, IReadOnlySet<string> inRuns, ICollection<OpenQuestion> open)
    {
        var free = columns.Where(column => !taken.Contains(column.Name) && !inRuns.Contains(column.Name) && Fits(column, outlook)).ToList();
        foreach (var name in LabelNames)
        {
            if (free.Find(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase)) is { } named)
            {
                return new Reasoned<string>(named.Name, "by its name", false);
            }
        }

        if (outlook.Score is { } output && free.Find(column => string.Equals(column.Name, output.Value.Name, StringComparison.OrdinalIgnoreCase)) is { } same)
        {
            return new Reasoned<string>(same.Name, "named as the model's output", false);
        }

        var classes = outlook.Classes.Count > 1 ? outlook.Classes.Count : outlook.Width is > 1 ? outlook.Width : null;
        return classes is { } count ? OfClasses(outlook, free, count, columns[^1], open) : OfNumbers(free, columns[^1], open);
    }

    /// <summary>The id column; null: there is none.</summary>
    public static Reasoned<string>? Id(IReadOnlyList<ColumnProfile> columns, IReadOnlySet<string> taken, string? label)
    {
        var unique = columns.Where(column => column.IsUnique && column.Column is Datasets.IntegerColumn or Datasets.StringColumn && !taken.Contains(column.Name) && column.Name != label).ToList();
        var named = unique.Find(column => IsIdName(column.Name));
        return named is not null ? new Reasoned<string>(named.Name, "a value of its own in each row", false)
            : unique.Count > 0 && (unique[0].Name == columns[0].Name || unique.Count == 1) && unique[0].IsUnique ? new Reasoned<string>(unique[0].Name, "a value of its own in each row", false)
            : null;
    }

    /// <summary>Whether a column names rows by its values and says so by its name.</summary>
    public static bool IsId(ColumnProfile column) => column.IsUnique && IsIdName(column.Name);

    private static bool IsIdName(string name) => name.Equals("id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_id", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("ID", StringComparison.Ordinal) || name.Equals("uuid", StringComparison.OrdinalIgnoreCase) || name.Equals("key", StringComparison.OrdinalIgnoreCase);

    // Whether the column can hold what the model predicts.
    private static bool Fits(ColumnProfile column, ModelOutlook outlook)
    {
        if (column.Distinct < 2 || column.Column is Datasets.DateColumn or Datasets.TensorColumn)
        {
            return false;
        }

        if (outlook.Classes.Count > 1)
        {
            var matcher = new ClassMatcher(outlook.Classes);
            return column.Values is { } values && values.All(value => matcher.IndexOf(value) >= 0);
        }

        return outlook.Width is > 1 ? !column.HasFraction && column.Distinct <= outlook.Width : column.IsNumeric || column.Distinct <= ColumnProfile.MostValues;
    }

    private static Reasoned<string>? OfClasses(ModelOutlook outlook, List<ColumnProfile> free, int count, ColumnProfile last, ICollection<OpenQuestion> open)
    {
        var full = free.Where(column => column.Distinct == count).ToList();
        if (full is [var only])
        {
            return new Reasoned<string>(only.Name, outlook.Classes.Count > 0
                ? "the one column that holds the model's classes"
                : FormattableString.Invariant($"the one column with {count} different values, as many as the model has classes"), true);
        }

        var usual = full.Where(IsUsual).ToList();
        if (usual is [var one])
        {
            return new Reasoned<string>(one.Name, "the one column of 0 and 1 (or true, yes) that is no input", true);
        }

        var pool = full.Count > 0 ? full : free;
        if (pool.Contains(last) && (usual.Contains(last) || pool.Count == 1))
        {
            return new Reasoned<string>(last.Name, "the last column", true);
        }

        open.Add(Unclear(FormattableString.Invariant($"the model has {count} classes"), pool));
        return null;
    }

    private static Reasoned<string>? OfNumbers(List<ColumnProfile> free, ColumnProfile last, ICollection<OpenQuestion> open)
    {
        var candidates = free.Where(column => !column.IsUnique || column.HasFraction).ToList();
        var numbers = candidates.Where(column => column.IsNumeric && column.Distinct > 2).ToList();
        if (candidates is [var remaining])
        {
            return new Reasoned<string>(remaining.Name, "the one column that is no input and could hold the truth", true);
        }

        if (candidates.Contains(last) && (last.IsNumeric || IsUsual(last)))
        {
            return new Reasoned<string>(last.Name, "the last column", true);
        }

        if (numbers is [var only])
        {
            return new Reasoned<string>(only.Name, "the one column of numbers that is no input", true);
        }

        if (candidates.Where(IsUsual).ToList() is [var binary] && numbers.Count == 0)
        {
            return new Reasoned<string>(binary.Name, "the one column of 0 and 1 (or true, yes) that is no input", true);
        }

        open.Add(Unclear("the model gives one value a row", candidates));
        return null;
    }

    private static OpenQuestion Unclear(string because, List<ColumnProfile> candidates) => new(
        $"which column is the label: {because}, and {(candidates.Count == 0 ? "no column that is no input fits that" : $"these columns could hold the truth: {string.Join(", ", candidates.Take(20).Select(column => OneLine.Quote(column.Name)))}")}",
        "--label NAME (in a spec: label: name)");

    private static bool IsUsual(ColumnProfile column) => column.Values is { Count: 2 } values
        && Usual.Any(pair => values.Select(value => value.Text).Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(pair, StringComparer.OrdinalIgnoreCase));
}
