namespace ModelSpecs.Engine.Init;

/// <summary>How much two partitions of the same rows say the same.</summary>
internal static class Partitions
{
    /// <summary>Mutual information over the smaller entropy: 1 where one follows from the other, 0 where they are independent.</summary>
    /// <param name="left">Group of each row.</param>
    /// <param name="right">Group of each row.</param>
    public static double Overlap(int[] left, int[] right)
    {
        double total = left.Length;
        var both = new Dictionary<(int, int), int>();
        var ofLeft = new Dictionary<int, int>();
        var ofRight = new Dictionary<int, int>();
        for (var row = 0; row < left.Length; row++)
        {
            Count(both, (left[row], right[row]));
            Count(ofLeft, left[row]);
            Count(ofRight, right[row]);
        }

        // H(L) + H(R) − H(L, R)
        var entropies = (Left: Entropy(ofLeft.Values, total), Right: Entropy(ofRight.Values, total), Both: Entropy(both.Values, total));
        var smaller = Math.Min(entropies.Left, entropies.Right);
        return smaller > 0 ? (entropies.Left + entropies.Right - entropies.Both) / smaller : 0;
    }

    private static void Count<T>(Dictionary<T, int> counts, T key)
        where T : notnull
    {
        counts.TryGetValue(key, out var count);
        counts[key] = count + 1;
    }

    private static double Entropy(IEnumerable<int> counts, double total) => -counts.Order().Sum(count => count / total * Math.Log(count / total));
}
