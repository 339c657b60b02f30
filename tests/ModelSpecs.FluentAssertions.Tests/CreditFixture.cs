using ModelSpecs.Tests.Shared;

namespace ModelSpecs.FluentAssertions.Tests;

/// <summary>The sample evaluated once.</summary>
public sealed class CreditFixture : IAsyncLifetime
{
    private readonly CreditSample _sample = new();

    public ModelSpecResult Result { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Result = await _sample.EvaluateAsync();

    public ValueTask DisposeAsync()
    {
        _sample.Dispose();
        return ValueTask.CompletedTask;
    }
}
