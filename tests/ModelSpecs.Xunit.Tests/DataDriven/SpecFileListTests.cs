using ModelSpecs.Xunit.DataDriven;

namespace ModelSpecs.Xunit.Tests.DataDriven;

public sealed class SpecFileListTests
{
    [Theory]
    [InlineData("/repo/specs/deep/a.spec.yaml", "/repo/specs")]
    [InlineData("/repo/other/a.spec.yaml", "/repo")]
    [InlineData("/repository/a.spec.yaml", "/repository")]
    public void The_root_of_a_spec_is_the_nearest_that_it_lies_below(string spec, string root) =>
        SpecFileList.RootOf(Path.GetFullPath(spec), [Path.GetFullPath("/repo"), Path.GetFullPath("/repo/specs")]).Should().Be(Path.GetFullPath(root));

    [Fact]
    public async Task A_class_in_a_project_without_a_spec_is_a_test_that_fails()
    {
        var set = SpecFileSet.Of(typeof(WithoutSpecs));

        var row = (await set.RowsAsync(TestContext.Current.CancellationToken)).Should().ContainSingle().Subject;
        row.TestDisplayName.Should().Be("the project has a spec");
        var data = row.GetData();
        var judge = () => set.JudgeAsync((string)data[0]!, (string?)data[1], (string?)data[2], (string?)data[3]);

        (await judge.Should().ThrowAsync<ModelSpecFailedException>()).WithMessage("*error MSPEC402: The project has no spec*");
    }

    [Fact]
    public async Task A_row_of_a_spec_that_the_build_did_not_list_fails()
    {
        var judge = () => SpecFileSet.Of(typeof(WithoutSpecs)).JudgeAsync("gone.spec.yaml", "overall//recall/min", null, null);

        (await judge.Should().ThrowAsync<ModelSpecFailedException>()).WithMessage("*error MSPEC406: The test names no spec of its project*");
    }

    private sealed class WithoutSpecs : SpecFileTests;
}
