using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs;

/// <summary>A slice of the golden set, or the whole of it, with what was measured there.</summary>
public sealed class EvaluatedSlice
{
    internal EvaluatedSlice(SliceResult result, ModelSpecResult evaluation)
    {
        Result = result;
        Evaluation = evaluation;
        Metrics = [.. result.Metrics.Select(metric => new EvaluatedMetric(metric, this))];
    }

    /// <summary>Everything measured on it, as <c>results.json</c> has it: also the confusion matrix and curves.</summary>
    public SliceResult Result { get; }

    /// <summary>Name of the slice; <c>overall</c> for the whole set.</summary>
    public string Name => Result.Slice;

    /// <summary>Value of a group, such as <c>DE</c>; null: the slice has none.</summary>
    public string? Group => Result.Group;

    /// <summary>Name and value: <c>young</c>, <c>country = DE</c>.</summary>
    public string FullName => Group is null ? Name : $"{Name} = {Group}";

    /// <summary>How its rows are chosen, such as <c>age &lt; 25</c>; null: the whole golden set.</summary>
    public string? Definition => Result.Definition;

    /// <summary>Rows.</summary>
    public int Rows => Result.N;

    /// <summary>The metrics, those of the spec first.</summary>
    public IReadOnlyList<EvaluatedMetric> Metrics { get; }

    /// <summary>The spec's checks of this slice, and of this value where it has one.</summary>
    public IReadOnlyList<EvaluatedCheck> Checks => [.. Evaluation.Checks.Where(check => check.Result.Slice == Name && check.Result.Group == Group)];

    internal ModelSpecResult Evaluation { get; }

    /// <summary>A metric by its name.</summary>
    /// <param name="metric">As results write it: <c>recall</c>, <c>precision(class=sport)</c>.</param>
    /// <exception cref="KeyNotFoundException">It was not measured; the message names those that were.</exception>
    public EvaluatedMetric this[string metric] => Metric(metric);

    /// <summary>A metric by its name.</summary>
    /// <param name="name">As results write it: <c>recall</c>, <c>precision(class=sport)</c>.</param>
    /// <exception cref="KeyNotFoundException">It was not measured; the message names those that were.</exception>
    public EvaluatedMetric Metric(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (Metrics.FirstOrDefault(metric => metric.Name == name) is { } found)
        {
            return found;
        }

        var names = Metrics.Select(metric => metric.Name).ToList();
        var remedy = Evaluation.MeasuredAll
            ? "A metric with parameters, a quantile of a column and one of your own are measured where the spec names them."
            : "This evaluation measured only what the spec names: evaluate with EvaluationOptions { Metrics = MeasuredMetrics.All }, or name it in the spec.";
        throw new KeyNotFoundException($"The metric {OneLine.Quote(name)} was not measured. Found {NameList.Of(names)}; expected one of these.{Suggestion.DidYouMean(name, names)} {remedy}");
    }

    /// <summary>For people: <c>young (age &lt; 25), 1,204 rows</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{FullName}{(Definition is null ? "" : $" ({Definition})")}, {Rows:N0} rows");
}
