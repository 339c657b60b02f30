using System.Security.Cryptography;
using System.Text;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Engine.Inference.Sessions;

namespace ModelSpecs.Engine.Inference.Kept;

/// <summary>What a model gave, kept on disk. An entry that cannot be read is as good as none.</summary>
/// <param name="store">The store; null: nothing is kept.</param>
internal sealed class PredictionCache(CacheStore? store)
{
    private const string Predictions = "predictions";
    private const string Models = "models";

    /// <summary>The outputs under a key; null where there are none, or not of the rows asked for.</summary>
    public IReadOnlyList<RawOutput>? Read(string key, int rows)
    {
        IReadOnlyList<RawOutput>? outputs = null;
        store?.TryRead(Predictions, key, bytes =>
        {
            try
            {
                outputs = RawOutputFile.Read(bytes);
            }
            catch (Exception e) when (e is InvalidDataException or OverflowException)
            {
                outputs = null;
            }
        });
        return outputs is not null && outputs.All(output => output.Rows == rows) ? outputs : null;
    }

    /// <summary>Keeps outputs.</summary>
    public void Write(string key, IReadOnlyList<RawOutput> outputs) => store?.TryWrite(Predictions, key, stream => RawOutputFile.Write(stream, outputs));

    /// <summary>Whether this version of the runtime has loaded the model before.</summary>
    public bool IsKnownToLoad(ModelFile model)
    {
        var isKnown = false;
        store?.TryRead(Models, LoadKey(model), _ => isKnown = true);
        return isKnown;
    }

    /// <summary>Remembers that the runtime loads the model.</summary>
    public void RememberThatItLoads(ModelFile model) => store?.TryWrite(Models, LoadKey(model), stream => stream.Write("loads"u8));

    private static string LoadKey(ModelFile model) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"loads 1\n{RuntimeIdentity.Version}\n{RuntimeIdentity.Provider}\n{model.Hash()}")));
}
