using System.Runtime.Intrinsics;
using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Calibration;
using ModelSpecs.Metrics.Columns;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Regression;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Trivial;

/// <summary>What would be measured if every slice were predicted by its own best constant. The kernels then read these tables
/// like any others, so that a metric and its trivial baseline cannot drift apart.</summary>
internal static class TrivialTables
{
    /// <summary>Builds the tables from the truth alone.</summary>
    public static SliceTables Measure(MetricInput input, SliceLayout layout, Demand demand, int threads, CancellationToken cancellationToken)
    {
        if (input.Task == MetricTask.Regression)
        {
            return MeasureRegression(input, layout, demand, threads, cancellationToken);
        }

        var tables = new SliceTables
        {
            Input = input,
            Layout = layout,
            Outcomes = new Outcomes(input, layout, truthOnly: true),
            Bins = [.. demand.Bins.Select(bins => new CalibrationBins(input, layout, bins))],
            Means = new RowMeans(input, layout, [.. demand.Columns]),
        };
        RowPass.Run([tables.Outcomes], input.Rows, threads, cancellationToken);
        tables.Outcomes.Seal();
        foreach (var target in demand.Targets)
        {
            tables.Areas.Add(new RankAreas(target, layout.Slots));
        }

        tables.Columns.AddRange(demand.Measured.Select(column => ColumnStatistics.Measure(input, layout, column, threads, cancellationToken)));
        tables.Recalibrations.AddRange(demand.Recalibrations.Select(ofClass => Recalibration.OfShares(layout.Slots, tables.Outcomes, ofClass)));
        tables.Points.AddRange(demand.Points.Select(point => new RankPointValues(point, layout.Slots)));
        var weights = new double[input.ClassCount];
        for (var slot = 0; slot < layout.Slots; slot++)
        {
            for (var ofClass = 0; ofClass < weights.Length; ofClass++)
            {
                weights[ofClass] = tables.Outcomes.ClassWeight(slot, ofClass);
            }

            FillSlot(tables, slot, weights);
        }

        return tables;
    }

    private static void FillSlot(SliceTables tables, int slot, double[] classWeights)
    {
        var majority = 0;
        for (var ofClass = 1; ofClass < classWeights.Length; ofClass++)
        {
            majority = classWeights[ofClass] > classWeights[majority] ? ofClass : majority;
        }

        tables.Outcomes!.PredictAll(slot, majority);
        var constant = new ConstantPrediction
        {
            Task = tables.Input.Task,
            ClassWeights = classWeights,
            Weight = tables.Weight(slot),
        };
        foreach (var column in tables.Means!.Columns)
        {
            tables.Means.Set(slot, column, constant.Weight * column.TrivialMean(constant));
        }

        // What is hit with a constant confidence is hit as often as it says.
        var confidence = constant.Share(tables.Input.Task == MetricTask.Binary ? 1 : majority);
        foreach (var bins in tables.Bins)
        {
            bins.SetCalibrated(slot, bins.Bins.Class is { } ofClass ? constant.Share(ofClass) : confidence, tables.Rows(slot), constant.Weight);
        }

        foreach (var areas in tables.Areas)
        {
            (areas.RocAuc[slot], areas.AveragePrecision[slot]) = areas.Target.Kind == RankKind.Pooled
                ? PooledAreas(constant)
                : (0.5, constant.Share(areas.Target.Class));
            areas.RocAucBySupport[slot] = 0.5;
        }

        foreach (var values in tables.Points)
        {
            var positives = classWeights[values.Point.Target.Class];
            values.Values[slot] = PointSweep.OfOneScore(values.Point, positives, constant.Weight - positives);
        }
    }

    /// <summary>Areas over (row, class) pairs whose score is the class's share: ties are the classes of equal share.</summary>
    private static (double RocAuc, double AveragePrecision) PooledAreas(ConstantPrediction constant)
    {
        var shares = constant.ClassWeights.ToArray();
        Array.Sort(shares, (a, b) => b.CompareTo(a));
        var state = default(RankState);
        var run = 0L;
        for (var i = 0; i < shares.Length; i++)
        {
            run += i == 0 || shares[i] != shares[i - 1] ? 1 : 0;
            state.Add(run, Vector128.Create(shares[i], constant.Weight - shares[i]));
        }

        state.Settle();
        return (state.RocAuc, state.AveragePrecision);
    }

    private static SliceTables MeasureRegression(
        MetricInput input, SliceLayout layout, Demand demand, int threads, CancellationToken cancellationToken)
    {
        var support = new Support(input, layout);
        RowPass.Run([support], input.Rows, threads, cancellationToken);
        var tables = new SliceTables
        {
            Input = input,
            Layout = layout,
            Support = support,
            Bins = [],
            Means = new RowMeans(input, layout, [.. demand.Columns]),
            ErrorOrder = demand.ErrorOrder ? new ErrorOrder(layout.Slots) : null,
            Spread = TruthSpread.Measure(input, layout, support, threads, cancellationToken),
        };
        tables.Columns.AddRange(demand.Measured.Select(column => ColumnStatistics.Measure(input, layout, column, threads, cancellationToken)));

        Workers.Run(
            threads,
            layout.Axes.Count + 1,
            axis =>
            {
                var sorted = SortedValues.Of(input.TrueValues!, input.Weights, axis == 0 ? null : layout.Axes[axis - 1]);
                var first = axis == 0 ? 0 : layout.Slot(axis - 1, 0);
                for (var group = 0; group < sorted.Groups; group++)
                {
                    FillSlot(tables, first + group, sorted, group);
                }
            },
            cancellationToken);
        return tables;
    }

    private static void FillSlot(SliceTables tables, int slot, SortedValues sorted, int group)
    {
        var constant = new ConstantPrediction
        {
            Task = MetricTask.Regression,
            Sorted = sorted,
            Group = group,
            Weight = tables.Weight(slot),
            Mean = tables.Spread!.Mean(slot),
            Median = sorted.Median(group),
        };
        foreach (var column in tables.Means!.Columns)
        {
            tables.Means.Set(slot, column, constant.Weight * column.TrivialMean(constant));
        }

        if (tables.ErrorOrder is { } order)
        {
            var errors = sorted.Values(group).ToArray();
            for (var i = 0; i < errors.Length; i++)
            {
                errors[i] = Math.Abs(errors[i] - constant.Median);
            }

            order.Set(slot, SortedValues.Of(errors, tables.Input.Weights is null ? null : sorted.Weights(group).ToArray(), null), 0);
        }
    }
}
