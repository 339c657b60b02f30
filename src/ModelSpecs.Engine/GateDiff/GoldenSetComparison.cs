using System.Runtime.InteropServices;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Results.Gate;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.GateDiff;

/// <summary>What a change did to the rows of a golden set: rows are matched by the column that <c>id</c> names.</summary>
public static class GoldenSetComparison
{
    /// <summary>What changed; nothing where both files say the same in other bytes.</summary>
    /// <param name="before">The spec at the base.</param>
    /// <param name="rowsBefore">Its golden set, all columns and all rows.</param>
    /// <param name="after">The spec now.</param>
    /// <param name="rowsAfter">Its golden set.</param>
    public static IReadOnlyList<GateChange> Of(SuiteSpec before, Table rowsBefore, SuiteSpec after, Table rowsAfter)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(rowsBefore);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(rowsAfter);
        if (string.Equals(rowsBefore.ContentHash, rowsAfter.ContentHash, StringComparison.Ordinal))
        {
            return [];
        }

        var changes = new ChangeList(before, after);
        var names = rowsBefore.Header.Concat(rowsAfter.Header).Distinct(StringComparer.Ordinal).ToList();
        Columns(changes, rowsBefore, rowsAfter, names);
        if (Ids(before, rowsBefore) is not { } idsBefore || Ids(after, rowsAfter) is not { } idsAfter)
        {
            var effect = rowsAfter.Rows < rowsBefore.Rows ? GateEffect.Loosened : GateEffect.Changed;
            var why = before.Id is null || after.Id is null ? "without id" : "with ids that are missing or not unique";
            Add(changes, effect, $"{Counted.Of(rowsAfter.Rows, "row")}, was {Counted.Of(rowsBefore.Rows, "row")}; {why} they cannot be matched", rowsBefore.Rows, rowsAfter.Rows);
            return changes.Changes;
        }

        Rows(changes, rowsBefore, idsBefore, rowsAfter, idsAfter);
        Values(changes, rowsBefore, idsBefore, rowsAfter, idsAfter, names);
        return changes.Changes;
    }

    /// <summary>A golden set that cannot be compared.</summary>
    public static GateChange NotComparable(SuiteSpec after, string why)
    {
        ArgumentNullException.ThrowIfNull(after);
        return ChangeList.Of(GateEffect.Changed, GateChangeKinds.GoldenSet, after, $"golden set changed, and its rows cannot be compared: {why}", after.Golden.File.Written.Span, inBase: false);
    }

    private static void Columns(ChangeList changes, Table before, Table after, List<string> names)
    {
        if (names.Where(name => !after.Header.Contains(name, StringComparer.Ordinal)).ToList() is { Count: > 0 } gone)
        {
            Add(changes, GateEffect.Changed, $"{Counted.Of(gone.Count, "column")} removed: {GateComparison.Some(gone)}", null, null);
        }

        if (names.Where(name => !before.Header.Contains(name, StringComparer.Ordinal)).ToList() is { Count: > 0 } added)
        {
            Add(changes, GateEffect.Changed, $"{Counted.Of(added.Count, "column")} added: {GateComparison.Some(added)}", null, null);
        }
    }

    private static void Rows(ChangeList changes, Table before, Dictionary<string, int> idsBefore, Table after, Dictionary<string, int> idsAfter)
    {
        var gone = idsBefore.Where(row => !idsAfter.ContainsKey(row.Key)).OrderBy(row => row.Value).Select(row => row.Key).ToList();
        if (gone.Count > 0)
        {
            Add(changes, GateEffect.Loosened, $"{Counted.Of(gone.Count, "row")} removed of {GateComparison.Number(before.Rows)}: {GateComparison.Some(gone)}", before.Rows, after.Rows);
        }

        var added = idsAfter.Where(row => !idsBefore.ContainsKey(row.Key)).OrderBy(row => row.Value).Select(row => row.Key).ToList();
        if (added.Count > 0)
        {
            Add(changes, GateEffect.Changed, $"{Counted.Of(added.Count, "row")} added to {GateComparison.Number(before.Rows)}: {GateComparison.Some(added)}", before.Rows, after.Rows);
        }
    }

    private static void Values(ChangeList changes, Table before, Dictionary<string, int> idsBefore, Table after, Dictionary<string, int> idsAfter, List<string> names)
    {
        var labels = changes.Before.LabelColumns.Zip(changes.After.LabelColumns, (was, now) => Pair(before.Find(was.Value), after.Find(now.Value))).OfType<ColumnPair>().ToList();
        var known = changes.Before.LabelColumns.Concat(changes.After.LabelColumns).Select(label => label.Value).ToHashSet(StringComparer.Ordinal);
        var others = names.Where(name => !known.Contains(name)).Select(name => Pair(before.Find(name), after.Find(name))).OfType<ColumnPair>().ToList();
        var (relabelled, edited, columns) = (new List<string>(), new List<string>(), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var (id, was) in idsBefore.OrderBy(row => row.Value))
        {
            if (!idsAfter.TryGetValue(id, out var now))
            {
                continue;
            }

            if (labels.Find(label => !label.Same(was, now)) is { } changed)
            {
                relabelled.Add($"{id} ({changed.Before.Format(was)} → {changed.After.Format(now)})");
            }

            if (others.FindAll(other => !other.Same(was, now)) is { Count: > 0 } differing)
            {
                edited.Add(id);
                columns.UnionWith(differing.Select(other => other.After.Name));
            }
        }

        if (relabelled.Count > 0)
        {
            Add(changes, GateEffect.Changed, $"{Counted.Of(relabelled.Count, "label")} edited: {GateComparison.Some(relabelled)}", null, null);
        }

        if (edited.Count > 0)
        {
            Add(changes, GateEffect.Changed, $"{Counted.Of(edited.Count, "row")} with other values in {GateComparison.Some(columns)}: {GateComparison.Some(edited)}", null, null);
        }
    }

    private static void Add(ChangeList changes, GateEffect effect, string text, int? was, int? now) => changes.Add(
        effect, GateChangeKinds.GoldenSet, "golden set: " + text, changes.After.Golden.File.Written.Span,
        was is { } rows ? Counted.Of(rows, "row") : null, now is { } left ? Counted.Of(left, "row") : null);

    // Null where rows cannot be told apart.
    private static Dictionary<string, int>? Ids(SuiteSpec suite, Table table)
    {
        if (suite.Id is not { } id || table.Find(id.Value) is not { } column || column.Nulls is { Count: > 0 })
        {
            return null;
        }

        var ids = new Dictionary<string, int>(table.Rows, StringComparer.Ordinal);
        for (var row = 0; row < table.Rows; row++)
        {
            if (!ids.TryAdd(OneLine.Escape(column.Format(row)), row))
            {
                return null;
            }
        }

        return ids;
    }

    private static ColumnPair? Pair(Column? before, Column? after) => before is null || after is null ? null : new ColumnPair(before, after, Same(before, after));

    // Types are inferred from all rows of a file: where they differ, what people read is compared.
    private static Func<int, int, bool> Same(Column before, Column after) => (before, after) switch
    {
        (IntegerColumn one, IntegerColumn other) => (was, now) => one.IsNull(was) == other.IsNull(now) && (one.IsNull(was) || one.Values[was] == other.Values[now]),
        (NumberColumn one, NumberColumn other) => (was, now) => one.IsNull(was) == other.IsNull(now) && (one.IsNull(was) || one.Values[was].Equals(other.Values[now])),
        (StringColumn one, StringColumn other) => (was, now) => one.IsNull(was) == other.IsNull(now) && (one.IsNull(was) || one.Pool.Utf8(one.Codes[was]).SequenceEqual(other.Pool.Utf8(other.Codes[now]))),
        (TensorColumn one, TensorColumn other) => (was, now) => Block(one, was).SequenceEqual(Block(other, now)),
        _ => (was, now) => Shown(before, was) == Shown(after, now),
    };

    // The bytes of one row; of another type or shape they differ in number or in value.
    private static Span<byte> Block(TensorColumn column, int row)
    {
        var size = Buffer.ByteLength(column.Values) / Math.Max(1, column.Length);
        return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(column.Values), Buffer.ByteLength(column.Values)).Slice(row * size, size);
    }

    private static string Shown(Column column, int row) => column.IsNull(row) ? "\0" : column.Format(row);

    private sealed record ColumnPair(Column Before, Column After, Func<int, int, bool> Same);
}
