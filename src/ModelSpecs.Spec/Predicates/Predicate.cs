using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Predicates;

/// <summary>A parsed slice predicate: its text, its place and its tree.</summary>
/// <param name="Text">As written.</param>
/// <param name="Span">Place of the text in the spec.</param>
/// <param name="Root">The tree.</param>
public sealed record Predicate(string Text, SourceSpan Span, PredicateNode Root);

/// <summary>A node of a predicate.</summary>
public abstract record PredicateNode;
