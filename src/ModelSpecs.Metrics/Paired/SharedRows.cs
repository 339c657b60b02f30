using ModelSpecs.Metrics.Classification;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Regression;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Paired;

/// <summary>A metric that is a share of the same rows now and then: its denominator does not depend on a prediction.</summary>
/// <param name="Source">What says of a row whether it counts.</param>
/// <param name="Truth">Which rows are asked: those of the class, those not of it, or all where null.</param>
/// <param name="Counts">Whether the rows that are predicted as the class count, or right; otherwise those that are not.</param>
internal sealed record SharedRows(SharedRows.Sign Source, bool? Truth, bool Counts)
{
    /// <summary>Whether an edited label would change the denominator.</summary>
    public bool ReadsOneTruth => Truth is not null;

    /// <summary>The share of a request; null: it is none.</summary>
    public static SharedRows? Of(MetricInput input, MetricRequest request)
    {
        if (request.Custom is not null)
        {
            return null;
        }

        var isMultilabel = input.Task == MetricTask.Multilabel;
        switch (request.Name)
        {
            case "accuracy":
                return new SharedRows(isMultilabel ? new Sign(0, SubsetAccuracy.Column) : new Sign(null, null), null, true);
            case "top_k_accuracy":
                return new SharedRows(new Sign(0, new TopKColumn(request.TopK)), null, true);
            case "quantile_coverage":
                return new SharedRows(new Sign(0, QuantileCoverage.Column), null, true);
        }

        var ofClass = request.Class ?? (input.Task == MetricTask.Binary ? 1 : null);
        if (ofClass is null || !IntervalFamilies.IsPlain(request))
        {
            return null;
        }

        var sign = new Sign(ofClass, null);
        return request.Name switch
        {
            "recall" => new SharedRows(sign, true, true),
            "fnr" => new SharedRows(sign, true, false),
            "specificity" => new SharedRows(sign, false, false),
            "fpr" => new SharedRows(sign, false, true),
            "selection_rate" => new SharedRows(sign, null, true),
            _ => null,
        };
    }

    /// <summary>Rows gained, rows lost and all rows, from the cells of a slice.</summary>
    public (long Gained, long Lost, long Rows) Read(ReadOnlySpan<long> cells)
    {
        long onlyNow = 0, onlyThen = 0, all = 0;
        for (var cell = 0; cell < SharedCells.Cells; cell++)
        {
            if (Truth is not { } truth || ((cell & SharedCells.IsOfClass) != 0) == truth)
            {
                all += cells[cell];
                onlyNow += (cell & SharedCells.Changes) == SharedCells.Now ? cells[cell] : 0;
                onlyThen += (cell & SharedCells.Changes) == SharedCells.Then ? cells[cell] : 0;
            }
        }

        return Counts ? (onlyNow, onlyThen, all) : (onlyThen, onlyNow, all);
    }

    /// <summary>What says of a row whether it counts. Two that are the same are counted once.</summary>
    /// <param name="Class">Predicted as this class, or with this label; without column and class: right.</param>
    /// <param name="Column">A column of zeros and ones.</param>
    internal sealed record Sign(int? Class, RowColumn? Column);
}
