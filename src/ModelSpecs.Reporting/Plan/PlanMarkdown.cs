using ModelSpecs.Reporting.Markdown;
using ModelSpecs.Results.Plan;

namespace ModelSpecs.Reporting.Plan;

/// <summary>An evaluation plan as Markdown, for a page that is reviewed and kept. Text from specs and data is escaped.</summary>
public static class PlanMarkdown
{
    /// <summary>Writes it; lines end as the writer's do.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="output">Where to.</param>
    public static void Write(PlanResult plan, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine("# Evaluation plan");
        output.WriteLine();
        output.WriteLine(Safe(PlanText.Headline(plan)));
        foreach (var spec in plan.Specs)
        {
            output.WriteLine();
            output.WriteLine($"## {Safe(spec.Name)}");
            output.WriteLine();
            output.WriteLine($"{Safe(spec.File)}{(spec.Usable ? $": {Safe(PlanText.Facts(spec))}" : "")}");
            output.WriteLine();
            if (spec.Usable)
            {
                output.WriteLine("| slice | rows | smallest change | expected |");
                output.WriteLine("|:--|:--|:--|:--|");
                foreach (var slice in spec.Slices)
                {
                    output.WriteLine($"| {Safe(slice.Slice)}{(slice.Owner is { } owner ? $" (owner {Safe(owner)})" : "")} | {Safe(PlanText.Rows(slice))} | {Safe(PlanText.Sees(slice))} | {(slice.Checks.Count == 0 ? "**nothing**" : Safe(string.Join("; ", slice.Checks)))} |");
                }

                output.WriteLine();
                foreach (var gap in PlanText.Gaps(spec))
                {
                    output.WriteLine($"- {Safe(gap)}");
                }
            }
            else
            {
                output.WriteLine("**It cannot be used and guards nothing.**");
                output.WriteLine();
            }

            foreach (var diagnostic in spec.Diagnostics)
            {
                output.WriteLine($"- {Safe(diagnostic.ToString())}");
            }
        }

        Files("Models without a spec", plan.ModelsWithoutSpec, output);
        Files("Data beside golden sets that no spec names", plan.DataWithoutSpec, output);
    }

    private static void Files(string title, IReadOnlyList<string> files, TextWriter output)
    {
        if (files.Count > 0)
        {
            output.WriteLine();
            output.WriteLine($"## {title}");
            output.WriteLine();
            foreach (var file in files)
            {
                output.WriteLine($"- {Safe(file)}");
            }
        }
    }

    private static string Safe(string text) => MarkdownText.Inline(text);
}
