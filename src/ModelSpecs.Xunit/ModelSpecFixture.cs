using System.Runtime.CompilerServices;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Xunit;

/// <summary>A spec for the tests of a class, a collection or an assembly: read and evaluated once, when the first test asks.</summary>
/// <remarks>
/// <c>public sealed class LoanFixture() : ModelSpecFixture("loan.spec.yaml");</c> and <c>public sealed class LoanTests(LoanFixture loan) : IClassFixture&lt;LoanFixture&gt;</c>.
/// Making one does no work and throws nothing: a spec that cannot be read fails the tests that ask, each with the reason.
/// </remarks>
public abstract class ModelSpecFixture
{
    private readonly Lazy<ModelSpec> _spec;
    private readonly Lock _gate = new();
    private Task<ModelSpecResult>? _run;

    /// <summary>A fixture of a spec file.</summary>
    /// <param name="path">Path of a <c>*.spec.yaml</c> file, found as <see cref="ModelSpec.Load"/> finds it.</param>
    /// <param name="callerFile">Given by the compiler.</param>
    protected ModelSpecFixture(string path, [CallerFilePath] string callerFile = "")
        : this(() => ModelSpec.Load(path, callerFile))
    {
    }

    /// <summary>A fixture of a spec in code.</summary>
    /// <param name="spec">Makes the spec; called once, by the first test that asks.</param>
    protected ModelSpecFixture(Func<ModelSpec> spec) => _spec = new Lazy<ModelSpec>(spec);

    /// <summary>How the spec is evaluated; by default as usual, with the custom metrics of the fixture's assembly.</summary>
    protected virtual EvaluationOptions Options => new() { CustomMetrics = [GetType().Assembly] };

    /// <summary>The spec.</summary>
    /// <exception cref="SpecException">There is no such file, or it is no valid spec.</exception>
    public ModelSpec Spec => _spec.Value;

    /// <summary>The result, the same for all tests. A run that was stopped with the test that began it is begun again by the next.</summary>
    /// <exception cref="SpecException">The spec is not valid, or its data or model does not fit it.</exception>
    /// <exception cref="OperationCanceledException">The test run was stopped.</exception>
    public Task<ModelSpecResult> EvaluateAsync() => RunAsync(TestRun.CancellationToken);

    /// <summary>The same, stopped by a token of the caller's.</summary>
    internal async Task<ModelSpecResult> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<ModelSpecResult> run;
            lock (_gate)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_run is null or { IsCanceled: true })
                {
                    _run = Task.Run(() => Spec.EvaluateAsync(Options, cancellationToken), CancellationToken.None);
                }

                run = _run;
            }

            try
            {
                return await run.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && run.IsCanceled)
            {
                // Another test's time was over, not this one's.
            }
        }
    }
}
