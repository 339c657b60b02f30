using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference;

/// <summary>Holds the label column against the classes of the predictions.</summary>
public static class LabelReader
{
    /// <summary>The truth of every row.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="table">The judged rows, with the label column.</param>
    /// <param name="predictions">Predictions of the same rows.</param>
    /// <exception cref="SpecException">A label is missing, is no number or is none of the classes; every problem is named.</exception>
    public static Truth Read(SuiteSpec suite, Table table, Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(predictions);
        var rows = new RowSelection(table, null);
        var problems = new List<SpecDiagnostic>();
        var columns = suite.LabelColumns.Select(label => table.Find(label.Value) ?? throw new InvalidOperationException($"Label column {label.Value} was not read.")).ToList();
        var column = columns[0];
        bool[]? missing = null;
        foreach (var found in columns.Select(each => Missing(suite, each, rows, problems)).OfType<bool[]>())
        {
            missing = missing is null ? found : [.. missing.Zip(found, (one, other) => one || other)];
        }

        var truth = predictions.Task == TaskKind.Multilabel
            ? new Truth { Classes = LabelMatrix.Read(suite, rows, problems), Missing = missing }
            : predictions.Task == TaskKind.Ranking
            ? new Truth { Values = Relevance.Read(suite, column, rows, problems), Missing = missing }
            : predictions.Task == TaskKind.Regression
            ? new Truth { Values = Numbers(suite, column, rows, problems), Missing = missing }
            : new Truth { Classes = Classes(suite, column, rows, predictions.Classes, problems), Missing = missing };
        return problems.Count == 0 ? truth : throw new SpecException(problems);
    }

    /// <summary>Reports rows without a label, where the spec does not allow them; needs no predictions.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="table">The judged rows, with the label column.</param>
    /// <param name="problems">Takes what is found.</param>
    public static void CheckMissing(SuiteSpec suite, Table table, ICollection<SpecDiagnostic> problems)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(problems);
        if (table.Find(suite.Label.Value) is { } column)
        {
            Missing(suite, column, new RowSelection(table, null), problems);
        }
    }

    private static bool[]? Missing(SuiteSpec suite, Column column, RowSelection rows, ICollection<SpecDiagnostic> problems)
    {
        if (column.Nulls is not { } nulls)
        {
            return null;
        }

        var found = rows.Find(row => nulls[row]);
        if (found.Count == 0)
        {
            return null;
        }

        var name = OneLine.Quote(column.Name);
        var labelled = 1 - ((double)found.Count / rows.Count);
        if (suite.Golden.LabelsMissing == LabelsMissing.Error)
        {
            problems.Add(SpecDiagnostics.LabelMissing.At(suite.Label.Span, string.Create(CultureInfo.InvariantCulture,
                $"Rows have no label. Found nulls in column {name} in {found.Name(rows)} ({found.Count:N0} of {rows.Count:N0} rows); expected a label in each row. If labels arrive late, say so: golden: {{ labels_missing: drop }}.")));
        }
        else if (labelled < suite.Golden.LabelledAtLeast)
        {
            problems.Add(SpecDiagnostics.LabelledTooFew.At(suite.Label.Span, string.Create(CultureInfo.InvariantCulture,
                $"Too few rows have a label. Found {labelled:P2} of {rows.Count:N0} rows in column {name}; expected labelled_at_least {suite.Golden.LabelledAtLeast:P2}. Wait for more labels, or lower the floor.")));
        }

        var missing = new bool[rows.Count];
        for (var row = 0; row < missing.Length; row++)
        {
            missing[row] = nulls[row];
        }

        return missing;
    }

    private static double[] Numbers(SuiteSpec suite, Column column, RowSelection rows, List<SpecDiagnostic> problems)
    {
        if (column is IntegerColumn integers)
        {
            var values = Array.ConvertAll(integers.Values, value => (double)value);
            for (var row = 0; integers.Nulls is not null && row < values.Length; row++)
            {
                values[row] = integers.IsNull(row) ? double.NaN : values[row];
            }

            return values;
        }

        if (column is not NumberColumn numbers)
        {
            problems.Add(SpecDiagnostics.LabelNotNumber.At(suite.Label.Span,
                $"The label of a regression is a number. Found {ColumnFit.KindName(column)} in column {OneLine.Quote(column.Name)}{ColumnFit.ExampleText(column, isNumberWanted: true, rows)}; expected numbers. {ColumnFit.RemedyOfNumbers(column, rows, "Name the column with the true number, or say task: binary or task: multiclass if classes are predicted.")}"));
            return [];
        }

        var found = rows.Find(row => !numbers.IsNull(row) && !double.IsFinite(numbers.Values[row]));
        if (found.Count > 0)
        {
            problems.Add(SpecDiagnostics.LabelNotNumber.At(suite.Label.Span,
                $"A label is no finite number. Found {numbers.Format(found.First[0])} in column {OneLine.Quote(column.Name)} in {found.Name(rows)}; expected finite numbers. Correct the rows, or list the spelling among golden.nulls if it means missing."));
        }

        return numbers.Values;
    }

    private static int[] Classes(SuiteSpec suite, Column column, RowSelection rows, IReadOnlyList<string> classes, List<SpecDiagnostic> problems)
    {
        if (Categories.Of(column, rows) is not { } labels)
        {
            problems.Add(SpecDiagnostics.LabelNotInClasses.At(suite.Label.Span,
                $"The label column holds no labels. Found {ColumnFit.KindName(column)} in column {OneLine.Quote(column.Name)}; expected one of {ClassMatcher.List(classes)} in each row. Name the column with the true class."));
            return [];
        }

        var matcher = new ClassMatcher(classes);
        var indexes = labels.Values.Select(matcher.IndexOf).ToArray();
        if (labels.IsTooMany || indexes.Contains(-1))
        {
            var strange = labels.Values.Where((_, i) => indexes[i] < 0).Select(value => value.Text).ToList();
            var first = labels.IsTooMany ? new Findings() : rows.Find(row => labels.Codes[row] >= 0 && indexes[labels.Codes[row]] < 0);
            var where = first.Count == 0 ? "" : $" in {first.Name(rows)}";
            problems.Add(SpecDiagnostics.LabelNotInClasses.At(suite.Label.Span,
                $"Labels are none of the classes. Found {ClassMatcher.List(strange)} in column {OneLine.Quote(column.Name)}{where}; expected {ClassMatcher.List(classes)}.{(strange.Count == 1 ? Suggestion.DidYouMean(strange[0], classes) : "")} {Remedy(suite)}"));
            return [];
        }

        return Array.ConvertAll(labels.Codes, code => code < 0 ? -1 : indexes[code]);
    }

    private static string Remedy(SuiteSpec suite) => suite.Classes.Count > 0
        ? "Correct the rows, or the names under classes."
        : "Correct the rows, or name the model's classes in its order under classes, spelled as in the label column.";
}
