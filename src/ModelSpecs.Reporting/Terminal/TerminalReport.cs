using System.Globalization;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>Results for a terminal or a build log. Text from specs and data is escaped; the same result gives the same text.</summary>
public static class TerminalReport
{
    /// <summary>A suite: heading, problems, a table of its checks, and the whole message of each check that fails the run. Quiet: only what fails; verbose: every message but those of passed checks.</summary>
    /// <param name="suite">The result.</param>
    /// <param name="output">Where to.</param>
    /// <param name="options">What the place of output can show.</param>
    /// <param name="displayPath">Turns the spec's file into the text shown in the heading; null: as in the result.</param>
    public static void WriteSuite(SuiteResult suite, TextWriter output, TerminalOptions options, Func<string, string>? displayPath = null)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        new Writer(suite, output, options, displayPath ?? (file => file)).Write();
    }

    /// <summary>Of several suites the checks that fail the run, a line each, and the suites that could not be used: nobody has to search for them above. Quiet: nothing, as there is little else.</summary>
    /// <param name="suites">The results.</param>
    /// <param name="output">Where to.</param>
    /// <param name="options">What the place of output can show.</param>
    public static void WriteFailing(IReadOnlyList<SuiteResult> suites, TextWriter output, TerminalOptions options)
    {
        ArgumentNullException.ThrowIfNull(suites);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        var failing = suites.Where(suite => !suite.IsUnusable).SelectMany(suite => suite.Checks.Where(check => check.Fails).Select(check => (suite, check))).ToList();
        var unusable = suites.Where(suite => suite.IsUnusable).ToList();
        if (suites.Count < 2 || options.Detail == Detail.Quiet || failing.Count + unusable.Count == 0)
        {
            return;
        }

        FailingTable.Write("failing", failing, withSpecs: true, output, options);
        foreach (var suite in unusable)
        {
            var errors = suite.Diagnostics.Where(d => d.Severity == DiagnosticResult.Error).ToList();
            var more = errors.Count > 1 ? $" and {Counted.Of(errors.Count - 1, "error")} more" : "";
            CheckMessageText.WriteWrapped(TerminalText.Line($"not judged: {suite.Name}: {errors[0].Id} in line {errors[0].Line}{more}", options.Unicode), output, options, Ink.Bad);
        }

        output.WriteLine();
    }

    /// <summary>The last line of a run: its verdict and how many checks ended how.</summary>
    /// <param name="summary">The counts.</param>
    /// <param name="elapsed">How long it took; null: not said.</param>
    /// <param name="output">Where to.</param>
    /// <param name="options">What the place of output can show.</param>
    public static void WriteVerdict(RunSummary summary, TimeSpan? elapsed, TextWriter output, TerminalOptions options)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        var (word, ink) = summary switch
        {
            { Unusable: > 0 } => ("Not judged", Ink.Bad),
            { Checks: 0 } => ("Nothing judged", Ink.Bad),
            { Failing: > 0 } => ("Failed", Ink.Bad),
            { Waived: > 0, Inconclusive: > 0 } => ("Passed, but with waivers and not conclusive", Ink.Doubtful),
            { Waived: > 0 } => ("Passed, but with waivers", Ink.Doubtful),
            { Inconclusive: > 0 } => ("Passed, but not conclusive", Ink.Doubtful),
            _ => ("Passed", Ink.Good),
        };
        string?[] parts =
        [
            summary.Unusable > 0 ? $"{summary.Unusable} of {Counted.Of(summary.Suites, "spec")} could not be used" : null,
            $"{summary.Passed} of {Counted.Of(summary.Checks, "check")} passed",
            summary.Failed > 0 ? $"{summary.Failed} failed" : null,
            summary.Errors > 0 ? $"{summary.Errors} could not be judged" : null,
            summary.Inconclusive > 0 ? $"{summary.Inconclusive} inconclusive" : null,
            summary.Waived > 0 ? $"{summary.Waived} waived" : null,
            summary.Unusable == 0 ? Counted.Of(summary.Suites, "spec") : null,
            elapsed is { } time ? time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s" : null,
        ];
        output.WriteLine($"{new Palette(options).Paint(word, ink)}: {string.Join(", ", parts.Where(p => p is not null))}.");
    }

    private sealed class Writer(SuiteResult suite, TextWriter output, TerminalOptions options, Func<string, string> displayPath)
    {
        private readonly Palette palette = new(options);

        public void Write()
        {
            if (options.Detail == Detail.Quiet && suite.Diagnostics.Count == 0 && !suite.Checks.Any(c => c.Fails))
            {
                return;
            }

            WriteHeading();
            foreach (var diagnostic in suite.Diagnostics)
            {
                WriteDiagnostic(diagnostic);
            }

            if (suite.IsUnusable)
            {
                output.WriteLine(suite.Checks.Count switch
                {
                    0 => "  Nothing was judged.",
                    _ => $"  None of its {Counted.Of(suite.Checks.Count, "check")} was judged.",
                });
            }
            else
            {
                WriteTables();
                // What fails nothing has its line in the table. What fails comes last: it is read first, from below.
                // Of checks that could not be judged for one and the same reason the first one says it for all.
                foreach (var group in suite.Checks.Where(c => c.Outcome != Outcome.Passed && (c.Fails || options.Detail == Detail.Verbose)).OrderBy(Weight).GroupBy(ReasonOf))
                {
                    var together = group.Key.Reason is not null && group.Count() > 2 && options.Detail != Detail.Verbose;
                    foreach (var check in together ? group.Take(1) : group)
                    {
                        WriteMessage(check);
                    }

                    if (together)
                    {
                        WriteWrapped($"  … and {Counted.Of(group.Count() - 1, "check")} more that could not be judged for the same reason; --verbose lists them.");
                    }
                }
            }

            output.WriteLine();
        }

        private static (string? Reason, string? Check) ReasonOf(CheckResult check) => check is { Outcome: Outcome.Error, Reason: { } reason } ? (reason, null) : (null, check.Id);

        private static int Weight(CheckResult check) => check switch
        {
            { Fails: false } => 0,
            { Outcome: Outcome.Inconclusive } => 1,
            _ => 2,
        };

        private void WriteHeading()
        {
            // A spec that does not parse is called after its file.
            var path = displayPath(suite.File);
            output.WriteLine(path == suite.Name ? palette.Paint(Safe(path), Ink.Strong) : $"{palette.Paint(Safe(suite.Name), Ink.Strong)}  {palette.Paint(Safe(path), Ink.Faint)}");
            if (suite.IsUnusable || options.Detail == Detail.Quiet)
            {
                return;
            }

            string?[] facts =
            [
                suite.Task,
                $"{Numbers.Rows(suite.Rows)} rows",
                suite.RowsWithoutLabel > 0 ? $"{Numbers.Rows(suite.RowsWithoutLabel)} more without a label" : null,
                suite.RowsQuarantined > 0 ? $"{Numbers.Rows(suite.RowsQuarantined)} more quarantined" : null,
                suite.Threshold is { } threshold ? $"threshold {threshold.ToString("R", CultureInfo.InvariantCulture)}" : null,
                suite.Thresholds is { } each ? $"thresholds {string.Join(", ", suite.Classes.Zip(each, (label, value) => $"{label} {value.ToString("R", CultureInfo.InvariantCulture)}"))}" : null,
                suite.Model is { } model ? $"model {model.Path}" : null,
                suite.Golden is { } golden ? $"golden set {golden.Path}" : null,
                suite.Owner is { } owner ? $"owner {owner}" : null,
                suite.Partial ? "partial: only the slices asked for" : null,
            ];
            WriteWrapped(Safe(string.Join(", ", facts.Where(f => f is not null))));
        }

        private void WriteTables()
        {
            if (options.Detail != Detail.Quiet && suite.Checks.Count > 0)
            {
                CheckTable.Of(suite.Checks, options).Write(output, options);
            }

            if (options.Detail != Detail.Quiet)
            {
                foreach (var check in suite.Checks.Where(c => c.IsWaived))
                {
                    WriteWrapped(Safe($"{check.Name} is waived {check.Waiver!.UntilText()} by {check.Waiver.Owner}: {check.Waiver.Because}"), Ink.Doubtful);
                }

                foreach (var line in QuarantineNote.Lines(suite, options.Detail))
                {
                    WriteWrapped(Safe(line), Ink.Doubtful);
                }

                foreach (var line in BaselineNote.Lines(suite))
                {
                    WriteWrapped(Safe(line), Ink.Doubtful);
                }

                foreach (var table in suite.Baselines.Select(baseline => BaselineNote.Changes(baseline, options.Detail == Detail.Verbose, options.Unicode)).OfType<TextTable>())
                {
                    table.Write(output, options);
                }

                foreach (var reversal in suite.Reversals)
                {
                    WriteWrapped(Safe(reversal.ToString()), Ink.Doubtful);
                }
            }

            if (options.Detail == Detail.Verbose && suite.Timings.Count > 0)
            {
                var stages = suite.Timings.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key} {t.Value:0.000} s"));
                output.WriteLine(palette.Paint($"  {Safe(string.Join(", ", stages))}", Ink.Faint));
            }

            if (options.Metrics)
            {
                foreach (var table in MetricTable.Of(suite.Slices, options))
                {
                    output.WriteLine();
                    table.Write(output, options);
                }
            }
            else if (options.Detail != Detail.Quiet)
            {
                var judged = suite.Checks.Select(c => c.Slice).ToHashSet(StringComparer.Ordinal);
                var unjudged = suite.Slices.Select(s => s.Slice).Distinct(StringComparer.Ordinal).Count(s => s != SliceResult.Overall && !judged.Contains(s));
                if (unjudged > 0 && !suite.Partial)
                {
                    output.WriteLine($"  {Counted.Of(unjudged, "slice")} without an expectation: --all-metrics shows what was measured.");
                }
            }
        }

        private void WriteDiagnostic(DiagnosticResult diagnostic)
        {
            var ink = diagnostic.Severity == DiagnosticResult.Error ? Ink.Bad : Ink.Doubtful;
            output.WriteLine(palette.Paint(Safe(diagnostic.ToString()), ink));
        }

        private void WriteMessage(CheckResult check)
        {
            output.WriteLine();
            CheckMessageText.Write(check, output, options);
        }

        private void WriteWrapped(string line, Ink ink = Ink.Plain) => CheckMessageText.WriteWrapped(line, output, options, ink);

        private string Safe(string text) => TerminalText.Line(text, options.Unicode);
    }
}
