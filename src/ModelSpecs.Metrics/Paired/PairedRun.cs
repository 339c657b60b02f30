using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Queries;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Paired;

/// <summary>Measures the noise of differences that were measured: each by the method of its family, all slices at once.</summary>
internal sealed class PairedRun
{
    // Another processor, or another number of threads, moves single-precision outputs by less.
    private const double SameWithin = 1e-6;

    private readonly MetricInput now;
    private readonly MetricInput then;
    private readonly SliceLayout layout;
    private readonly MetricRequest[] requests;
    private readonly string?[] missing;
    private readonly PairedFamily[] families;
    private readonly IntervalOptions options;
    private readonly int threads;
    private readonly CancellationToken cancellationToken;
    private readonly Estimate[][] bySlot;
    private readonly int[] axisOfSlot;
    private readonly RowAccumulator support;
    private readonly bool sameTruth;
    private readonly bool[] unchanged;

    public PairedRun(
        MetricInput now, MetricInput then, IReadOnlyList<SliceAxis> axes, IReadOnlyList<MetricRequest> requests, IntervalOptions options, int threads, CancellationToken cancellationToken)
    {
        this.now = now;
        this.then = then;
        this.requests = [.. requests];
        this.options = options;
        this.threads = threads;
        this.cancellationToken = cancellationToken;
        layout = new SliceLayout(axes);
        missing = Array.ConvertAll(this.requests, request => KernelTable.Find(request) is var kernel && kernel.Missing(now, request) is { } reason
            ? $"now: {reason}"
            : kernel.Missing(then, request) is { } before ? $"the rows before are not known well enough: {before}" : null);
        sameTruth = now.Truth is null ? now.TrueValues.AsSpan().SequenceEqual(then.TrueValues) : now.Truth.AsSpan().SequenceEqual(then.Truth);
        var sameWeights = now.Weights is null ? then.Weights is null : then.Weights is not null && now.Weights.AsSpan().SequenceEqual(then.Weights);
        var sameAnswers = sameTruth && sameWeights && PairedEvaluator.AnswerAlike(now, then, SameWithin);
        unchanged = Array.ConvertAll(this.requests, request => sameAnswers || (sameWeights && HasSameColumn(request)));
        var resamplesRows = now.Weights is not null || then.Weights is not null || options.Clusters is not null;
        families = Array.ConvertAll(this.requests, request => PairedFamilies.Of(now, request, sameTruth, layout.Slots, resamplesRows, options.Bootstrap == IntervalMethod.Bca));
        families = [.. families.Select((family, i) => family == PairedFamily.Rows && options.Clusters is null && QueryResampler.Has(now, this.requests[i]) ? PairedFamily.Queries : family)];
        support = now.Task is MetricTask.Binary or MetricTask.Multiclass ? new Outcomes(now, layout, truthOnly: true) : new Support(now, layout);
        bySlot = new Estimate[layout.Slots][];
        axisOfSlot = new int[layout.Slots];
    }

    /// <summary>The estimates.</summary>
    public SliceEstimates Run(SliceValues values)
    {
        RowPass.Run([support], now.Rows, threads, cancellationToken);
        (support as Outcomes)?.Seal();
        (bySlot[0], axisOfSlot[0]) = (Bare(values.Overall), -1);
        for (var axis = 0; axis < layout.Axes.Count; axis++)
        {
            for (var group = 0; group < layout.Axes[axis].Groups; group++)
            {
                var slot = layout.Slot(axis, group);
                (bySlot[slot], axisOfSlot[slot]) = (Bare(values.Groups[axis][group]), axis);
            }
        }

        FromShares();
        FromAreas();
        FromCounts();
        FromMeans();
        FromScores();
        FromUnits(PairedFamily.Queries, () => new QueryResampler(now, options, then));
        FromUnits(PairedFamily.Rows, () => new RowResampler(now, options, then));
        return new SliceEstimates(
            values, bySlot[0], [.. layout.Axes.Select((axis, a) => Enumerable.Range(0, axis.Groups).Select(group => bySlot[layout.Slot(a, group)]).ToArray())]);
    }

    // Every difference begins without an interval, and with the reason that holds if nothing changes it.
    private Estimate[] Bare(MetricValue[] values) => [.. values.Select((value, i) =>
        unchanged[i] && value.IsDefined && families[i] != PairedFamily.None ? new UnchangedEstimate(value.Value, value.Rows) : (Estimate)new BareEstimate(
            value.Value,
            value.Rows,
            value.Undefined ?? missing[i] ?? (families[i] switch
            {
                PairedFamily.None when IntervalFamilies.IsExtreme(requests[i]) => "resampling says nothing of what lies beyond the largest or smallest row",
                PairedFamily.None => "it is a count",
                _ => "it was not asked for",
            })))];

    private void FromShares()
    {
        var shares = Chosen(PairedFamily.Share).ToDictionary(i => i, i => SharedRows.Of(now, requests[i])!);
        foreach (var ofSign in shares.GroupBy(share => share.Value.Source))
        {
            var cells = new SharedCells(now, then, layout, ofSign.Key);
            RowPass.Run([cells], now.Rows, threads, cancellationToken);
            foreach (var (i, share) in ofSign)
            {
                foreach (var slot in MeasuredSlots().Where(slot => IsDefined(slot, i)))
                {
                    var (gained, lost, rows) = share.Read(cells.Of(slot));
                    var value = bySlot[slot][i];
                    bySlot[slot][i] = rows == 0
                        ? new BareEstimate(value.Value, value.Rows, "zero_division replaced a ratio without denominator")
                        : new PairedShareEstimate(value.Value, gained, lost, rows);
                }
            }
        }
    }

    private void FromAreas()
    {
        foreach (var ofClass in Chosen(PairedFamily.Area).GroupBy(i => requests[i].Class ?? 1))
        {
            var axes = Enumerable.Range(-1, layout.Axes.Count + 1).Where(axis => ofClass.Any(i => IsWantedOn(axis, i))).ToArray();
            if (axes.Length == 0)
            {
                continue;
            }

            var pairs = PairedAreas.Measure(now, then, ofClass.Key, layout, axes, threads, cancellationToken);
            foreach (var slot in MeasuredSlots())
            {
                foreach (var i in ofClass.Where(i => IsWanted(slot, i)))
                {
                    var value = bySlot[slot][i];
                    bySlot[slot][i] = pairs[slot] is { } pair ? new PairedAreaEstimate(pair, value.Rows) : new BareEstimate(value.Value, value.Rows, "one side has a single row");
                }
            }
        }
    }

    private void FromCounts()
    {
        var chosen = Chosen(PairedFamily.Counts);
        if (chosen.Length == 0)
        {
            return;
        }

        var counts = new JointCounts(now, then, layout);
        RowPass.Run([counts], now.Rows, threads, cancellationToken);
        ForEachSlot(
            chosen,
            () => new JointResampler(now, then, options.Replicates, options.Seed),
            (resampler, slot, wanted) =>
            {
                var ofSlot = counts.Of(slot);
                if (resampler.HasFlips(ofSlot))
                {
                    Keep(slot, wanted, resampler.Run(ofSlot, Array.ConvertAll(wanted, i => requests[i])), null);
                    return;
                }

                foreach (var i in wanted)
                {
                    bySlot[slot][i] = Unflipped(bySlot[slot][i], resampler.Reaches(ofSlot, requests[i]));
                }
            });
    }

    private void FromMeans()
    {
        var rows = new SliceRows(layout);
        foreach (var i in Chosen(PairedFamily.Means))
        {
            var slots = MeasuredSlots().Where(slot => IsWanted(slot, i)).ToArray();
            if (slots.Length == 0)
            {
                continue;
            }

            var hasLarge = Array.Exists(slots, slot => RowsOf(slot) > PairedMeans.FewRows);
            var means = PairedMeans.Measure(
                now, then, layout, PairedFamilies.LossColumn(now, requests[i])!, PairedFamilies.IsRoot(requests[i]), hasLarge, threads, cancellationToken);
            rows.Prepare(slots.Where(slot => RowsOf(slot) <= PairedMeans.FewRows).Select(slot => axisOfSlot[slot]), now.Rows);
            ForEachSlot([i], () => means, (_, slot, wanted) =>
            {
                var value = bySlot[slot][i];
                if (RowsOf(slot) > PairedMeans.FewRows)
                {
                    bySlot[slot][i] = means.Large(slot, value.Value, value.Rows);
                }
                else
                {
                    Keep(slot, wanted, [means.Small(rows.Of(slot), options.Replicates, options.Seed)], null);
                }

                if (value.Value == 0 && bySlot[slot][i] is BareEstimate && PairedFamilies.LossRange(requests[i]) is { } range)
                {
                    bySlot[slot][i] = Unflipped(value, [(value.Rows, range)]);
                }
            });
        }
    }

    private void FromScores()
    {
        var chosen = Chosen(PairedFamily.Scores);
        var rows = RowsOf(chosen);
        ForEachSlot(
            chosen,
            () => new PairedScores(now, then, options),
            (resampler, slot, wanted) => Keep(
                slot,
                wanted,
                resampler.Run(rows.Of(slot), Array.ConvertAll(wanted, i => requests[i]), Array.ConvertAll(wanted, i => bySlot[slot][i].Value), cancellationToken),
                null));
    }

    private void FromUnits(PairedFamily family, Func<IUnitResampler> make)
    {
        var chosen = Chosen(family);
        var rows = RowsOf(chosen);
        ForEachSlot(
            chosen,
            make,
            (resampler, slot, wanted) =>
            {
                var measured = Array.ConvertAll(wanted, i => new MetricValue(bySlot[slot][i].Value, bySlot[slot][i].Rows, null));
                var replicates = resampler.Run(
                    rows.Of(slot), Array.ConvertAll(wanted, i => requests[i]), measured, options.Bootstrap == IntervalMethod.Bca, cancellationToken);
                Keep(slot, wanted, replicates.Values, replicates.Accelerations);
            });
    }

    private SliceRows RowsOf(int[] chosen)
    {
        var rows = new SliceRows(layout);
        rows.Prepare(MeasuredSlots().Where(slot => Array.Exists(chosen, i => IsWanted(slot, i))).Select(slot => axisOfSlot[slot]), now.Rows);
        return rows;
    }

    // Without a finite reach nothing is known of what a flip would do.
    private static Estimate Unflipped(Estimate value, IReadOnlyList<(long Rows, double Reach)> reaches) =>
        reaches.Any(reach => reach.Reach > 0) && reaches.All(reach => double.IsFinite(reach.Reach))
            ? new UnflippedEstimate(value.Rows, reaches)
            : new BareEstimate(value.Value, value.Rows, "no row is predicted otherwise than before");

    private void Keep(int slot, int[] wanted, double[][] replicates, double[]? accelerations)
    {
        for (var c = 0; c < wanted.Length; c++)
        {
            var value = bySlot[slot][wanted[c]];
            bySlot[slot][wanted[c]] = BootstrapEstimate.Of(value.Value, value.Rows, replicates[c], accelerations?[c], (support as Outcomes)?.SmallestClass(slot));
        }
    }

    private int[] Chosen(PairedFamily family) =>
        [.. Enumerable.Range(0, families.Length).Where(i => families[i] == family && missing[i] is null && !unchanged[i])];

    // What is read off a column of the rows does not depend on who predicts.
    private bool HasSameColumn(MetricRequest request) =>
        request.Column is { } name && now.Columns?.GetValueOrDefault(name) is { } column && column.AsSpan().SequenceEqual(then.Columns?.GetValueOrDefault(name));

    private bool IsDefined(int slot, int request) => double.IsFinite(bySlot[slot][request].Value);

    private bool IsWanted(int slot, int request) => IsDefined(slot, request) && IsWantedOn(axisOfSlot[slot], request);

    private bool IsWantedOn(int axis, int request) => options.Wanted?.Contains((axis, request)) != false;

    private long RowsOf(int slot) => support is Outcomes outcomes ? outcomes.Rows(slot) : ((Support)support).Rows(slot);

    private IEnumerable<int> MeasuredSlots() => Enumerable.Range(0, bySlot.Length).Where(slot => bySlot[slot] is not null && RowsOf(slot) > 0);

    private void ForEachSlot<T>(int[] chosen, Func<T> make, Action<T, int, int[]> body)
        where T : class
    {
        // Large slices first, so that none is left over at the end.
        var slots = MeasuredSlots().Select(slot => (Slot: slot, Wanted: Array.FindAll(chosen, i => IsWanted(slot, i)))).Where(item => item.Wanted.Length > 0)
            .OrderByDescending(item => RowsOf(item.Slot)).ToArray();
        var spare = new System.Collections.Concurrent.ConcurrentBag<T>();
        Workers.Run(
            threads,
            slots.Length,
            item =>
            {
                var worker = spare.TryTake(out var used) ? used : make();
                body(worker, slots[item].Slot, slots[item].Wanted);
                spare.Add(worker);
            },
            cancellationToken);
    }

    /// <summary>Row indices of slices, made an axis at a time.</summary>
    private sealed class SliceRows(SliceLayout layout)
    {
        private readonly Dictionary<int, int[]> bySlot = [];

        public int[] Of(int slot) => bySlot[slot];

        public void Prepare(IEnumerable<int> axes, int rows)
        {
            foreach (var axis in axes.Distinct())
            {
                if (axis < 0)
                {
                    bySlot.TryAdd(0, [.. Enumerable.Range(0, rows)]);
                }
                else if (layout.Axes[axis].Groups > 0 && !bySlot.ContainsKey(layout.Slot(axis, 0)))
                {
                    var byGroup = IntervalEvaluator.RowsByGroup(layout.Axes[axis]);
                    for (var group = 0; group < byGroup.Length; group++)
                    {
                        bySlot[layout.Slot(axis, group)] = byGroup[group];
                    }
                }
            }
        }
    }
}
