// Compiled into every project of spec tests. If the line below is an error, the generator of ModelSpecs is missing or
// failed, and the project would build without a single spec test: see docs/diagnostics/MSPEC403.md.
internal static class ModelSpecsGeneratorRan
{
    internal const string Marker = nameof(global::ModelSpecs.Generated.MSPEC403_The_ModelSpecs_generator_did_not_run);
}
