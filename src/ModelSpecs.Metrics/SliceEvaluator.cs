using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Calibration;
using ModelSpecs.Metrics.Columns;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Queries;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Regression;
using ModelSpecs.Metrics.Slices;
using ModelSpecs.Metrics.Trivial;

namespace ModelSpecs.Metrics;

/// <summary>Computes metrics for all groups of all axes in few passes: scores are sorted once, not once a slice.</summary>
public static class SliceEvaluator
{
    /// <summary>Values of every request on the whole set and on every group.</summary>
    /// <param name="input">Truth and predictions.</param>
    /// <param name="axes">Ways of slicing; the whole set is always evaluated and is not one of them.</param>
    /// <param name="requests">What to compute.</param>
    /// <param name="threads">Most threads used, at least 1; results do not depend on it.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    /// <exception cref="ArgumentException">An array is missing or of the wrong length, a class, a group or a weight is out of
    /// range, or a request names no metric.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SliceValues Evaluate(
        MetricInput input,
        IReadOnlyList<SliceAxis> axes,
        IReadOnlyList<MetricRequest> requests,
        int threads,
        CancellationToken cancellationToken)
    {
        var kernels = Kernels(requests);
        return Read(Measure(input, axes, requests, kernels, threads, cancellationToken), kernels, requests, (kernel, request) => kernel.Missing(input, request));
    }

    /// <summary>The same with the noise of every value. Costs grow with the rows and, by the replicates, with the slices.</summary>
    /// <param name="input">Truth and predictions.</param>
    /// <param name="axes">Ways of slicing.</param>
    /// <param name="requests">What to compute.</param>
    /// <param name="options">Methods, replicates, seed, clusters.</param>
    /// <param name="threads">Most threads used, at least 1; results do not depend on it.</param>
    /// <param name="cancellationToken">Stops between blocks of rows and between slices.</param>
    /// <exception cref="ArgumentException">As in <see cref="Evaluate"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SliceEstimates Estimate(
        MetricInput input,
        IReadOnlyList<SliceAxis> axes,
        IReadOnlyList<MetricRequest> requests,
        IntervalOptions options,
        int threads,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var kernels = Kernels(requests);
        var tables = Measure(input, axes, requests, kernels, threads, cancellationToken);
        var values = Read(tables, kernels, requests, (kernel, request) => kernel.Missing(input, request));
        if (options.Proportions == IntervalMethod.None)
        {
            return SliceEstimates.Bare(values);
        }

        return new IntervalEvaluator(tables, requests, values, options, Math.Max(1, threads), cancellationToken).Run(values);
    }

    /// <summary>Whether a metric depends on the predicted classes; otherwise another threshold changes neither its values nor their noise.</summary>
    /// <param name="request">The metric.</param>
    /// <exception cref="ArgumentException">No metric has that name.</exception>
    public static bool ReadsPredictedClasses(MetricRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var kernel = KernelTable.Find(request);
        return request.Custom is not null || (kernel.NeedsOf?.Invoke(request) ?? kernel.Needs) is KernelNeeds.Predictions or KernelNeeds.PredictionsOrValues;
    }

    /// <summary>What values are read from, for whoever takes one apart.</summary>
    internal static (SliceTables Tables, Demand Asked) Tables(
        MetricInput input, IReadOnlyList<SliceAxis> axes, IReadOnlyList<MetricRequest> requests, int threads, CancellationToken cancellationToken)
    {
        // What the first asks for alone says which of the tables are its own.
        var asked = new Demand(input);
        KernelTable.Find(requests[0]).Require?.Invoke(asked, requests[0]);
        return (Measure(input, axes, requests, Kernels(requests), threads, cancellationToken), asked);
    }

    private static SliceTables Measure(
        MetricInput input,
        IReadOnlyList<SliceAxis> axes,
        IReadOnlyList<MetricRequest> requests,
        MetricKernel[] kernels,
        int threads,
        CancellationToken cancellationToken)
    {
        InputValidation.Check(input, axes, requests, readsPredictions: true);
        var layout = new SliceLayout(axes);
        var demand = new Demand(input);
        for (var i = 0; i < kernels.Length; i++)
        {
            if (kernels[i].Missing(input, requests[i]) is null)
            {
                kernels[i].Require?.Invoke(demand, requests[i]);
            }
        }

        return Measure(input, layout, demand, Math.Max(1, threads), cancellationToken);
    }

    /// <summary>The same for the best constant prediction of each slice (<c>trivial</c>): majority class (first on ties),
    /// class shares for probability metrics, one score for all rows in rank metrics, mean for squared errors, median for
    /// absolute ones (the mean of the middle two; with weights that differ, the lower weighted median).</summary>
    /// <param name="input">Truth; predictions are not read.</param>
    /// <param name="axes">Ways of slicing.</param>
    /// <param name="requests">What to compute.</param>
    /// <param name="threads">Most threads used.</param>
    /// <param name="cancellationToken">Stops between blocks of rows and between axes.</param>
    /// <exception cref="ArgumentException">As in <see cref="Evaluate"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SliceValues EvaluateTrivial(
        MetricInput input,
        IReadOnlyList<SliceAxis> axes,
        IReadOnlyList<MetricRequest> requests,
        int threads,
        CancellationToken cancellationToken)
    {
        if (requests.FirstOrDefault(request => request.Custom is not null) is { } custom)
        {
            throw new ArgumentException($"{custom.Name}: nobody knows the constant that is best for it.", nameof(requests));
        }

        var kernels = Kernels(requests);
        InputValidation.Check(input, axes, requests, readsPredictions: false);
        if (input.Task == MetricTask.Multilabel)
        {
            return EvaluateLabelConstants(input, axes, requests, threads, cancellationToken);
        }

        if (input.Task == MetricTask.Ranking)
        {
            return Evaluate(input.WithOneScore(), axes, requests, threads, cancellationToken);
        }

        var layout = new SliceLayout(axes);
        var demand = new Demand(input);
        for (var i = 0; i < kernels.Length; i++)
        {
            if (kernels[i].MissingForTrivial(input, requests[i]) is null)
            {
                kernels[i].Require?.Invoke(demand, requests[i]);
            }
        }

        var tables = TrivialTables.Measure(input, layout, demand, Math.Max(1, threads), cancellationToken);
        return Read(tables, kernels, requests, (kernel, request) => kernel.MissingForTrivial(input, request));
    }

    private static SliceValues EvaluateLabelConstants(
        MetricInput input, IReadOnlyList<SliceAxis> axes, IReadOnlyList<MetricRequest> requests, int threads, CancellationToken cancellationToken)
    {
        var overall = Evaluate(LabelConstants.Of(input, null, 1), [], requests, threads, cancellationToken).Overall;
        var groups = axes.Select(axis => Evaluate(LabelConstants.Of(input, axis.Codes, axis.Groups), [axis], requests, threads, cancellationToken).Groups[0]);
        return new SliceValues(overall, [.. groups]);
    }

    private static MetricKernel[] Kernels(IReadOnlyList<MetricRequest> requests)
    {
        var kernels = new MetricKernel[requests.Count];
        for (var i = 0; i < kernels.Length; i++)
        {
            kernels[i] = KernelTable.Find(requests[i]);
        }

        return kernels;
    }

    private static SliceTables Measure(
        MetricInput input, SliceLayout layout, Demand demand, int threads, CancellationToken cancellationToken)
    {
        var isMultilabel = input.Task == MetricTask.Multilabel;
        var hasOutcomes = input.Task is MetricTask.Binary or MetricTask.Multiclass;
        var tables = new SliceTables
        {
            Input = input,
            Layout = layout,
            Outcomes = hasOutcomes ? new Outcomes(input, layout, truthOnly: input.Predicted is null) : null,
            Support = hasOutcomes ? null : new Support(input, layout),
            Bins = isMultilabel ? [] : [.. demand.Bins.Select(bins => new CalibrationBins(input, layout, bins))],
            Means = demand.Columns.Count == 0 ? null : new RowMeans(input, layout, [.. demand.Columns]),
            Labels = isMultilabel ? MeasureLabels(input, layout, demand, threads, cancellationToken) : null,
            Pairs = isMultilabel && demand.Targets.Contains(RankTarget.Pooled) ? MeasurePairs(input, layout, threads, cancellationToken) : null,
        };

        var pass = new List<RowAccumulator> { hasOutcomes ? tables.Outcomes! : tables.Support! };
        if (tables.Means is { } means)
        {
            pass.Add(means);
        }

        pass.AddRange(tables.Bins.Where(table => table.Bins.Strategy == BinStrategy.Uniform));

        RowPass.Run([.. pass], input.Rows, threads, cancellationToken);
        tables.Outcomes?.Seal();
        foreach (var table in tables.Bins)
        {
            if (table.Bins.Strategy == BinStrategy.Quantile)
            {
                QuantileBins.Fill(table, input, layout, threads, cancellationToken);
            }
        }

        if (demand.Targets.Count > 0 && !isMultilabel)
        {
            var ranks = tables.Ranks = new RankAnalysis(input, layout, threads, cancellationToken);
            foreach (var target in demand.Targets)
            {
                var points = demand.Points.Where(point => point.Target == target).Select(point => new RankPointValues(point, layout.Slots)).ToList();
                tables.Areas.Add(ranks.Run(target, points));
                tables.Points.AddRange(points);
            }
        }

        tables.Columns.AddRange(demand.Measured.Select(column => ColumnStatistics.Measure(input, layout, column, threads, cancellationToken)));
        foreach (var ofClass in isMultilabel ? [] : demand.Recalibrations)
        {
            tables.Recalibrations.Add(Recalibration.Measure(input, layout, tables.Outcomes!, ofClass, threads, cancellationToken));
        }

        if (demand.ErrorOrder)
        {
            tables.ErrorOrder = ErrorOrder.Measure(input, layout, threads, cancellationToken);
        }

        if (demand.Spread)
        {
            tables.Spread = TruthSpread.Measure(input, layout, tables.Support!, threads, cancellationToken);
        }

        if (demand.Queries.Count > 0 || demand.CountsQueries)
        {
            tables.Queries = QueryValues.Measure(input, layout, demand.Queries, threads, cancellationToken);
        }

        if (demand.CustomMetrics.Count > 0)
        {
            tables.Custom = CustomValues.Measure(input, layout, demand.CustomMetrics, threads, cancellationToken);
        }

        return tables;
    }

    private static SliceTables[] MeasureLabels(MetricInput input, SliceLayout layout, Demand demand, int threads, CancellationToken cancellationToken)
    {
        var labels = new SliceTables[input.ClassCount];
        for (var label = 0; label < labels.Length; label++)
        {
            var binary = LabelTables.Label(input, label, LabelTables.NeedsScores(demand, label));
            labels[label] = Measure(binary, layout, LabelTables.OfLabel(demand, binary, label), threads, cancellationToken);
        }

        return labels;
    }

    private static SliceTables MeasurePairs(MetricInput input, SliceLayout layout, int threads, CancellationToken cancellationToken)
    {
        var pairs = LabelTables.Pooled(input);
        var demand = new Demand(pairs);
        demand.Target(RankTarget.Rest(1));
        return Measure(pairs, LabelTables.Pooled(layout, input.ClassCount), demand, threads, cancellationToken);
    }

    private static SliceValues Read(
        SliceTables tables, MetricKernel[] kernels, IReadOnlyList<MetricRequest> requests, Func<MetricKernel, MetricRequest, string?> missing)
    {
        string?[] reasons = [.. kernels.Zip(requests, missing)];
        var layout = tables.Layout;
        var groups = new MetricValue[layout.Axes.Count][][];
        for (var axis = 0; axis < groups.Length; axis++)
        {
            groups[axis] = new MetricValue[layout.Axes[axis].Groups][];
            for (var group = 0; group < groups[axis].Length; group++)
            {
                groups[axis][group] = ReadSlot(tables, layout.Slot(axis, group), kernels, requests, reasons);
            }
        }

        return new SliceValues(ReadSlot(tables, 0, kernels, requests, reasons), groups);
    }

    private static MetricValue[] ReadSlot(
        SliceTables tables, int slot, MetricKernel[] kernels, IReadOnlyList<MetricRequest> requests, string?[] reasons)
    {
        var slice = new SliceStatistics(tables, slot);
        var values = new MetricValue[kernels.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reasons[i] is { } reason
                ? Undefined.Because(reason, slice.Rows)
                : Checked(slice, kernels[i], requests[i]);
        }

        return values;
    }

    private static MetricValue Checked(SliceStatistics slice, MetricKernel kernel, MetricRequest request)
    {
        if (!kernel.IsCount && slice.Rows == 0)
        {
            return Undefined.Because(Undefined.NoRows, 0);
        }

        if (!kernel.IsCount && !(slice.Weight > 0))
        {
            return Undefined.Because(Undefined.NoWeight, 0);
        }

        var value = kernel.Value(slice, request);
        return value.Undefined is null && !double.IsFinite(value.Value) ? Undefined.Because(Undefined.NotFinite, value.Rows) : value;
    }
}

/// <summary>Values by slice and request.</summary>
/// <param name="Overall">The whole set [request].</param>
/// <param name="Groups">By [axis][group][request].</param>
public sealed record SliceValues(MetricValue[] Overall, MetricValue[][][] Groups);
