using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Checks;

/// <summary>Names the rows that cost a slice the most. Losses are computed when the first failure asks, then one pass a slice serves all its groups.</summary>
internal sealed class WorstRows(EvaluationData data, IReadOnlyList<SliceGroups> slices, int count)
{
    private readonly Dictionary<(string Slice, RowsThatCount Rows, int Class), int[][]> found = [];
    private double[]? losses;

    /// <summary>The rows of a place with the highest loss, worst first, equal ones in file order; rows without loss are not listed.</summary>
    public IReadOnlyList<RowResult> Of(SlicePlace? place, MetricReference metric)
    {
        if (count == 0 || MetricFacts.IsOfColumn(metric))
        {
            return [];
        }

        losses ??= Losses();
        var which = data.Predictions.Task == TaskKind.Regression ? RowsThatCount.All : MetricFacts.RowsOf(metric);
        var about = metric.Parameter("class") is { } name ? data.ClassIndex(name) : data.Predictions.Task == TaskKind.Binary ? 1 : -1;
        if (about < 0)
        {
            which = RowsThatCount.All;
        }

        return [.. Chosen(place, which, about).Select(Describe)];
    }

    /// <summary>The rows of a place with the highest loss, worst first, whatever metric they matter to.</summary>
    public IReadOnlyList<int> Rows(SlicePlace? place)
    {
        losses ??= Losses();
        return count == 0 ? [] : Chosen(place, RowsThatCount.All, -1);
    }

    /// <summary>Any row, as those with the highest loss are described.</summary>
    public RowResult Row(int row)
    {
        losses ??= Losses();
        return Describe(row);
    }

    /// <summary>How a row is called.</summary>
    public string NameOf(int row) => data.RowName(row);

    private int[] Chosen(SlicePlace? place, RowsThatCount which, int about)
    {
        var key = (place?.Slice ?? "", which, about);
        if (!found.TryGetValue(key, out var groups))
        {
            var axis = place is null ? null : slices.First(s => s.Spec.Name.Value == place.Value.Slice).Axis;
            groups = found[key] = Select(axis, which, about);
        }

        return groups[place?.Group ?? 0];
    }

    private double[] Losses()
    {
        var computed = new double[data.Input.Rows];
        RowLoss.Compute(data.Input, computed);
        return computed;
    }

    // A short sorted list a group; rows come in file order, so an equal loss later never displaces an earlier one.
    private int[][] Select(SliceAxis? axis, RowsThatCount which, int about)
    {
        var groups = axis?.Groups ?? 1;
        var best = new int[groups * count];
        var sizes = new int[groups];
        for (var row = 0; row < losses!.Length; row++)
        {
            var group = axis is null ? 0 : axis.Codes[row];
            var loss = losses[row];
            if (group < 0 || !(loss > 0) || !Counts(row, which, about))
            {
                continue;
            }

            var list = best.AsSpan(group * count, count);
            var size = sizes[group];
            if (size == count && losses[list[size - 1]] >= loss)
            {
                continue;
            }

            var at = size < count ? size : size - 1;
            while (at > 0 && losses[list[at - 1]] < loss)
            {
                list[at] = list[at - 1];
                at--;
            }

            list[at] = row;
            sizes[group] = Math.Min(count, size + 1);
        }

        return [.. Enumerable.Range(0, groups).Select(g => best.AsSpan(g * count, sizes[g]).ToArray())];
    }

    private bool Counts(int row, RowsThatCount which, int about) => which switch
    {
        RowsThatCount.Positive => Has(data.Input.Truth!, row, about),
        RowsThatCount.Negative => !Has(data.Input.Truth!, row, about),
        RowsThatCount.PredictedPositive => Has(data.Input.Predicted!, row, about),
        _ => true,
    };

    private bool Has(int[] classes, int row, int ofClass) => data.Input.Task == MetricTask.Multilabel
        ? classes[(row * data.Input.ClassCount) + ofClass] == 1
        : classes[row] == ofClass;

    /// <summary>The labels of a row by name; a dash where it has none.</summary>
    private string LabelsOf(int[] labels, int row)
    {
        var names = Enumerable.Range(0, data.Input.ClassCount).Where(label => Has(labels, row, label)).Select(data.ClassName).ToList();
        return names.Count == 0 ? "–" : string.Join(", ", names);
    }

    private RowResult Describe(int row)
    {
        var id = data.RowName(row);
        if (data.Predictions.Task == TaskKind.Regression)
        {
            return new RowResult(id, Numbers.Format(data.Input.TrueValues![row]), Numbers.Format(data.Input.PredictedValues![row]), null, losses![row]);
        }

        if (data.Predictions.Task == TaskKind.Ranking)
        {
            return new RowResult(id, Numbers.Format(data.Input.TrueValues![row]), Numbers.Format(data.Input.Scores![row]), null, losses![row]);
        }

        if (data.Predictions.Task == TaskKind.Multilabel)
        {
            return new RowResult(id, LabelsOf(data.Input.Truth!, row), LabelsOf(data.Input.Predicted!, row), null, losses![row]);
        }

        var predicted = data.Input.Predicted![row];
        double? score = data.Input.Scores is not { } scores ? null
            : data.Predictions.Task == TaskKind.Binary ? scores[row]
            : scores[(row * data.Input.ClassCount) + predicted];
        return new RowResult(id, data.ClassName(data.Input.Truth![row]), data.ClassName(predicted), score, losses![row]);
    }
}
