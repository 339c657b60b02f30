using ModelSpecs.Cli.Commands;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Watch;

/// <summary>Judges specs, and again whenever a file that one rests on was written.</summary>
/// <remarks>Notifications only say when to look. What has changed is found by comparing the stamps of files with those from before they were read, so that an overflow, a
/// network share or a lost event costs time and never a verdict. A verdict is shown only if no file of it was written while it was made.</remarks>
/// <param name="console">Where to show.</param>
/// <param name="engine">What runs specs.</param>
/// <param name="arguments">What was asked for.</param>
/// <param name="customs">Custom metrics that specs may name.</param>
/// <param name="report">Where each round's report goes; null: nowhere.</param>
/// <param name="wakeUp">What wakes it.</param>
internal sealed class WatchSession(CliConsole console, CliEngine engine, WatchArguments arguments, CustomMetricSet customs, ReportFolder? report, WakeUp wakeUp)
{
    private readonly SortedDictionary<string, WatchedSpec> specs = new(StringComparer.Ordinal);
    private readonly RecordedSpecFiles files = new(SpecSet.Files(console, arguments.Run.Root));
    private readonly SpecJudge judge = new(console, engine, arguments.Run, customs);
    private readonly RunMemory memory = new();
    private readonly Settling settling = new(console.Time);
    private readonly WatchScreen screen = new(console, arguments);
    private readonly List<string> gone = [];

    /// <summary>Watches until somebody asks to end.</summary>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>The exit code of the last round.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public int Run(CancellationToken cancellationToken)
    {
        Find();
        Round([.. specs.Values], WatchScreen.First, console.Time.GetTimestamp(), cancellationToken);
        var wakes = Wakes.Folders;
        long? noticed = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (wakes.HasFlag(Wakes.Quit))
            {
                return ExitCode();
            }

            if (wakes.HasFlag(Wakes.Folders))
            {
                Find();
                wakeUp.Watch(Folders(), Inputs());
            }

            if (wakes.HasFlag(Wakes.All))
            {
                Round([.. specs.Values], WatchScreen.Asked, console.Time.GetTimestamp(), cancellationToken);
                wakes = Wakes.Folders;
                continue;
            }

            var changed = Changed();
            if (changed.Count == 0)
            {
                settling.Reset();
                noticed = null;
                wakes = wakeUp.Wait(null, cancellationToken);
                continue;
            }

            noticed ??= console.Time.GetTimestamp();
            var left = settling.Observe(changed);
            if (left > TimeSpan.Zero)
            {
                wakes = wakeUp.Wait(left, cancellationToken);
                continue;
            }

            settling.Reset();
            var concerned = specs.Values.Where(spec => spec.Seen.Any(file => changed.TryGetValue(file.Key, out var now) && now != file.Value)).ToList();
            Round(concerned, string.Join(", ", changed.Keys.Order(StringComparer.Ordinal).Select(console.Display)), noticed.Value, cancellationToken);
            noticed = null;
            wakes = Wakes.Folders;
        }
    }

    private IReadOnlyList<string> Places => arguments.Run.Specs.Count == 0 ? ["."] : arguments.Run.Specs;

    private List<string> Folders() => [.. Places.Select(console.FullPath).Where(Directory.Exists)];

    private HashSet<string> Inputs() =>
        [.. specs.Values.SelectMany(spec => spec.Seen.Keys), .. Places.Select(console.FullPath).Where(path => !Directory.Exists(path))];

    // Specs that are gone stay until their round, which says so.
    private void Find()
    {
        foreach (var place in Places.Select(console.FullPath))
        {
            try
            {
                foreach (var path in File.Exists(place) ? [place] : Directory.Exists(place) ? SpecFinder.Below(place) : [])
                {
                    specs.TryAdd(path, new WatchedSpec(path));
                }
            }
            catch (IOException)
            {
                // A folder went away while it was searched: its parent tells, and it is searched again.
            }
        }
    }

    private Dictionary<string, FileStamp> Changed()
    {
        var changed = new Dictionary<string, FileStamp>(StringComparer.Ordinal);
        var looked = new Dictionary<string, FileStamp>(StringComparer.Ordinal);
        foreach (var (path, seen) in specs.Values.SelectMany(spec => spec.Seen))
        {
            if (!looked.TryGetValue(path, out var now))
            {
                looked[path] = now = FileStamp.Of(path);
            }

            if (now != seen)
            {
                changed[path] = now;
            }
        }

        return changed;
    }

    private void Round(IReadOnlyList<WatchedSpec> concerned, string why, long started, CancellationToken cancellationToken)
    {
        var progress = ProgressLine.On(console);
        var rounds = new List<SuiteRound>();
        var wasUnsettled = false;
        foreach (var spec in concerned)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!File.Exists(spec.Path))
            {
                specs.Remove(spec.Path);
                if (spec.Result is not null)
                {
                    gone.Add(spec.Path);
                }

                continue;
            }

            var (before, last) = (spec.Result, spec.LastJudged);
            if (!Judge(spec, progress, cancellationToken))
            {
                wasUnsettled = true;
            }
            else if (spec.Result is not null)
            {
                rounds.Add(new SuiteRound(last, spec.Result) { WasUnusable = before is { IsUnusable: true } });
            }
        }

        // What was written meanwhile is found at once, and its round shows them all.
        if (wasUnsettled && rounds.Count == 0)
        {
            return;
        }

        var results = specs.Values.Where(spec => spec.Result is not null).ToList();
        screen.Show(new WatchRound
        {
            Why = why,
            Rounds = rounds,
            All = [.. results.Select(spec => spec.Result!)],
            Gone = [.. gone],
            Files = Inputs().Count,
            Elapsed = console.Time.GetElapsedTime(started),
            Notice = wakeUp.Notice,
        });
        gone.Clear();
        if (report is not null && results.Count > 0)
        {
            Report([.. results.Select(spec => spec.Written!)]);
        }
    }

    /// <summary>Judges one spec. False: a file that it rests on was written meanwhile, and it has no new verdict.</summary>
    private bool Judge(WatchedSpec spec, ProgressLine? progress, CancellationToken cancellationToken)
    {
        // Stamps from before the reading: what is written after them is seen as a change.
        var seen = spec.Seen.Keys.Append(spec.Path).Distinct(StringComparer.Ordinal).ToDictionary(path => path, FileStamp.Of, StringComparer.Ordinal);
        files.Take();
        var parsed = new ParsedSpec(spec.Path, files.RootOf(spec.Path), engine.Parse(spec.Path, files));

        // A spec that is wrong rests on what it named while it was right, too: whatever breaks it may mend it.
        IEnumerable<string> inputs = [spec.Path, .. files.Take(), .. parsed.Result.Spec is { } suite ? SuiteInputs.Of(suite) : spec.Seen.Keys];
        spec.Seen = inputs.Distinct(StringComparer.Ordinal).ToDictionary(path => path, path => seen.TryGetValue(path, out var stamp) ? stamp : FileStamp.Of(path), StringComparer.Ordinal);
        if (arguments.Run.Only.Count > 0 && !SpecSet.IsMatched(console, parsed, arguments.Run.Only))
        {
            spec.Result = spec.Written = null;
            return true;
        }

        var (result, isFault) = judge.Judge(parsed, memory, progress, cancellationToken);
        if (spec.Seen.Any(file => FileStamp.Of(file.Key) != file.Value))
        {
            return false;
        }

        (spec.Written, spec.Result, spec.IsFault) = (result, SpecJudge.WithFullPaths(result, parsed), isFault);
        spec.LastJudged = result.IsUnusable ? spec.LastJudged : spec.Result;
        return true;
    }

    private void Report(IReadOnlyList<SuiteResult> results)
    {
        try
        {
            report!.Write(new RunResult { Tool = CliApp.Tool, OnnxRuntime = results.Any(r => r.Model is not null) ? RuntimeIdentity.Version : null, Suites = results });
        }
        catch (SpecException problem)
        {
            // A full disk ends no watch.
            foreach (var diagnostic in problem.Diagnostics)
            {
                console.Error.WriteLine(TerminalText.Line(diagnostic.ToString(), console.Show.Unicode));
            }
        }
    }

    private int ExitCode()
    {
        var summary = RunSummary.Of([.. specs.Values.Where(spec => spec.Result is not null).Select(spec => spec.Result!)]);
        return specs.Values.Any(spec => spec.IsFault) ? ExitCodes.Fault
            : summary.Unusable > 0 || summary.Checks == 0 ? ExitCodes.Wrong
            : summary.Failing > 0 ? ExitCodes.Failed : ExitCodes.Passed;
    }
}
