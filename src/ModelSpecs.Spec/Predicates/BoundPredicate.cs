namespace ModelSpecs.Spec.Predicates;

/// <summary>A predicate whose columns and types were checked; what the engine evaluates.</summary>
/// <param name="Source">The predicate.</param>
/// <param name="Root">Typed tree, boolean at the top.</param>
public sealed record BoundPredicate(Predicate Source, BoundNode Root);
