using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Metrics.Queries;

/// <summary>Resamples the queries of a slice: each is measured once, and a replicate adds up what was drawn. The draws are those of <see cref="RowResampler"/>, which would rank
/// every query again each time it is drawn; of very many queries a sample is resampled, and its spread scaled to the slice's size (m out of n).</summary>
/// <param name="input">Relevance and scores.</param>
/// <param name="options">Replicates and seed.</param>
/// <param name="then">Other scores of the same rows, whose value is taken off on the same resample; null: nothing is.</param>
internal sealed class QueryResampler(MetricInput input, IntervalOptions options, MetricInput? then = null) : IUnitResampler
{
    /// <summary>Queries that are resampled of a larger slice.</summary>
    public const int MostQueries = 8192;

    private int[]? numbers;

    /// <summary>Whether a metric is a mean over queries, so that it can be resampled so.</summary>
    public static bool Has(MetricInput input, MetricRequest request) => input.Task == MetricTask.Ranking && QueryMeasure.Find(request) is not null;

    /// <inheritdoc/>
    public RowReplicates Run(ReadOnlySpan<int> rows, MetricRequest[] requests, ReadOnlySpan<MetricValue> measured, bool accelerated, CancellationToken cancellationToken)
    {
        var random = new RandomStream(options.Seed, RowResampler.Purpose);
        var (sample, queries, all) = Sample(rows, ref random);
        var terms = Measure(sample, queries, Math.Min(all, MostQueries), requests, cancellationToken);
        var centres = terms.Values(terms.Total());
        var scale = Math.Sqrt((double)terms.Queries / all);
        var replicates = Array.ConvertAll(requests, _ => new double[options.Replicates]);
        var sums = new double[terms.Width];
        for (var replicate = 0; replicate < options.Replicates; replicate++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(sums);
            for (var draw = 0; draw < terms.Queries; draw++)
            {
                terms.Add(random.NextIndex(terms.Queries), sums, 1);
            }

            var values = terms.Values(sums);
            for (var i = 0; i < requests.Length; i++)
            {
                replicates[i][replicate] = measured[i].Value + (scale * (values[i] - (terms.Queries == all ? measured[i].Value : centres[i])));
            }
        }

        return new RowReplicates(replicates, accelerated ? Accelerations(terms, requests.Length, scale) : null);
    }

    /// <summary>Rows of all queries, or of those that are drawn, with the number of the query of each; and how many queries there are.</summary>
    private (int[] Rows, int[] Queries, int All) Sample(ReadOnlySpan<int> rows, ref RandomStream random)
    {
        // Numbered by their first rows.
        numbers ??= new int[input.Rows];
        var (queries, all) = (new int[rows.Length], 0);
        for (var i = 0; i < queries.Length; i++)
        {
            ref var number = ref numbers[input.Queries![rows[i]]];
            number = number == 0 ? ++all : number;
            queries[i] = number - 1;
        }

        foreach (var row in rows)
        {
            numbers[input.Queries![row]] = 0;
        }

        if (all <= MostQueries)
        {
            return (rows.ToArray(), queries, all);
        }

        var places = FirstOfShuffle(all, ref random);
        var (kept, ofKept) = (new List<int>(), new List<int>());
        for (var i = 0; i < queries.Length; i++)
        {
            if (places[queries[i]] is var place and >= 0)
            {
                kept.Add(rows[i]);
                ofKept.Add(place);
            }
        }

        return ([.. kept], [.. ofKept], all);
    }

    // Where a query stands among the first of a shuffle; −1: nowhere.
    private static int[] FirstOfShuffle(int all, ref RandomStream random)
    {
        var shuffled = new int[all];
        for (var query = 0; query < all; query++)
        {
            shuffled[query] = query;
        }

        var places = new int[all];
        Array.Fill(places, -1);
        for (var i = 0; i < MostQueries; i++)
        {
            var other = i + random.NextIndex(all - i);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
            places[shuffled[i]] = i;
        }

        return places;
    }

    private Terms Measure(int[] rows, int[] queries, int count, MetricRequest[] requests, CancellationToken cancellationToken)
    {
        var terms = new Terms(count, requests.Length, then is null ? 1 : 2);
        Fill(terms, 0, input.Gather(rows, queries), requests, cancellationToken);
        if (then is not null)
        {
            Fill(terms, 1, then.Gather(rows, queries), requests, cancellationToken);
        }

        return terms;
    }

    private static void Fill(Terms terms, int side, MetricInput of, MetricRequest[] requests, CancellationToken cancellationToken)
    {
        var order = QueryOrder.Of(of, 1, cancellationToken);
        var discounts = new Discounts(order.Longest);
        var (scores, gains, ideal) = (new double[order.Longest], new double[order.Longest], new double[order.Longest]);
        for (var query = 0; query < terms.Queries; query++)
        {
            var byScore = order.ByScore(query);
            var byGain = order.ByGain(query);
            var weight = 0.0;
            for (var i = 0; i < byScore.Length; i++)
            {
                (scores[i], gains[i], ideal[i]) = (of.Scores![byScore[i]], of.TrueValues![byScore[i]], of.TrueValues[byGain[i]]);
                weight += of.Weights is null ? 1 : of.Weights[byScore[i]];
            }

            var ranking = new QueryRanking(scores.AsSpan(0, byScore.Length), gains.AsSpan(0, byScore.Length), ideal.AsSpan(0, byScore.Length), discounts);
            Fill(terms, query, side, ranking, weight / byScore.Length, requests);
        }
    }

    private static void Fill(Terms terms, int query, int side, QueryRanking ranking, double weight, MetricRequest[] requests)
    {
        for (var i = 0; i < requests.Length; i++)
        {
            var measure = QueryMeasure.Of(requests[i]);
            var value = measure.NeedsRelevant && !ranking.HasRelevant ? requests[i].ZeroDivision : ranking.Value(measure);

            // A query that weighs nothing, or that is left out, adds nothing to either sum.
            if (weight > 0 && value is { } number)
            {
                terms.Set(query, side, i, weight * number, weight);
            }
        }
    }

    // The jackknife over single queries costs no more than one replicate.
    private static double[] Accelerations(Terms terms, int requests, double scale)
    {
        var without = Array.ConvertAll(new int[requests], _ => new double[terms.Queries]);
        var total = terms.Total();
        var sums = new double[terms.Width];
        for (var query = 0; query < terms.Queries; query++)
        {
            total.CopyTo(sums, 0);
            terms.Add(query, sums, -1);
            var values = terms.Values(sums);
            for (var i = 0; i < requests; i++)
            {
                without[i][query] = values[i];
            }
        }

        return Array.ConvertAll(without, of => RowResampler.Acceleration(of) * scale);
    }

    /// <summary>Of every query, side and metric the weighted value and the weight: their sums' ratio is the metric.</summary>
    private sealed class Terms(int queries, int requests, int sides)
    {
        private readonly double[] terms = new double[(long)queries * requests * sides * 2];

        public int Queries => queries;

        public int Width => requests * sides * 2;

        public void Set(int query, int side, int request, double value, double weight)
        {
            var at = (query * Width) + (((side * requests) + request) * 2);
            (terms[at], terms[at + 1]) = (value, weight);
        }

        public void Add(int query, double[] sums, int sign)
        {
            var ofQuery = terms.AsSpan(query * Width, sums.Length);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += sign * ofQuery[i];
            }
        }

        public double[] Total()
        {
            var sums = new double[Width];
            for (var query = 0; query < queries; query++)
            {
                Add(query, sums, 1);
            }

            return sums;
        }

        /// <summary>The metrics from their sums, now minus then; NaN where no query counts.</summary>
        public double[] Values(double[] sums)
        {
            var values = new double[requests];
            for (var i = 0; i < requests; i++)
            {
                values[i] = Ratio(sums, i);
                values[i] -= sides == 2 ? Ratio(sums, requests + i) : 0;
            }

            return values;
        }

        private static double Ratio(double[] sums, int term) => sums[(2 * term) + 1] > 0 ? sums[2 * term] / sums[(2 * term) + 1] : double.NaN;
    }
}
