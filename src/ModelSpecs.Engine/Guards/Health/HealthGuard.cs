using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary><c>health</c>: looks at the data itself, of the golden set or of another one.</summary>
internal static class HealthGuard
{
    /// <summary>Measures everything that one <c>health</c> asks.</summary>
    public static Task<GuardOutcome> MeasureAsync(GuardScope scope, GuardSpec guard) => Task.Run(() => Measure(scope, (HealthSpec)guard), scope.CancellationToken);

    /// <summary>Finds what is wrong with the sets, their columns and the patterns, without comparing rows.</summary>
    public static void Validate(GuardValidation scope, GuardSpec guard)
    {
        var spec = (HealthSpec)guard;
        var (suite, diagnostics) = (scope.Suite, scope.Diagnostics);
        var table = spec.Data is { } data ? OtherSet.Read(suite, data, header => Needed(suite, spec, data, header, diagnostics), scope.Dataset, diagnostics, scope.CancellationToken) : scope.Table;
        if (table is null)
        {
            return;
        }

        foreach (var rules in spec.Schema)
        {
            if (table.Find(rules.Column.Value) is { } column)
            {
                ColumnRulesCheck.Create(rules, column, diagnostics);
            }
        }

        foreach (var (column, key) in Times(spec))
        {
            HealthColumns.Times(table, column, key, diagnostics);
        }

        if (spec.Freshness?.AsOf is { Set: { } set, Column: { } newest })
        {
            if (Read(set, header => OtherSet.Has(newest, "health.freshness.as_of", set, header, diagnostics) ? [newest.Value] : []) is { } other)
            {
                HealthColumns.Times(other, newest, "health.freshness.as_of", diagnostics);
            }
        }

        if (spec.Leakage is { } leakage)
        {
            IReadOnlyList<string> features = [];
            if (Read(leakage.Train, header => LeakageHealth.Known(leakage, features = HealthColumns.Features(suite, leakage, table.Header, header, scope.Inference), header, diagnostics)) is { } train)
            {
                HealthColumns.Pairs(features, table, train, "health.leakage", leakage.Span, diagnostics);
            }
        }

        if (spec.SkewAgainst is { } skew)
        {
            Read(skew.Other, header => SkewHealth.Known(skew, skew.Columns.Select(column => column.Column.Value), header, diagnostics));
        }

        Table? Read(GoldenSpec set, Func<IReadOnlyList<string>, IEnumerable<string>> needed) => OtherSet.Read(suite, set, needed, scope.Dataset, diagnostics, scope.CancellationToken);
    }

    private static GuardOutcome Measure(GuardScope scope, HealthSpec spec)
    {
        HealthRows? rows;
        if (spec.Data is { } data)
        {
            rows = OtherSet.Read(scope, data, header => Needed(scope.Suite, spec, data, header, scope.Diagnostics)) is { } table ? HealthRows.Of(table) : null;
        }
        else
        {
            rows = HealthRows.OfGolden(scope, slice => spec.On.Has(slice.Spec));
        }

        if (rows is null || spec.Named.Any(column => rows.Table.Find(column.Column.Value) is null))
        {
            // Said by a diagnostic, which ends the run.
            return new GuardOutcome { Guard = spec };
        }

        var run = new HealthRun(scope, spec, rows);
        SchemaHealth.Measure(run);
        NullHealth.Measure(run);
        DuplicateHealth.Measure(run);
        LeakageHealth.Measure(run);
        LabelHealth.Measure(run);
        TimeHealth.Measure(run);
        SkewHealth.Measure(run);
        return run.Outcome;
    }

    // Columns of another set: all, or those that are named, with the model's inputs and the label where a part needs them.
    private static IEnumerable<string> Needed(SuiteSpec suite, HealthSpec spec, GoldenSpec data, IReadOnlyList<string> header, ICollection<SpecDiagnostic> diagnostics)
    {
        var named = spec.Named;
        if (spec.Asks(HealthSpec.LabelsReceived) || spec.Asks(HealthSpec.LabelBalance) || spec.Asks(HealthSpec.LabelRatio))
        {
            named = named.Concat(suite.LabelColumns.Select(label => (new Located<string>(label.Value, data.File.Written.Span), "health.data: label")));
        }

        if (spec.Leakage is { Columns.Only.Count: 0, HasNoModel: false } leakage)
        {
            named = named.Concat(HealthColumns.Features(suite, leakage, header, header, new InferenceOptions()).Select(name => (new Located<string>(name, leakage.Span), "health.leakage")));
        }

        var known = named.Where(column => OtherSet.Has(column.Column, column.Key, data, header, diagnostics)).Select(column => column.Column.Value).ToList();
        return spec.LooksAtAll ? header : known;
    }

    private static IEnumerable<(Located<string> Column, string Key)> Times(HealthSpec spec) => spec.Named.Where(column =>
        column.Key is "health.label_delay.from" or "health.label_delay.to" or "health.freshness.column" or "health.freshness.as_of");
}
