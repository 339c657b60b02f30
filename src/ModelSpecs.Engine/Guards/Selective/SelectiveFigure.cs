using ModelSpecs.Metrics.Selective;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Selective;

/// <summary>Draws risk–coverage curves: the whole, the champion, and the slices whose surest rows hold the most errors.</summary>
internal static class SelectiveFigure
{
    // As many strokes as the page has; more lines than these are told apart by nobody.
    private const int MostLines = 4;
    private const int MostPoints = 200;

    // The share of errors among a handful of rows is no line, but a zigzag.
    private const int LeastRows = 20;

    /// <summary>The figure of the whole set, its slices and the champion.</summary>
    public static FigureResult Of(GuardScope scope, SelectiveRows all, SelectiveRows? rival)
    {
        var series = new List<FigureSeriesResult> { Line("overall", all.Curve()) };
        if (rival is not null)
        {
            series.Add(Line("champion", rival.Curve()));
        }

        // Those in which the errors come first are what a reader looks for.
        series.AddRange(Slices(scope, all).OrderByDescending(slice => slice.Risk).Take(MostLines - series.Count).Select(slice => Line(slice.Name, slice.Curve)));
        return new FigureResult
        {
            Title = "Errors among the rows that the model is surest of",
            Slice = SliceResult.Overall,
            X = "coverage: share of the rows that is accepted",
            Y = "share of errors among them",
            Series = series,
            Bounds = [.. scope.Suite.Guards.OfType<SelectiveSpec>().SelectMany(guard => guard.Measures)
                .Where(measure => measure.Name.StartsWith("error(", StringComparison.Ordinal) && measure.Bound.Reference == Spec.Model.BoundReference.Number)
                .Select(measure => new FigureBoundResult(measure.Bound.Resolve(0), $"{measure.Name} {Spec.Model.CheckSpec.SymbolOf(measure.Comparison)} {measure.Bound.Text}"))],
        };
    }

    private static IEnumerable<(string Name, double Risk, SelectiveCurve Curve)> Slices(GuardScope scope, SelectiveRows all)
    {
        foreach (var slice in scope.Slices)
        {
            var members = SelectiveMembers.Of(slice);
            for (var group = 0; group < members.Length; group++)
            {
                if (members[group].Length >= LeastRows)
                {
                    var curve = SelectiveMembers.Of(all, members[group]).Curve();
                    var name = slice.Spec.IsGroup ? $"{slice.Spec.Name.Value} = {slice.Groups[group].Name}" : slice.Spec.Name.Value;
                    yield return (name, all.Weights is null ? curve.Area() : curve.AtCoverage(1).Error, curve);
                }
            }
        }
    }

    // Evenly in coverage, so that where the curve ends its share of errors is that of all rows.
    private static FigureSeriesResult Line(string name, SelectiveCurve curve)
    {
        var points = new List<SelectivePoint>();
        for (var run = 0; run < curve.Runs; run++)
        {
            if (points.Count == 0 || run == curve.Runs - 1 || curve[run].Coverage - points[^1].Coverage >= 1.0 / MostPoints)
            {
                points.Add(curve[run]);
            }
        }

        return new FigureSeriesResult(name, "line")
        {
            X = [.. points.Select(point => (double?)point.Coverage)],
            Y = [.. points.Select(point => double.IsNaN(point.Error) ? (double?)null : point.Error)],
        };
    }
}
