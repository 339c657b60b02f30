using ModelSpecs.Engine.Datasets;

namespace ModelSpecs.Engine.Slicing;

/// <summary>The columns that come from predictions and exist for this run's task, each as long as the table.</summary>
/// <param name="Columns">Column by derived name.</param>
public sealed record DerivedColumns(IReadOnlyDictionary<string, Column> Columns);
