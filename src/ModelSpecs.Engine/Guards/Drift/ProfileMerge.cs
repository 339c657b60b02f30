using ModelSpecs.Metrics.Drift;
using ModelSpecs.Results.Profiles;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>Makes one profile of several.</summary>
public static class ProfileMerge
{
    /// <summary>The profile of all rows together. Counts of categories and of numbers that are knots in both add up exactly; between knots each is taken to be even, and what that may be wrong by
    /// is kept (<see cref="NumberProfile.RankError"/>).</summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other; the order of the two makes no difference but for the order of columns.</param>
    /// <returns>Columns that only one of the two has are left out.</returns>
    /// <exception cref="ArgumentException">They share data, which would count twice, or a column has two kinds; the message is one for people.</exception>
    public static ProfileDocument Merge(ProfileDocument first, ProfileDocument second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Data.Intersect(second.Data, StringComparer.Ordinal).FirstOrDefault() is { } same)
        {
            throw new ArgumentException($"Both are made of the same data, whose rows would count twice. Found sha256 {same} in both; expected different files.");
        }

        if (first.Predictions.Count > 0 && second.Predictions.Count > 0 && !string.Equals(first.Model, second.Model, StringComparison.Ordinal))
        {
            throw new ArgumentException($"Their predictions come from two models. Found sha256 {first.Model ?? "none"} and {second.Model ?? "none"}; expected one. Make both with one model, or without --spec.");
        }

        var floor = Math.Max(first.Floor, second.Floor);
        return new ProfileDocument
        {
            Rows = first.Rows + second.Rows, Floor = floor, Data = [.. first.Data.Concat(second.Data).Order(StringComparer.Ordinal)],
            Columns = Merge(first.Columns, first.Rows, second.Columns, second.Rows, floor), Predictions = Merge(first.Predictions, first.Rows, second.Predictions, second.Rows, floor),
            Model = string.Equals(first.Model, second.Model, StringComparison.Ordinal) ? first.Model : null,
        };
    }

    /// <summary>Names of the columns that only one of two profiles has.</summary>
    public static IReadOnlyList<string> OnlyInOne(ProfileDocument first, ProfileDocument second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        string[] one = [.. first.Columns.Concat(first.Predictions).Select(column => column.Name)];
        string[] other = [.. second.Columns.Concat(second.Predictions).Select(column => column.Name)];
        return [.. one.Except(other, StringComparer.Ordinal).Concat(other.Except(one, StringComparer.Ordinal))];
    }

    private static List<ColumnProfile> Merge(IReadOnlyList<ColumnProfile> first, long rows, IReadOnlyList<ColumnProfile> second, long otherRows, int floor)
    {
        var others = second.ToDictionary(column => column.Name, StringComparer.Ordinal);
        return [.. first.Where(column => others.ContainsKey(column.Name)).Select(column => Merge(column, rows, others[column.Name], otherRows, floor))];
    }

    private static ColumnProfile Merge(ColumnProfile first, long rows, ColumnProfile second, long otherRows, int floor)
    {
        if (!string.Equals(first.Kind, second.Kind, StringComparison.Ordinal))
        {
            throw new ArgumentException($"Column '{first.Name}' has two kinds. Found {first.Kind} and {second.Kind}; expected one.");
        }

        return new ColumnProfile(first.Name, first.Kind, first.Missing + second.Missing)
        {
            Categories = first.Categories is { } one && second.Categories is { } other ? Merge(one, other, floor) : null,
            // A column without any value adds nothing; one with too few to be kept leaves the sum unknown.
            Numbers = first.Missing == rows ? second.Numbers : second.Missing == otherRows ? first.Numbers : Merge(first.Name, first.Numbers, second.Numbers, floor),
        };
    }

    private static CategoryProfile Merge(CategoryProfile first, CategoryProfile second, int floor)
    {
        var counts = first.Rows.ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal);
        foreach (var (name, rows) in second.Rows)
        {
            counts[name] = counts.GetValueOrDefault(name) + rows;
        }

        var kept = CategoryReference.Keep(counts, floor);
        return kept with { Rest = kept.Rest + first.Rest + second.Rest, RestCategories = kept.RestCategories + first.RestCategories + second.RestCategories };
    }

    private static NumberProfile? Merge(string name, NumberProfile? first, NumberProfile? second, int floor)
    {
        if (first is null || second is null)
        {
            return null;
        }

        var (n, m) = ((double)SketchProfile.ToSketch(first).Count, (double)SketchProfile.ToSketch(second).Count);
        var off = second.Mean - first.Mean;
        var squares = (first.Deviation * first.Deviation * n) + (second.Deviation * second.Deviation * m) + (off * off * (n * m / (n + m)));
        if (!double.IsFinite(squares))
        {
            throw new ArgumentException($"Column '{name}' has numbers that are too far apart for a standard deviation. Found some beyond 1e150; expected smaller ones. Make both without the column.");
        }

        var isFew = first.IsFewValued && second.IsFewValued && NumberSummary.IsFew(first.Knots.Union(second.Knots).Count(), (long)(n + m));
        return SketchProfile.ToProfile(
            NumberSketch.Merge(SketchProfile.ToSketch(first), SketchProfile.ToSketch(second), floor, isFew), ((n * first.Mean) + (m * second.Mean)) / (n + m), Math.Sqrt(squares / (n + m)), isFew);
    }
}
