// Compiled into every project of spec tests. If the type below is not found, the generator of ModelSpecs is missing or
// failed, and the project would build without a single spec test: see docs/diagnostics/MSPEC403.md.
internal static class ModelSpecsGeneratorRan
{
    internal static readonly global::System.Type Marker = typeof(global::MSPEC403_The_ModelSpecs_generator_did_not_run);
}
