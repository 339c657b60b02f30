namespace ModelSpecs.Engine.Progress;

/// <summary>A step of slow work.</summary>
/// <param name="Suite">Name of the suite.</param>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">Rows done.</param>
/// <param name="Total">Rows in all; 0: not known.</param>
public readonly record struct RunProgress(string Suite, string Stage, long Done, long Total);
