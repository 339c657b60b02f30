using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Planning;

/// <summary>Makes text from specs and data safe to show on one line.</summary>
public static class DisplayText
{
    /// <summary>Control, format and line-separating characters (bidirectional overrides among them) become <c>\uXXXX</c>.</summary>
    public static string Escape(string text) => OneLine.Escape(text);
}
