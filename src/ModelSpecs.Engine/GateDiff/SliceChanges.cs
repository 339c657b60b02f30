using System.Globalization;
using System.Text;
using ModelSpecs.Results.Gate;
using ModelSpecs.Results;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.GateDiff;

/// <summary>Slices that came, went, or have other rows.</summary>
internal static class SliceChanges
{
    /// <summary>Finds them; a renamed slice is one that went and one that came.</summary>
    public static void Find(ChangeList changes)
    {
        var before = changes.Before.Slices.ToDictionary(slice => slice.Name.Value, StringComparer.Ordinal);
        var after = changes.After.Slices.ToDictionary(slice => slice.Name.Value, StringComparer.Ordinal);
        foreach (var gone in before.Values.Where(slice => !after.ContainsKey(slice.Name.Value)))
        {
            var checks = ChecksOf(changes.Before, gone);
            changes.AddGone(checks > 0 ? GateEffect.Loosened : GateEffect.Changed, GateChangeKinds.Slice,
                $"slice removed: {gone.Name.Value} ({Describe(gone)}), with {Counted.Of(checks, "check")}", gone.Name.Span, Describe(gone));
        }

        foreach (var added in after.Values.Where(slice => !before.ContainsKey(slice.Name.Value)))
        {
            var checks = ChecksOf(changes.After, added);
            changes.Add(checks > 0 ? GateEffect.Tightened : GateEffect.Changed, GateChangeKinds.Slice,
                $"slice added: {added.Name.Value} ({Describe(added)}), with {Counted.Of(checks, "check")}", added.Name.Span, null, Describe(added));
        }

        foreach (var now in after.Values)
        {
            if (before.TryGetValue(now.Name.Value, out var was))
            {
                Compare(changes, was, now);
            }
        }
    }

    private static void Compare(ChangeList changes, SliceSpec was, SliceSpec now)
    {
        var name = $"slice {now.Name.Value}";
        var (old, @new) = (Describe(was), Describe(now));
        if (!string.Equals(old, @new, StringComparison.Ordinal))
        {
            changes.Add(GateEffect.Changed, GateChangeKinds.Slice, $"{name} has the rows of {@new}, was {old}", now is PredicateSlice predicate ? predicate.Where.Span : now.Name.Span, old, @new);
        }

        if (was is ColumnSlice columnWas && now is ColumnSlice columnNow)
        {
            CompareValues(changes, name, columnWas, columnNow);
        }

        var (rowsWas, rowsNow) = (was.MinRows?.Value ?? changes.Before.Verdict.MinRows, now.MinRows?.Value ?? changes.After.Verdict.MinRows);
        var said = was.MinRows is not null || now.MinRows is not null;
        if (said && rowsWas != rowsNow)
        {
            changes.Add(rowsNow > rowsWas ? GateEffect.Loosened : GateEffect.Tightened, GateChangeKinds.Slice, $"{name} is judged from {Number(rowsNow)} rows on, was {Number(rowsWas)} (min_rows)",
                now.MinRows?.Span ?? now.Name.Span, Number(rowsWas), Number(rowsNow));
        }
    }

    private static void CompareValues(ChangeList changes, string name, ColumnSlice was, ColumnSlice now)
    {
        var (before, after) = (was.Values.Select(value => value.Value).ToList(), now.Values.Select(value => value.Value).ToList());
        if (before.Except(after, StringComparer.Ordinal).ToList() is { Count: > 0 } gone)
        {
            changes.Add(GateEffect.Loosened, GateChangeKinds.Slice, $"{name} need not have {Counted.Of(gone.Count, "value")} any more: {GateComparison.Some(gone)}", now.Name.Span, string.Join(", ", before), string.Join(", ", after));
        }

        if (after.Except(before, StringComparer.Ordinal).ToList() is { Count: > 0 } added)
        {
            changes.Add(GateEffect.Tightened, GateChangeKinds.Slice, $"{name} must have {Counted.Of(added.Count, "value")} more: {GateComparison.Some(added)}", now.Name.Span, string.Join(", ", before), string.Join(", ", after));
        }

        if (was.OthersAllowed != now.OthersAllowed && before.Count > 0 && after.Count > 0)
        {
            changes.Add(now.OthersAllowed ? GateEffect.Loosened : GateEffect.Tightened, GateChangeKinds.Slice, $"{name} may {(now.OthersAllowed ? "" : "no longer ")}have other values (others: allow)", now.Name.Span);
        }
    }

    private static int ChecksOf(SuiteSpec suite, SliceSpec slice) => CheckPlan.Of(suite).Count(check => string.Equals(check.SliceName, slice.Name.Value, StringComparison.Ordinal) && check.Slice is not null);

    /// <summary>How a slice's rows are chosen, the same text for what means the same.</summary>
    internal static string Describe(SliceSpec slice) => slice switch
    {
        PredicateSlice predicate => OneSpaced(predicate.Where.Text),
        ColumnSlice { Edges.Count: > 0 } column => $"by {column.By.Value} at [{string.Join(", ", column.Edges.Select(edge => edge.ToString("R", CultureInfo.InvariantCulture)))}]",
        ColumnSlice { Every: { } period } column => $"by {column.By.Value}, every {period.ToString().ToLowerInvariant()}",
        ColumnSlice column => $"by {column.By.Value}",
        CrossSlice cross => string.Join(" × ", cross.Of.Select(part => part.Value)),
        _ => slice.GetType().Name,
    };

    /// <summary>The text with runs of white space outside of quotes as one space: laying a predicate out anew changes no row.</summary>
    internal static string OneSpaced(string text)
    {
        var result = new StringBuilder(text.Length);
        var quote = '\0';
        foreach (var character in text.Trim())
        {
            if (quote != '\0')
            {
                quote = character == quote ? '\0' : quote;
                result.Append(character);
            }
            else if (char.IsWhiteSpace(character))
            {
                result.Append(result.Length > 0 && result[^1] == ' ' ? "" : " ");
            }
            else
            {
                quote = character is '\'' or '"' or '`' ? character : '\0';
                result.Append(character);
            }
        }

        return result.ToString();
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
