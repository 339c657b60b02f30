namespace ModelSpecs.Engine.Guards;

/// <summary>Finds the few rows that a message names, in one pass.</summary>
internal static class HighestRows
{
    /// <summary>The rows with the highest scores, highest first, of equal ones the first.</summary>
    /// <param name="scores">Score of each row; NaN is none.</param>
    /// <param name="most">Most rows.</param>
    /// <param name="counts">Which rows count; null: all.</param>
    public static IReadOnlyList<int> Of(double[] scores, int most, Func<int, bool>? counts = null)
    {
        var rows = new List<int>(most + 1);
        for (var row = 0; row < scores.Length; row++)
        {
            if (double.IsNaN(scores[row]) || (rows.Count == most && scores[row] <= scores[rows[^1]]) || counts?.Invoke(row) == false)
            {
                continue;
            }

            // Behind all that are as high: they came first.
            var place = rows.Count;
            while (place > 0 && scores[rows[place - 1]] < scores[row])
            {
                place--;
            }

            rows.Insert(place, row);
            if (rows.Count > most)
            {
                rows.RemoveAt(most);
            }
        }

        return rows;
    }
}
