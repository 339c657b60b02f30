using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>One spec before and after it was judged again.</summary>
/// <param name="Before">The last result that could be judged; null: there is none.</param>
/// <param name="After">The result now.</param>
public sealed record SuiteRound(SuiteResult? Before, SuiteResult After)
{
    /// <summary>Whether the spec, its data or its model was wrong in between.</summary>
    public bool WasUnusable { get; init; }
}

/// <summary>What a round of a watch changed: first the checks that ended otherwise, then why those fail that did not fail before, then what still fails.</summary>
public static class RoundReport
{
    // More than these do not fit one screen together with their rows.
    private const int MostMessages = 3;
    private const int MostLines = 20;

    /// <summary>Writes a round.</summary>
    /// <param name="rounds">The specs that were judged.</param>
    /// <param name="all">The last results of all specs.</param>
    /// <param name="output">Where to.</param>
    /// <param name="options">What the place of output can show; verbose: every message of what did not pass.</param>
    public static void Write(IReadOnlyList<SuiteRound> rounds, IReadOnlyList<SuiteResult> all, TextWriter output, TerminalOptions options)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        new Writer(all, output, options).Write(rounds);
    }

    private sealed class Writer(IReadOnlyList<SuiteResult> all, TextWriter output, TerminalOptions options)
    {
        private readonly Palette palette = new(options);
        private readonly bool names = all.Count > 1;

        public void Write(IReadOnlyList<SuiteRound> rounds)
        {
            foreach (var round in rounds)
            {
                foreach (var diagnostic in round.After.Diagnostics.Where(d => d.Severity == DiagnosticResult.Error || round.Before?.Diagnostics.Contains(d) != true))
                {
                    output.WriteLine(palette.Paint(Safe(diagnostic.ToString()), diagnostic.Severity == DiagnosticResult.Error ? Ink.Bad : Ink.Doubtful));
                }

                if (round.WasUnusable && !round.After.IsUnusable)
                {
                    output.WriteLine($"  {palette.Paint("usable again", Ink.Good)}: {Safe(round.After.Name)}");
                }
            }

            var changes = rounds.Where(round => round is { Before.IsUnusable: false, After.IsUnusable: false }).SelectMany(Changes).ToList();
            WriteChanges(changes);
            var judged = rounds.Where(round => !round.After.IsUnusable).ToList();
            var isNew = judged.SelectMany(round => round.After.Checks.Where(check => check.Fails && !FailedBefore(round, check)).Select(check => (round.After, check))).ToList();
            var shown = options.Detail == Detail.Verbose
                ? judged.SelectMany(round => round.After.Checks.Where(check => check.Fails).Select(check => (round.After, check))).ToList()
                : isNew.Take(MostMessages).ToList();
            foreach (var (suite, check) in shown)
            {
                output.WriteLine();
                if (names)
                {
                    output.WriteLine($"  {palette.Paint(Safe(suite.Name), Ink.Strong)}");
                }

                CheckMessageText.Write(check, output, options);
            }

            var rest = all.Where(suite => !suite.IsUnusable)
                .SelectMany(suite => suite.Checks.Where(check => check.Fails).Select(check => (suite, check)))
                .Where(failing => !shown.Any(s => ReferenceEquals(s.check, failing.check)) && !changes.Any(change => ReferenceEquals(change.Now, failing.check)))
                .ToList();
            WriteRest(rest);

            // Errors of specs that this round did not touch would otherwise be forgotten.
            foreach (var suite in all.Where(suite => suite.IsUnusable && !rounds.Any(round => ReferenceEquals(round.After, suite))))
            {
                output.WriteLine($"  {palette.Paint("still unusable", Ink.Bad)}: {Safe(suite.Name)} ({Safe(suite.Diagnostics.First(d => d.Severity == DiagnosticResult.Error).ToString())})");
            }

            output.WriteLine();
        }

        private void WriteChanges(IReadOnlyList<Change> changes)
        {
            if (changes.Count == 0)
            {
                return;
            }

            var table = new TextTable([new("was"), new("is"), .. Spec(), new("check", Least: 12), new("value", Right: true), new("bound", Right: true)]);
            foreach (var change in changes.Take(MostLines))
            {
                var check = change.Now ?? change.Then!;
                table.Add(
                [
                    change.Then is null ? new("new", Ink.Faint) : new(palette.Word(change.Then), Palette.InkOf(change.Then)),
                    change.Now is null ? new("gone", Ink.Doubtful) : new(palette.Word(change.Now), Palette.InkOf(change.Now)),
                    .. names ? [new Cell(Safe(change.Suite.Name))] : Array.Empty<Cell>(),
                    new(Safe(check.Name)),
                    .. FailingTable.Numbers(check),
                ]);
            }

            table.Write(output, options);
            WriteMore(changes.Count);
        }

        private void WriteRest(List<(SuiteResult Suite, CheckResult Check)> rest)
        {
            if (rest.Count == 0)
            {
                return;
            }

            output.WriteLine();
            FailingTable.Write("still", rest, names, output, options);
        }

        private void WriteMore(int count)
        {
            if (count > MostLines)
            {
                output.WriteLine($"  {palette.Ellipsis} and {count - MostLines} more");
            }
        }

        private IEnumerable<TableColumn> Spec() => names ? [new("spec", Least: 10)] : [];

        private string Safe(string text) => TerminalText.Line(text, options.Unicode);

        private static bool FailedBefore(SuiteRound round, CheckResult check) => round.Before?.Checks.Any(then => then.Id == check.Id && then.Fails) == true;

        private static IEnumerable<Change> Changes(SuiteRound round)
        {
            // A check is known by its id, of which one bound of two sides may have several.
            var then = round.Before!.Checks.GroupBy(check => check.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<CheckResult>(group), StringComparer.Ordinal);
            foreach (var now in round.After.Checks)
            {
                var before = then.TryGetValue(now.Id, out var same) && same.TryDequeue(out var first) ? first : null;
                if (before is null || before.Outcome != now.Outcome || before.Fails != now.Fails || before.IsWaived != now.IsWaived)
                {
                    yield return new Change(round.After, before, now);
                }
            }

            foreach (var left in then.Values.SelectMany(checks => checks))
            {
                yield return new Change(round.After, left, null);
            }
        }

        private sealed record Change(SuiteResult Suite, CheckResult? Then, CheckResult? Now);
    }
}
