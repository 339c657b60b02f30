using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Metrics.Health;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary><c>leakage</c>: which share of the rows the model has seen in training, by what it reads of them, by a key, nearly.</summary>
internal static class LeakageHealth
{
    private const string Key = "health.leakage";

    /// <summary>Measures what is asked.</summary>
    public static void Measure(HealthRun run)
    {
        if (run.Spec.Leakage is not { } leakage)
        {
            return;
        }

        var (scope, rows) = (run.Scope, run.Rows);
        IReadOnlyList<string> features = [];
        var train = OtherSet.Read(scope, leakage.Train, header =>
        {
            features = HealthColumns.Features(scope.Suite, leakage, rows.Table.Header, header, scope.Inference);
            return Known(leakage, features, header, scope.Diagnostics);
        });
        if (train is null || HealthColumns.Pairs(features, rows.Table, train, Key, leakage.Span, scope.Diagnostics) is not { } pairs)
        {
            AddMissing(run, "the training set cannot be compared");
            return;
        }

        var other = HealthRows.Of(train);
        if (pairs.Count == 0)
        {
            run.AddMissing(HealthSpec.LeakedRows, "the sets have no column in common to compare rows by");
        }
        else
        {
            var (left, right) = CellWords.Of(pairs, rows.Selection, rows.Count, null, train.Rows);
            var found = EqualRows.Find(right.Words, train.Rows, left.Words, rows.Count, scope.CancellationToken);
            run.AddShare(HealthSpec.LeakedRows, Array.ConvertAll(found, row => row >= 0), i => $"is {other.NameOf(found[i])}");
        }

        if (leakage.Key is { } key)
        {
            Keys(run, key, train, other);
        }

        if (leakage.Near is { } near)
        {
            // The training rows first: what the others are held against.
            var (classes, numbers) = NearCells.Of([([.. pairs.Select(pair => pair.Right)], null, train.Rows), ([.. pairs.Select(pair => pair.Left)], rows.Selection, rows.Count)], scope.CancellationToken);
            var partners = NearRows.Find(classes, numbers, (near.Tolerance.Absolute, near.Tolerance.Relative), train.Rows, NearRows.MostSteps(classes.Length), scope.CancellationToken);
            if (partners is null || pairs.Count == 0)
            {
                run.AddMissing(HealthSpec.LeakedNear, pairs.Count == 0 ? "the sets have no column in common to compare rows by" : DuplicateHealth.TooWide);
            }
            else
            {
                var close = partners[train.Rows..];
                run.AddShare(HealthSpec.LeakedNear, Array.ConvertAll(close, row => row >= 0), i => $"is close to {other.NameOf(close[i])}");
            }
        }
    }

    /// <summary>Of the columns that are needed those that the training set has; the others are reported.</summary>
    public static IEnumerable<string> Known(LeakageSpec leakage, IReadOnlyList<string> features, IReadOnlyList<string> header, ICollection<SpecDiagnostic> diagnostics)
    {
        var named = leakage.Columns.Only.ToDictionary(column => column.Value, StringComparer.Ordinal);
        var needed = features.Select(name => (Column: named.GetValueOrDefault(name) ?? new Located<string>(name, leakage.Span), Key: $"{Key}.train"));
        needed = leakage.Key is { } key ? needed.Append((key, $"{Key}.key")) : needed;
        return [.. needed.Where(column => OtherSet.Has(column.Column, column.Key, leakage.Train, header, diagnostics)).Select(column => column.Column.Value)];
    }

    private static void Keys(HealthRun run, Located<string> key, Table train, HealthRows other)
    {
        var rows = run.Rows;
        if (HealthColumns.Pairs([key.Value], rows.Table, train, $"{Key}.key", key.Span, run.Scope.Diagnostics) is not { } pairs)
        {
            run.AddMissing(HealthSpec.LeakedKeys, "the keys cannot be compared");
            return;
        }

        var (left, right) = CellWords.Of(pairs, rows.Selection, rows.Count, null, train.Rows);
        var found = EqualRows.Find(right.Words, train.Rows, left.Words, rows.Count, run.Scope.CancellationToken);
        var column = pairs[0].Left;
        run.AddShare(HealthSpec.LeakedKeys, [.. found.Select((row, i) => row >= 0 && !column.IsNull(rows.RowOf(i)))],
            i => $"{OneLine.Escape(key.Value)} {HealthText.Value(column, rows.RowOf(i))} is in {other.NameOf(found[i])} too");
    }

    private static void AddMissing(HealthRun run, string why)
    {
        foreach (var measure in new[] { HealthSpec.LeakedRows, HealthSpec.LeakedKeys, HealthSpec.LeakedNear }.Where(run.Spec.Asks))
        {
            run.AddMissing(measure, why);
        }
    }
}
