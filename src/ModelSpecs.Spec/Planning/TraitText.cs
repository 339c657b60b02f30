namespace ModelSpecs.Spec.Planning;

/// <summary>Makes text from specs and data fit for the value of a test's trait.</summary>
public static class TraitText
{
    /// <summary>Escaped for one line; <c>=</c> becomes <c>:</c>, because a filter (<c>Group=…</c>) cannot name a value that holds one.</summary>
    public static string Of(string value) => DisplayText.Escape(value).Replace('=', ':');
}
