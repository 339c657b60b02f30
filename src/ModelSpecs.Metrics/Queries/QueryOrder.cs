using ModelSpecs.Metrics.Accumulation;

namespace ModelSpecs.Metrics.Queries;

/// <summary>Rows query after query, once from the highest score down and once from the highest gain down: sorted once for all slices.</summary>
internal sealed class QueryOrder
{
    private const int Chunks = 64;
    private readonly int[] starts;
    private readonly int[] byScore;
    private readonly int[] byGain;

    private QueryOrder(int[] starts, int[] byScore, int[] byGain, int longest)
    {
        this.starts = starts;
        this.byScore = byScore;
        this.byGain = byGain;
        Longest = longest;
    }

    /// <summary>Queries, those without a row included.</summary>
    public int Queries => starts.Length - 1;

    /// <summary>Rows of the longest query.</summary>
    public int Longest { get; }

    /// <summary>Rows of a query from the highest score down.</summary>
    public ReadOnlySpan<int> ByScore(int query) => byScore.AsSpan(starts[query]..starts[query + 1]);

    /// <summary>Rows of a query from the highest gain down.</summary>
    public ReadOnlySpan<int> ByGain(int query) => byGain.AsSpan(starts[query]..starts[query + 1]);

    /// <summary>Deals out the rows by a counting sort, then sorts each query.</summary>
    public static QueryOrder Of(MetricInput input, int threads, CancellationToken cancellationToken)
    {
        var queries = input.Queries!;
        var starts = new int[input.Rows + 1];
        foreach (var query in queries)
        {
            starts[query + 1]++;
        }

        var longest = 0;
        for (var query = 0; query < input.Rows; query++)
        {
            longest = Math.Max(longest, starts[query + 1]);
            starts[query + 1] += starts[query];
        }

        var byScore = new int[input.Rows];
        var next = starts.AsSpan().ToArray();
        for (var row = 0; row < queries.Length; row++)
        {
            byScore[next[queries[row]]++] = row;
        }

        var byGain = byScore.AsSpan().ToArray();
        Workers.Run(
            threads,
            Chunks,
            chunk =>
            {
                var keys = new double[longest];
                var (first, end) = (FirstQuery(starts, chunk), FirstQuery(starts, chunk + 1));
                Sort(input.Scores!, starts, first, end, byScore, keys);
                Sort(input.TrueValues!, starts, first, end, byGain, keys);
            },
            cancellationToken);
        return new QueryOrder(starts, byScore, byGain, longest);
    }

    // Chunks of whole queries with about as many rows.
    private static int FirstQuery(int[] starts, int chunk)
    {
        var rows = starts[^1];
        if (chunk == Chunks)
        {
            return starts.Length - 1;
        }

        var found = Array.BinarySearch(starts, (int)((long)rows * chunk / Chunks));
        found = found < 0 ? ~found : found;
        while (found > 0 && starts[found - 1] == starts[found])
        {
            found--;
        }

        return found;
    }

    private static void Sort(double[] column, int[] starts, int first, int end, int[] rows, double[] keys)
    {
        for (var query = first; query < end; query++)
        {
            var ofQuery = rows.AsSpan(starts[query]..starts[query + 1]);
            var itsKeys = keys.AsSpan(0, ofQuery.Length);
            for (var i = 0; i < ofQuery.Length; i++)
            {
                itsKeys[i] = -column[ofQuery[i]];
            }

            itsKeys.Sort(ofQuery);
        }
    }
}
