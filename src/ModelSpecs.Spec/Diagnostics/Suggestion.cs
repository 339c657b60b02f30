namespace ModelSpecs.Spec.Diagnostics;

/// <summary>"Did you mean …?" for names that nearly exist.</summary>
public static class Suggestion
{
    private const int LongestName = 64;
    private const int ShortestStart = 3;

    /// <summary>The candidate that is a typing slip away from <paramref name="found"/>, or that one of the two begins with; null where there is none.
    /// Case is ignored; the nearest wins, then the first.</summary>
    public static string? Closest(string found, IEnumerable<string> candidates)
    {
        if (found.Length is 0 or > LongestName)
        {
            return null;
        }

        var best = Math.Max(1, found.Length / 3) + 1;
        string? closest = null;
        foreach (var candidate in candidates)
        {
            if (candidate.Length > LongestName || Math.Abs(candidate.Length - found.Length) >= best)
            {
                continue;
            }

            var distance = Distance(found, candidate);
            // A name that keeps none of its letters is no slip.
            if (distance < best && distance < candidate.Length)
            {
                best = distance;
                closest = candidate;
            }
        }

        return closest ?? candidates.FirstOrDefault(candidate => BeginsWith(found, candidate) || BeginsWith(candidate, found));
    }

    /// <summary><c> Did you mean 'recall'?</c> with a leading space, or nothing.</summary>
    public static string DidYouMean(string found, IEnumerable<string> candidates) =>
        Closest(found, candidates) is { } closest ? $" Did you mean {OneLine.Quote(closest)}?" : "";

    /// <summary>Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours count one each.</summary>
    internal static int Distance(string left, string right)
    {
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        var beforePrevious = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                var value = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    value = Math.Min(value, beforePrevious[j - 2] + 1);
                }

                current[j] = value;
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[right.Length];
    }

    private static bool BeginsWith(string text, string start) =>
        start.Length >= ShortestStart && text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
