using ModelSpecs.Reporting.Markdown;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Results.Compare;

namespace ModelSpecs.Reporting.Compare;

/// <summary>A comparison as Markdown, for a pull request: what follows comes first, then the tables. Text from specs and data is escaped.</summary>
public static class CompareMarkdown
{
    /// <summary>Writes it; lines end as the writer's do.</summary>
    /// <param name="result">The comparison.</param>
    /// <param name="output">Where to.</param>
    public static void Write(CompareResult result, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine($"### {Safe(result.Spec)}: {Numbers.Rows(result.Candidates.Count)} candidates{(result.Rows > 0 ? $" on {Numbers.Rows(result.Rows)} rows" : "")}, held against {Safe(result.Champion)}");
        output.WriteLine();
        for (var i = 0; i < result.Recommendation.Because.Count; i++)
        {
            output.WriteLine(i == 0 ? $"**{Safe(result.Recommendation.Because[i])}**" : $"- {Safe(result.Recommendation.Because[i])}");
            if (i == 0)
            {
                output.WriteLine();
            }
        }

        output.WriteLine();
        Candidates(result, output);
        for (var metric = 0; metric < result.Metrics.Count; metric++)
        {
            Metric(result, metric, output);
        }

        if (result.Metrics.Count > 0)
        {
            output.WriteLine($"<sub>{Safe(CompareText.Legend(result, unicode: true))}</sub>");
            output.WriteLine();
        }

        Flips(result, output);
    }

    private static void Candidates(CompareResult result, TextWriter output)
    {
        var hasLatency = result.Candidates.Any(candidate => candidate.Latency is not null);
        Row(output, ["candidate", "checks", "worse", "better", "size", .. hasLatency ? (string[])["p50", "p95"] : [], "Pareto"]);
        Row(output, [":--", ":--", "--:", "--:", "--:", .. hasLatency ? (string[])["--:", "--:"] : [], ":--"]);
        foreach (var candidate in result.Candidates)
        {
            Row(output,
            [
                Safe(candidate.Name), CompareText.Checks(candidate), candidate.Worse is { } worse ? Numbers.Rows(worse) : "", candidate.Better is { } better ? Numbers.Rows(better) : "", CompareText.Size(candidate.Bytes),
                .. hasLatency ? (string[])[CompareText.Time(candidate.Latency?.P50, unicode: true), CompareText.Time(candidate.Latency?.P95, unicode: true)] : [],
                Safe(CompareText.Pareto(candidate)),
            ]);
        }

        output.WriteLine();
        foreach (var candidate in result.Candidates)
        {
            foreach (var diagnostic in candidate.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticResult.Error))
            {
                output.WriteLine($"- {Safe($"{candidate.Name}: {diagnostic.Id}: {diagnostic.Message}")}");
            }
        }

        if (result.Candidates.Any(candidate => candidate.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticResult.Error)))
        {
            output.WriteLine();
        }

        if (CompareText.LatencyNote(result) is { } note)
        {
            output.WriteLine($"<sub>{Safe(note)}</sub>");
            output.WriteLine();
        }
    }

    private static void Metric(CompareResult result, int metric, TextWriter output)
    {
        var (name, better) = result.Metrics[metric];
        var rows = CompareText.Rows(result, metric, all: false);
        output.WriteLine($"#### {Safe(name)}{better switch { "higher" => " (more is better)", "lower" => " (less is better)", _ => "" }}");
        output.WriteLine();
        var names = rows[0].Cells.Cells.Select(cell => Safe(cell.Candidate)).ToList();
        Row(output, ["slice", "rows", .. names]);
        Row(output, [":--", "--:", .. names.Select(_ => "--:")]);
        foreach (var (slice, cells) in rows)
        {
            Row(output, [Safe(CompareText.Place(slice.Slice, slice.Group)), Numbers.Rows(slice.N), .. cells.Cells.Select(cell => Cell(cell, cells))]);
        }

        output.WriteLine();
        if (CompareText.LeftOut(result, rows.Count) is { } left)
        {
            output.WriteLine($"<sub>{left}</sub>");
            output.WriteLine();
        }
    }

    private static string Cell(ComparedCell cell, ComparedCells cells)
    {
        var text = Safe($"{CompareText.Value(cell)} {CompareText.Marks(cell, cells, unicode: true)}".TrimEnd());
        return cell.Standing is Standing.Worse or Standing.Lost ? $"**{text}**" : text;
    }

    private static void Flips(CompareResult result, TextWriter output)
    {
        if (result.Flips.Count == 0)
        {
            return;
        }

        output.WriteLine("#### Rows that change sides");
        output.WriteLine();
        foreach (var pair in result.Flips)
        {
            output.WriteLine($"- from {Safe(pair.From)} to {Safe(pair.To)}");
            foreach (var flip in pair.Slices)
            {
                output.WriteLine($"  - {Safe(CompareText.Flip(flip))}");
            }
        }

        output.WriteLine();
    }

    private static void Row(TextWriter output, IEnumerable<string> cells) => output.WriteLine(MarkdownText.Row(cells).TrimEnd('\n'));

    private static string Safe(string text) => MarkdownText.Inline(text);
}
