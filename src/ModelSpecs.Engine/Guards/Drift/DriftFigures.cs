using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>The population stability index by column, and the worst columns side by side.</summary>
internal static class DriftFigures
{
    private const int MostBars = 40;
    private const int Worst = 4;

    /// <summary>The figures of the whole set.</summary>
    public static IReadOnlyList<FigureResult> Of(DriftSpec spec, DriftPlace whole, DriftColumns now, DriftColumns reference)
    {
        var sorted = whole.Columns.Where(column => column.Nothing is null).Select(column => (Column: column, Psi: column.Of("psi"))).OrderByDescending(column => column.Psi).ThenBy(column => column.Column.Name, StringComparer.Ordinal).ToList();
        if (sorted.Count == 0)
        {
            return [];
        }

        var figures = new List<FigureResult>
        {
            new()
            {
                Title = $"Population stability index against {reference.Name}", Slice = PlannedCheck.Overall, X = "column", Y = "psi", Bounds = Bounds(spec),
                Series = [new FigureSeriesResult("psi", "bars") { Labels = [.. sorted.Take(MostBars).Select(column => column.Column.Name)], Y = [.. sorted.Take(MostBars).Select(column => (double?)column.Psi)] }],
            },
        };
        foreach (var (column, _) in sorted.Take(Worst))
        {
            var shape = reference.Reference(column.Name, null).Shape(now.Find(column.Name)!, null);
            if (shape.Expected.Length > 0)
            {
                figures.Add(new FigureResult
                {
                    Title = column.Name, Slice = PlannedCheck.Overall, X = column.Name, Y = "share of rows",
                    Series = [Series(reference.Name, shape, shape.Expected), Series(now.Name == reference.Name ? $"{now.Name} (now)" : now.Name, shape, shape.Actual)],
                });
            }
        }

        return figures;
    }

    private static FigureSeriesResult Series(string name, DriftShape shape, double[] shares) => new(name, shape.Edges.Length > 0 ? "steps" : "bars")
    {
        Y = [.. shares.Select(share => (double?)share)], X = [.. shape.Edges.Select(edge => (double?)edge)], Labels = shape.Names,
    };

    private static FigureBoundResult[] Bounds(DriftSpec spec) =>
    [
        .. spec.Targets.Zip(spec.Measures).Where(pair => pair.First is { Measure: "psi", Column: null } && pair.Second.Bound.Reference == BoundReference.Number)
            .Select(pair => new FigureBoundResult(pair.Second.Bound.Offset, $"{CheckSpec.SymbolOf(pair.Second.Comparison)} {pair.Second.Bound.Text}")),
        .. spec.PsiMark is { } mark ? [new FigureBoundResult(mark, "psi_mark")] : Array.Empty<FigureBoundResult>(),
    ];
}
