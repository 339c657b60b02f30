using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>Curves of what is measured against how strong the change is, the slices apart.</summary>
internal static class RobustFigures
{
    // More lines than these nobody tells apart; the whole is always one of them.
    private const int MostLines = 12;

    /// <summary>A figure for each measure of an entry with several levels; of one level a bar for each slice.</summary>
    public static IReadOnlyList<FigureResult> Of(RobustSpec spec, RobustRows rows, RobustMeasures measures, double confidence)
    {
        var names = measures.Curve.Keys.Select(key => key.Measure).Distinct(StringComparer.Ordinal).Where(name => !name.Contains("drop of ", StringComparison.Ordinal)).ToList();
        return measures.Levels.Count > 1 ? [.. names.Select(name => Curve(name, spec, rows, measures, confidence))]
            : rows.Slices.Count > 0 ? [.. names.Select(name => Bars(name, spec, rows, measures))]
            : [];
    }

    private static FigureResult Curve(string measure, RobustSpec spec, RobustRows rows, RobustMeasures measures, double confidence)
    {
        var nothing = spec.Perturbation is NumbersPerturbation { Change: NumberChange.Scale } or ImagePerturbation { BySeverity: false, Change: ImageChange.Contrast } ? 1.0 : 0;
        // Of JPEG's qualities none is the image as it is.
        var hasNothing = spec.Perturbation is not ImagePerturbation { BySeverity: false, Change: ImageChange.Blocks };
        var isMetric = spec.Expect.Any(check => check.Metric.Display == measure);
        var places = rows.Places.ToList();
        var last = measures.Levels.Count - 1;
        var drawn = places.Skip(1).Select((place, i) => (Place: place, Index: i, End: measures.Curve[(measure, last, place.Place)].Value))
            .OrderByDescending(one => double.IsNaN(one.End) ? double.NegativeInfinity : Math.Abs(one.End - (isMetric ? measures.Clean[(measure, one.Place.Place)] : 0)))
            .ThenBy(one => one.Index).Take(MostLines - 1).OrderBy(one => one.Index).Select(one => one.Place).Prepend(places[0]).ToList();
        return new FigureResult
        {
            Title = $"{measure} under {spec.Name!.Value}{(drawn.Count < places.Count ? FormattableString.Invariant($": the {drawn.Count - 1} slices of {places.Count - 1} that move most") : "")}",
            Slice = "overall",
            X = spec.Perturbation.Unit,
            Y = measure,
            Series = [.. drawn.Select(Line)],
            Bounds = BoundsOf(measure, spec),
        };

        FigureSeriesResult Line(RobustPlace place)
        {
            var points = measures.Levels.Select((level, l) => (X: level.Level.Amount, Value: measures.Curve[(measure, l, place.Place)])).Select(point => (point.X, Y: Finite(point.Value.Value), Interval: Ends(point.Value, confidence))).ToList();
            if (hasNothing)
            {
                var clean = isMetric ? Finite(measures.Clean[(measure, place.Place)]) : 0;
                points.Insert(points.Count(point => point.X < nothing), (nothing, clean, (null, null)));
            }

            var hasEnds = points.Exists(point => point.Interval.Low is not null);
            return new FigureSeriesResult(place.Name, "line")
            {
                X = [.. points.Select(point => (double?)point.X)],
                Y = [.. points.Select(point => point.Y)],
                Low = hasEnds ? [.. points.Select(point => point.Interval.Low)] : [],
                High = hasEnds ? [.. points.Select(point => point.Interval.High)] : [],
            };
        }
    }

    private static FigureResult Bars(string measure, RobustSpec spec, RobustRows rows, RobustMeasures measures)
    {
        var places = rows.Places.ToList();
        return new FigureResult
        {
            Title = $"{measure} under {spec.Name!.Value}",
            Slice = "overall",
            X = "slice",
            Y = measure,
            Series = [new FigureSeriesResult(measure, "bars") { Labels = [.. places.Select(place => place.Name)], Y = [.. places.Select(place => Finite(measures.Curve[(measure, 0, place.Place)].Value))] }],
            Bounds = BoundsOf(measure, spec),
        };
    }

    private static IReadOnlyList<FigureBoundResult> BoundsOf(string measure, RobustSpec spec) =>
        [.. spec.Measures.Where(said => said.Bound.Reference == BoundReference.Number && (said.Name == measure || said.Name.StartsWith(measure + " at ", StringComparison.Ordinal)))
            .Select(said => new FigureBoundResult(said.Bound.Offset, $"{CheckSpec.SymbolOf(said.Comparison)} {said.Bound.Text}")).Distinct()];

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static (double? Low, double? High) Ends(GuardValue value, double confidence)
    {
        if (value.Estimate is not { HasInterval: true } estimate)
        {
            return (null, null);
        }

        var interval = estimate.At(confidence);
        return (Finite(interval.Low), Finite(interval.High));
    }
}
