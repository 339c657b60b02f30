using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>Whether the columns of an entry can be changed as it says, and whether the model sees them at all.</summary>
internal static class ColumnChecks
{
    /// <summary>Reports every column that does not fit.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="spec">The entry.</param>
    /// <param name="table">The golden set.</param>
    /// <param name="inference">How the model is opened.</param>
    /// <param name="problems">Takes what is found.</param>
    public static void Check(SuiteSpec suite, RobustSpec spec, Table table, InferenceOptions inference, ICollection<SpecDiagnostic> problems)
    {
        if (spec.Perturbation.Columns.Count == 0)
        {
            return;
        }

        var fed = Predictor.ColumnsNeeded(suite, table.Header, inference);
        for (var c = 0; c < spec.Perturbation.Columns.Count; c++)
        {
            var name = spec.Perturbation.Columns[c];
            if (table.Find(name.Value) is not { } column)
            {
                // One that the golden set lacks is reported where it is read.
                continue;
            }

            if (!fed.Contains(name.Value, StringComparer.Ordinal))
            {
                problems.Add(SpecDiagnostics.PerturbedColumnNotFed.At(name.Span,
                    $"{spec.Perturbation.Key.Value}: the model does not see column {OneLine.Quote(name.Value)}, so no change of it could ever fail. Found inputs from {Listed(fed)}; expected one of these.{Suggestion.DidYouMean(name.Value, fed)} Change the columns that the model is fed, or remove the entry."));
            }
            else if (Misfit(spec.Perturbation, c, column) is var (span, expected))
            {
                problems.Add(SpecDiagnostics.PerturbedColumnType.At(span ?? name.Span,
                    $"{spec.Perturbation.Key.Value}: column {OneLine.Quote(name.Value)} cannot be changed so. Found {ColumnFit.KindName(column)}; expected {expected}."));
            }
        }
    }

    private static (SourceSpan? Span, string Expected)? Misfit(PerturbationSpec perturbation, int index, Column column)
    {
        if (column is TensorColumn)
        {
            return (null, "one value a row; what an array holds is changed as an image");
        }

        switch (perturbation)
        {
            case NumbersPerturbation:
                return column is NumberColumn or IntegerColumn ? null : (null, "numbers");
            case SetPerturbation set:
                return Value(set.Values[index].Value);
            case SwapPerturbation swap:
                return Value(swap.Pairs[index].First) ?? Value(swap.Pairs[index].Second);
            default:
                return column is DateColumn ? (null, "numbers, booleans or text") : null;
        }

        (SourceSpan?, string)? Value(Located<string> said) => CellValues.Parse(column, said.Value) is null
            ? (said.Span, $"a value of the column, and {OneLine.Quote(said.Value)} is none")
            : null;
    }

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "no column"
        : names.Count <= 12 ? string.Join(", ", names.Select(OneLine.Quote)) : FormattableString.Invariant($"{string.Join(", ", names.Take(12).Select(OneLine.Quote))} and {names.Count - 12} others");
}
