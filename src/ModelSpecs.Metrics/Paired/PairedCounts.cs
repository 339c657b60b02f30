using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Paired;

/// <summary>Rows by slice, true class, class predicted now and class predicted then.</summary>
/// <param name="now">One side.</param>
/// <param name="then">The other, of the same truth.</param>
/// <param name="layout">The slices.</param>
internal sealed class JointCounts(MetricInput now, MetricInput then, SliceLayout layout) : RowAccumulator
{
    private readonly CellTable[] tables = [new CellTable(layout, now.ClassCount * now.ClassCount * now.ClassCount, 0)];
    private readonly int[] cells = new int[RowPass.BlockRows];

    /// <inheritdoc/>
    protected override ReadOnlySpan<CellTable> Tables => tables;

    /// <summary>Counts of a slice.</summary>
    public ReadOnlySpan<long> Of(int slot) => tables[0].Counts(slot);

    /// <inheritdoc/>
    public override RowAccumulator Fresh() => new JointCounts(now, then, layout);

    /// <inheritdoc/>
    public override void Add(int start, int count)
    {
        var classes = now.ClassCount;
        var truth = now.Truth.AsSpan(start, count);
        var predictedNow = now.Predicted.AsSpan(start, count);
        var predictedThen = then.Predicted.AsSpan(start, count);
        for (var i = 0; i < count; i++)
        {
            cells[i] = (((truth[i] * classes) + predictedNow[i]) * classes) + predictedThen[i];
        }

        tables[0].Add(start, cells.AsSpan(0, count), []);
    }
}

/// <summary>Resamples joint tables: n rows drawn again from the cells of a slice are a multinomial draw, which gives the confusion matrix now and then of the same rows. Holds its
/// buffers: one a thread.</summary>
internal sealed class JointResampler
{
    private readonly int classes;
    private readonly int replicates;
    private readonly ulong seed;
    private readonly Side now;
    private readonly Side then;

    /// <summary>Prepares for slices of one pair of inputs.</summary>
    public JointResampler(MetricInput now, MetricInput then, int replicates, ulong seed)
    {
        classes = now.ClassCount;
        this.replicates = replicates;
        this.seed = seed;
        var layout = new SliceLayout([new SliceAxis([], replicates - 2)]);
        this.now = Side.Of(now, layout);
        this.then = Side.Of(then, layout);
    }

    /// <summary>Replicates of the difference of each request; NaN where one has no value.</summary>
    /// <param name="counts">Rows by truth × now × then.</param>
    /// <param name="requests">What to compute, of kernels that read nothing but outcomes.</param>
    public double[][] Run(ReadOnlySpan<long> counts, MetricRequest[] requests)
    {
        now.Outcomes.Clear();
        then.Outcomes.Clear();
        long rows = 0;
        foreach (var count in counts)
        {
            rows += count;
        }

        var random = new RandomStream(seed, 4);
        for (var slot = 0; slot < replicates; slot++)
        {
            var (left, of) = (rows, rows);
            for (var cell = 0; cell < counts.Length && left > 0; cell++)
            {
                if (counts[cell] > 0)
                {
                    var drawn = BinomialDraw.Next(ref random, left, (double)counts[cell] / of);
                    var truth = cell / (classes * classes);
                    now.Outcomes.Add(slot, truth, cell / classes % classes, drawn);
                    then.Outcomes.Add(slot, truth, cell % classes, drawn);
                    left -= drawn;
                    of -= counts[cell];
                }
            }
        }

        now.Outcomes.Seal();
        then.Outcomes.Seal();
        return Array.ConvertAll(requests, request =>
        {
            var kernel = KernelTable.Find(request);
            var values = new double[replicates];
            for (var slot = 0; slot < replicates; slot++)
            {
                values[slot] = now.Value(kernel, request, slot) - then.Value(kernel, request, slot);
            }

            return values;
        });
    }

    /// <summary>What a request's metric would change if all rows of a class were predicted otherwise, as far as a single one tells, by class; where no row is predicted otherwise
    /// than before.</summary>
    /// <param name="counts">Rows by truth × now × then.</param>
    /// <param name="request">What to compute.</param>
    public IReadOnlyList<(long Rows, double Reach)> Reaches(ReadOnlySpan<long> counts, MetricRequest request)
    {
        var kernel = KernelTable.Find(request);
        var value = Flipped(counts, 0, 0, 0, kernel, request);
        var reaches = new List<(long Rows, double Reach)>();
        for (var truth = 0; truth < classes; truth++)
        {
            var (rows, largest) = (0L, 0.0);
            for (var predicted = 0; predicted < classes; predicted++)
            {
                var ofCell = counts[(((truth * classes) + predicted) * classes) + predicted];
                rows += ofCell;
                for (var other = 0; ofCell > 0 && other < classes; other++)
                {
                    largest = other == predicted ? largest : Math.Max(largest, Math.Abs(Flipped(counts, truth, predicted, other, kernel, request) - value));
                }
            }

            if (rows > 0)
            {
                reaches.Add((rows, rows * largest));
            }
        }

        return reaches;
    }

    /// <summary>Whether a slice has a row that is predicted otherwise than before.</summary>
    public bool HasFlips(ReadOnlySpan<long> counts)
    {
        for (var cell = 0; cell < counts.Length; cell++)
        {
            if (counts[cell] > 0 && cell % classes != cell / classes % classes)
            {
                return true;
            }
        }

        return false;
    }

    private double Flipped(ReadOnlySpan<long> counts, int truth, int predicted, int other, MetricKernel kernel, MetricRequest request)
    {
        now.Outcomes.Clear();
        for (var cell = 0; cell < counts.Length; cell++)
        {
            if (counts[cell] > 0)
            {
                now.Outcomes.Add(0, cell / (classes * classes), cell % classes, counts[cell]);
            }
        }

        now.Outcomes.Add(0, truth, predicted, -1);
        now.Outcomes.Add(0, truth, other, 1);
        now.Outcomes.Seal();
        return now.Value(kernel, request, 0);
    }

    private sealed record Side(Outcomes Outcomes, SliceTables Tables)
    {
        public static Side Of(MetricInput input, SliceLayout layout)
        {
            var outcomes = new Outcomes(input, layout, truthOnly: false);
            return new Side(outcomes, new SliceTables { Input = input, Layout = layout, Outcomes = outcomes, Bins = [] });
        }

        public double Value(MetricKernel kernel, MetricRequest request, int slot)
        {
            var value = kernel.Value(new SliceStatistics(Tables, slot), request);
            return value.IsDefined ? value.Value : double.NaN;
        }
    }
}
