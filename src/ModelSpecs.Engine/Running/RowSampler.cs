using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Running;

/// <summary>Chooses the rows that a report shows: those with the highest loss of the set and of each slice, those that changed sides, those near the threshold, and some that
/// are right. The choice depends on the rows alone, so that it is the same on every machine.</summary>
internal sealed class RowSampler(EvaluationData data, IReadOnlyList<SliceGroups> slices, RunBaselines baselines, WorstRows worst, int[]? fileRows, int most)
{
    /// <summary>How many rows of the highest loss are looked at, in the set and in each slice.</summary>
    public const int Ranked = 200;

    private const int MostColumns = 24;
    private const int MostCharacters = 120;

    private readonly Dictionary<int, string> chosen = [];

    /// <summary>The sample; null where none is asked for.</summary>
    /// <param name="cancellationToken">Stops reading pictures.</param>
    public RowSampleResult? Sample(CancellationToken cancellationToken)
    {
        if (most == 0)
        {
            return null;
        }

        // Each kind has its part; what one leaves goes to those after it.
        Take("loss", worst.Rows(null), most / 5);
        var flips = new SampledFlips(baselines, data.Input.Rows);
        Take("flipped", flips.Some(most / 5), most * 2 / 5);
        Take("threshold", NearThreshold(most / 8), most * 11 / 20);
        Take("low loss", LowLoss(most / 10), most * 13 / 20);
        Take("loss", OfSlices(), most);
        Take("loss", worst.Rows(null), most);

        var columns = data.Table.Columns.Where(c => c is not TensorColumn && (data.Suite.Id is not { } id || c.Name != id.Value)).Take(MostColumns).ToList();
        var images = SampledImages.Of(data, fileRows, cancellationToken);
        var rows = chosen.OrderBy(row => row.Key).ToList();
        var pictures = SampledPictures.Of(data.Suite, columns, [.. rows.Select(row => row.Key)], cancellationToken);
        return new RowSampleResult(data.Input.Rows, [.. columns.Select(c => c.Name)], [.. rows.Select(row => Describe(row.Key, row.Value, flips, columns, images) with { Pictures = pictures.On(row.Key) })])
        {
            Image = images?.Shape,
            PicturesLeftOut = pictures.LeftOut > 0 ? pictures.LeftOut : null,
        };
    }

    private void Take(string why, IEnumerable<int> rows, int upTo)
    {
        foreach (var row in rows)
        {
            if (chosen.Count >= upTo)
            {
                return;
            }

            chosen.TryAdd(row, why);
        }
    }

    // The worst row of every slice, then the second of each, so that none is left out for another's sake.
    private IEnumerable<int> OfSlices()
    {
        var lists = slices.SelectMany(slice => Enumerable.Range(0, slice.Groups.Count).Select(g => worst.Rows(new SlicePlace(slice.Spec.Name.Value, g)))).ToList();
        for (var rank = 0; lists.Exists(list => list.Count > rank); rank++)
        {
            foreach (var list in lists.Where(list => list.Count > rank))
            {
                yield return list[rank];
            }
        }
    }

    private int[] NearThreshold(int count)
    {
        if (data.Predictions.Task != TaskKind.Binary || data.Input.Scores is not { } scores)
        {
            return [];
        }

        // The farthest of those kept stands first in the queue, of equally far ones the last in the file.
        var threshold = EvaluationData.ThresholdOf(data.Suite);
        var nearest = new PriorityQueue<int, (double Distance, int Row)>(Comparer<(double Distance, int Row)>.Create((a, b) => b.CompareTo(a)));
        for (var row = 0; row < data.Input.Rows; row++)
        {
            nearest.Enqueue(row, (Math.Abs(scores[row] - threshold), row));
            if (nearest.Count > count)
            {
                nearest.Dequeue();
            }
        }

        return [.. nearest.UnorderedItems.OrderBy(item => item.Priority).Select(item => item.Element)];
    }

    // Spread over the file; in a classification rows that are right, otherwise whatever stands there.
    private IEnumerable<int> LowLoss(int count)
    {
        var step = Math.Max(1, data.Input.Rows / Math.Max(1, count));
        for (var from = 0; from < data.Input.Rows; from += step)
        {
            for (var row = from; row < Math.Min(from + step, data.Input.Rows); row++)
            {
                if (data.Input is not { Truth: { } truth, Predicted: { } predicted } || (truth.Length == data.Input.Rows && truth[row] == predicted[row]))
                {
                    yield return row;
                    break;
                }
            }
        }
    }

    private SampledRow Describe(int row, string why, SampledFlips flips, List<Column> columns, SampledImages? images)
    {
        var described = worst.Row(row);
        var within = new List<double?> { 0 };
        var index = 1;
        foreach (var slice in slices)
        {
            if (slice.Axis.Codes[row] is var code and >= 0)
            {
                within.Add(index + code);
            }

            index += slice.Groups.Count;
        }

        return new SampledRow
        {
            Id = described.Id,
            Why = why,
            Truth = described.Truth,
            Prediction = described.Prediction,
            Score = described.Score,
            Loss = described.Loss,
            Flip = flips.Of(row)?.Values.First(),
            Flips = flips.Of(row),
            Slices = within,
            Image = images?.Image(row),
            Values = [.. columns.Select(column => column.IsNull(row) ? null : Cut(column.Format(row)))],
        };
    }

    private static string Cut(string text) => text.Length <= MostCharacters ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[MostCharacters - 2]) ? MostCharacters - 2 : MostCharacters - 1)}…";
}
