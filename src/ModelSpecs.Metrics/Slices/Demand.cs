using ModelSpecs.Metrics.Calibration;
using ModelSpecs.Metrics.Columns;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Metrics.Queries;
using ModelSpecs.Metrics.Ranking;

namespace ModelSpecs.Metrics.Slices;

/// <summary>What the requests need measured, each thing once.</summary>
/// <param name="input">Truth and predictions.</param>
internal sealed class Demand(MetricInput input)
{
    /// <summary>The task.</summary>
    public MetricTask Task => input.Task;

    /// <summary>Classes.</summary>
    public int ClassCount => input.ClassCount;

    /// <summary>Row columns to average.</summary>
    public List<RowColumn> Columns { get; } = [];

    /// <summary>Rankings to sweep.</summary>
    public List<RankTarget> Targets { get; } = [];

    /// <summary>Points to read off the rankings.</summary>
    public List<RankPoint> Points { get; } = [];

    /// <summary>Calibration bins to fill.</summary>
    public List<BinLayout> Bins { get; } = [];

    /// <summary>Classes whose probabilities are recalibrated.</summary>
    public List<int> Recalibrations { get; } = [];

    /// <summary>Metrics of the user's own to compute.</summary>
    public List<CustomMetric> CustomMetrics { get; } = [];

    /// <summary>Columns of the golden set to measure.</summary>
    public List<ColumnDemand> Measured { get; } = [];

    /// <summary>What to measure of the queries.</summary>
    public List<QueryMeasure> Queries { get; } = [];

    /// <summary>Whether queries are counted.</summary>
    public bool CountsQueries { get; set; }

    /// <summary>Whether the spread of the true numbers is needed.</summary>
    public bool Spread { get; set; }

    /// <summary>Whether the order of the absolute errors is needed.</summary>
    public bool ErrorOrder { get; set; }

    /// <summary>Asks for a column's mean.</summary>
    public void Column(RowColumn column) => AddOnce(Columns, column);

    /// <summary>Asks for a ranking.</summary>
    public void Target(RankTarget target) => AddOnce(Targets, target);

    /// <summary>Asks for a point, and for the ranking it is on.</summary>
    public void Point(RankPoint point)
    {
        Target(point.Target);
        AddOnce(Points, point);
    }

    /// <summary>Asks for calibration bins.</summary>
    public void Bin(BinLayout layout) => AddOnce(Bins, layout);

    /// <summary>Asks for the recalibration of a class's probabilities.</summary>
    public void Recalibrate(int ofClass) => AddOnce(Recalibrations, ofClass);

    /// <summary>Asks for a metric of the user's own.</summary>
    public void CustomMetric(CustomMetric metric) => AddOnce(CustomMetrics, metric);

    /// <summary>Asks for a metric of queries.</summary>
    public void Query(QueryMeasure measure) => AddOnce(Queries, measure);

    /// <summary>Asks for a column, and takes what is needed of it.</summary>
    public ColumnDemand Measure(string column)
    {
        if (Measured.Find(demand => string.Equals(demand.Name, column, StringComparison.Ordinal)) is not { } found)
        {
            Measured.Add(found = new ColumnDemand(column));
        }

        return found;
    }

    private static void AddOnce<T>(List<T> list, T item)
    {
        if (!list.Contains(item))
        {
            list.Add(item);
        }
    }
}
