using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Models;

/// <summary>Looks into a spec's model without running it and without ONNX Runtime.</summary>
public static class ModelInspector
{
    /// <summary>Inputs, outputs, metadata and class names of the spec's model.</summary>
    /// <param name="suite">A spec with a model.</param>
    /// <exception cref="Spec.Diagnostics.SpecException">The file is missing, is no ONNX model, or may not be read.</exception>
    public static ModelSignature Read(SuiteSpec suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return ModelFile.Open(suite).Signature;
    }
}
