using ModelSpecs.Metrics.Calibration;
using ModelSpecs.Metrics.Columns;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Metrics.Queries;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Regression;

namespace ModelSpecs.Metrics.Slices;

/// <summary>Everything measured of all slices, from which the metrics are read; only what is asked for is there.</summary>
internal sealed class SliceTables
{
    /// <summary>The input.</summary>
    public required MetricInput Input { get; init; }

    /// <summary>The slices.</summary>
    public required SliceLayout Layout { get; init; }

    /// <summary>Outcomes by class; null for a regression, and for several labels.</summary>
    public Outcomes? Outcomes { get; init; }

    /// <summary>Tables of each label's binary task [L]; null but for a multi-label task.</summary>
    public SliceTables[]? Labels { get; init; }

    /// <summary>Tables of all (row, label) pairs of a multi-label task; null where not needed.</summary>
    public SliceTables? Pairs { get; init; }

    /// <summary>Rows and weight of the slices where there are no outcomes by class; null otherwise.</summary>
    public Support? Support { get; init; }

    /// <summary>Sums of row columns; null where none is needed.</summary>
    public RowMeans? Means { get; init; }

    /// <summary>Calibration bins, one for each layout asked for.</summary>
    public required CalibrationBins[] Bins { get; init; }

    /// <summary>Areas, one for each ranking asked for.</summary>
    public List<RankAreas> Areas { get; } = [];

    /// <summary>Values of the points asked for.</summary>
    public List<RankPointValues> Points { get; } = [];

    /// <summary>The sorted scores; null where no ranking was asked for.</summary>
    public RankAnalysis? Ranks { get; set; }

    /// <summary>Recalibrations asked for.</summary>
    public List<Recalibration> Recalibrations { get; } = [];

    /// <summary>Columns measured.</summary>
    public List<ColumnStatistics> Columns { get; } = [];

    /// <summary>Spread of the truth; null where not needed.</summary>
    public TruthSpread? Spread { get; set; }

    /// <summary>Order of the absolute errors; null where not needed.</summary>
    public ErrorOrder? ErrorOrder { get; set; }

    /// <summary>Metrics of queries; null where not needed.</summary>
    public QueryValues? Queries { get; set; }

    /// <summary>Values of the user's own metrics; null where there are none.</summary>
    public CustomValues? Custom { get; set; }

    /// <summary>Areas of a ranking that was asked for.</summary>
    public RankAreas AreasOf(RankTarget target) => Areas.Find(areas => areas.Target == target)!;

    /// <summary>Values of a point that was asked for.</summary>
    public RankPointValues PointsOf(RankPoint point) => Points.Find(values => values.Point == point)!;

    /// <summary>Bins of a layout that was asked for.</summary>
    public CalibrationBins BinsOf(BinLayout bins) => Array.Find(Bins, table => table.Bins == bins)!;

    /// <summary>Rows of a slice.</summary>
    public long Rows(int slot) => Outcomes?.Rows(slot) ?? Support!.Rows(slot);

    /// <summary>Weight of a slice.</summary>
    public double Weight(int slot) => Outcomes?.Weight(slot) ?? Support!.Weight(slot);
}
