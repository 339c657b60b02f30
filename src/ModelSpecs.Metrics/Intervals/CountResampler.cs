using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>Resamples confusion matrices: n rows drawn again from a slice's cells are a multinomial draw, whatever n. The replicates become the slots of a
/// table, so that the kernels themselves give the metrics. Holds its buffers: one a thread.</summary>
internal sealed class CountResampler
{
    private readonly MetricInput input;
    private readonly Outcomes outcomes;
    private readonly SliceTables tables;
    private readonly int replicates;
    private readonly ulong seed;

    /// <summary>Prepares for slices of one input.</summary>
    /// <param name="input">Without weights.</param>
    /// <param name="replicates">Replicates to draw.</param>
    /// <param name="seed">Seed; every slice uses the same stream.</param>
    public CountResampler(MetricInput input, int replicates, ulong seed)
    {
        this.input = input;
        this.replicates = replicates;
        this.seed = seed;
        var layout = new SliceLayout([new SliceAxis([], replicates - 2)]);
        outcomes = new Outcomes(input, layout, truthOnly: false);
        tables = new SliceTables { Input = input, Layout = layout, Outcomes = outcomes, Bins = [] };
    }

    /// <summary>Replicates of each request; NaN where a replicate has no value.</summary>
    /// <param name="counts">Rows by truth × prediction.</param>
    /// <param name="kernels">Kernels of the requests, which read nothing but outcomes.</param>
    /// <param name="requests">What to compute.</param>
    /// <param name="values">Takes the replicates of each request.</param>
    public void Run(ReadOnlySpan<long> counts, MetricKernel[] kernels, MetricRequest[] requests, double[][] values)
    {
        outcomes.Clear();
        var classes = input.ClassCount;
        long rows = 0;
        foreach (var count in counts)
        {
            rows += count;
        }

        var random = new RandomStream(seed, 2);
        for (var slot = 0; slot < replicates; slot++)
        {
            var (left, of) = (rows, rows);
            for (var cell = 0; cell < counts.Length && left > 0; cell++)
            {
                if (counts[cell] > 0)
                {
                    var drawn = BinomialDraw.Next(ref random, left, (double)counts[cell] / of);
                    outcomes.Add(slot, cell / classes, cell % classes, drawn);
                    left -= drawn;
                    of -= counts[cell];
                }
            }
        }

        outcomes.Seal();
        for (var slot = 0; slot < replicates; slot++)
        {
            var slice = new SliceStatistics(tables, slot);
            for (var i = 0; i < requests.Length; i++)
            {
                var value = kernels[i].Value(slice, requests[i]);
                values[i][slot] = value.IsDefined ? value.Value : double.NaN;
            }
        }
    }
}
