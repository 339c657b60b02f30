using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Running;

/// <summary>Names the groups of a slice, for the test cases of its values.</summary>
public static class GroupScan
{
    /// <summary>Names of the groups in order; reads only the columns that the slice needs, from the column cache where it can.</summary>
    /// <param name="suite">The parsed spec.</param>
    /// <param name="slice">A slice of it that is a group.</param>
    /// <param name="options">Threads and cache.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="Spec.Diagnostics.SpecException">The data cannot be read or grouped.</exception>
    public static Task<IReadOnlyList<string>> EnumerateAsync(SuiteSpec suite, SliceSpec slice, RunOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
