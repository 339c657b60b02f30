using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Results.Compare;

namespace ModelSpecs.Reporting.Compare;

/// <summary>Candidates side by side, for a terminal or a build log. Text from specs and data is escaped.</summary>
public static class CompareReport
{
    /// <summary>The candidates, a table of slices × candidates for each metric, the rows that change sides, and what follows.</summary>
    /// <param name="result">The comparison.</param>
    /// <param name="output">Where to.</param>
    /// <param name="options">What the place of output can show; a terminal too narrow for the candidates side by side gets them one below the other.</param>
    public static void Write(CompareResult result, TextWriter output, TerminalOptions options)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        new Writer(result, output, options).Write();
    }

    private sealed class Writer(CompareResult result, TextWriter output, TerminalOptions options)
    {
        private const int NarrowestSlice = 12;

        // A gap, two marks, a gap.
        private const int MarksWidth = 6;

        // Below these the columns of the candidates' table cannot be cut any further.
        private const int NarrowestTable = 62;
        private const int LatencyWidth = 20;

        private readonly Palette palette = new(options);

        public void Write()
        {
            Heading($"{result.Spec}: {Numbers.Rows(result.Candidates.Count)} candidates{(result.Rows > 0 ? $" on {Numbers.Rows(result.Rows)} rows" : "")}, held against {result.Champion}");
            Candidates();
            for (var metric = 0; metric < result.Metrics.Count; metric++)
            {
                output.WriteLine();
                Metric(metric);
            }

            if (result.Metrics.Count > 0)
            {
                output.WriteLine();
                Wrapped(CompareText.Legend(result, options.Unicode), "  ", Ink.Faint);
                if (result.SlicesOfChampion)
                {
                    Wrapped($"Slices that a prediction cuts have the rows that {result.Champion} gives them: they are shown and decide nothing.", "  ", Ink.Faint);
                }
            }

            Flips();
            output.WriteLine();
            Recommend();
        }

        private void Candidates()
        {
            var hasLatency = result.Candidates.Any(candidate => candidate.Latency is not null);
            List<TableColumn> columns = [new("candidate", Least: 8), new("checks", Least: 12), new("worse", Right: true), new("better", Right: true), new("size", Right: true)];
            if (hasLatency)
            {
                columns.AddRange([new("p50", Right: true), new("p95", Right: true)]);
            }

            columns.Add(new("Pareto", Least: 6));
            var table = new TextTable(columns);
            foreach (var candidate in result.Candidates)
            {
                List<Cell> cells =
                [
                    new(Safe(candidate.Name), Ink.Strong),
                    new(CompareText.Checks(candidate), candidate.Checks is { Passes: true } ? Ink.Good : Ink.Bad),
                    new(candidate.Worse is { } worse ? Numbers.Rows(worse) : "", candidate.Worse > 0 ? Ink.Bad : Ink.Plain),
                    new(candidate.Better is { } better ? Numbers.Rows(better) : "", candidate.Better > 0 ? Ink.Good : Ink.Plain),
                    new(CompareText.Size(candidate.Bytes)),
                ];
                if (hasLatency)
                {
                    cells.AddRange([new(CompareText.Time(candidate.Latency?.P50, options.Unicode)), new(CompareText.Time(candidate.Latency?.P95, options.Unicode))]);
                }

                cells.Add(new(Safe(CompareText.Pareto(candidate))));
                table.Add([.. cells]);
            }

            if (options.Width is { } width && width < NarrowestTable + (hasLatency ? LatencyWidth : 0))
            {
                CandidatesBelow();
            }
            else
            {
                table.Write(output, options);
            }

            Notes();
        }

        private void CandidatesBelow()
        {
            foreach (var candidate in result.Candidates)
            {
                Wrapped(candidate.Name, "  ", Ink.Strong);
                List<string> facts = [CompareText.Checks(candidate)];
                facts.AddRange(candidate.Worse is { } worse ? [$"worse in {Numbers.Rows(worse)}, better in {Numbers.Rows(candidate.Better ?? 0)}"] : []);
                facts.AddRange(candidate.Bytes is { } bytes ? [CompareText.Size(bytes)] : []);
                facts.AddRange(candidate.Latency is { } latency ? [$"p50 {CompareText.Time(latency.P50, options.Unicode)}, p95 {CompareText.Time(latency.P95, options.Unicode)}"] : []);
                facts.AddRange(candidate.Pareto is null ? [] : [$"Pareto: {CompareText.Pareto(candidate)}"]);
                Wrapped(string.Join("; ", facts), "    ", Ink.Plain);
            }
        }

        private void Notes()
        {
            foreach (var candidate in result.Candidates)
            {
                foreach (var diagnostic in candidate.Diagnostics.Where(IsShown))
                {
                    Wrapped($"{candidate.Name}: {Text(diagnostic)}", "  ", diagnostic.Severity == DiagnosticResult.Error ? Ink.Bad : Ink.Doubtful);
                }

                foreach (var check in candidate.Checks?.Failing ?? [])
                {
                    Wrapped($"{(options.Unicode ? "✗" : "x")} {candidate.Name}: {check.Name}{Value(check)}", "  ", Ink.Bad);
                }

                if (candidate.Checks is { OfSnapshot: > 0 } checks)
                {
                    Wrapped($"{candidate.Name}: {Numbers.Rows(checks.OfSnapshot)} {(checks.OfSnapshot == 1 ? "check" : "checks")} against the snapshot have no say: another model was approved.", "  ", Ink.Faint);
                }
            }

            foreach (var diagnostic in result.Diagnostics.Where(IsShown))
            {
                Wrapped(Text(diagnostic), "  ", Ink.Doubtful);
            }

            var warnings = result.Diagnostics.Concat(result.Candidates.SelectMany(candidate => candidate.Diagnostics)).Count(diagnostic => !IsShown(diagnostic));
            if (warnings > 0)
            {
                Wrapped($"{Numbers.Rows(warnings)} {(warnings == 1 ? "warning" : "warnings")}; --verbose shows {(warnings == 1 ? "it" : "them")}.", "  ", Ink.Faint);
            }

            if (CompareText.LatencyNote(result) is { } note)
            {
                Wrapped(note, "  ", Ink.Faint);
            }
        }

        // What warns of a spec was there before the comparison, and comes once a candidate.
        private bool IsShown(DiagnosticResult diagnostic) => diagnostic.Severity == DiagnosticResult.Error || options.Detail == Detail.Verbose;

        private static string Value(FailingCheck check) => check.Value is { } value ? $", is {Numbers.Value(value, check.Threshold)}{(check.Outcome == Outcome.Failed ? "" : $" ({check.Outcome.ToString().ToLowerInvariant()})")}" : " has no value";

        private static string Text(DiagnosticResult diagnostic) =>
            diagnostic.Line == 0 ? $"{diagnostic.File}: {diagnostic.Severity} {diagnostic.Id}: {diagnostic.Message}" : diagnostic.ToString();

        private void Metric(int metric)
        {
            var (name, better) = result.Metrics[metric];
            Heading($"{name}{better switch { "higher" => " (more is better)", "lower" => " (less is better)", _ => " (neither more nor less is better)" }}");
            var rows = CompareText.Rows(result, metric, options.Detail == Detail.Verbose);
            var names = rows[0].Cells.Cells.Select(cell => Safe(cell.Candidate)).ToList();
            var least = 2 + NarrowestSlice + 2 + rows.Max(row => Numbers.Rows(row.Slice.N).Length)
                + names.Select((candidate, c) => MarksWidth + Math.Max(TerminalText.Width(candidate), rows.Max(row => CompareText.Value(row.Cells.Cells[c]).Length))).Sum();
            if (options.Width is { } width && least > width)
            {
                Below(rows, names);
            }
            else
            {
                Beside(rows, names);
            }

            if (CompareText.LeftOut(result, rows.Count) is { } left)
            {
                Wrapped($"{palette.Ellipsis} {left}; --verbose shows them", "  ", Ink.Faint);
            }
        }

        // Marks stand in a column of their own behind the number, so that numbers stay below each other.
        private void Beside(IReadOnlyList<(ComparedSlice Slice, ComparedCells Cells)> rows, List<string> names)
        {
            var table = new TextTable([new("slice", Least: NarrowestSlice), new("rows", Right: true), .. names.SelectMany(name => (TableColumn[])[new(name, Right: true), new("")])]);
            foreach (var (slice, cells) in rows)
            {
                table.Add([new(Safe(CompareText.Place(slice.Slice, slice.Group))), new(Numbers.Rows(slice.N)), .. cells.Cells.SelectMany(cell => Marked(cell, cells))]);
            }

            table.Write(output, options);
        }

        private void Below(IReadOnlyList<(ComparedSlice Slice, ComparedCells Cells)> rows, List<string> names)
        {
            foreach (var (slice, cells) in rows)
            {
                Wrapped($"{CompareText.Place(slice.Slice, slice.Group)} ({Numbers.Rows(slice.N)} rows)", "  ", Ink.Plain);
                var table = new TextTable([new("", Least: 8), new("", Right: true), new("")]);
                for (var c = 0; c < names.Count; c++)
                {
                    table.Add([new("  " + names[c]), .. Marked(cells.Cells[c], cells)]);
                }

                table.WriteRows(output, options);
            }
        }

        private Cell[] Marked(ComparedCell cell, ComparedCells cells) =>
            [new(CompareText.Value(cell), InkOf(cell)), new(CompareText.Marks(cell, cells, options.Unicode), InkOf(cell))];

        private static Ink InkOf(ComparedCell cell) => cell.Standing switch
        {
            Standing.Better => Ink.Good,
            Standing.Worse or Standing.Lost => Ink.Bad,
            Standing.TooFewRows => Ink.Faint,
            _ => Ink.Plain,
        };

        private void Flips()
        {
            if (result.Flips.Count == 0)
            {
                return;
            }

            output.WriteLine();
            Heading("Rows that change sides, and the slices where more go one way than chance explains");
            foreach (var pair in result.Flips)
            {
                Wrapped($"from {pair.From} to {pair.To}", "  ", Ink.Plain);
                foreach (var flip in pair.Slices)
                {
                    var ids = flip.Slice == SliceResult.Overall || flip.FirstNewlyWrong.Count == 0 ? "" : $"; newly wrong {string.Join(", ", flip.FirstNewlyWrong.Take(5))}{(flip.NewlyWrong > 5 ? $", {palette.Ellipsis}" : "")}";
                    Wrapped(CompareText.Flip(flip) + ids, "    ", flip.Slice != SliceResult.Overall && flip.NewlyWrong > flip.NewlyRight ? Ink.Bad : Ink.Plain);
                }
            }
        }

        private void Recommend()
        {
            var ink = result.Recommendation.Decision switch { Decision.Replace => Ink.Good, Decision.Keep => Ink.Strong, _ => Ink.Bad };
            Heading("Recommendation");
            for (var i = 0; i < result.Recommendation.Because.Count; i++)
            {
                Wrapped(result.Recommendation.Because[i], "  ", i == 0 ? ink : Ink.Plain);
            }
        }

        private void Heading(string text) => Wrapped(text, "", Ink.Strong);

        private void Wrapped(string text, string indent, Ink ink)
        {
            foreach (var line in WrappedText.Lines(Safe(text), options, indent.Length))
            {
                output.WriteLine(line.Length == 0 ? "" : indent + palette.Paint(line, ink));
            }
        }

        private string Safe(string text) => TerminalText.Line(text, options.Unicode);
    }
}
