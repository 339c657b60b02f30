using ModelSpecs.Results;

namespace ModelSpecs;

/// <summary>What an evaluation found.</summary>
public sealed class ModelSpecResult
{
    internal ModelSpecResult(SuiteResult suite, ModelSpec spec)
    {
        Suite = suite;
        Spec = spec;
    }

    /// <summary>The spec that was evaluated.</summary>
    public ModelSpec Spec { get; }

    /// <summary>Everything that was found, as <c>results.json</c> has it.</summary>
    public SuiteResult Suite { get; }

    /// <summary>Whether the spec has checks and none of them fails. An inconclusive check fails or does not as the spec's <c>verdict</c> says.</summary>
    public bool Passed => Suite.Checks.Count > 0 && Suite.Checks.All(check => !check.Fails);
}
