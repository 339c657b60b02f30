using System.Globalization;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Cost;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Planning;

/// <summary>The costs that a check states, by the kernels' class numbers.</summary>
internal static class Costs
{
    /// <summary>Most classes of a matrix: a million cells.</summary>
    public const int MostClasses = 1_000;

    private static readonly string[] Outcomes = ["true_positive", "false_positive", "false_negative", "true_negative"];

    /// <summary>A parameter of a binary task's costs, where one is stated.</summary>
    public static string? OfBinary(MetricReference metric) => Outcomes.FirstOrDefault(outcome => metric.Parameter(outcome) is not null);

    /// <summary>The request with its matrix, or null with a diagnostic where a class of it is not the model's.</summary>
    public static MetricRequest? Of(MetricRequest request, MetricReference metric, SourceSpan span, EvaluationData data, ICollection<SpecDiagnostic> diagnostics)
    {
        if (metric.Parameter("matrix") is not { } text)
        {
            double Cost(string outcome) => metric.Parameter(outcome) is { } cost ? double.Parse(cost, NumberStyles.Float, CultureInfo.InvariantCulture) : 0;
            return request with { Costs = CostMatrix.Binary(Cost(Outcomes[0]), Cost(Outcomes[1]), Cost(Outcomes[2]), Cost(Outcomes[3])) };
        }

        var classes = data.Predictions.Classes.Count;
        var costs = new double[classes * classes];
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var cell in CostMatrixText.Read(text))
        {
            var (truth, prediction) = (data.ClassIndex(cell.Truth), data.ClassIndex(cell.Prediction));
            if (truth >= 0 && prediction >= 0)
            {
                costs[(truth * classes) + prediction] = cell.Cost;
                continue;
            }

            unknown.UnionWith(new[] { cell.Truth, cell.Prediction }.Where(name => data.ClassIndex(name) < 0));
        }

        foreach (var name in unknown)
        {
            diagnostics.Add(SpecDiagnostics.ClassNotInModel.At(span,
                $"cost.matrix: no such class. Found '{name}'; expected one of: {string.Join(", ", data.Predictions.Classes)}.{Suggestion.DidYouMean(name, data.Predictions.Classes)}"));
        }

        return unknown.Count > 0 ? null : request with { Costs = new CostMatrix(classes, costs) };
    }
}
