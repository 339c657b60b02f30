using System.Text;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Decides conditions on string columns for each entry of the dictionary, so that rows only look up.</summary>
internal sealed class TextConditions(int threads, CancellationToken cancellationToken)
{
    private delegate bool Utf8Test(ReadOnlySpan<byte> text);

    /// <summary>A comparison with a constant.</summary>
    public TruthNode Compare(ComparisonOperator comparison, StringColumn column, string constant)
    {
        var bytes = Encoding.UTF8.GetBytes(constant);
        return comparison switch
        {
            ComparisonOperator.Equal => Decide(column, text => text.SequenceEqual(bytes)),
            ComparisonOperator.NotEqual => Decide(column, text => !text.SequenceEqual(bytes)),
            _ => Decide(column, text => ComparisonTruth.Holds(comparison, Utf8Ordinal.Compare(text, bytes))),
        };
    }

    /// <summary><c>in</c>.</summary>
    public TruthNode In(StringColumn column, IEnumerable<string> items)
    {
        var sorted = items.Select(Encoding.UTF8.GetBytes).ToArray();
        Array.Sort(sorted, (left, right) => left.AsSpan().SequenceCompareTo(right));
        return Decide(column, text => Contains(sorted, text));
    }

    /// <summary><c>like</c>.</summary>
    public TruthNode Like(StringColumn column, LikePattern pattern) => Decide(column, new LikeMatcher(pattern).Matches);

    /// <summary>A comparison of two columns: each pair of entries once where the pairs are fewer than the rows.</summary>
    public static TruthNode Compare(ComparisonOperator comparison, StringColumn left, StringColumn right)
    {
        var pairs = (long)left.Pool.Count * right.Pool.Count;
        if (pairs > left.Length)
        {
            return new TextComparison(comparison, left, right);
        }

        var byPair = new byte[pairs];
        for (var l = 0; l < left.Pool.Count; l++)
        {
            for (var r = 0; r < right.Pool.Count; r++)
            {
                byPair[(l * right.Pool.Count) + r] = Truth.Of(ComparisonTruth.Holds(comparison, Utf8Ordinal.Compare(left.Pool.Utf8(l), right.Pool.Utf8(r))));
            }
        }

        return new TextPairComparison(left.Codes, right.Codes, right.Pool.Count, byPair);
    }

    private static bool Contains(byte[][] sorted, ReadOnlySpan<byte> text)
    {
        var (low, high) = (0, sorted.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = sorted[middle].AsSpan().SequenceCompareTo(text);
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }

    private TextTruth Decide(StringColumn column, Utf8Test test)
    {
        var byCode = new byte[column.Pool.Count + 1];
        byCode[0] = Truth.Unknown;
        RowBlocks.ForEachRange(column.Pool.Count, threads, DecideEntries, cancellationToken);
        return new TextTruth(column.Codes, byCode);

        void DecideEntries(int start, int length)
        {
            for (var code = start; code < start + length; code++)
            {
                byCode[code + 1] = Truth.Of(test(column.Pool.Utf8(code)));
            }
        }
    }
}

/// <summary>A comparison of two string columns by a table of their entries' pairs.</summary>
internal sealed class TextPairComparison(int[] left, int[] right, int rightCount, byte[] byPair) : TruthNode
{
    public override void Evaluate(int start, Span<byte> truth)
    {
        for (var i = 0; i < truth.Length; i++)
        {
            var (l, r) = (left[start + i], right[start + i]);
            truth[i] = (l | r) < 0 ? Truth.Unknown : byPair[(l * rightCount) + r];
        }
    }
}

/// <summary>A comparison of two string columns with too many entries for a table of pairs.</summary>
internal sealed class TextComparison(ComparisonOperator comparison, StringColumn left, StringColumn right) : TruthNode
{
    public override void Evaluate(int start, Span<byte> truth)
    {
        for (var i = 0; i < truth.Length; i++)
        {
            var (l, r) = (left.Codes[start + i], right.Codes[start + i]);
            truth[i] = (l | r) < 0 ? Truth.Unknown : Truth.Of(ComparisonTruth.Holds(comparison, Utf8Ordinal.Compare(left.Pool.Utf8(l), right.Pool.Utf8(r))));
        }
    }
}
