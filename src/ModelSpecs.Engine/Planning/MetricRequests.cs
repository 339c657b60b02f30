using System.Globalization;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Planning;

/// <summary>Turns a spec's metrics into kernel requests, once the task and the classes are known.</summary>
internal static class MetricRequests
{
    private static readonly string[] ExtraAverages = ["micro", "weighted"];
    private static readonly string[] ExtraAveragesOfPairs = ["weighted"];
    private static readonly string[] AveragesOfLabels = ["micro", "weighted", "samples"];

    /// <summary>The request of a custom metric, or null with a diagnostic where the task or the scores do not carry it.</summary>
    public static MetricRequest? Of(CustomMetric custom, SourceSpan span, EvaluationData data, ICollection<SpecDiagnostic> diagnostics)
    {
        if (Misfit(custom, data) is { } misfit)
        {
            diagnostics.Add(SpecDiagnostics.MetricNotForRun.At(span, misfit));
            return null;
        }

        return new MetricRequest(custom.SpecName) { Custom = custom };
    }

    /// <summary>Those of some custom metrics that the run's task and outputs carry.</summary>
    public static IEnumerable<CustomMetric> AllOf(IEnumerable<CustomMetric> metrics, EvaluationData data) => metrics.Where(metric => Misfit(metric, data) is null);

    /// <summary>The metrics that a check is measured from; none with a diagnostic where the task does not carry the check.</summary>
    public static IReadOnlyList<MetricReference> PartsOf(MetricCheckSpec check, EvaluationData data, ICollection<SpecDiagnostic> diagnostics)
    {
        var (parts, task) = (GapMetrics.PartsOf(check.Metric), data.Predictions.Task);
        if (parts.Count < 2)
        {
            return parts;
        }

        // Said of the metric that was written, not of those that it is made of.
        var name = check.Metric.Name;
        var misfit = task is not (TaskKind.Binary or TaskKind.Multiclass)
            ? $"{name} is not defined for a {TaskName(task)} task. Expected a gap of a metric of the task."
            : task == TaskKind.Multiclass && check.Metric.Parameter("class") is null
                ? $"{name} is about one class, and the task has {data.Predictions.Classes.Count}. Name it: {name}: {{ class: \"{data.Predictions.Classes[0]}\", is: … }}."
                : null;
        if (misfit is null)
        {
            return parts;
        }

        diagnostics.Add(SpecDiagnostics.MetricNotForRun.At(check.Span, misfit));
        return [];
    }

    /// <summary>The request of a metric, or null with a diagnostic where the task, the scores or the classes do not carry it.</summary>
    public static MetricRequest? Of(MetricReference metric, SourceSpan span, EvaluationData data, ICollection<SpecDiagnostic> diagnostics)
    {
        if (MetricCatalogue.Find(metric.Name) is not { } descriptor)
        {
            throw new InvalidOperationException($"The parser let an unknown metric through: {metric.Name}.");
        }

        if (Misfit(descriptor, metric, data) is { } misfit)
        {
            diagnostics.Add(SpecDiagnostics.MetricNotForRun.At(span, misfit));
            return null;
        }

        int? about = null;
        if (metric.Parameter("class") is { } name)
        {
            about = data.ClassIndex(name);
            if (about < 0)
            {
                diagnostics.Add(SpecDiagnostics.ClassNotInModel.At(span,
                    $"{metric.Display}: no such class. Found '{name}'; expected one of: {string.Join(", ", data.Predictions.Classes)}. Name one of the model's classes, or mend classes:."));
                return null;
            }
        }

        var request = metric.Parameters.Aggregate(new MetricRequest(metric.Name) { Class = about }, With);
        return metric.Name == "cost" ? Costs.Of(request, metric, span, data, diagnostics) : request;
    }

    /// <summary>Every metric of the catalogue that the run's task and outputs carry; in a multi-class task per class and by each average too.</summary>
    public static IEnumerable<MetricReference> AllOf(EvaluationData data)
    {
        foreach (var descriptor in MetricCatalogue.All)
        {
            var plain = new MetricReference { Name = descriptor.Name };
            if (!MetricCatalogue.IsComplete(plain))
            {
                continue;
            }

            IEnumerable<MetricReference> forms = [plain];
            if (data.Predictions.Task is TaskKind.Multiclass or TaskKind.Multilabel)
            {
                if (descriptor.Parameters.HasFlag(MetricParameters.Average))
                {
                    forms = forms.Concat((data.Predictions.Task == TaskKind.Multilabel ? AveragesOfLabels : AveragesOf(descriptor)).Select(average => plain with { Parameters = [new("average", average)] }));
                }

                if (descriptor.Parameters.HasFlag(MetricParameters.MultiClass))
                {
                    forms = forms.Append(plain with { Parameters = [new("multi_class", "ovo")] });
                }

                if (descriptor.Parameters.HasFlag(MetricParameters.Class))
                {
                    forms = forms.Concat(data.Predictions.Classes.Select(c => plain with { Parameters = [new("class", c)] }));
                }
            }

            foreach (var form in forms.Where(form => Misfit(descriptor, form, data) is null))
            {
                yield return form;
            }
        }
    }

    // What the spec language refuses is not measured either: pairs of classes have no pooled counts.
    private static string[] AveragesOf(MetricDescriptor metric) => metric.Parameters.HasFlag(MetricParameters.MultiClass) ? ExtraAveragesOfPairs : ExtraAverages;

    private static string? Misfit(CustomMetric custom, EvaluationData data)
    {
        if (!KernelTable.Supports(new MetricRequest(custom.SpecName) { Custom = custom }, data.Input.Task))
        {
            return $"{custom.SpecName} is not defined for a {TaskName(data.Predictions.Task)} task. Found Tasks of {custom.Tasks}; expected the task among them.";
        }

        return NeedsMisfit(custom.SpecName, custom.Needs >= CustomMetricNeeds.Scores, custom.Needs == CustomMetricNeeds.Probabilities, data.Predictions);
    }

    private static string? Misfit(MetricDescriptor descriptor, MetricReference metric, EvaluationData data)
    {
        var predictions = data.Predictions;
        var task = predictions.Task;
        if (!descriptor.Tasks.Contains(task))
        {
            return $"{metric.Display} is not defined for a {TaskName(task)} task. Expected one of: {string.Join(", ", MetricCatalogue.All.Where(m => m.Tasks.Contains(task)).Select(m => m.Name))}.";
        }

        var needs = MetricCatalogue.NeedsOf(metric);
        if (NeedsMisfit(metric.Display, needs.HasFlag(MetricNeeds.Scores), needs.HasFlag(MetricNeeds.Probabilities), predictions) is { } misfit)
        {
            return misfit;
        }

        if (task == TaskKind.Multilabel ? metric.Parameter("multi_class") is not null : metric.Parameter("average") is "samples")
        {
            return $"{metric.Display} is not defined for a {TaskName(task)} task. Leave the parameter out, or name another.";
        }

        if (task == TaskKind.Binary && (metric.Parameter("average") ?? metric.Parameter("multi_class")) is not null)
        {
            return $"{metric.Display}: a binary task has no average over classes. Leave the parameter out, or name a class.";
        }

        if (task == TaskKind.Multiclass && Costs.OfBinary(metric) is { } cost)
        {
            return $"{metric.Display}: {cost} is for a binary task, and the task has {predictions.Classes.Count} classes. Name the costs in a matrix: cost: {{ matrix: {{ {predictions.Classes[0]}: {{ {predictions.Classes[1]}: 3 }} }}, is: … }}.";
        }

        if (metric.Parameter("matrix") is not null && predictions.Classes.Count > Costs.MostClasses)
        {
            return FormattableString.Invariant($"{metric.Name}: a matrix of {predictions.Classes.Count} classes is too large. Expected at most {Costs.MostClasses} classes.");
        }

        return task is TaskKind.Multiclass or TaskKind.Multilabel && MetricCatalogue.IsAboutOneClass(metric) && metric.Parameter("class") is null
            ? $"{metric.Display} is about one class, and the task has {predictions.Classes.Count}. Name it: {metric.Name}: {{ class: \"{predictions.Classes[0]}\", is: … }}."
            : null;
    }

    private static string? NeedsMisfit(string metric, bool scores, bool probabilities, Predictions predictions)
    {
        if (scores && !probabilities && predictions.Scores is null)
        {
            return $"{metric} needs scores. Found labels only; name a score output (outputs: {{ score: … }}) or a score column (predictions: {{ score: … }}).";
        }

        if (probabilities && !(predictions.Scores is not null && predictions.ScoresAreProbabilities))
        {
            var found = predictions.Scores is null ? "labels only" : "scores outside 0 to 1, or rows that do not sum to 1";
            return $"{metric} needs probabilities. Found {found}; where they are logits, say outputs: {{ activation: softmax }} or sigmoid.";
        }

        return null;
    }

    private static MetricRequest With(MetricRequest request, KeyValuePair<string, string> parameter) => parameter.Key switch
    {
        "average" => request with
        {
            Average = parameter.Value switch { "micro" => MetricAverage.Micro, "weighted" => MetricAverage.Weighted, "samples" => MetricAverage.Samples, _ => MetricAverage.Macro },
        },
        "multi_class" => request with { Pairing = parameter.Value == "ovo" ? MulticlassPairing.OneVersusOne : MulticlassPairing.OneVersusRest },
        "zero_division" => request with { ZeroDivision = Number(parameter.Value) },
        "bins" => request with { Bins = (int)Number(parameter.Value) },
        "strategy" => request with { Strategy = parameter.Value == "quantile" ? BinStrategy.Quantile : BinStrategy.Uniform },
        "epsilon" => request with { Epsilon = Number(parameter.Value) },
        "beta" => request with { Beta = Number(parameter.Value) },
        "k" => request with { TopK = (int)Number(parameter.Value), AtMost = (int)Number(parameter.Value) },
        "alpha" => request with { Alpha = Number(parameter.Value) },
        "at_fpr" => request with { AtFpr = Number(parameter.Value) },
        "at_precision" => request with { AtPrecision = Number(parameter.Value) },
        "at_prevalence" => request with { AtPrevalence = Number(parameter.Value) },
        "of" => request with { Column = parameter.Value },
        "q" => request with { Quantile = Number(parameter.Value) },
        "at_top" => request with { AtTop = Number(parameter.Value) },
        "total" => request with { Total = true },
        "class" or "matrix" or "false_positive" or "false_negative" or "true_positive" or "true_negative" => request,
        _ => throw new InvalidOperationException($"The parser let an unknown parameter through: {parameter.Key}."),
    };

    private static double Number(string value) => double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string TaskName(TaskKind task) => task switch
    {
        TaskKind.Binary => "binary",
        TaskKind.Multiclass => "multiclass",
        TaskKind.Multilabel => "multilabel",
        TaskKind.Ranking => "ranking",
        _ => "regression",
    };
}
