using ModelSpecs.Engine.Inference.Labels;

namespace ModelSpecs.Engine.Inference.Outputs;

/// <summary>What a model's own label output says of its score columns: which label it gives where which column is highest. The truth has no part in it.</summary>
internal static class LabelPairs
{
    // Scores nearer than this may be in another order in the model's own arithmetic.
    private const double Tie = 1e-6;

    /// <summary>Name of each column; null: the rows do not say, or contradict each other.</summary>
    public static IReadOnlyList<string>? Names(ScoreMatrix scores, Categories labels)
    {
        if (labels.IsTooMany || labels.Values.Count > scores.Width || scores.Rows == 0)
        {
            return null;
        }

        var columns = scores.Width == 2 ? OfTwo(scores, labels) : OfMany(scores, labels);
        if (columns is null)
        {
            return null;
        }

        var names = new string?[scores.Width];
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] >= 0)
            {
                names[columns[i]] = labels.Values[i].Text;
            }
        }

        if (names.All(name => name is not null))
        {
            return names!;
        }

        // Integers that are the column's index in every row are that index in the columns that never win, too.
        var isIndex = labels.Values.Select((value, i) => (value, i))
            .All(label => label.value.Kind is LabelKind.Integer or LabelKind.Boolean && Index(label.value) == columns[label.i]);
        return !isIndex ? null
            : labels.Values[0].Kind == LabelKind.Boolean ? ["false", "true"]
            : [.. Enumerable.Range(0, scores.Width).Select(k => k.ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }

    /// <summary>Whether high scores of a column go with a label: true, false (they go with the other label), or null where the rows do not say.</summary>
    /// <param name="statistic">Score of the column by row, or its lead over the other column.</param>
    /// <param name="labels">Label by row.</param>
    /// <param name="label">Code of the label.</param>
    public static bool? RisesWith(ReadOnlySpan<double> statistic, Categories labels, int label)
    {
        var (with, without) = ((Low: double.PositiveInfinity, High: double.NegativeInfinity), (Low: double.PositiveInfinity, High: double.NegativeInfinity));
        for (var row = 0; row < statistic.Length; row++)
        {
            ref var range = ref labels.Codes[row] == label ? ref with : ref without;
            range = (Math.Min(range.Low, statistic[row]), Math.Max(range.High, statistic[row]));
        }

        if (with.Low > with.High || without.Low > without.High)
        {
            return null;
        }

        var (rises, falls) = (with.Low >= without.High, with.High <= without.Low);
        return rises == falls ? null : rises;
    }

    private static double Index(LabelValue value) => value.Kind == LabelKind.Boolean
        ? value.Text == "true" ? 1 : 0
        : double.Parse(value.Text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Column of each label. Any operating point will do: one label goes with the upper end of the scores.</summary>
    private static int[]? OfTwo(ScoreMatrix scores, Categories labels)
    {
        var lead = new double[scores.Rows];
        for (var row = 0; row < lead.Length; row++)
        {
            lead[row] = scores[row][1] - scores[row][0];
        }

        if (labels.Values.Count == 2)
        {
            return RisesWith(lead, labels, 1) switch
            {
                true => [0, 1],
                false => [1, 0],
                null => null,
            };
        }

        return lead.All(l => l > Tie) ? [1] : lead.All(l => l < -Tie) ? [0] : null;
    }

    /// <summary>Column of each label, where the highest score and the label go together in every row.</summary>
    private static int[]? OfMany(ScoreMatrix scores, Categories labels)
    {
        var columns = new int[labels.Values.Count];
        Array.Fill(columns, -1);
        var owners = new int[scores.Width];
        Array.Fill(owners, -1);
        for (var row = 0; row < scores.Rows; row++)
        {
            if (Winner(scores[row]) is not { } winner)
            {
                continue;
            }

            var label = labels.Codes[row];
            if ((columns[label] >= 0 && columns[label] != winner) || (owners[winner] >= 0 && owners[winner] != label))
            {
                return null;
            }

            (columns[label], owners[winner]) = (winner, label);
        }

        return columns;
    }

    private static int? Winner(ReadOnlySpan<double> scores)
    {
        var best = 0;
        for (var k = 1; k < scores.Length; k++)
        {
            best = scores[k] > scores[best] ? k : best;
        }

        for (var k = 0; k < scores.Length; k++)
        {
            if (k != best && scores[best] - scores[k] <= Tie)
            {
                return null;
            }
        }

        return best;
    }
}
