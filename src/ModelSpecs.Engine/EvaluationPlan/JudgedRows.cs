using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Running;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.EvaluationPlan;

/// <summary>The rows that a run would judge, as far as they are known without predictions.</summary>
/// <param name="Table">The rows after <c>golden.where</c>, the quarantine, and labels that may be missing.</param>
/// <param name="Quarantined">Rows that are quarantined.</param>
internal sealed record JudgedRows(Table Table, int Quarantined)
{
    /// <summary>The rows of a golden set.</summary>
    public static JudgedRows Of(RunScope scope, Table table, ICollection<SpecDiagnostic> diagnostics)
    {
        var suite = scope.Suite;
        var kept = SuiteData.KeptRows(suite, table, scope.Threads, scope.CancellationToken);
        var judged = Quarantine.Find(suite, table, diagnostics)?.Judged(kept);
        var all = kept is null ? table : RowFilter.Apply(table, kept);
        var rows = judged is null ? all : RowFilter.Apply(all, judged);
        var quarantined = all.Rows - rows.Rows;
        if (suite.Golden.LabelsMissing == LabelsMissing.Drop)
        {
            var labels = suite.LabelColumns.Select(label => rows.Find(label.Value)).OfType<Column>().ToList();
            var labelled = new bool[rows.Rows];
            for (var row = 0; row < labelled.Length; row++)
            {
                labelled[row] = labels.TrueForAll(label => !label.IsNull(row));
            }

            rows = RowFilter.Kept(labelled) is { } left ? RowFilter.Apply(rows, left) : rows;
        }

        return new JudgedRows(rows, quarantined);
    }
}
