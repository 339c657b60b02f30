using ModelSpecs.Engine.Running;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Compare;

/// <summary>A candidate after its own run.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Suite">The spec with it in the model's place.</param>
/// <param name="Run">Its run.</param>
internal sealed record JudgedCandidate(Candidate Candidate, SuiteSpec Suite, SuiteRun Run)
{
    /// <summary>Its name.</summary>
    public string Name => Candidate.Name;
}
