using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Kept;

/// <summary>Hash of everything that predictions depend on. What only interprets them (classes, positive, threshold, activation) is not part of it.</summary>
internal static class PredictionKey
{
    // Raise it when feeding or collecting changes what is kept.
    private const string Format = "predictions 1";

    /// <summary>The key, hexadecimal.</summary>
    public static string Of(SuiteSpec suite, ModelFile model, InputPlan plan, RowSelection rows, IReadOnlyList<ModelValue> outputs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Format);
        Add(hash, RuntimeIdentity.Version);
        Add(hash, RuntimeIdentity.Provider);
        Add(hash, RuntimeInformation.ProcessArchitecture.ToString());
        Add(hash, model.Hash());
        Add(hash, rows.Table.ContentHash);
        Add(hash, plan.BatchSize.ToString(CultureInfo.InvariantCulture));

        // How the file's text becomes values.
        Add(hash, suite.Golden.Format?.Value ?? "");
        Add(hash, string.Join('\n', (suite.Golden.Nulls ?? [""]).Select(n => $"{n.Length}:{n}")));
        foreach (var feed in plan.Feeds)
        {
            Add(hash, feed.Name);
            Add(hash, feed.Element.Display());
            Add(hash, ModelValue.DisplayShape(feed.RowShape));
            Add(hash, feed.Identity);
        }

        foreach (var output in outputs)
        {
            Add(hash, $"output {output.Name}");
        }

        Add(hash, rows.Rows is null ? "all rows" : "some rows");
        hash.AppendData(MemoryMarshal.AsBytes(rows.Rows.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // With its length before it, no two lists of texts are the same bytes.
    private static void Add(IncrementalHash hash, string text)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        var bytes = Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
