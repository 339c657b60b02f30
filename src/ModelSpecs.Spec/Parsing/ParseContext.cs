namespace ModelSpecs.Spec.Parsing;

/// <summary>What every part of one parse shares.</summary>
/// <param name="Root">Full path of the root.</param>
/// <param name="Bag">Where problems are reported.</param>
internal sealed record ParseContext(string Root, DiagnosticBag Bag);
