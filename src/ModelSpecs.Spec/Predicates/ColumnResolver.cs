using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Finds the columns that a predicate names.</summary>
internal sealed class ColumnResolver(
    PredicateProblems problems,
    Func<string, ColumnKind?> columns,
    IReadOnlyCollection<string> columnNames,
    IReadOnlyDictionary<string, ColumnKind> derived)
{
    private int explainedTo;

    /// <summary>The column, or null where there was an error.</summary>
    public BoundColumn? Resolve(ColumnNode node)
    {
        if (!node.Quoted && DerivedNames.Contains(node.Name))
        {
            return ResolveDerived(node);
        }

        switch (columns(node.Name))
        {
            case null when node.Start < explainedTo:
                // The second half of a name that was taken for a difference.
                return null;
            case null:
                problems.Add(SpecDiagnostics.PredicateUnknownColumn, node.Start, node.End,
                    $"Unknown column. Found {OneLine.Quote(node.Name)}; expected {ColumnNames.List(columnNames)}.{Meant(node)}");
                return null;
            case ColumnKind.Tensor:
                problems.Add(SpecDiagnostics.PredicateWrongOperator, node.Start, node.End,
                    $"A predicate reads one value a row. Found {OneLine.Quote(node.Name)}, which holds an array in each; expected a column of numbers, text, booleans or dates.");
                return null;
            case { } kind:
                return new BoundColumn(node.Name, IsDerived: false, kind);
        }
    }

    private BoundColumn? ResolveDerived(ColumnNode node)
    {
        if (columnNames.Contains(node.Name))
        {
            problems.Add(SpecDiagnostics.DerivedNameAmbiguous, node.Start, node.End,
                $"{OneLine.Quote(node.Name)} may be the column of the golden set or the one that comes from predictions. Found both; expected one. Write `{node.Name}` in backquotes for the golden set's, or rename that column.");
            return null;
        }

        if (derived.TryGetValue(node.Name, out var kind))
        {
            return new BoundColumn(node.Name, IsDerived: true, kind);
        }

        problems.Add(SpecDiagnostics.DerivedColumnMissing, node.Start, node.End, ColumnNames.DerivedMissing(node.Name, derived.Keys));
        return null;
    }

    private string Meant(ColumnNode node)
    {
        // debt-ratio was read as a difference, zip code as two words: is there a column that begins here?
        var longer = columnNames.FirstOrDefault(name => !node.Quoted && name.Length > node.Name.Length
            && string.CompareOrdinal(problems.Text, node.Start, name, 0, name.Length) == 0);
        if (longer is not null)
        {
            explainedTo = node.Start + longer.Length;
            return $" Did you mean {PredicateText.Column(OneLine.Escape(longer))}, in backquotes?";
        }

        var suggestion = Suggestion.DidYouMean(node.Name, columnNames.Concat(derived.Keys));
        return suggestion.Length > 0 || node.Quoted ? suggestion : $" A text is written in quotes: '{OneLine.Escape(node.Name)}'.";
    }
}
