namespace ModelSpecs.Engine.Guards.Fuzz;

/// <summary>How the values of a row are chosen: the first rows walk along the ends of one column after another, the others are drawn.</summary>
/// <param name="rows">Rows.</param>
/// <param name="ends">Ends of each column.</param>
internal sealed class FuzzRows(int rows, IReadOnlyList<int> ends)
{
    private const double AtEnd = 0.25;
    private const double Missing = 0.1;

    private readonly List<(int Column, int End)> walk = Walk(rows, ends);

    /// <summary>Rows.</summary>
    public int Count => rows;

    /// <summary>Which end of a column a row has: from 0; −1: a value inside; −2: none, where it may be missing.</summary>
    public int EndOf(int column, int row, bool mayBeMissing, ref FuzzRandom random)
    {
        // Drawn in any case, so that what a row has does not shift the rows after it.
        var (share, end) = (random.NextDouble(), random.NextIndex(Math.Max(1, ends[column])));
        if (row < 2 && ends[column] > 0)
        {
            return Math.Min(row, ends[column] - 1);
        }

        if (row >= 2 && row - 2 < walk.Count && walk[row - 2].Column == column)
        {
            return walk[row - 2].End;
        }

        return mayBeMissing && share < Missing ? -2 : ends[column] > 0 && share >= 1 - AtEnd ? end : -1;
    }

    // At most half of the rows, so that the others stay for what no end shows; of each column the first ends first.
    private static List<(int Column, int End)> Walk(int rows, IReadOnlyList<int> ends)
    {
        var walk = new List<(int, int)>();
        for (var end = 0; end < (ends.Count == 0 ? 0 : ends.Max()); end++)
        {
            for (var column = 0; column < ends.Count && walk.Count < (rows / 2) - 2; column++)
            {
                if (end < ends[column])
                {
                    walk.Add((column, end));
                }
            }
        }

        return walk;
    }
}
