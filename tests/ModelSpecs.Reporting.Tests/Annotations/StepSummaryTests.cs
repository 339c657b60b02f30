using ModelSpecs.Reporting.Annotations;

namespace ModelSpecs.Reporting.Tests.Annotations;

public sealed class StepSummaryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("modelspecs-summary-").FullName;
    private readonly StringWriter log = new() { NewLine = "\n" };

    private string Summary => Path.Combine(folder, "summary");

    public void Dispose()
    {
        log.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void It_is_added_behind_what_the_step_has()
    {
        StepSummary.Append(Summary, "first\n", log);
        StepSummary.Append(Summary, "second\n", log);

        File.ReadAllText(Summary).Should().Be("first\n\n\nsecond\n");
        log.ToString().Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void What_GitHub_would_not_show_is_not_added_and_said(int more, bool added)
    {
        File.WriteAllText(Summary, new string('x', StepSummary.MostBytes - 2 - 10 + more));

        StepSummary.Append(Summary, "0123456789", log);

        new FileInfo(Summary).Length.Should().Be(added ? StepSummary.MostBytes : StepSummary.MostBytes - 11);
        CommandParsers.GitHub(log.ToString()).Select(command => command.Name).Should().Equal(added ? [] : ["notice"]);
    }
}
