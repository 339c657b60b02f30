using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Spec.Parsing;

/// <summary>What a spec file turned into.</summary>
/// <param name="Spec">The spec; null where there is any error.</param>
/// <param name="Diagnostics">Errors and warnings in the order of their places: the spec's own first, then those of its defaults and <c>extends</c> targets.</param>
public sealed record SpecParseResult(SuiteSpec? Spec, IReadOnlyList<SpecDiagnostic> Diagnostics)
{
    /// <summary>The spec, or a <see cref="SpecException"/> that carries every diagnostic.</summary>
    public SuiteSpec SpecOrThrow() => Spec ?? throw new SpecException(Diagnostics);
}
