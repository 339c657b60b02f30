using System.Globalization;
using ModelSpecs.Reporting.Markdown;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Summary;

/// <summary>What got worse or better against snapshots and champions, and which rows changed sides.</summary>
internal static class ChangesPart
{
    private const int MostWorse = 40;
    private const int MostOthers = 20;
    private const int MostIds = 12;
    private const int MostSlices = 3;
    private const int MostIdsOfSlice = 5;

    /// <summary>What is worse, as far as an interval says so or none says otherwise.</summary>
    public static SummarySection Worse(RunResult run) =>
        Table(run, "What got worse", MostWorse, folded: false, ChangeStanding.Worse, ChangeStanding.WorseUntested);

    /// <summary>What is worse by what may be chance.</summary>
    public static SummarySection MaybeWorse(RunResult run) =>
        Table(run, "{0} worse by what may be chance", MostOthers, folded: true, ChangeStanding.WorseMaybeChance);

    /// <summary>What is better.</summary>
    public static SummarySection Better(RunResult run) =>
        Table(run, "{0} better", MostOthers, folded: true, ChangeStanding.Better, ChangeStanding.BetterUntested, ChangeStanding.BetterMaybeChance);

    /// <summary>What is another value of which nobody says that less or more is better.</summary>
    public static SummarySection Otherwise(RunResult run) =>
        Table(run, "{0} changed, neither for better nor for worse", MostOthers, folded: true, ChangeStanding.Changed, ChangeStanding.ChangedMaybeChance);

    /// <summary>Rows that are wrong and were right, of the whole set and of the slices with the largest share of them.</summary>
    public static SummarySection NewlyWrong(RunResult run)
    {
        var flips = run.Suites.SelectMany(suite => suite.Baselines.SelectMany(baseline => baseline.Flips
            .Where(flip => flip is { Slice: SliceResult.Overall, NewlyWrong: > 0 })
            .Select(flip => (Suite: suite, Baseline: baseline, Flip: flip)))).ToList();
        return SummarySection.Of("Newly wrong rows", "list", flips, MostOthers, entry =>
            $"- {(run.Suites.Count > 1 ? $"**{SummaryWords.Name(entry.Suite.Name)}**: " : "")}{Flip(entry.Flip, MostIds, $"newly wrong against the {SummaryWords.Name(entry.Baseline.Name)}")}"
            + $"{(entry.Flip.NewlyRight is { } right ? $"; {Numbers.Rows(right)} newly right" : "")}\n{string.Concat(MostHit(entry.Baseline))}");
    }

    private static IEnumerable<string> MostHit(BaselineResult baseline) => baseline.Flips
        .Where(flip => flip is { Slice: not SliceResult.Overall, NewlyWrong: > 0, Rows: > 0 })
        .OrderByDescending(flip => flip.NewlyWrong!.Value / (double)flip.Rows)
        .Take(MostSlices)
        .Select(flip => $"  - {SummaryWords.Place(flip.Slice, flip.Group)}: {Flip(flip, MostIdsOfSlice, "newly wrong")}\n");

    private static string Flip(FlipResult flip, int most, string what)
    {
        var wrong = flip.NewlyWrong ?? 0;
        var share = flip.Rows > 0 ? $" ({(100.0 * wrong / flip.Rows).ToString("0.0", CultureInfo.InvariantCulture)} %)" : "";
        var ids = SummaryWords.Rows(flip.FirstNewlyWrong, wrong, most);
        return $"**{Numbers.Rows(wrong)}** of {Counted.Of(flip.Rows, "row")}{share} {what}{(ids.Length > 0 ? ": " + ids : "")}";
    }

    private static SummarySection Table(RunResult run, string title, int most, bool folded, params ReadOnlySpan<ChangeStanding> standings)
    {
        var wanted = standings.ToArray();
        var all = SummaryChange.Of(run);
        var changes = all.Where(change => wanted.Contains(change.Standing)).ToList();
        var (severalSuites, severalBaselines) = (run.Suites.Count > 1, all.Select(change => change.Baseline.Name).Distinct(StringComparer.Ordinal).Count() > 1);
        var confidence = changes.Select(change => change.Suite.Verdict?.Confidence).Distinct().ToList() is [{ } one] ? (100 * one).ToString("0.##", CultureInfo.InvariantCulture) + " % " : "";
        string[] head = ["slice", "metric", severalBaselines ? "was" : $"was ({Against(all)})", "is", $"change, {confidence}interval", "rows", "verdict"];
        string[] ends = [":--", ":--", "--:", "--:", "--:", "--:", ":--"];
        return SummarySection.Of(
            string.Format(CultureInfo.InvariantCulture, title, Counted.Of(changes.Count, "value")), "value", changes, most,
            change => MarkdownText.Row([
                .. severalSuites ? [SummaryWords.Name(change.Suite.Name)] : Array.Empty<string>(), .. severalBaselines ? [SummaryWords.Name(change.Baseline.Name)] : Array.Empty<string>(), .. Cells(change),
            ]),
            MarkdownText.Row([.. severalSuites ? ["spec"] : Array.Empty<string>(), .. severalBaselines ? ["against"] : Array.Empty<string>(), .. head])
                + MarkdownText.Row([.. severalSuites ? [":--"] : Array.Empty<string>(), .. severalBaselines ? [":--"] : Array.Empty<string>(), .. ends]),
            folded);
    }

    private static string Against(IReadOnlyList<SummaryChange> changes) => changes.Count == 0 ? "" : SummaryWords.Name(changes[0].Baseline.Name);

    private static string[] Cells(SummaryChange entry)
    {
        var change = entry.Change;
        var place = SummaryWords.Place(change.Slice, change.Group);
        return
        [
            entry.Standing == ChangeStanding.Worse ? $"**{place}**" : place,
            SummaryWords.Code(change.Metric),
            SummaryWords.Value(change.Was),
            SummaryWords.Value(change.Is),
            $"{SummaryWords.Difference(change.Was, change.Is)} {SummaryWords.Interval(change.Interval)}".Trim(),
            entry.Rows is { } rows ? Numbers.Rows(rows) : "",
            entry.Standing switch
            {
                ChangeStanding.Worse => "🔻 worse",
                ChangeStanding.WorseUntested => "worse, not tested",
                ChangeStanding.WorseMaybeChance => "worse, may be chance",
                ChangeStanding.Changed => "changed",
                ChangeStanding.ChangedMaybeChance => "changed, may be chance",
                ChangeStanding.Better => "🔺 better",
                ChangeStanding.BetterUntested => "better, not tested",
                _ => "better, may be chance",
            },
        ];
    }
}
