using System.ComponentModel;
using System.Reflection;
using ModelSpecs.Spec.Planning;
using ModelSpecs.Xunit.Sessions;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace ModelSpecs.Xunit;

/// <summary>The values of a group as rows of a theory; not meant to be written by hand.</summary>
/// <param name="file">Spec file relative to the project's folder.</param>
/// <param name="root">Root relative to the project's folder.</param>
/// <param name="check">Identity of the check, without a value.</param>
[AttributeUsage(AttributeTargets.Method)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SpecGroupsAttribute(string file, string root, string check) : DataAttribute
{
    /// <summary>Spec file relative to the project's folder.</summary>
    public string File { get; } = file;

    /// <summary>Root relative to the project's folder.</summary>
    public string Root { get; } = root;

    /// <summary>Identity of the check, without a value.</summary>
    public string Check { get; } = check;

    /// <summary>One row a value. A group that has none, or cannot be listed, is one row that fails with the reason: never no row.</summary>
    /// <param name="testMethod">The theory.</param>
    /// <param name="disposalTracker">Not used.</param>
    public override async ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        var session = SpecSessions.Of(testMethod.DeclaringType!, File, Root);
        return RowsOf(await session.GroupsOfAsync(Check, TestRun.CancellationToken).ConfigureAwait(false));
    }

    /// <summary>The values are test cases of their own already in the list of tests.</summary>
    public override bool SupportsDiscoveryEnumeration() => true;

    internal static IReadOnlyCollection<ITheoryDataRow> RowsOf(GroupListing listing) => listing.Problem is { } problem
        ? [new TheoryDataRow<string?, string?>(null, problem) { TestDisplayName = listing.Planned?.DisplayNameOf(null), Label = "" }]
        : [.. listing.Groups.Select(group => RowOf(listing.Planned!, group))];

    private static TheoryDataRow<string?, string?> RowOf(PlannedCheck planned, string group)
    {
        var row = new TheoryDataRow<string?, string?>(group, null) { TestDisplayName = planned.DisplayNameOf(group), Label = "" };
        row.Traits.Add("Group", [TraitText.Of(group)]);
        return row;
    }
}
