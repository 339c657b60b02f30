using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Guards;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Parity;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Running;

/// <summary>Checks what a spec says against its data and its model, without inference and without metrics.</summary>
public static class SuiteValidator
{
    /// <summary>Every problem found.</summary>
    /// <param name="suite">The parsed spec.</param>
    /// <param name="options">Threads and cache.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static Task<IReadOnlyList<SpecDiagnostic>> ValidateAsync(SuiteSpec suite, RunOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run<IReadOnlyList<SpecDiagnostic>>(() => Validate(new RunScope(suite, options, cancellationToken)), cancellationToken);
    }

    private static List<SpecDiagnostic> Validate(RunScope scope)
    {
        var suite = scope.Suite;
        var diagnostics = new List<SpecDiagnostic>();
        if (scope.Options.CustomMetrics.Source is not null)
        {
            CustomFinder.Metrics(CheckPlan.Of(suite).Select(planned => planned.Measured).OfType<MetricCheckSpec>(), scope.Options.CustomMetrics, diagnostics);
        }

        if (SuiteData.Read(scope, withModel: true, diagnostics) is { } table)
        {
            int[]? kept = null;
            SuiteData.Collect(diagnostics, () => kept = SuiteData.KeptRows(suite, table, scope.Threads, scope.CancellationToken));
            SuiteData.Collect(diagnostics, () => Predictor.Validate(suite, table, kept, scope.Inference));
            var predicted = new RowSelection(table, kept);
            foreach (var parity in suite.Parity)
            {
                ParityReferences.Read(suite, parity, predicted, diagnostics, scope.CancellationToken);
                if (ParityReferences.SuiteOf(suite, parity) is { } other)
                {
                    SuiteData.Collect(diagnostics, () => ModelOutputs.Validate(other, predicted, scope.Inference, scope.CancellationToken));
                }
            }

            GuardKinds.Validate(new GuardValidation
            {
                Suite = suite, Table = table, Dataset = scope.Dataset, Customs = scope.Options.CustomMetrics, Inference = scope.Inference, Diagnostics = diagnostics, CancellationToken = scope.CancellationToken,
            });
            SuiteData.Collect(diagnostics, () =>
            {
                var judged = Quarantine.Find(suite, table, diagnostics)?.Judged(kept);
                table = kept is null ? table : RowFilter.Apply(table, kept);
                table = judged is null ? table : RowFilter.Apply(table, judged);

                LabelReader.CheckMissing(suite, table, diagnostics);
                RowIds.Check(suite, table, diagnostics);
                SampleWeights.Read(suite, table, diagnostics);
                MetricColumns.Read(suite, table, diagnostics);
                // Slices of predictions need the model; the rest can be held against the data now.
                var plain = suite.Slices.Where(slice => !SliceBuilder.UsesDerived(suite, slice)).ToList();
                var built = SliceBuilder.Build(suite, plain, table, null, scope.Threads, diagnostics, scope.CancellationToken);
                new Waivers(suite, scope.Today).CheckValues(built, diagnostics);
                if (!SuiteData.HasErrors(diagnostics))
                {
                    diagnostics.AddRange(WeakChecks.Foreseen(suite, built));
                }
            });
        }

        return diagnostics;
    }
}
