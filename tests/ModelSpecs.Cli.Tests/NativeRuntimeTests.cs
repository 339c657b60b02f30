using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Tests;

public sealed class NativeRuntimeTests
{
    [Fact]
    public void The_library_of_this_platform_is_found_in_the_output_of_a_project_that_uses_it() =>
        NativeRuntime.Candidates(AppContext.BaseDirectory).Should().Contain(path => File.Exists(path));

    [Fact]
    public void A_published_program_has_it_beside_itself() =>
        NativeRuntime.Candidates("out").Should().Contain(path => Path.GetDirectoryName(path) == "out").And.OnlyContain(path => path.Contains("onnxruntime"));
}
