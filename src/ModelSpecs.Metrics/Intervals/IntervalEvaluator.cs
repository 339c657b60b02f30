using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Queries;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Slices;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>Measures the noise of metrics that were measured: each by the method of its family, all slices at once.</summary>
internal sealed class IntervalEvaluator
{
    private readonly SliceTables tables;
    private readonly MetricInput input;
    private readonly MetricRequest[] requests;
    private readonly MetricKernel[] kernels;
    private readonly IntervalFamily[] families;
    private readonly IntervalOptions options;
    private readonly int threads;
    private readonly CancellationToken cancellationToken;
    private readonly Estimate[][] bySlot;
    private readonly int[] axisOfSlot;

    public IntervalEvaluator(
        SliceTables tables, IReadOnlyList<MetricRequest> requests, SliceValues values, IntervalOptions options, int threads, CancellationToken cancellationToken)
    {
        this.tables = tables;
        this.requests = [.. requests];
        this.options = options;
        this.threads = threads;
        this.cancellationToken = cancellationToken;
        input = tables.Input;
        kernels = Array.ConvertAll(this.requests, request => KernelTable.Find(request));
        var resamplesRows = input.Weights is not null || options.Clusters is not null || options.Bootstrap == IntervalMethod.Bca;
        families = Array.ConvertAll(this.requests, request => IntervalFamilies.Of(input, request, input.Weights is not null || options.Clusters is not null));
        if (options.Clusters is null)
        {
            families = [.. families.Select((family, i) => family == IntervalFamily.Rows && QueryResampler.Has(input, this.requests[i]) ? IntervalFamily.Queries : family)];
        }

        if (resamplesRows)
        {
            // The jackknife behind the acceleration leaves out rows.
            families = Array.ConvertAll(families, family => family is IntervalFamily.Counts or IntervalFamily.Runs ? IntervalFamily.Rows : family);
        }

        var layout = tables.Layout;
        bySlot = new Estimate[layout.Slots][];
        axisOfSlot = new int[layout.Slots];
        bySlot[0] = Bare(values.Overall);
        axisOfSlot[0] = -1;
        for (var axis = 0; axis < layout.Axes.Count; axis++)
        {
            for (var group = 0; group < layout.Axes[axis].Groups; group++)
            {
                bySlot[layout.Slot(axis, group)] = Bare(values.Groups[axis][group]);
                axisOfSlot[layout.Slot(axis, group)] = axis;
            }
        }
    }

    /// <summary>The estimates.</summary>
    public SliceEstimates Run(SliceValues values)
    {
        FromSlices();
        FromCounts();
        FromAreas();
        FromRuns();
        FromUnits(IntervalFamily.Queries, () => new QueryResampler(input, options));
        FromUnits(IntervalFamily.Rows, () => new RowResampler(input, options));
        var layout = tables.Layout;
        var groups = new Estimate[layout.Axes.Count][][];
        for (var axis = 0; axis < groups.Length; axis++)
        {
            groups[axis] = new Estimate[layout.Axes[axis].Groups][];
            for (var group = 0; group < groups[axis].Length; group++)
            {
                groups[axis][group] = bySlot[layout.Slot(axis, group)];
            }
        }

        return new SliceEstimates(values, bySlot[0], groups);
    }

    // Every value begins without an interval, and with the reason that holds if nothing changes it.
    private Estimate[] Bare(MetricValue[] values) => [.. values.Select((value, i) => new BareEstimate(
        value.Value, value.Rows, value.Undefined ?? (families[i] switch
        {
            IntervalFamily.None when IntervalFamilies.IsExtreme(requests[i]) => "resampling says nothing of what lies beyond the largest or smallest row",
            IntervalFamily.None => "it is a count",
            _ => "it was not asked for",
        })))];

    private void FromSlices()
    {
        foreach (var slot in MeasuredSlots())
        {
            var slice = new SliceStatistics(tables, slot);
            for (var i = 0; i < requests.Length; i++)
            {
                if (families[i] == IntervalFamily.Proportion && IsDefined(slot, i))
                {
                    var (successes, trials) = Proportions.Of(slice, requests[i], new MetricValue(bySlot[slot][i].Value, bySlot[slot][i].Rows, null));
                    bySlot[slot][i] = trials == 0
                        ? new BareEstimate(bySlot[slot][i].Value, bySlot[slot][i].Rows, "zero_division replaced a ratio without denominator")
                        : new ProportionEstimate(bySlot[slot][i].Value, successes, trials, options.Proportions);
                }
            }
        }
    }

    private void FromCounts()
    {
        var chosen = Chosen(IntervalFamily.Counts);
        if (chosen.Length == 0)
        {
            return;
        }

        // Two classes are counted already.
        ConfusionCounts? confusion = null;
        if (input.ClassCount > 2)
        {
            confusion = new ConfusionCounts(input, tables.Layout);
            RowPass.Run([confusion], input.Rows, threads, cancellationToken);
        }

        ForEachSlot(
            () => new CountResampler(input, options.Replicates, options.Seed),
            (resampler, slot) =>
            {
                var wanted = Array.FindAll(chosen, i => IsWanted(slot, i));
                if (wanted.Length > 0)
                {
                    var replicates = Array.ConvertAll(wanted, _ => new double[options.Replicates]);
                    var counts = confusion is null ? CountsOfTwo(slot) : confusion.Of(slot);
                    resampler.Run(counts, Array.ConvertAll(wanted, i => kernels[i]), Array.ConvertAll(wanted, i => requests[i]), replicates);
                    Keep(slot, wanted, replicates, null, null);
                }
            });
    }

    private long[] CountsOfTwo(int slot)
    {
        var tally = tables.Outcomes!.RowTally(slot, 1);
        return [(long)tally.TrueNegatives, (long)tally.FalsePositives, (long)tally.FalseNegatives, (long)tally.TruePositives];
    }

    private void FromRuns()
    {
        var chosen = Array.FindAll(Chosen(IntervalFamily.Runs), IsWantedAnywhere);
        if (chosen.Length == 0)
        {
            return;
        }

        var axes = new HashSet<int>();
        for (var axis = -1; axis < tables.Layout.Axes.Count; axis++)
        {
            if (Array.Exists(chosen, i => IsWantedOn(axis, i)))
            {
                axes.Add(axis);
            }
        }

        var bins = Array.FindAll(Array.ConvertAll(chosen, i => RunRequestOf(requests[i]).Bins), count => count > 0).Distinct().ToArray();
        tables.Ranks ??= new RankAnalysis(input, tables.Layout, threads, cancellationToken);
        var runs = ScoreRuns.Measure(tables, axes, bins, input.ScoresAreProbabilities, threads, cancellationToken);

        ForEachSlot(
            () => new RunResampler(runs, options.Seed),
            (resampler, slot) =>
            {
                var wanted = Array.FindAll(chosen, i => IsWanted(slot, i));
                if (wanted.Length > 0)
                {
                    var replicates = Array.ConvertAll(wanted, _ => new double[options.Replicates]);
                    var own = resampler.Run(slot, Array.ConvertAll(wanted, i => RunRequestOf(requests[i])), replicates);
                    Keep(slot, wanted, replicates, own, null);
                }
            });
    }

    // The variances were measured with the areas.
    private void FromAreas()
    {
        foreach (var i in Array.FindAll(Chosen(IntervalFamily.Area), IsWantedAnywhere))
        {
            // A label's ranking stands in the tables of its own binary task.
            var (ranked, ofClass) = tables.Labels is { } labels ? (labels[requests[i].Class!.Value], 1) : (tables, requests[i].Class ?? 1);
            var variances = ranked.AreasOf(RankTarget.Rest(ofClass)).RocAucVariance;
            foreach (var slot in MeasuredSlots())
            {
                if (IsWanted(slot, i))
                {
                    bySlot[slot][i] = Area(bySlot[slot][i], variances[slot], ranked.Outcomes!.ClassRows(slot, ofClass), slot);
                }
            }
        }
    }

    private Estimate Area(Estimate value, double variance, long positives, int slot)
    {
        return double.IsFinite(variance)
            ? new AreaEstimate(new DeLongResult(value.Value, variance, (int)positives, (int)(tables.Rows(slot) - positives)), value.Rows, options.RocAuc)
            : new BareEstimate(value.Value, value.Rows, "one side has a single row");
    }

    private void FromUnits(IntervalFamily family, Func<IUnitResampler> make)
    {
        var chosen = Chosen(family);
        if (chosen.Length == 0)
        {
            return;
        }

        var accelerated = options.Bootstrap == IntervalMethod.Bca;
        var places = new Dictionary<int, (int[] Rows, int[] Requests)>();
        Place(0, () => [.. Enumerable.Range(0, input.Rows)]);
        for (var axis = 0; axis < tables.Layout.Axes.Count; axis++)
        {
            var rows = new Lazy<int[][]>(() => RowsByGroup(tables.Layout.Axes[axis]));
            for (var group = 0; group < tables.Layout.Axes[axis].Groups; group++)
            {
                Place(tables.Layout.Slot(axis, group), () => rows.Value[group]);
            }
        }

        ForEachSlot(
            make,
            (resampler, slot) =>
            {
                if (!places.TryGetValue(slot, out var place))
                {
                    return;
                }

                var measured = Array.ConvertAll(place.Requests, i => new MetricValue(bySlot[slot][i].Value, bySlot[slot][i].Rows, null));
                var replicates = resampler.Run(place.Rows, Array.ConvertAll(place.Requests, i => requests[i]), measured, accelerated, cancellationToken);
                Keep(slot, place.Requests, replicates.Values, null, replicates.Accelerations);
            });

        void Place(int slot, Func<int[]> rows)
        {
            var wanted = Array.FindAll(chosen, i => IsWanted(slot, i));
            if (wanted.Length > 0)
            {
                places[slot] = (rows(), wanted);
            }
        }
    }

    /// <summary>Rows of each group of an axis, ascending.</summary>
    internal static int[][] RowsByGroup(SliceAxis axis)
    {
        var counts = new int[axis.Groups];
        foreach (var code in axis.Codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        var rows = Array.ConvertAll(counts, count => new int[count]);
        Array.Clear(counts);
        for (var row = 0; row < axis.Codes.Length; row++)
        {
            var code = axis.Codes[row];
            if (code >= 0)
            {
                rows[code][counts[code]++] = row;
            }
        }

        return rows;
    }

    /// <summary>Keeps the replicates that have a value, moved so that they scatter around the measured one.</summary>
    private void Keep(int slot, int[] chosen, double[][] replicates, double[]? own, double[]? accelerations)
    {
        for (var c = 0; c < chosen.Length; c++)
        {
            var estimate = bySlot[slot][chosen[c]];
            if (!IsDefined(slot, chosen[c]))
            {
                continue;
            }

            var shift = own is null || !double.IsFinite(own[c]) ? 0 : estimate.Value - own[c];
            foreach (ref var replicate in replicates[c].AsSpan())
            {
                replicate += shift;
            }

            bySlot[slot][chosen[c]] = BootstrapEstimate.Of(estimate.Value, estimate.Rows, replicates[c], accelerations?[c], SmallestClass(slot));
        }
    }

    private long? SmallestClass(int slot) => tables.Outcomes?.SmallestClass(slot);

    private int[] Chosen(IntervalFamily family) => [.. Enumerable.Range(0, families.Length).Where(i => families[i] == family)];

    private bool IsDefined(int slot, int request) => double.IsFinite(bySlot[slot][request].Value);

    private bool IsWanted(int slot, int request) => IsDefined(slot, request) && IsWantedOn(axisOfSlot[slot], request);

    private bool IsWantedOn(int axis, int request) => options.Wanted?.Contains((axis, request)) != false;

    private bool IsWantedAnywhere(int request)
    {
        for (var axis = -1; axis < tables.Layout.Axes.Count; axis++)
        {
            if (IsWantedOn(axis, request))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<int> MeasuredSlots()
    {
        for (var slot = 0; slot < bySlot.Length; slot++)
        {
            if (bySlot[slot] is not null && tables.Rows(slot) > 0)
            {
                yield return slot;
            }
        }
    }

    private void ForEachSlot<T>(Func<T> make, Action<T, int> body)
        where T : class
    {
        // Large slices first, so that none is left over at the end.
        var slots = MeasuredSlots().OrderByDescending(tables.Rows).ToArray();
        var spare = new System.Collections.Concurrent.ConcurrentBag<T>();
        Workers.Run(
            threads,
            slots.Length,
            item =>
            {
                var worker = spare.TryTake(out var used) ? used : make();
                body(worker, slots[item]);
                spare.Add(worker);
            },
            cancellationToken);
    }

    private static RunRequest RunRequestOf(MetricRequest request) => request.Name switch
    {
        "average_precision" => new RunRequest(RunMetric.AveragePrecision, 0),
        "log_loss" => new RunRequest(RunMetric.LogLoss, 0),
        "brier" => new RunRequest(RunMetric.Brier, 0),
        "log_loss_skill" => new RunRequest(RunMetric.LogLossSkill, 0),
        "brier_skill" => new RunRequest(RunMetric.BrierSkill, 0),
        "calibration_slope" => new RunRequest(RunMetric.CalibrationSlope, 0),
        "calibration_intercept" => new RunRequest(RunMetric.CalibrationIntercept, 0),
        "ece" => new RunRequest(RunMetric.ExpectedCalibrationError, request.Bins),
        _ => new RunRequest(RunMetric.MaximumCalibrationError, request.Bins),
    };
}
