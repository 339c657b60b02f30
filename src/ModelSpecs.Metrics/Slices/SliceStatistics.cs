using ModelSpecs.Metrics.Calibration;
using ModelSpecs.Metrics.Columns;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Queries;
using ModelSpecs.Metrics.Ranking;

namespace ModelSpecs.Metrics.Slices;

/// <summary>What was measured of one slice: all that a metric's value is made of.</summary>
/// <param name="tables">Measurements of all slices.</param>
/// <param name="slot">The slice.</param>
internal readonly struct SliceStatistics(SliceTables tables, int slot)
{
    /// <summary>The task.</summary>
    public MetricTask Task => tables.Input.Task;

    /// <summary>Classes.</summary>
    public int ClassCount => tables.Input.ClassCount;

    /// <summary>Rows of the slice.</summary>
    public long Rows => tables.Rows(slot);

    /// <summary>Weight of the slice: its rows where there are no weights.</summary>
    public double Weight => tables.Weight(slot);

    /// <summary>The class that a request means where it is about one: the named one, or the positive of a binary task.</summary>
    public int? OneClass(MetricRequest request) => request.Class ?? (Task == MetricTask.Binary ? 1 : null);

    /// <summary>A class against the rest, in rows.</summary>
    public ClassTally RowTally(int ofClass) => tables.Labels is { } labels ? labels[ofClass].Outcomes!.RowTally(slot, 1) : tables.Outcomes!.RowTally(slot, ofClass);

    /// <summary>A class against the rest, in weight.</summary>
    public ClassTally Tally(int ofClass) => tables.Labels is { } labels ? labels[ofClass].Outcomes!.WeightTally(slot, 1) : tables.Outcomes!.WeightTally(slot, ofClass);

    /// <summary>Rows whose truth is a class.</summary>
    public long ClassRows(int ofClass) => tables.Labels is { } labels ? labels[ofClass].Outcomes!.ClassRows(slot, 1) : tables.Outcomes!.ClassRows(slot, ofClass);

    /// <summary>Weight of the rows whose truth is a class.</summary>
    public double ClassWeight(int ofClass) => tables.Labels is { } labels ? labels[ofClass].Outcomes!.ClassWeight(slot, 1) : tables.Outcomes!.ClassWeight(slot, ofClass);

    /// <summary>Whether an average over classes takes one in: it is a label, it was declared, or the slice has it as a truth or a prediction.</summary>
    public bool Includes(int ofClass)
    {
        if (tables.Input.ClassesDeclared || tables.Labels is not null)
        {
            return true;
        }

        var rows = RowTally(ofClass);
        return rows.Positives + rows.Predicted > 0;
    }

    /// <summary>Whether a row column was summed.</summary>
    public bool Has(RowColumn column) => tables.Means is { } means && means.Columns.Contains(column);

    /// <summary>Σ weight × value of a row column.</summary>
    public double Sum(RowColumn column) => tables.Means!.Sum(slot, column);

    /// <summary>Area under a target's ROC curve; NaN where undefined.</summary>
    public double RocAuc(RankTarget target) => AreasOf(target).RocAuc[slot];

    /// <summary>The same over pairs of classes, by support.</summary>
    public double RocAucBySupport(RankTarget target) => tables.AreasOf(target).RocAucBySupport[slot];

    /// <summary>Average precision of a target; NaN where undefined.</summary>
    public double AveragePrecision(RankTarget target) => AreasOf(target).AveragePrecision[slot];

    /// <summary>Value of a point on a ranking; NaN where undefined.</summary>
    public double Point(RankPoint point) => (tables.Labels is { } labels ? labels[point.Target.Class].PointsOf(LabelTables.OfLabel(point)) : tables.PointsOf(point)).Values[slot];

    private RankAreas AreasOf(RankTarget target) => (tables.Labels, target.Kind) switch
    {
        (null, _) => tables.AreasOf(target),
        (_, RankKind.Pooled) => tables.Pairs!.AreasOf(RankTarget.Rest(1)),
        var (labels, _) => labels[target.Class].AreasOf(RankTarget.Rest(1)),
    };

    /// <summary>The labels whose bins a calibration error reads; otherwise one entry, for the one table there is.</summary>
    public IEnumerable<int> BinnedClasses(MetricRequest request) =>
        Task == MetricTask.Multilabel && request.Class is null ? Enumerable.Range(0, ClassCount) : [request.Class ?? 0];

    /// <summary>Calibration bins; of several labels those of one.</summary>
    public BinSums Bins(BinLayout layout, int label) =>
        tables.Labels is { } labels ? labels[label].BinsOf(layout with { Class = null }).Of(slot) : tables.BinsOf(layout).Of(slot);

    /// <summary>Recalibration of a class's probabilities.</summary>
    public Recalibration Recalibration(int ofClass) => tables.Labels is { } labels
        ? labels[ofClass].Recalibrations.Find(fit => fit.Class == 1)!
        : tables.Recalibrations.Find(fit => fit.Class == ofClass)!;

    /// <summary>A column that was asked for.</summary>
    public ColumnStatistics Column(string name) => tables.Columns.Find(column => string.Equals(column.Name, name, StringComparison.Ordinal))!;

    /// <summary>The slice's number.</summary>
    public int Slot => slot;

    /// <summary>Median absolute error.</summary>
    public double MedianError => tables.ErrorOrder!.Medians[slot];

    /// <summary>Largest absolute error.</summary>
    public double LargestError => tables.ErrorOrder!.Largest[slot];

    /// <summary>Σ weight × squared distance of the truth from its mean.</summary>
    public double SquaredDeviation => tables.Spread!.SquaredDeviation(slot);

    /// <summary>What was measured of the queries.</summary>
    public QueryValues QueryValues => tables.Queries!;

    /// <summary>Value of a metric of the user's own.</summary>
    public MetricValue Custom(CustomMetric metric) => tables.Custom!.Of(metric, slot);
}
