using System.Globalization;
using ModelSpecs.Cli.Commands;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;

namespace ModelSpecs.Cli.Watch;

/// <summary>What a round of a watch is shown from.</summary>
internal sealed record WatchRound
{
    /// <summary>Files that changed, or another reason.</summary>
    public required string Why { get; init; }

    /// <summary>Specs judged in this round.</summary>
    public required IReadOnlyList<SuiteRound> Rounds { get; init; }

    /// <summary>The last results of all specs.</summary>
    public required IReadOnlyList<SuiteResult> All { get; init; }

    /// <summary>Full paths of specs that are no longer there.</summary>
    public required IReadOnlyList<string> Gone { get; init; }

    /// <summary>Files that are watched.</summary>
    public required int Files { get; init; }

    /// <summary>From the save, as it was noticed, to now.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How watching works where it is not as usual; null: as usual.</summary>
    public string? Notice { get; init; }
}

/// <summary>Shows rounds: on a terminal each in the place of the one before, elsewhere one below the other.</summary>
internal sealed class WatchScreen(CliConsole console, WatchArguments arguments)
{
    /// <summary>Why the first round is run.</summary>
    public const string First = "start";

    /// <summary>Why a round is run that somebody asked for.</summary>
    public const string Asked = "asked for";

    private const int MostNames = 100;

    private readonly TerminalOptions show = console.Show with { Detail = arguments.Run.Verbose ? Detail.Verbose : Detail.Normal };

    /// <summary>Shows a round.</summary>
    public void Show(WatchRound round)
    {
        var isTerminal = show.Width is not null && console.Variable("TERM") != "dumb";
        if (isTerminal)
        {
            // Cursor home, then everything below it cleared: what was scrolled away stays.
            console.Out.Write("\u001b[H\u001b[2J");
        }

        var why = round.Why.Length <= MostNames ? round.Why : $"{round.Why[..MostNames]}{(show.Unicode ? "…" : "...")}";
        var time = console.Time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        console.Out.WriteLine(TerminalText.Line($"[{time}] {why}: {round.Rounds.Count} of {Counted.Of(round.All.Count, "spec")} judged in {Time(round.Elapsed)}", show.Unicode));
        if (round.Notice is { } notice)
        {
            console.Out.WriteLine(TerminalText.Line(notice, show.Unicode));
        }

        foreach (var path in round.Gone)
        {
            console.Out.WriteLine($"  gone: {TerminalText.Line(console.Display(path), show.Unicode)}");
        }

        RoundReport.Write(round.Rounds, round.All, console.Out, show);
        if (round.All.Count == 0)
        {
            console.Out.WriteLine("No spec left; waiting for one.");
        }
        else
        {
            TerminalReport.WriteVerdict(RunSummary.Of(round.All), null, console.Out, show);
        }

        if (isTerminal)
        {
            console.Out.WriteLine($"Watching {Counted.Of(round.Files, "file")}. {(console.HasKeys ? "Enter: all again, q: quit." : "Ctrl-C: quit.")}");
        }

        console.Out.Flush();
    }

    private static string Time(TimeSpan time) => time.TotalSeconds < 1
        ? time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms"
        : time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
