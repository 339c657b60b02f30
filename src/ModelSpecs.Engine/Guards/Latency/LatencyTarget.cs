using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>Rows that calls are made of: of the whole, or of one group of a slice. They lie beside each other in the list that models are fed from.</summary>
/// <param name="Place">The group; null: the whole.</param>
/// <param name="Name">For people: <c>overall</c>, <c>young</c>, <c>country = DE</c>.</param>
/// <param name="First">Place of the first row in the list.</param>
/// <param name="Count">Rows.</param>
internal sealed record LatencyTarget(SlicePlace? Place, string Name, int First, int Count)
{
    private const int MostRows = 1_024;

    /// <summary>The whole, then the groups of the slices that the guard is on; a group without a row is left out.</summary>
    /// <param name="scope">The judged rows and the slices.</param>
    /// <param name="guard">The guard.</param>
    /// <param name="mostRows">Most rows of a call: fewer are repeated until they are enough for one.</param>
    public static (int[] Rows, IReadOnlyList<LatencyTarget> Targets) Of(GuardScope scope, LatencySpec guard, int mostRows)
    {
        var rows = new List<int>();
        var targets = new List<LatencyTarget>();
        Add(null, "overall", [.. Enumerable.Range(0, scope.Data.Table.Rows)]);
        foreach (var slice in scope.Slices.Where(slice => guard.On.Has(slice.Spec)))
        {
            var members = slice.Groups.Select(_ => new List<int>()).ToList();
            for (var row = 0; row < slice.Axis.Codes.Length; row++)
            {
                if (slice.Axis.Codes[row] is >= 0 and var code && code < members.Count)
                {
                    members[code].Add(row);
                }
            }

            for (var g = 0; g < members.Count; g++)
            {
                var name = slice.Spec.Name.Value;
                Add(new SlicePlace(name, g), slice.Spec.IsGroup ? $"{name} = {slice.Groups[g].Name}" : name, members[g]);
            }
        }

        return ([.. rows], targets);

        void Add(SlicePlace? place, string name, List<int> members)
        {
            if (members.Count == 0)
            {
                return;
            }

            var taken = Math.Max(mostRows, Math.Min(members.Count, MostRows));
            var distinct = Math.Min(members.Count, taken);
            targets.Add(new LatencyTarget(place, name, rows.Count, taken));
            // Spread evenly, and of few rows round and round.
            rows.AddRange(Enumerable.Range(0, taken).Select(i => members[(int)((long)(i % distinct) * members.Count / distinct)]).Select(row => scope.Judged is null ? row : scope.Judged[row]));
        }
    }
}
