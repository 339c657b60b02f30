using System.Globalization;
using ModelSpecs.Metrics;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Orders and names the groups of a column and holds them against what the spec says of them.</summary>
internal sealed class GroupFinishing(ICollection<SpecDiagnostic> diagnostics, int threads, CancellationToken cancellationToken)
{
    private const int MostListed = 10;

    /// <summary>The slice's groups; null where there was an error, which is reported.</summary>
    public SliceGroups? Finish(ColumnSlice slice, ColumnKind kind, RawGroups raw)
    {
        var present = Enumerable.Range(0, raw.Counts.Length).Where(g => raw.Counts[g] > 0 || g < raw.Declared).ToList();
        if (slice.Edges.Count == 0 && present.Count > slice.MaxGroups)
        {
            ReportTooMany(slice, new GroupExcess(present.Count, raw.Codes.Length));
            return null;
        }

        if (present.Count == 0)
        {
            diagnostics.Add(SpecDiagnostics.SliceWithoutGroups.At(slice.By.Span,
                $"The slice has no groups. Found no row in the golden set; expected at least one value of {OneLine.Quote(slice.By.Value)}."));
            return null;
        }

        if (raw.Order is { } order)
        {
            present.Sort(order);
        }

        var groups = present.ConvertAll(g => (Label: raw.Label(g), Rows: raw.Counts[g]))
            .ConvertAll(g => new SliceGroup(g.Label.Name, g.Label.Definition, g.Rows));
        if (!CheckNames(slice, groups) | !CheckValues(slice, kind, groups))
        {
            return null;
        }

        var map = new int[raw.Counts.Length + 1];
        map.AsSpan().Fill(-1);
        for (var g = 0; g < present.Count; g++)
        {
            map[present[g] + 1] = g;
        }

        RowCoding.Map(raw.Codes, map, threads, cancellationToken);
        return new SliceGroups(slice, new SliceAxis(raw.Codes, groups.Count), groups);
    }

    /// <summary>Reports more values than allowed.</summary>
    public void ReportTooMany(ColumnSlice slice, GroupExcess excess) =>
        diagnostics.Add(SpecDiagnostics.SliceTooManyGroups.At(slice.By.Span, string.Create(CultureInfo.InvariantCulture,
            $"Too many groups. Found {excess.Found} values of {OneLine.Quote(slice.By.Value)} in the first {excess.Rows} rows; expected at most {slice.MaxGroups}. Group numbers by edges and dates by every, or say max_groups.")));

    private bool CheckNames(ColumnSlice slice, List<SliceGroup> groups)
    {
        var twice = groups.GroupBy(g => g.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (twice is null)
        {
            return true;
        }

        diagnostics.Add(SpecDiagnostics.SliceNamesCollide.At(slice.By.Span,
            $"Two groups have one name. Found the text {OneLine.Quote(twice.Key!)} in {OneLine.Quote(slice.By.Value)} beside the rows that are called so ({twice.First().Definition}; {twice.Last().Definition}); expected one of them. Name the text in golden.nulls, or write another one."));
        return false;
    }

    private bool CheckValues(ColumnSlice slice, ColumnKind kind, List<SliceGroup> groups)
    {
        if (slice.Values.Count == 0)
        {
            return true;
        }

        var (before, byValue) = (diagnostics.Count, slice.Every is null && slice.Edges.Count == 0);
        var found = new HashSet<string>(groups.Select(g => g.Name!), StringComparer.Ordinal);
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in slice.Values)
        {
            var name = byValue ? ValueLabels.NameOf(value.Value, kind) ?? value.Value : value.Value;
            listed.Add(name);
            if (!found.Contains(name))
            {
                diagnostics.Add(SpecDiagnostics.SliceValueMissing.At(value.Span,
                    $"A listed value is missing. Found no row where {OneLine.Quote(slice.By.Value)} is {OneLine.Quote(value.Value)}; expected at least one. The golden set has {Listed(groups)}.{Suggestion.DidYouMean(value.Value, found)}"));
            }
        }

        var unlisted = groups.FindAll(g => !listed.Contains(g.Name!));
        if (unlisted.Count > 0 && !slice.OthersAllowed)
        {
            diagnostics.Add(SpecDiagnostics.SliceValueUnlisted.At(slice.By.Span,
                $"A value is not listed. Found {OneLine.Quote(slice.By.Value)} with {Listed(unlisted)}; expected only the listed values. Add to values what belongs there, or say others: allow."));
        }

        return diagnostics.Count == before;
    }

    private static string Listed(List<SliceGroup> groups)
    {
        var shown = string.Join(", ", groups.Take(MostListed).Select(g =>
            string.Create(CultureInfo.InvariantCulture, $"{OneLine.Quote(g.Name!)} ({g.Rows} {(g.Rows == 1 ? "row" : "rows")})")));
        return groups.Count <= MostListed ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown} and {groups.Count - MostListed} more");
    }
}
