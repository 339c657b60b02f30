using ModelSpecs.Metrics.Drift;
using ModelSpecs.Results.Profiles;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>A sketch as a profile keeps it, and back.</summary>
internal static class SketchProfile
{
    /// <summary>As it was kept.</summary>
    public static NumberSketch ToSketch(NumberProfile profile) => new()
    {
        Knots = [.. profile.Knots], At = [.. profile.At], Between = [.. profile.Between], Edges = [.. profile.Edges],
        Below = profile.Below ?? double.NaN, Above = profile.Above ?? double.NaN, RankError = profile.RankError,
    };

    /// <summary>To be kept; null where the sketch has no knot.</summary>
    public static NumberProfile? ToProfile(NumberSketch sketch, double mean, double deviation, bool isFewValued) => sketch.Knots.Length == 0 ? null : new NumberProfile
    {
        Mean = mean, Deviation = deviation, IsFewValued = isFewValued, Edges = sketch.Edges, Knots = sketch.Knots, At = sketch.At, Between = sketch.Between,
        Below = double.IsNaN(sketch.Below) ? null : sketch.Below, Above = double.IsNaN(sketch.Above) ? null : sketch.Above, RankError = sketch.RankError,
    };
}
