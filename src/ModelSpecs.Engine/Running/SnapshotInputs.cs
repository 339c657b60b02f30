using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Running;

/// <summary>What a snapshot of a spec would be made from now.</summary>
public static class SnapshotInputs
{
    /// <summary>Hashes of the spec's text with what it was merged from, of its golden set and of its model, as a run writes them into a snapshot.</summary>
    /// <exception cref="SpecException">The model cannot be used.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SnapshotSources Of(SuiteSpec suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return new SnapshotSources(SpecHash(suite), CheckoutHash.Of(suite.Golden.File.FullPath),
            suite.Model is null ? null : SnapshotFile.Of(new FileResult(suite.File, ModelFile.Open(suite).Hash()))!.Sha256);
    }

    /// <summary>Hash of the texts of a spec and of everything that it is merged from.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static string SpecHash(SuiteSpec suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return SnapshotHash.OfTexts(suite.Sources.Select(File.ReadAllBytes));
    }
}
