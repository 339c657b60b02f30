using ModelSpecs.Xunit.Report;

namespace ModelSpecs.Xunit.Tests.Report;

public sealed class ReportFolderTests
{
    private static readonly string Project = Full("/repo/specs");

    [Fact]
    public void A_report_lies_below_the_project() => Of().Should().Be(Full("/repo/specs/TestResults/modelspecs"));

    [Fact]
    public void It_lies_beside_the_other_results_of_the_run_apart_from_those_of_other_projects() =>
        Of(results: Full("/tmp/out")).Should().Be(Full("/tmp/out/modelspecs/My.Specs"));

    [Theory]
    [InlineData("there", null, "/repo/specs/there")]
    [InlineData("/tmp/there", "here", "/tmp/there")]
    [InlineData(null, "../here", "/repo/here")]
    [InlineData("", "here", "/repo/specs/here")]
    [InlineData("there", "off", "/repo/specs/there")]
    public void The_variable_says_it_before_the_property_and_both_before_the_results(string? variable, string? property, string folder) =>
        Of(variable, property, Full("/tmp/out")).Should().Be(Full(folder));

    [Theory]
    [InlineData("off", "here")]
    [InlineData("OFF", null)]
    [InlineData(null, "off")]
    public void Off_is_no_report(string? variable, string? property) => Of(variable, property, Full("/tmp/out")).Should().BeNull();

    [Theory]
    [InlineData("out", "tests", "--results-directory", "out")]
    [InlineData("out", "tests", "--results-directory=out")]
    [InlineData("out", "tests", "--Results-Directory:out", "--results-directory", "later")]
    [InlineData(null, "tests", "--results-directory")]
    [InlineData(null, "tests", "--results-directoryx=out", "results-directory", "out")]
    public void The_option_of_the_testing_platform_is_read(string? expected, params string[] arguments) => ReportFolder.OptionOf(arguments).Should().Be(expected);

    private static string? Of(string? variable = null, string? property = null, string? results = null) => ReportFolder.Of(Project, "My.Specs", variable, property, results);

    private static string Full(string path) => Path.GetFullPath(path);
}
