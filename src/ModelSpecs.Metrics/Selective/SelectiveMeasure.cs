namespace ModelSpecs.Metrics.Selective;

/// <summary>One number of a risk–coverage curve.</summary>
/// <param name="Kind">Which.</param>
/// <param name="At">Coverage, threshold or error share at which it is read; ignored for the area.</param>
public readonly record struct SelectiveMeasure(SelectiveKind Kind, double At)
{
    /// <summary>The number; NaN where it is undefined.</summary>
    public double Of(SelectiveCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return curve.Runs == 0 ? double.NaN : Kind switch
        {
            SelectiveKind.ErrorAtCoverage => curve.AtCoverage(At).Error,
            SelectiveKind.ErrorAbove => curve.Above(At).Error,
            SelectiveKind.CoverageAbove => curve.Above(At).Coverage,
            SelectiveKind.CoverageAtError => curve.AtError(At).Coverage,
            _ => curve.Area(),
        };
    }
}

/// <summary>What is read off a risk–coverage curve.</summary>
public enum SelectiveKind
{
    /// <summary>Share of errors among the accepted where at least a share of the rows is accepted.</summary>
    ErrorAtCoverage,

    /// <summary>Share of errors among the rows above a confidence.</summary>
    ErrorAbove,

    /// <summary>Share of the rows that lies above a confidence.</summary>
    CoverageAbove,

    /// <summary>Largest share of the rows that a threshold accepts with at most a share of errors among them.</summary>
    CoverageAtError,

    /// <summary>The area under the curve.</summary>
    Area,
}
