using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Metrics.Drift;
using ModelSpecs.Results.Profiles;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>Makes a profile of rows.</summary>
internal static class ProfileMaker
{
    /// <summary>The profile of some columns; those that hold an array in each row have none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="names">The columns, in the order of the file.</param>
    /// <param name="predictions">What a model says of the rows; null: none was asked.</param>
    /// <param name="model">Hash of the model; null: none was run.</param>
    /// <param name="floor">Fewest rows that anything in it stands for.</param>
    /// <param name="threads">Most threads; the profile does not depend on it.</param>
    /// <param name="cancellationToken">Stops between columns.</param>
    public static ProfileDocument Make(
        Table table, IReadOnlyList<string> names, IReadOnlyDictionary<string, Column>? predictions, string? model, int floor, int threads, CancellationToken cancellationToken)
    {
        var columns = names.Select(name => table.Find(name)!).Where(column => ColumnValues.KindOf(column.Kind) is not null).ToList();
        var predicted = predictions is null ? [] : predictions.OrderBy(prediction => prediction.Key, StringComparer.Ordinal).Select(prediction => prediction.Value).ToList();
        List<Column> all = [.. columns, .. predicted];
        var profiles = new ColumnProfile[all.Count];
        Workers.Run(Workers.Count(threads, all.Count), all.Count, (_, i) =>
        {
            profiles[i] = Of(all[i], floor);
            return true;
        }, cancellationToken);
        return new ProfileDocument
        {
            Rows = table.Rows, Floor = floor, Data = [table.ContentHash], Columns = profiles[..columns.Count], Predictions = profiles[columns.Count..],
            Model = predicted.Count > 0 && model is not null ? model[(model.IndexOf(':', StringComparison.Ordinal) + 1)..] : null,
        };
    }

    private static ColumnProfile Of(Column column, int floor)
    {
        var kind = ColumnValues.KindOf(column.Kind)!;
        if (kind == ColumnProfile.Category)
        {
            var (counts, absent) = ColumnValues.Categories(column, null);
            return new ColumnProfile(column.Name, kind, absent) { Categories = CategoryReference.Keep(counts, floor) };
        }

        var (all, missing) = ColumnValues.Sort(column, null);
        var sorted = all.AsSpan(missing);
        if (sorted.Length == 0)
        {
            return new ColumnProfile(column.Name, kind, missing);
        }

        var summary = NumberSummary.Of(sorted);
        var isFew = summary.Distinct is not null;
        return new ColumnProfile(column.Name, kind, missing) { Numbers = SketchProfile.ToProfile(NumberSketch.Of(sorted, floor, isFew), summary.Mean, summary.Deviation, isFew) };
    }
}
