using System.Collections.Concurrent;
using ModelSpecs.Reporting;
using ModelSpecs.Reporting.Html;
using ModelSpecs.Results;
using ModelSpecs.Results.Json;
using ModelSpecs.Tests.Shared;
using ModelSpecs.Xunit.Report;

namespace ModelSpecs.Xunit.Tests.Report;

public sealed class SpecReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelspecs-report-").FullName;
    private readonly ConcurrentQueue<RunResult> _written = new();
    private readonly Clock _clock = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_files_hold_what_was_judged_in_the_order_of_the_paths()
    {
        var report = new SpecReport(Path.Combine(_folder, "out"), 2, (run, folder) => RunReport.Write(run, folder), TimeProvider.System);

        report.Add("/b.spec.yaml", Suite("B"));
        report.Add("/a.spec.yaml", Suite("A"));
        await report.FlushAsync();

        using var stream = File.OpenRead(report.Files.Results);
        var run = ResultsJson.Read(stream);
        run.Suites.Select(suite => suite.Name).Should().Equal("A", "B");
        run.SuitesExpected.Should().BeNull("the project has no more");
        run.Tool.Should().StartWith("ModelSpecs.Xunit ");
        using var page = new MemoryStream();
        HtmlReport.Write(run, page);
        File.ReadAllBytes(report.Files.Page).Should().Equal(page.ToArray(), "the page tells of the same results");
        File.Exists(report.Files.Summary).Should().BeTrue();
        Directory.EnumerateFiles(report.Folder).Should().HaveCount(3, "nothing temporary is left");
    }

    [Fact]
    public async Task A_report_of_a_part_of_the_specs_says_of_how_many()
    {
        var report = Report(specs: 3);

        report.Add("/a.spec.yaml", Suite("A"));
        await report.FlushAsync();

        _written.Last().SuitesExpected.Should().Be(3);
    }

    [Fact]
    public async Task A_spec_that_is_judged_again_stands_there_once()
    {
        var report = Report();

        report.Add("/a.spec.yaml", Suite("A"));
        report.Add("/a.spec.yaml", Suite("again"));
        await report.FlushAsync();

        _written.Last().Suites.Should().ContainSingle().Which.Name.Should().Be("again");
    }

    [Fact]
    public async Task The_first_spec_is_written_at_once_and_what_follows_soon_waits_for_the_end()
    {
        var report = Report(onWrite: () => _clock.Advance(TimeSpan.FromMilliseconds(50)));
        report.Add("/0.spec.yaml", Suite("0"));
        await WrittenAsync(1);

        for (var i = 1; i <= 20; i++)
        {
            report.Add($"/{i}.spec.yaml", Suite($"{i}"));
        }

        _written.Should().ContainSingle();
        await report.FlushAsync();
        _written.Should().HaveCount(2);
        _written.Last().Suites.Should().HaveCount(21);
    }

    [Fact]
    public async Task A_spec_that_takes_long_finds_what_was_judged_before_it_written()
    {
        var report = Report(onWrite: () => _clock.Advance(TimeSpan.FromMilliseconds(50)));
        report.Add("/0.spec.yaml", Suite("0"));
        await WrittenAsync(1);
        await report.FlushAsync();

        _clock.Advance(TimeSpan.FromSeconds(1));
        report.Add("/1.spec.yaml", Suite("1"));

        await WrittenAsync(2);
    }

    [Fact]
    public async Task Nothing_new_is_not_written_again()
    {
        var report = Report();
        await report.FlushAsync();
        _written.Should().BeEmpty();

        report.Add("/0.spec.yaml", Suite("0"));
        await report.FlushAsync();
        await report.FlushAsync();

        _written.Should().ContainSingle();
    }

    [Fact]
    public async Task One_writes_at_a_time_and_nothing_is_lost()
    {
        var (now, most) = (0, 0);
        var report = Report(onWrite: () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            Thread.Yield();
            Interlocked.Decrement(ref now);
        });

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            report.Add($"/{i:D2}.spec.yaml", Suite($"{i}"));
            await report.FlushAsync();
            _written.Last().Suites.Should().Contain(suite => suite.Name == $"{i}");
        })));

        most.Should().Be(1);
        _written.Last().Suites.Should().HaveCount(50);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_said_once_and_breaks_nothing()
    {
        var occupied = Path.Combine(_folder, "file");
        File.WriteAllText(occupied, "");
        var report = new SpecReport(Path.Combine(occupied, "out"), null, (run, folder) => RunReport.Write(run, folder), TimeProvider.System);

        report.Add("/a.spec.yaml", Suite("A"));
        await report.FlushAsync();

        report.TakeProblem().Should().StartWith($"The report could not be written to {report.Folder}: ").And.EndWith("Say another folder in MODELSPECS_REPORT, or off.");
        report.TakeProblem().Should().BeNull();
    }

    private static SuiteResult Suite(string name) => SampleResults.Suite(SampleResults.Check()) with { Name = name };

    private SpecReport Report(int? specs = null, Action? onWrite = null) => new(_folder, specs, (run, _) =>
    {
        onWrite?.Invoke();
        _written.Enqueue(run);
    }, _clock);

    private async Task WrittenAsync(int times)
    {
        while (_written.Count < times)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class Clock : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _now);

        public void Advance(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);
    }
}
