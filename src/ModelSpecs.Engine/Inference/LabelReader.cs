using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference;

/// <summary>Holds the label column against the classes of the predictions.</summary>
public static class LabelReader
{
    /// <summary>The truth of every row.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="table">The judged rows, with the label column.</param>
    /// <param name="predictions">Predictions of the same rows.</param>
    /// <exception cref="Spec.Diagnostics.SpecException">A label is missing, is no number or is none of the classes; every problem is named.</exception>
    public static Truth Read(SuiteSpec suite, Table table, Predictions predictions) => throw new NotSupportedException();
}
