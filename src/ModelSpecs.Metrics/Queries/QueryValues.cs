using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Queries;

/// <summary>Sums over the queries of each slice, by slot. A slice ranks of each query the rows it has, and counts it as one query that
/// weighs the mean of its rows' weights.</summary>
internal sealed class QueryValues
{
    private readonly List<QueryMeasure> measures;
    private readonly double[][] sums;
    private readonly long[] queries;
    private readonly long[] relevant;
    private readonly double[] weight;
    private readonly double[] relevantWeight;

    private QueryValues(IReadOnlyList<QueryMeasure> measures, int slots)
    {
        this.measures = [.. measures];
        sums = [.. measures.Select(_ => new double[slots])];
        (queries, relevant, weight, relevantWeight) = (new long[slots], new long[slots], new double[slots], new double[slots]);
    }

    /// <summary>Queries of a slice.</summary>
    public long Queries(int slot) => queries[slot];

    /// <summary>Those with a relevant row.</summary>
    public long Relevant(int slot) => relevant[slot];

    /// <summary>Weight of the queries of a slice.</summary>
    public double Weight(int slot) => weight[slot];

    /// <summary>Weight of those with a relevant row.</summary>
    public double RelevantWeight(int slot) => relevantWeight[slot];

    /// <summary>Σ weight × value over the queries of a slice that have one.</summary>
    public double Sum(int slot, QueryMeasure measure) => sums[measures.IndexOf(measure)][slot];

    /// <summary>Measures all slices; axes are shared out to the threads, and the queries of each are taken in order.</summary>
    public static QueryValues Measure(MetricInput input, SliceLayout layout, IReadOnlyList<QueryMeasure> measures, int threads, CancellationToken cancellationToken)
    {
        var order = QueryOrder.Of(input, threads, cancellationToken);
        var discounts = new Discounts(order.Longest);
        var values = new QueryValues(measures, layout.Slots);
        Workers.Run(
            threads,
            layout.Axes.Count + 1,
            axis =>
            {
                var ofAxis = axis == 0 ? null : layout.Axes[axis - 1];
                new Dealer(input, order, discounts, values, ofAxis, axis == 0 ? 0 : layout.Slot(axis - 1, 0)).Run(cancellationToken);
            },
            cancellationToken);
        return values;
    }

    private void Add(int slot, double weightOfQuery, QueryRanking ranking)
    {
        queries[slot]++;
        weight[slot] += weightOfQuery;
        if (ranking.HasRelevant)
        {
            relevant[slot]++;
            relevantWeight[slot] += weightOfQuery;
        }

        // What weighs nothing may be undefined.
        for (var i = 0; i < sums.Length && weightOfQuery > 0; i++)
        {
            if (ranking.HasRelevant || !measures[i].NeedsRelevant)
            {
                sums[i][slot] += weightOfQuery * ranking.Value(measures[i]);
            }
        }
    }

    /// <summary>Deals each query's sorted rows out to the groups of one axis.</summary>
    private sealed class Dealer(MetricInput input, QueryOrder order, Discounts discounts, QueryValues values, SliceAxis? axis, int firstSlot)
    {
        private const int QueriesBetweenLooks = 4096;
        private readonly double[] scores = new double[order.Longest];
        private readonly double[] gains = new double[order.Longest];
        private readonly double[] ideal = new double[order.Longest];
        private readonly int[] touched = new int[order.Longest];
        private readonly int[] counts = new int[axis?.Groups ?? 1];
        private readonly int[] next = new int[axis?.Groups ?? 1];
        private readonly double[] weights = new double[axis?.Groups ?? 1];

        public void Run(CancellationToken cancellationToken)
        {
            for (var query = 0; query < order.Queries; query++)
            {
                if (query % QueriesBetweenLooks == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                Deal(order.ByScore(query), order.ByGain(query));
            }
        }

        private int GroupOf(int row) => axis is null ? 0 : axis.Codes[row];

        private void Deal(ReadOnlySpan<int> byScore, ReadOnlySpan<int> byGain)
        {
            var groups = 0;
            foreach (var row in byScore)
            {
                if (GroupOf(row) is var group and >= 0 && counts[group]++ == 0)
                {
                    touched[groups++] = group;
                }
            }

            Lay(groups);
            foreach (var row in byScore)
            {
                if (GroupOf(row) is var group and >= 0)
                {
                    var place = next[group]++;
                    (scores[place], gains[place]) = (input.Scores![row], input.TrueValues![row]);
                    weights[group] += input.Weights is null ? 1 : input.Weights[row];
                }
            }

            Lay(groups);
            foreach (var row in byGain)
            {
                if (GroupOf(row) is var group and >= 0)
                {
                    ideal[next[group]++] = input.TrueValues![row];
                }
            }

            var start = 0;
            foreach (var group in touched.AsSpan(0, groups))
            {
                var count = counts[group];
                values.Add(firstSlot + group, weights[group] / count, new QueryRanking(scores.AsSpan(start, count), gains.AsSpan(start, count), ideal.AsSpan(start, count), discounts));
                start += count;
                counts[group] = 0;
                weights[group] = 0;
            }
        }

        // Where the rows of each group begin.
        private void Lay(int groups)
        {
            var start = 0;
            foreach (var group in touched.AsSpan(0, groups))
            {
                next[group] = start;
                start += counts[group];
            }
        }
    }
}
