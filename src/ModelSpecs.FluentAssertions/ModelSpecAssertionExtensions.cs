using ModelSpecs.FluentAssertions;

#pragma warning disable IDE0130 // Whoever has a result has its namespace.
namespace ModelSpecs;

/// <summary><c>Should()</c> of what an evaluation found.</summary>
public static class ModelSpecAssertionExtensions
{
    /// <summary>Assertions about a whole result.</summary>
    /// <param name="result">The result.</param>
    public static ModelSpecResultAssertions Should(this ModelSpecResult result) => new(result);
}
