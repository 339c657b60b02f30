using ModelSpecs.Tests.Shared;
using ModelSpecs.Xunit.Tests.Support;

namespace ModelSpecs.Xunit.Tests.Snapshots;

public sealed class AcceptVariableTests
{
    private const string WithSnapshot = SpecFolder.Text + "snapshot: { recall: { max_drop: 0.02 } }\n";

    [Theory]
    [InlineData(WithSnapshot, "1", null, true, true)]
    [InlineData(WithSnapshot, "0", null, false, true)]
    [InlineData(WithSnapshot, null, "true", false, true)]
    [InlineData(WithSnapshot, "1", "true", null, false)]
    [InlineData(SpecFolder.Text, "1", null, false, true)]
    [InlineData(SpecFolder.Text, "1", "true", false, true)]
    public async Task The_environment_asks_for_it_and_a_build_server_refuses(string spec, string? accept, string? ci, bool? accepted, bool usable)
    {
        using var folder = new SpecFolder(spec);
        bool? asked = null;
        var session = folder.Session(engine => engine with
        {
            Variable = name => name switch { "MODELSPECS_ACCEPT" => accept, "CI" => ci, _ => null },
            Run = (_, options, _) =>
            {
                asked = options.Accept;
                return Task.FromResult(SampleResults.Suite(SpecFolder.Check("overall//roc_auc/min")));
            },
        });

        var run = await session.RunAsync(folder.Fingerprint, TestContext.Current.CancellationToken);

        asked.Should().Be(accepted);
        (run.Problem is null).Should().Be(usable, run.Problem);
        if (!usable)
        {
            run.Problem.Should().StartWith($"{folder.File}(10,").And.Contain("error MSPEC446: MODELSPECS_ACCEPT is set, and nothing is accepted here. This is a build server (CI is set)");
        }
    }
}
