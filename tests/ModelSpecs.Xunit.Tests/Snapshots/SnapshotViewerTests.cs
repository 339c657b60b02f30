using DiffEngine;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Tests.Shared;
using ModelSpecs.Xunit.Snapshots;
using ModelSpecs.Xunit.Tests.Support;

namespace ModelSpecs.Xunit.Tests.Snapshots;

public sealed class SnapshotViewerTests : IDisposable
{
    private readonly SpecFolder folder = new();

    private readonly List<(string Received, string Verified)> launched = [];

    private SnapshotPaths Paths => new(folder.File);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(LaunchResult.StartedNewInstance, true)]
    [InlineData(LaunchResult.AlreadyRunningAndSupportsRefresh, true)]
    [InlineData(LaunchResult.Disabled, false)]
    [InlineData(LaunchResult.NoDiffToolFound, false)]
    [InlineData(LaunchResult.TooManyRunningDiffTools, false)]
    public async Task It_is_handed_what_was_received_and_what_is_verified(LaunchResult result, bool shown)
    {
        File.WriteAllText(Paths.ReceivedText, "x");

        (await SnapshotViewer.OpenAsync(Paths, _ => null, Launching(() => result))).Should().Be(shown);

        launched.Should().Equal((Paths.ReceivedText, Paths.VerifiedText));
    }

    [Fact]
    public async Task Nothing_is_opened_without_anything_received_or_on_a_build_server()
    {
        (await SnapshotViewer.OpenAsync(Paths, _ => null, Launching(() => LaunchResult.StartedNewInstance))).Should().BeFalse();
        File.WriteAllText(Paths.ReceivedText, "x");
        (await SnapshotViewer.OpenAsync(Paths, name => name == "GITLAB_CI" ? "true" : null, Launching(() => LaunchResult.StartedNewInstance))).Should().BeFalse();

        launched.Should().BeEmpty();
    }

    [Fact]
    public async Task A_tool_that_cannot_be_opened_is_no_failure()
    {
        File.WriteAllText(Paths.ReceivedText, "x");

        (await SnapshotViewer.OpenAsync(Paths, _ => null, Launching(() => throw new InvalidOperationException("no display")))).Should().BeFalse();

        launched.Should().ContainSingle();
    }

    [Fact]
    public async Task The_library_itself_opens_nothing_where_it_is_disabled()
    {
        File.WriteAllText(Paths.ReceivedText, "x");
        DiffRunner.Disabled = true;

        (await DiffRunner.LaunchForTextAsync(Paths.ReceivedText, Paths.VerifiedText, null)).Should().Be(LaunchResult.Disabled);
        (await SnapshotViewer.OpenAsync(Paths)).Should().BeFalse();
        SnapshotViewer.Close(Paths);

        File.Exists(Paths.VerifiedText).Should().BeFalse();
    }

    [Theory]
    [InlineData(false, true, "open")]
    [InlineData(true, true, "open")]
    [InlineData(true, false, "close")]
    [InlineData(false, false, "")]
    public async Task A_session_opens_it_where_a_run_differs_and_closes_it_where_one_matches_again(bool before, bool after, string expected)
    {
        if (before)
        {
            File.WriteAllText(Paths.ReceivedText, "x");
        }

        folder.OnRun = (_, _) =>
        {
            File.Delete(Paths.ReceivedText);
            if (after)
            {
                File.WriteAllText(Paths.ReceivedText, "y");
            }

            return Task.FromResult(SampleResults.Suite(SpecFolder.Check("overall//roc_auc/min")));
        };
        var done = new List<string>();
        var session = folder.Session(engine => engine with
        {
            OpenDiff = paths =>
            {
                done.Add(paths.ReceivedText == Paths.ReceivedText ? "open" : paths.ReceivedText);
                return Task.FromResult(true);
            },
            CloseDiff = _ => done.Add("close"),
        });

        await session.RunAsync(folder.Fingerprint, typeof(SpecFolder), TestContext.Current.CancellationToken);

        string.Join(' ', done).Should().Be(expected);
    }

    private Func<string, string, Task<LaunchResult>> Launching(Func<LaunchResult> result) => (received, verified) =>
    {
        launched.Add((received, verified));
        return Task.FromResult(result());
    };
}
