using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary><c>schema</c> and <c>columns: exact</c>: which share of the rows breaks a rule of a column, and which columns nobody expects.</summary>
internal static class SchemaHealth
{
    /// <summary>Measures each column that has rules.</summary>
    public static void Measure(HealthRun run)
    {
        var shares = new List<(string Column, double Share)>();
        foreach (var rules in run.Spec.Schema)
        {
            var column = run.Rows.Column(rules.Column);
            if (ColumnRulesCheck.Create(rules, column, run.Scope.Diagnostics) is not { } check)
            {
                run.AddMissing(rules.Measure, "its rules cannot be asked of its type");
                continue;
            }

            var broken = check.Broken(run.Rows.Selection, run.Rows.Count, run.Scope.CancellationToken);
            var counts = new long[check.Names.Count];
            foreach (var rule in broken)
            {
                counts[rule]++;
            }

            var ofRule = Enumerable.Range(1, counts.Length - 1).Where(rule => counts[rule] > 0).Select((rule, i) => (i == 0 ? "rules" : "", $"{check.Names[rule]} is broken by {HealthText.Count(counts[rule])} {(counts[rule] == 1 ? "row" : "rows")}")).ToList();
            if (rules.Type is not null && column.Kind != rules.Type && column.Kind != ColumnKind.String && counts[2] > 0 && !(rules.Type == ColumnKind.Integer && column.Kind == ColumnKind.Number))
            {
                ofRule.Add(("", $"the column reads as {column.Kind.ToString().ToLowerInvariant()}; declare its type beside the path of the set if it is meant to be {rules.Type.Value.ToString().ToLowerInvariant()}"));
            }

            run.AddShare(rules.Measure, Array.ConvertAll(broken, rule => rule != 0), i => $"{OneLine.Escape(column.Name)} is {HealthText.Value(column, run.Rows.RowOf(i))} ({check.Names[broken[i]]})", details: ofRule);
            shares.Add((column.Name, 1 - ((double)counts[0] / Math.Max(1, run.Rows.Count))));
        }

        if (shares.Count > 1)
        {
            run.Figures.Add(HealthFigures.Bars("Rows that break the schema, by column", "column", "share of rows", shares, []));
        }

        if (run.Spec.Asks(HealthSpec.ExtraColumns))
        {
            var listed = run.Spec.Schema.Select(rules => rules.Column.Value).ToHashSet(StringComparer.Ordinal);
            var extra = run.Rows.Table.Header.Where(name => !listed.Contains(name)).ToList();
            run.Outcome.Add(HealthSpec.ExtraColumns, null, new GuardValue
            {
                Value = extra.Count,
                Rows = run.Rows.Count,
                Shown = $"{HealthText.Count(extra.Count)} more than the schema lists",
                Details = extra.Count == 0 ? [] : [("columns", $"{string.Join(", ", extra.Take(20).Select(OneLine.Escape))}{(extra.Count > 20 ? ", …" : "")}")],
            });
        }
    }
}
