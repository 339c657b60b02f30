using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace ModelSpecs.Xunit.DataDriven;

/// <summary>The checks of all specs of a project as rows of a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpecFileRowsAttribute : DataAttribute
{
    /// <inheritdoc />
    public override async ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        return await SpecFileSet.Of(testMethod.ReflectedType!).RowsAsync(TestRun.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>The rows are test cases of their own already in the list of tests.</summary>
    public override bool SupportsDiscoveryEnumeration() => true;
}
