using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>The rows that are changed and run again, and the slices that they are in: those of the rows as they are.</summary>
internal sealed class RobustRows
{
    private RobustRows(int[] judged, int[] table, MetricInput clean, MetricInput? champion, IReadOnlyList<SliceGroups> slices)
    {
        (Judged, Table, Clean, Champion, Slices) = (judged, table, clean, champion, slices);
        Axes = [.. slices.Select(slice => new SliceAxis(Array.ConvertAll(judged, row => slice.Axis.Codes[row]), slice.Axis.Groups))];
    }

    /// <summary>Which of the judged rows they are, ascending.</summary>
    public int[] Judged { get; }

    /// <summary>Which of the golden set's rows they are.</summary>
    public int[] Table { get; }

    /// <summary>Truth and predictions of the rows as they are.</summary>
    public MetricInput Clean { get; }

    /// <summary>The same with the champion's predictions; null: there is none.</summary>
    public MetricInput? Champion { get; }

    /// <summary>Slices on which the entry is judged.</summary>
    public IReadOnlyList<SliceGroups> Slices { get; }

    /// <summary>Group of each row.</summary>
    public IReadOnlyList<SliceAxis> Axes { get; }

    /// <summary>Rows.</summary>
    public int Count => Judged.Length;

    /// <summary>The whole, then every group of every slice.</summary>
    public IEnumerable<RobustPlace> Places => Slices.SelectMany((slice, axis) => slice.Groups.Select((group, g) =>
            new RobustPlace(new SlicePlace(slice.Spec.Name.Value, g), axis, g, slice.Spec.IsGroup ? $"{slice.Spec.Name.Value} = {group.Name}" : slice.Spec.Name.Value)))
        .Prepend(new RobustPlace(null, -1, 0, "overall"));

    /// <summary>Chooses them, spread evenly. Of a ranking all are taken: a part of a query is another query.</summary>
    public static RobustRows Of(GuardScope scope, RobustSpec spec)
    {
        var all = scope.Data.Input.Rows;
        var taken = scope.Data.Predictions.Task == TaskKind.Ranking ? all : Math.Min(all, spec.Rows);
        var judged = new int[taken];
        for (var i = 0; i < taken; i++)
        {
            judged[i] = (int)((long)i * all / taken);
        }

        return new RobustRows(
            judged, scope.Judged is { } kept ? Array.ConvertAll(judged, row => kept[row]) : judged, scope.Data.Input.Gather(judged), scope.Champion?.Input.Gather(judged),
            [.. scope.Slices.Where(slice => spec.On.Has(slice.Spec))]);
    }

    /// <summary>Whether a row belongs to a place.</summary>
    public bool IsIn(RobustPlace place, int row) => place.Axis < 0 || Axes[place.Axis].Codes[row] == place.Group;
}

/// <summary>The whole, or a group of a slice.</summary>
/// <param name="Place">Where its values stand; null: the whole.</param>
/// <param name="Axis">Index of the slice; −1: the whole.</param>
/// <param name="Group">Index of the group.</param>
/// <param name="Name">As read by people.</param>
internal readonly record struct RobustPlace(SlicePlace? Place, int Axis, int Group, string Name)
{
    /// <summary>Its entry of what is kept by axis and group.</summary>
    public T Of<T>(T overall, T[][] groups) => Axis < 0 ? overall : groups[Axis][Group];
}
