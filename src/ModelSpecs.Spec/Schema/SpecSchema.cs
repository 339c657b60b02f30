namespace ModelSpecs.Spec.Schema;

/// <summary>The JSON Schema (draft 7) that editors complete and check specs with.</summary>
public static class SpecSchema
{
    /// <summary>Schema of a <c>*.spec.yaml</c> file; the same text on every machine.</summary>
    public static string Write() => throw new NotSupportedException();

    /// <summary>Schema of a <c>modelspecs.yaml</c> file and of shared parts.</summary>
    public static string WriteDefaults() => throw new NotSupportedException();
}
