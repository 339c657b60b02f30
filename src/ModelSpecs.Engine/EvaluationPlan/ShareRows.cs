using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.EvaluationPlan;

/// <summary>How many rows a share rests on, as far as the truth alone says: <c>accuracy</c> on all, <c>recall</c> on the positive ones. What a precision rests on only a run tells.</summary>
internal sealed class ShareRows
{
    // As the warning of weak checks assumes (MSPEC331): a good model's usual value, and the usual power.
    private const double PlanningValue = 0.9;
    private const double UsualPower = 0.8;

    private readonly int all;
    private readonly bool[]? positive;

    private ShareRows(int all, bool[]? positive)
    {
        this.all = all;
        this.positive = positive;
    }

    /// <summary>Counts the truth of a golden set.</summary>
    public static ShareRows Of(SuiteSpec suite, Table table)
    {
        if (suite.Positive is not { } name || suite.Labels.Count > 0 || table.Find(suite.Label.Value) is not { } label)
        {
            return new ShareRows(table.Rows, null);
        }

        var positive = new bool[table.Rows];
        for (var row = 0; row < positive.Length; row++)
        {
            positive[row] = !label.IsNull(row) && string.Equals(label.Format(row), name.Value, StringComparison.Ordinal);
        }

        return new ShareRows(table.Rows, positive);
    }

    /// <summary>Whether it is known what a metric rests on.</summary>
    public bool Knows(string metric) => metric is "accuracy" || (positive is not null && metric is "recall" or "fnr" or "specificity" or "fpr");

    /// <summary>Rows that a metric rests on in the group that has the fewest of them, of those that have rows; of the whole set where there are no groups.</summary>
    public int Fewest(string metric, SliceGroups? slice)
    {
        if (slice is null)
        {
            return Enumerable.Range(0, all).Count(row => Counts(metric, row));
        }

        var counted = new int[slice.Groups.Count];
        for (var row = 0; row < slice.Axis.Codes.Length; row++)
        {
            if (slice.Axis.Codes[row] is >= 0 and var group && Counts(metric, row))
            {
                counted[group]++;
            }
        }

        return counted.Where((_, group) => slice.Groups[group].Rows > 0).DefaultIfEmpty(0).Min();
    }

    /// <summary>The smallest worsening that this many rows show with a probability of 80 %; null: none.</summary>
    public static double? Sees(string metric, int rows, double confidence)
    {
        var change = metric is "fpr" or "fnr"
            ? Power.SmallestDetectableRiseOfProportion(1 - PlanningValue, rows, confidence, UsualPower)
            : Power.SmallestDetectableDropOfProportion(PlanningValue, rows, confidence, UsualPower);
        return double.IsFinite(change) ? Math.Round(change, 3) : null;
    }

    private bool Counts(string metric, int row) => metric switch
    {
        "recall" or "fnr" => positive![row],
        "specificity" or "fpr" => !positive![row],
        _ => true,
    };
}
