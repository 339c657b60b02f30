using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Selective;

namespace ModelSpecs.Engine.Guards.Selective;

/// <summary>The rows of slices.</summary>
internal static class SelectiveMembers
{
    /// <summary>The rows of each group, in order.</summary>
    public static int[][] Of(SliceGroups slice)
    {
        var members = slice.Groups.Select(_ => new List<int>()).ToArray();
        for (var row = 0; row < slice.Axis.Codes.Length; row++)
        {
            if (slice.Axis.Codes[row] is >= 0 and var group)
            {
                members[group].Add(row);
            }
        }

        return Array.ConvertAll(members, rows => rows.ToArray());
    }

    /// <summary>Some of the rows.</summary>
    public static SelectiveRows Of(SelectiveRows all, int[] rows) => new(
        Array.ConvertAll(rows, row => all.Confidence[row]), Array.ConvertAll(rows, row => all.Wrong[row]),
        all.Weights is { } weights ? Array.ConvertAll(rows, row => weights[row]) : null, all.Clusters is { } clusters ? Array.ConvertAll(rows, row => clusters[row]) : null);
}
