using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Parity;

/// <summary>When two values are close: NumPy's <c>allclose</c>, in double precision. b is the reference, so that the tolerance does not depend on the model that is judged.</summary>
internal static class AllClose
{
    /// <summary>|a − b| &lt;= atol + rtol · |b|. An infinity is close to the same infinity alone; NaN to nothing, unless said.</summary>
    /// <param name="here">a.</param>
    /// <param name="reference">b.</param>
    /// <param name="tolerance">atol and rtol.</param>
    /// <param name="equalNan">Whether NaN is close to NaN.</param>
    public static bool IsClose(double here, double reference, Closeness tolerance, bool equalNan)
    {
        if (double.IsFinite(here) && double.IsFinite(reference))
        {
            return Math.Abs(here - reference) <= Allowed(reference, tolerance);
        }

        // Equal infinities; NaN equals nothing, itself included.
        return here == reference || (equalNan && double.IsNaN(here) && double.IsNaN(reference));
    }

    /// <summary>The same of integers, whose difference is exact however large they are.</summary>
    public static bool IsClose(Int128 here, Int128 reference, Closeness tolerance) =>
        here == reference || (double)Int128.Abs(here - reference) <= Allowed((double)reference, tolerance);

    /// <summary>The largest difference that is close.</summary>
    public static double Allowed(double reference, Closeness tolerance) => tolerance.Absolute + (tolerance.Relative * Math.Abs(reference));
}
