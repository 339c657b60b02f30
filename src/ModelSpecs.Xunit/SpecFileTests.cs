using ModelSpecs.Xunit.DataDriven;
using Xunit;

namespace ModelSpecs.Xunit;

/// <summary>
/// The specs of a project as the rows of one theory, where no source generator reaches: F# and Visual Basic. Verdicts, names, traits and skips are those of generated tests.
/// </summary>
/// <remarks>
/// The package compiles one class into such a project that derives from this one; nobody has to write it. The specs are those that the build listed. A spec that cannot be
/// read is a test that fails with its errors, and so is a project without a spec: never no test.
/// </remarks>
[TestCaseOrderer(typeof(SpecTestOrderer))]
public abstract class SpecFileTests
{
    /// <summary>One check of one spec, or one value of its group.</summary>
    /// <param name="spec">The spec, relative to the project's folder.</param>
    /// <param name="check">Identity of the check, without a value; null: none of the spec's can be tested.</param>
    /// <param name="group">Value of the group; null: the check is not judged per value.</param>
    /// <param name="problem">What keeps it from being judged; null: nothing.</param>
    [Theory(DisplayName = "specs")]
    [SpecFileRows]
    public Task Check(string spec, string? check, string? group, string? problem) => SpecFileSet.Of(GetType()).JudgeAsync(spec, check, group, problem);
}
