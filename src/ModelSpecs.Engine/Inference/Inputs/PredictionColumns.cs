using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Inputs;

/// <summary>Predictions that the golden set carries itself.</summary>
internal static class PredictionColumns
{
    /// <summary>The columns that <c>predictions</c> names; unknown ones are reported and left out.</summary>
    public static IReadOnlyList<string> Names(SuiteSpec suite, IReadOnlyList<string> header, ICollection<SpecDiagnostic> problems)
    {
        var known = header.ToHashSet(StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var column in All(suite.Predictions!))
        {
            if (known.Contains(column.Value))
            {
                names.Add(column.Value);
            }
            else
            {
                problems.Add(SpecDiagnostics.PredictionColumnUnknown.At(column.Span,
                    $"The golden set has no such column. Found {OneLine.Quote(column.Value)}; expected one of {ClassMatcher.List(header)} in {Path.GetFileName(suite.Golden.File.FullPath)}.{Suggestion.DidYouMean(column.Value, header)}"));
            }
        }

        return names;
    }

    /// <summary>The predictions of the rows; null where a problem was reported.</summary>
    public static PredictionSource? Read(SuiteSpec suite, RowSelection rows, ICollection<SpecDiagnostic> problems)
    {
        var before = problems.Count;
        var said = suite.Predictions!;
        var scores = said.Scores.Count > 0 ? said.Scores : said.Score is { } one ? [one] : [];
        var score = scores.Count > 0 ? Numbers(scores, rows, problems) : null;
        var value = said.Value is { } column ? Numbers([column], rows, problems) : null;
        var label = said.Label is { } predicted ? Labels(predicted, rows, problems) : null;
        var matrix = said.Labels.Count > 0 ? Matrix(said.Labels, rows, problems) : null;
        return problems.Count != before ? null : new PredictionSource
        {
            Suite = suite, Rows = rows, Span = said.Span, Score = score, Label = label, LabelMatrix = matrix, Value = value, IsSaidToClassify = value is null,
        };
    }

    private static IEnumerable<Located<string>> All(PredictionsSpec said) =>
        new[] { said.Score, said.Label, said.Value }.Where(c => c is not null).Select(c => c!).Concat(said.Scores).Concat(said.Labels);

    private static RawOutput Numbers(IReadOnlyList<Located<string>> names, RowSelection rows, ICollection<SpecDiagnostic> problems)
    {
        var values = names.Count == 1 && rows.Rows is null && Column(names[0], rows) is NumberColumn ? [] : new double[checked(rows.Count * names.Count)];
        for (var k = 0; k < names.Count; k++)
        {
            var column = Column(names[k], rows);
            if (column is not (NumberColumn or IntegerColumn))
            {
                problems.Add(SpecDiagnostics.PredictionColumnType.At(names[k].Span,
                    $"A column of predictions holds no numbers. Found {ColumnFit.KindName(column)} in column {OneLine.Quote(column.Name)}{ColumnFit.ExampleText(column, isNumberWanted: true, rows)}; expected numbers. {ColumnFit.RemedyOfNumbers(column, rows, "Name the column with the scores, or declare how nulls are spelled (golden.nulls).")}"));
                continue;
            }

            RequireValues(column, names[k], rows, problems);
            if (column is NumberColumn { Values: var own } && names.Count == 1 && rows.Rows is null)
            {
                // The column as it stands: nobody writes to it.
                values = own;
            }
            else
            {
                Fill(column, rows, values.AsSpan(k), names.Count);
            }
        }

        return new RawOutput { Name = names[0].Value, Kind = RawKind.Double, Rows = rows.Count, Width = names.Count, Doubles = values };
    }

    private static void Fill(Column column, RowSelection rows, Span<double> target, int stride)
    {
        if (column is NumberColumn numbers)
        {
            for (var row = 0; row < rows.Count; row++)
            {
                target[row * stride] = numbers.Values[rows[row]];
            }

            return;
        }

        var integers = ((IntegerColumn)column).Values;
        for (var row = 0; row < rows.Count; row++)
        {
            target[row * stride] = integers[rows[row]];
        }
    }

    private static Categories? Labels(Located<string> name, RowSelection rows, ICollection<SpecDiagnostic> problems)
    {
        var column = Column(name, rows);
        RequireValues(column, name, rows, problems);
        if (Categories.Of(column, rows) is { } labels)
        {
            return labels;
        }

        problems.Add(SpecDiagnostics.PredictionColumnType.At(name.Span,
            $"A column of predictions holds no labels. Found {ColumnFit.KindName(column)} in column {OneLine.Quote(column.Name)}; expected text, integers or booleans. Name the column with the predicted labels."));
        return null;
    }

    private static int[] Matrix(IReadOnlyList<Located<string>> names, RowSelection rows, ICollection<SpecDiagnostic> problems)
    {
        foreach (var name in names)
        {
            RequireValues(Column(name, rows), name, rows, problems);
        }

        return LabelMatrix.Read(names, rows, problems, SpecDiagnostics.PredictionColumnType, "A prediction of several labels says of each row whether it has it.");
    }

    private static void RequireValues(Column column, Located<string> name, RowSelection rows, ICollection<SpecDiagnostic> problems)
    {
        if (column.Nulls is not { } nulls)
        {
            return;
        }

        var found = rows.Find(row => nulls[row]);
        if (found.Count > 0)
        {
            problems.Add(SpecDiagnostics.PredictionMissing.At(name.Span, string.Create(CultureInfo.InvariantCulture,
                $"Rows have no prediction. Found nulls in column {OneLine.Quote(column.Name)} in {found.Name(rows)} ({found.Count:N0} of {rows.Count:N0} rows); expected a prediction in each row. Leave the rows out with golden.where: {column.Name} is not null.")));
        }
    }

    private static Column Column(Located<string> name, RowSelection rows) =>
        rows.Table.Find(name.Value) ?? throw new InvalidOperationException($"Column {name.Value} was asked for and not read.");
}
