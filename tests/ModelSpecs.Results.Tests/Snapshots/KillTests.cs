using System.Diagnostics;
using System.Globalization;
using ModelSpecs.Results.Snapshots;

namespace ModelSpecs.Results.Tests.Snapshots;

/// <summary>A process that writes and accepts is killed at random moments: what lies there is always a whole snapshot, and the right one.</summary>
[Trait("Category", "Slow")]
public sealed class KillTests : IDisposable
{
    private const int Kills = 200;

    private readonly SnapshotFolder folder = new(KilledWriter.SpecName);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_hundred_kills_lose_tear_and_wrongly_accept_nothing()
    {
        var random = new Random(2026);
        var (accepted, moments) = (0, new SortedDictionary<string, int>(StringComparer.Ordinal));
        for (var kill = 0; kill < Kills; kill++)
        {
            var (last, begun, done) = await KillOneAsync(random);
            moments[last] = moments.GetValueOrDefault(last) + 1;
            accepted = Math.Max(accepted, done);

            var verified = SnapshotStore.ReadVerified(folder.Paths);
            verified.Problem.Should().BeNull($"kill {kill} came after '{last}'");
            if (verified.Document is null)
            {
                accepted.Should().Be(0, "what was accepted is not lost");
            }
            else
            {
                var number = KilledWriter.NumberOf(verified);
                number.Should().NotBeNull("text and rows are of one state");
                (number % 2).Should().Be(0, "a filtered run's snapshot is not accepted");
                number.Should().BeGreaterThanOrEqualTo(accepted).And.BeLessThanOrEqualTo(Math.Max(begun, accepted));
                accepted = number!.Value;
            }

            var received = SnapshotStore.ReadReceived(folder.Paths);
            received.Problem.Should().BeNull($"kill {kill} came after '{last}'");
            if (received.Document is not null)
            {
                KilledWriter.NumberOf(received).Should().NotBeNull();
            }
        }

        accepted.Should().BeGreaterThan(Kills / 2, "the process got on between kills");
        moments.Keys.Should().BeEquivalentTo(["started", "received", "accepting", "accepted"], "kills came everywhere");
        Directory.GetFiles(folder.Folder).Count(f => !Path.GetFileName(f).StartsWith('.')).Should().BeLessThanOrEqualTo(8, "what nothing names is removed by the next one");
    }

    private async Task<(string Last, int Begun, int Done)> KillOneAsync(Random random)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) != typeof(KillTests).Assembly.GetName().Name)
        {
            start.ArgumentList.Add(typeof(KillTests).Assembly.Location);
        }

        start.Environment[KilledWriter.Variable] = folder.Folder;
        start.Environment["DOTNET_TieredPGO"] = "0";
        // A process that is killed does not take its debugger's pipes out of the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using var process = Process.Start(start)!;
        var (lines, last, begun, done) = (random.Next(1, 16), "", 0, 0);
        string? line;
        while (lines-- > 0 && (line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)) is not null)
        {
            Note(line);
        }

        // Not only right behind a line: somewhere on the way to the next.
        var wait = random.NextDouble() * 0.004 * Stopwatch.Frequency;
        for (var from = Stopwatch.GetTimestamp(); Stopwatch.GetTimestamp() - from < wait;)
        {
            Thread.SpinWait(20);
        }

        process.HasExited.Should().BeFalse("it goes on for ever: {0}", process.HasExited ? await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken) : "");
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        // What it said before it died is still in the pipe.
        foreach (var rest in (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Note(rest);
        }

        return (last, begun, done);

        void Note(string said)
        {
            var words = said.Split(' ');
            var number = int.Parse(words[^1], CultureInfo.InvariantCulture);
            words.Should().HaveCount(2, said);
            last = words[0];
            begun = last == "accepting" ? number : begun;
            done = last == "accepted" ? number : done;
        }
    }
}
