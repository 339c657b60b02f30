using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Inputs;

/// <summary>An input and where its values come from; names only, no data was read.</summary>
/// <param name="Input">The input.</param>
/// <param name="Columns">Columns of the golden set, runs written out; empty where <paramref name="Npy"/> is.</param>
/// <param name="Npy">A file; null where columns are.</param>
/// <param name="SaidShape">Shape of one row as the spec says it; null: it does not.</param>
/// <param name="Span">Where the spec says so, or names the model.</param>
internal sealed record BoundInput(ModelValue Input, IReadOnlyList<string> Columns, FileReference? Npy, IReadOnlyList<int>? SaidShape, SourceSpan Span);
