using System.Globalization;
using ModelSpecs.Results.Gate;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.GateDiff;

/// <summary>What is judged and how it is read: files and their pins, columns, classes, the operating point.</summary>
internal static class SubjectChanges
{
    private const double DefaultThreshold = 0.5;

    /// <summary>Finds them.</summary>
    public static void Find(ChangeList changes)
    {
        var (was, now) = (changes.Before, changes.After);
        Pin(changes, "model", was.Model, now.Model);
        Pin(changes, "golden", was.Golden.File, now.Golden.File);
        Compare(changes, "model", PathOf(was, was.Model), was.Model?.Written.Span, PathOf(now, now.Model), now.Model?.Written.Span);
        Compare(changes, "golden", PathOf(was, was.Golden.File), was.Golden.File.Written.Span, PathOf(now, now.Golden.File), now.Golden.File.Written.Span);
        Compare(changes, "task", was.Task, now.Task, task => task.ToString().ToLowerInvariant());
        Compare(changes, "label", string.Join(", ", was.LabelColumns.Select(label => label.Value)), was.Label.Span, string.Join(", ", now.LabelColumns.Select(label => label.Value)), now.Label.Span);
        Compare(changes, "id", was.Id, now.Id, id => id);
        Compare(changes, "positive", was.Positive, now.Positive, positive => positive);
        if ((was.Threshold?.Value ?? DefaultThreshold) != (now.Threshold?.Value ?? DefaultThreshold))
        {
            Compare(changes, "threshold", was.Threshold, now.Threshold, Number);
        }

        Compare(changes, "threshold", Thresholds(was), First(was.Thresholds)?.Label.Span, Thresholds(now), First(now.Thresholds)?.Label.Span);
        Compare(changes, "classes", List(was.Classes), First(was.Classes)?.Span, List(now.Classes), First(now.Classes)?.Span);
        Compare(changes, "predictions", Describe(was.Predictions), was.Predictions?.Span, Describe(now.Predictions), now.Predictions?.Span);
        Compare(changes, "inputs", Describe(was, was.Inputs), First(was.Inputs)?.Input.Span, Describe(now, now.Inputs), First(now.Inputs)?.Input.Span);
        Compare(changes, "outputs", Describe(was.Outputs), PlaceOf(was.Outputs), Describe(now.Outputs), PlaceOf(now.Outputs));
        Golden(changes, was.Golden, now.Golden);
    }

    private static void Golden(ChangeList changes, GoldenSpec was, GoldenSpec now)
    {
        var (wasAt, nowAt) = (was.File.Written.Span, now.File.Written.Span);
        Compare(changes, "golden.format", was.Format, now.Format, format => format);
        Compare(changes, "golden.weight", was.Weight, now.Weight, column => column);
        Compare(changes, "golden.cluster", was.Cluster, now.Cluster, column => column);
        Compare(changes, "golden.columns", Columns(was), wasAt, Columns(now), nowAt);
        Compare(changes, "golden.nulls", was.Nulls is { } nulls ? string.Join(", ", nulls.Select(text => $"'{text}'")) : null, wasAt, now.Nulls is { } spellings ? string.Join(", ", spellings.Select(text => $"'{text}'")) : null, nowAt);
        Compare(changes, "golden.where", was.Where is { } where ? SliceChanges.OneSpaced(where.Text) : null, was.Where?.Span, now.Where is { } kept ? SliceChanges.OneSpaced(kept.Text) : null, now.Where?.Span);
        if (was.LabelsMissing != now.LabelsMissing)
        {
            changes.AddValue(now.LabelsMissing == LabelsMissing.Drop ? GateEffect.Loosened : GateEffect.Tightened, GateChangeKinds.Subject, "golden.labels_missing",
                was.LabelsMissing.ToString().ToLowerInvariant(), wasAt, now.LabelsMissing.ToString().ToLowerInvariant(), nowAt);
        }
        else if (!was.LabelledAtLeast.Equals(now.LabelledAtLeast))
        {
            changes.AddValue(now.LabelledAtLeast < was.LabelledAtLeast ? GateEffect.Loosened : GateEffect.Tightened, GateChangeKinds.Subject, "golden.labelled_at_least", Number(was.LabelledAtLeast), wasAt, Number(now.LabelledAtLeast), nowAt);
        }
    }

    private static void Pin(ChangeList changes, string key, FileReference? was, FileReference? now)
    {
        if (was is null || now is null || string.Equals(was.Sha256?.Value, now.Sha256?.Value, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var effect = (was.Sha256, now.Sha256) switch { (_, null) => GateEffect.Loosened, (null, _) => GateEffect.Tightened, _ => GateEffect.Changed };
        changes.AddValue(effect, GateChangeKinds.Pin, $"{key}.sha256", Short(was.Sha256), was.Sha256?.Span, Short(now.Sha256), now.Sha256?.Span ?? now.Written.Span);
    }

    private static void Compare<T>(ChangeList changes, string name, Located<T>? was, Located<T>? now, Func<T, string> text) =>
        Compare(changes, name, was is null ? null : text(was.Value), was?.Span, now is null ? null : text(now.Value), now?.Span);

    private static void Compare(ChangeList changes, string name, string? was, SourceSpan? wasAt, string? now, SourceSpan? nowAt)
    {
        if (!string.Equals(was, now, StringComparison.Ordinal))
        {
            changes.AddValue(GateEffect.Changed, GateChangeKinds.Subject, name, was, was is null ? null : wasAt, now, now is null ? null : nowAt);
        }
    }

    private static T? First<T>(IReadOnlyList<T> items)
        where T : class => items.Count == 0 ? null : items[0];

    internal static string? PathOf(SuiteSpec suite, FileReference? file) => file is null ? null : SpecPath.Relative(suite.Root, file.FullPath);

    private static string? List(IReadOnlyList<Located<string>> names) => names.Count == 0 ? null : string.Join(", ", names.Select(name => name.Value));

    private static string? Thresholds(SuiteSpec suite) => suite.Thresholds.Count == 0
        ? null
        : string.Join(", ", suite.Thresholds.OrderBy(threshold => threshold.Label.Value, StringComparer.Ordinal).Select(threshold => $"{threshold.Label.Value}: {Number(threshold.Value)}"));

    private static string? Columns(GoldenSpec golden) => golden.Columns.Count == 0
        ? null
        : string.Join(", ", golden.Columns.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $"{column.Key}: {column.Value.Value.ToString().ToLowerInvariant()}"));

    internal static string? Describe(PredictionsSpec? predictions)
    {
        if (predictions is null)
        {
            return null;
        }

        string?[] parts =
        [
            predictions.Score is { } score ? $"score: {score.Value}" : null,
            predictions.Scores.Count > 0 ? $"scores: {List(predictions.Scores)}" : null,
            predictions.Label is { } label ? $"label: {label.Value}" : null,
            predictions.Labels.Count > 0 ? $"labels: {List(predictions.Labels)}" : null,
            predictions.Value is { } value ? $"value: {value.Value}" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    internal static string? Describe(SuiteSpec suite, IReadOnlyList<InputBinding> inputs) => inputs.Count == 0
        ? null
        : string.Join("; ", inputs.OrderBy(input => input.Input.Value, StringComparer.Ordinal).Select(input => $"{input.Input.Value}: " + input.Source switch
        {
            ColumnsSource columns => List(columns.Columns) + (columns.Shape is { } shape ? $" as [{string.Join(", ", shape)}]" : ""),
            NpySource npy => PathOf(suite, npy.File),
            _ => "",
        }));

    internal static string? Describe(OutputsSpec outputs)
    {
        string?[] parts =
        [
            outputs.Score is { } score ? $"score: {Output(score.Value)}" : null,
            outputs.Label is { } label ? $"label: {Output(label.Value)}" : null,
            outputs.Value is { } value ? $"value: {Output(value.Value)}" : null,
            outputs.Activation is { } activation ? $"activation: {activation.Value.ToString().ToLowerInvariant()}" : null,
        ];
        return parts.All(part => part is null) ? null : string.Join(", ", parts.OfType<string>());
    }

    private static SourceSpan? PlaceOf(OutputsSpec outputs) => outputs.Score?.Span ?? outputs.Label?.Span ?? outputs.Value?.Span ?? outputs.Activation?.Span;

    private static string Output(OutputReference output) => output.Column is { } column ? string.Create(CultureInfo.InvariantCulture, $"{output.Name}[{column}]") : output.Name;

    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string? Short(Located<string>? hash) => hash is null ? null : hash.Value[..12] + "…";
}
