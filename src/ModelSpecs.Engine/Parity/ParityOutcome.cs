using ModelSpecs.Metrics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Parity;

/// <summary>What comparing found; which slices it concerns is asked later.</summary>
internal sealed class ParityOutcome
{
    private const int Named = 5;
    private readonly Dictionary<string, PlaceDifferences[]> bySlice = new(StringComparer.Ordinal);
    private PlaceDifferences? whole;

    /// <summary>What was compared.</summary>
    public required ParitySpec Parity { get; init; }

    /// <summary>Why nothing could be compared: each shape, type or failure; empty: it could.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The outputs. Of the golden set each has its rows; else each value is a row of its own.</summary>
    public IReadOnlyList<OutputDifferences> Outputs { get; init; } = [];

    /// <summary>Where a value stands that is no row of the golden set; null: it is one.</summary>
    public Func<int, int, string>? PlaceOf { get; init; }

    /// <summary>What differs in all.</summary>
    public PlaceDifferences Whole => whole ??= Count(null, 1)[0];

    /// <summary>What differs on each group of a slice.</summary>
    public PlaceDifferences[] On(string slice, SliceAxis axis)
    {
        if (!bySlice.TryGetValue(slice, out var groups))
        {
            bySlice.Add(slice, groups = Count(axis, axis.Groups));
        }

        return groups;
    }

    // Outputs of golden rows have the same rows, of which one differs once; values of their own are counted one by one.
    private PlaceDifferences[] Count(SliceAxis? axis, int groups)
    {
        var found = Enumerable.Range(0, groups).Select(_ => new PlaceDifferences()).ToArray();
        if (PlaceOf is not null)
        {
            for (var o = 0; o < Outputs.Count; o++)
            {
                for (var row = 0; row < Outputs[o].Rows; row++)
                {
                    Add(found[0], row, o, o + 1);
                }
            }

            return found;
        }

        for (var row = 0; row < (Outputs.Count == 0 ? 0 : Outputs[0].Rows); row++)
        {
            if ((axis?.Codes[row] ?? 0) is var group and >= 0)
            {
                Add(found[group], row, 0, Outputs.Count);
            }
        }

        return found;
    }

    private void Add(PlaceDifferences place, int row, int from, int to)
    {
        var worst = -1;
        for (var o = from; o < to; o++)
        {
            var difference = Outputs[o].Largest(row);
            if (difference > place.Largest || double.IsNaN(place.Largest))
            {
                place.Largest = difference;
            }

            if (!Outputs[o].IsClose(row) && (worst < 0 || Outputs[o].Excess(row) > Outputs[worst].Excess(row)))
            {
                worst = o;
            }
        }

        place.Rows++;
        if (worst < 0)
        {
            return;
        }

        place.Differing++;
        var excess = Outputs[worst].Excess(row);
        var at = place.Worst.Count;
        while (at > 0 && Outputs[place.Worst[at - 1].Output].Excess(place.Worst[at - 1].Row) < excess)
        {
            at--;
        }

        if (at < Named)
        {
            place.Worst.Insert(at, (row, worst));
            if (place.Worst.Count > Named)
            {
                place.Worst.RemoveAt(Named);
            }
        }
    }
}

/// <summary>What differs on a slice.</summary>
internal sealed class PlaceDifferences
{
    /// <summary>Rows compared.</summary>
    public int Rows { get; set; }

    /// <summary>Rows of which a value is not close.</summary>
    public int Differing { get; set; }

    /// <summary>The largest difference; NaN where there are only texts, or nothing.</summary>
    public double Largest { get; set; } = double.NaN;

    /// <summary>The worst rows with the output concerned, furthest first, equal ones in file order.</summary>
    public List<(int Row, int Output)> Worst { get; } = [];
}
