using ModelSpecs.Metrics.Unknown;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Unknown;

/// <summary>Draws how sure the model is of known and unknown rows, and how well a score tells them apart.</summary>
internal static class UnknownFigures
{
    private const int Bins = 20;
    private const double Step = 0.005;

    /// <summary>The figures.</summary>
    public static IReadOnlyList<FigureResult> Of(UnknownSpec spec, UnknownSets sets, ConfidenceScore by)
    {
        var of = spec.Name is { } name ? $" ({name.Value})" : "";
        return
        [
            new FigureResult
            {
                Title = $"How sure the model is of rows it was made for and of others{of}",
                Slice = SliceResult.Overall,
                X = "confidence",
                Y = "share of the rows",
                Series = [Histogram("golden set", sets.KnownConfidence), Histogram("unknown", sets.UnknownConfidence)],
            },
            new FigureResult
            {
                Title = $"Unknown rows that are accepted where golden rows are{of}",
                Slice = SliceResult.Overall,
                X = "share of unknown rows that is accepted",
                Y = "share of golden rows that is accepted",
                Series = [.. new[] { by, ConfidenceScore.MaxProbability, ConfidenceScore.Entropy }.Distinct().Select(score => Roc(UnknownSpec.Names[(int)score], sets.Against(score)))],
                Bounds = [new FigureBoundResult(0.95, "95 % of the golden rows")],
            },
        ];
    }

    private static FigureSeriesResult Histogram(string name, double[] confidence)
    {
        var counts = new int[Bins];
        foreach (var value in confidence.Where(double.IsFinite))
        {
            counts[Math.Clamp((int)(value * Bins), 0, Bins - 1)]++;
        }

        return new FigureSeriesResult(name, "steps")
        {
            X = [.. Enumerable.Range(0, Bins + 1).Select(edge => (double?)edge / Bins)],
            Y = [.. counts.Select(count => (double?)count / confidence.Length)],
        };
    }

    private static FigureSeriesResult Roc(string name, KnownAgainstUnknown sets)
    {
        var kept = new List<(double X, double Y)>();
        var (all, last) = (sets.Roc(), (X: 0.0, Y: 0.0));
        foreach (var point in all)
        {
            // Both ends of a long way are kept: what lies between is drawn as it is.
            if (kept.Count > 0 && Apart(last, point) && kept[^1] != last)
            {
                kept.Add(last);
            }

            last = point;
            if (kept.Count == 0 || Apart(kept[^1], point))
            {
                kept.Add(point);
            }
        }

        if (kept[^1] != last)
        {
            kept.Add(last);
        }

        return new FigureSeriesResult(name, "line") { X = [.. kept.Select(point => (double?)point.X)], Y = [.. kept.Select(point => (double?)point.Y)] };
    }

    private static bool Apart((double X, double Y) a, (double X, double Y) b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y) >= Step;
}
