using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary>What a report draws of health.</summary>
internal static class HealthFigures
{
    private const int MostBars = 40;

    /// <summary>A bar for each name; of many those that are highest, in the order given.</summary>
    public static FigureResult Bars(string title, string x, string y, IReadOnlyList<(string Name, double Value)> bars, IEnumerable<GuardMeasure> bounds)
    {
        var highest = bars.Select((bar, i) => (bar, i)).OrderByDescending(bar => bar.bar.Value).Take(MostBars).OrderBy(bar => bar.i).Select(bar => bar.bar).ToList();
        return new FigureResult
        {
            Title = highest.Count < bars.Count ? FormattableString.Invariant($"{title} (the highest {MostBars} of {bars.Count})") : title,
            Slice = PlannedCheck.Overall,
            X = x,
            Y = y,
            Series = [new FigureSeriesResult(y, "bars") { Labels = [.. highest.Select(bar => bar.Name)], Y = [.. highest.Select(bar => (double?)bar.Value)] }],
            Bounds = [.. bounds.Where(measure => measure.Bound.Reference == BoundReference.Number).Select(measure => new FigureBoundResult(measure.Bound.Resolve(0), $"{CheckSpec.SymbolOf(measure.Comparison)} {measure.Bound.Text}"))],
        };
    }
}
