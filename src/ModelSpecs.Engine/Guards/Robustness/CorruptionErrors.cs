using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>Corruption error and relative corruption error of Hendrycks and Dietterich (2019, "Benchmarking Neural Network Robustness to Common Corruptions and Perturbations", section 4), whose
/// reference is the champion: CE = Σ E_s / Σ E_s of the champion, relative CE = Σ (E_s − E_0) / Σ (E_s − E_0) of the champion, over the severities s, E_0 being the error on the rows as they are.
/// Without a champion CE is Σ E_s / Σ E_0: how many times the errors of the rows as they are. E is 1 − accuracy; of several labels the share of wrong ones; of numbers the mean absolute error.</summary>
internal sealed class CorruptionErrors(GuardScope scope, RobustSpec spec, RobustRows rows, IReadOnlyList<PerturbedLevel> levels)
{
    /// <summary>The two, where they are asked for, on the whole and on slices.</summary>
    public IEnumerable<(string Measure, SlicePlace? Place, GuardValue Value)> Measure()
    {
        var asked = new[] { RobustSpec.CorruptionError, RobustSpec.RelativeCorruptionError }.Where(name => spec.Measures.Any(measure => measure.Name == name)).ToList();
        if (asked.Count == 0)
        {
            yield break;
        }

        if (levels.FirstOrDefault(level => level.Problem is not null) is { } failed)
        {
            foreach (var (place, name) in rows.Places.SelectMany(place => asked.Select(name => (place.Place, name))))
            {
                yield return (name, place, GuardValue.Missing($"{failed.Level.Name}: {failed.Problem}"));
            }

            yield break;
        }

        var clean = ErrorsOf(rows.Clean);
        var errors = levels.Select(level => ErrorsOf(level.After!)).ToList();
        var hasChampion = rows.Champion is not null;
        var ofChampion = hasChampion && levels.All(level => level.Champion is not null) ? levels.Select(level => ErrorsOf(level.Champion!)).ToList() : null;
        var cleanOfChampion = ofChampion is null ? null : ErrorsOf(rows.Champion!);
        foreach (var place in rows.Places)
        {
            var own = errors.ConvertAll(level => place.Of(level.Overall, level.Groups)[0]);
            var before = place.Of(clean.Overall, clean.Groups)[0];
            var other = ofChampion?.ConvertAll(level => place.Of(level.Overall, level.Groups)[0]);
            foreach (var name in asked)
            {
                var isRelative = name == RobustSpec.RelativeCorruptionError;
                var (value, why) = hasChampion && other is null ? (double.NaN, "the champion could not be run on the changed rows")
                    : isRelative ? Ratio(Added(own, before), Added(other!, place.Of(cleanOfChampion!.Overall, cleanOfChampion.Groups)[0]), "the champion gains no errors there")
                    : other is not null ? Ratio(Sum(own), Sum(other), "the champion makes no errors there")
                    : Ratio(Sum(own), levels.Count * ErrorOf(before), "the model makes no errors on the rows as they are");
                yield return (name, place.Place, new GuardValue { Value = value, Rows = before.Rows, Undefined = why, Champion = double.IsNaN(value) || !hasChampion ? double.NaN : 1 });
            }
        }
    }

    private SliceValues ErrorsOf(MetricInput input) => SliceEvaluator.Evaluate(
        input, rows.Axes, [new MetricRequest(input.Task switch { MetricTask.Regression => "mae", MetricTask.Multilabel => "hamming_loss", _ => "accuracy" })], scope.Threads, scope.CancellationToken);

    private double ErrorOf(MetricValue value) => rows.Clean.Task is MetricTask.Binary or MetricTask.Multiclass ? 1 - value.Value : value.Value;

    private double Sum(List<MetricValue> values) => values.Sum(ErrorOf);

    private double Added(List<MetricValue> values, MetricValue before) => values.Sum(value => ErrorOf(value) - ErrorOf(before));

    private static (double Value, string? Why) Ratio(double own, double reference, string why) =>
        reference > 0 ? (own / reference, double.IsNaN(own) ? "the error is undefined" : null) : (double.NaN, double.IsNaN(reference) ? "the error is undefined" : why);
}
