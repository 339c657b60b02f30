using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Running;

/// <summary>Checks what a spec says against its data and its model, without inference and without metrics.</summary>
public static class SuiteValidator
{
    /// <summary>Every problem found.</summary>
    /// <param name="suite">The parsed spec.</param>
    /// <param name="options">Threads and cache.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static Task<IReadOnlyList<SpecDiagnostic>> ValidateAsync(SuiteSpec suite, RunOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
