using System.ComponentModel;
using ModelSpecs.Xunit.Report;

namespace ModelSpecs.Xunit;

/// <summary>Writes the report of a run when the tests of the assembly have ended, also where some were stopped. Not meant to be used by hand: the generator puts it on the test assembly.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SpecReportFixture : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await SpecReport.FlushAllAsync().ConfigureAwait(false);
}
