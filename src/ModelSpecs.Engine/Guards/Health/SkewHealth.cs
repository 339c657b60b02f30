using ModelSpecs.Engine.Datasets;
using ModelSpecs.Metrics.Health;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary><c>skew</c>: joins two sets by a key, and counts the rows whose values are not the same in both.</summary>
internal static class SkewHealth
{
    private const int MostColumns = 10;
    private const int Listed = 5;
    private const string Key = "health.skew";

    /// <summary>Measures what is asked.</summary>
    public static void Measure(HealthRun run)
    {
        if (run.Spec.SkewAgainst is not { } skew)
        {
            return;
        }

        var (rows, diagnostics) = (run.Rows, run.Scope.Diagnostics);
        IReadOnlyList<string> compared = [];
        var other = OtherSet.Read(run.Scope, skew.Other, header => Known(skew, compared = Compared(run, skew, header), header, diagnostics));
        if (other is null
            || HealthColumns.Pairs([skew.Key.Value], rows.Table, other, $"{Key}.key", skew.Key.Span, diagnostics) is not { } keys
            || HealthColumns.Pairs(compared, rows.Table, other, Key, skew.Span, diagnostics) is not { } pairs)
        {
            AddMissing(run, "the other set cannot be compared");
            return;
        }

        var theirs = HealthRows.Of(other);
        var (left, right) = CellWords.Of(keys, rows.Selection, rows.Count, null, other.Rows);
        var repeated = Repeated(left, rows, keys[0].Left, skew.Key, run.Scope) | Repeated(right, theirs, keys[0].Right, skew.Key, run.Scope);
        if (repeated)
        {
            AddMissing(run, "a key names several rows");
            return;
        }

        var partner = EqualRows.Find(right.Words, other.Rows, left.Words, rows.Count, run.Scope.CancellationToken);
        for (var i = 0; i < partner.Length; i++)
        {
            partner[i] = keys[0].Left.IsNull(rows.RowOf(i)) ? -1 : partner[i];
        }

        var matched = Array.ConvertAll(partner, row => row >= 0);
        Report(run, matched, other, Path.GetFileName(other.Path));
        Compare(run, skew, pairs, partner, matched, other);
    }

    /// <summary>Names of the columns to compare.</summary>
    private static IReadOnlyList<string> Compared(HealthRun run, SkewSpec skew, IReadOnlyList<string> header) => skew.Columns.Count > 0
        ? [.. skew.Columns.Select(column => column.Column.Value)]
        : [.. run.Rows.Table.Header.Where(name => name != skew.Key.Value && header.Contains(name, StringComparer.Ordinal))];

    /// <summary>Of the columns that are needed those that the other set has; the others are reported.</summary>
    public static IEnumerable<string> Known(SkewSpec skew, IEnumerable<string> compared, IReadOnlyList<string> header, ICollection<SpecDiagnostic> diagnostics)
    {
        var named = skew.Columns.ToDictionary(column => column.Column.Value, column => column.Column, StringComparer.Ordinal);
        return [.. compared.Select(name => (Column: named.GetValueOrDefault(name) ?? new Located<string>(name, skew.Span), Key: $"{Key}.columns")).Append((Column: skew.Key, Key: $"{Key}.key"))
            .Where(column => OtherSet.Has(column.Column, column.Key, skew.Other, header, diagnostics)).Select(column => column.Column.Value)];
    }

    private static void Report(HealthRun run, bool[] matched, Table other, string file)
    {
        var both = matched.LongCount(is1 => is1);
        if (other.Rows > both)
        {
            run.Notes.Add($"{HealthText.Share(other.Rows - both, other.Rows)} of {OneLine.Escape(file)} are in it alone.");
        }

        if (run.Rows.Count > both)
        {
            run.Notes.Add($"{HealthText.Share(run.Rows.Count - both, run.Rows.Count)} are not in {OneLine.Escape(file)}.");
        }

        run.AddShare(HealthSpec.Matched, matched, _ => $"is not in {OneLine.Escape(file)}", isGood: true);
    }

    private static void Compare(HealthRun run, SkewSpec skew, List<(Column Left, Column Right)> pairs, int[] partner, bool[] matched, Table other)
    {
        var rows = run.Rows;
        var first = new int[rows.Count];
        Array.Fill(first, -1);
        var counts = new long[pairs.Count];
        for (var c = 0; c < pairs.Count; c++)
        {
            run.Scope.CancellationToken.ThrowIfCancellationRequested();
            var tolerance = skew.Columns.FirstOrDefault(column => column.Column.Value == pairs[c].Left.Name)?.Tolerance ?? skew.Tolerance;
            var agree = Agreement(pairs[c], tolerance, rows, other);
            for (var i = 0; i < partner.Length; i++)
            {
                if (partner[i] >= 0 && !agree(i, partner[i]))
                {
                    counts[c]++;
                    first[i] = first[i] < 0 ? c : first[i];
                }
            }
        }

        if (pairs.Count == 0)
        {
            run.AddMissing(HealthSpec.Skew, "the sets have no column in common but the key");
            return;
        }

        var both = matched.LongCount(is1 => is1);
        var file = OneLine.Escape(Path.GetFileName(other.Path));
        var worst = Enumerable.Range(0, counts.Length).Where(c => counts[c] > 0).OrderByDescending(c => counts[c]).ThenBy(c => c).Take(MostColumns);
        run.AddShare(HealthSpec.Skew, Array.ConvertAll(first, column => column >= 0),
            i => $"{OneLine.Escape(pairs[first[i]].Left.Name)} is {HealthText.Value(pairs[first[i]].Left, rows.RowOf(i))} here, {HealthText.Value(pairs[first[i]].Right, partner[i])} in {file}",
            matched, [.. worst.Select((c, i) => (i == 0 ? "columns" : "", $"{OneLine.Escape(pairs[c].Left.Name)}: {HealthText.Share(counts[c], both)} differ"))]);
        for (var c = 0; c < pairs.Count && both > 0; c++)
        {
            run.Outcome.Add($"{HealthSpec.Skew}({pairs[c].Left.Name})", null, new GuardValue { Value = (double)counts[c] / both, Rows = both, Format = HealthText.Percent, Shown = HealthText.Share(counts[c], both) });
        }

        run.Figures.Add(HealthFigures.Bars($"Rows that differ from {file}, by column", "column", "share of the rows in both", [.. pairs.Select((pair, c) => (pair.Left.Name, (double)counts[c] / Math.Max(1, both)))],
            run.Spec.Measures.Where(measure => measure.Name == HealthSpec.Skew)));
    }

    // What is missing in both agrees, whether it is null or NaN: files say it in different ways.
    private static Func<int, int, bool> Agreement((Column Left, Column Right) pair, Closeness tolerance, HealthRows rows, Table other)
    {
        if (pair is { Left: IntegerColumn left, Right: IntegerColumn right })
        {
            return (i, j) => left.IsNull(rows.RowOf(i)) || right.IsNull(j)
                ? left.IsNull(rows.RowOf(i)) && right.IsNull(j)
                : left.Values[rows.RowOf(i)] == right.Values[j] || (double)Int128.Abs((Int128)left.Values[rows.RowOf(i)] - right.Values[j]) <= Allowed(right.Values[j], tolerance);
        }

        if (pair.Left is IntegerColumn or NumberColumn && pair.Right is IntegerColumn or NumberColumn)
        {
            return (i, j) =>
            {
                var (here, there) = (Number(pair.Left, rows.RowOf(i)), Number(pair.Right, j));
                return here.Equals(there) || (double.IsFinite(here) && double.IsFinite(there) && Math.Abs(here - there) <= Allowed(there, tolerance));
            };
        }

        var (words, theirs) = CellWords.Of([pair], rows.Selection, rows.Count, null, other.Rows);
        return (i, j) =>
        {
            for (var word = 0; word < words.Words.Count; word++)
            {
                if (words.Words[word][i] != theirs.Words[word][j])
                {
                    return false;
                }
            }

            return true;
        };
    }

    private static double Allowed(double reference, Closeness tolerance) => tolerance.Absolute + (tolerance.Relative * Math.Abs(reference));

    private static double Number(Column column, int row) => column.IsNull(row) ? double.NaN : column is IntegerColumn integers ? integers.Values[row] : ((NumberColumn)column).Values[row] + 0.0;

    private static bool Repeated(CellWords words, HealthRows rows, Column key, Located<string> named, GuardScope scope)
    {
        var first = EqualRows.First(words.Words, rows.Count, scope.CancellationToken);
        var repeated = Enumerable.Range(0, rows.Count).Where(i => first[i] != i && !key.IsNull(rows.RowOf(i))).ToList();
        if (repeated.Count == 0)
        {
            return false;
        }

        var shown = repeated.Take(Listed).Select(i => $"{HealthText.Value(key, rows.RowOf(i))} ({Place(first[i])} and {Place(i)})");
        scope.Diagnostics.Add(SpecDiagnostics.HealthKeyRepeated.At(named.Span,
            $"{Key}.key: column {OneLine.Quote(named.Value)} does not name one row in {OneLine.Escape(Path.GetFileName(rows.Table.Path))}. Found {HealthText.Count(repeated.Count)} repeated {(repeated.Count == 1 ? "key" : "keys")}: {string.Join(", ", shown)}{(repeated.Count > Listed ? ", …" : "")}; expected each once. Name another column, or leave rows out with `where`."));
        return true;

        string Place(int i) => Planning.RowPlace.Of(rows.Table, rows.RowOf(i));
    }

    private static void AddMissing(HealthRun run, string why)
    {
        run.AddMissing(HealthSpec.Skew, why);
        run.AddMissing(HealthSpec.Matched, why);
    }
}
