using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results.Plan;

namespace ModelSpecs.Reporting.Plan;

/// <summary>An evaluation plan for a terminal or a build log. Text from specs and data is escaped.</summary>
public static class PlanReport
{
    private const int MostFiles = 10;

    /// <summary>Writes it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="output">Where to.</param>
    /// <param name="options">What the place of output can show.</param>
    public static void Write(PlanResult plan, TextWriter output, TerminalOptions options)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        new Writer(output, options).Write(plan);
    }

    private sealed class Writer(TextWriter output, TerminalOptions options)
    {
        private readonly Palette palette = new(options);

        public void Write(PlanResult plan)
        {
            foreach (var spec in plan.Specs)
            {
                output.WriteLine($"{palette.Paint(Safe(spec.Name), Ink.Strong)}  {palette.Paint(Safe(spec.File), Ink.Faint)}");
                foreach (var diagnostic in spec.Diagnostics)
                {
                    output.WriteLine(palette.Paint(Safe(diagnostic.ToString()), spec.Usable ? Ink.Doubtful : Ink.Bad));
                }

                if (!spec.Usable)
                {
                    Line("It cannot be used and guards nothing.", Ink.Bad);
                    output.WriteLine();
                    continue;
                }

                Line(PlanText.Facts(spec));
                foreach (var slice in spec.Slices.Where(slice => slice.Checks.Count > 0))
                {
                    var sees = PlanText.Sees(slice);
                    Line($"{slice.Slice} ({PlanText.Rows(slice)}{(sees.Length > 0 ? $"; {sees}" : "")}{(slice.Owner is { } owner ? $"; owner {owner}" : "")})");
                    foreach (var part in WrappedText.Lines(Safe(string.Join("; ", slice.Checks)), options, 6))
                    {
                        output.WriteLine($"      {part}");
                    }
                }

                foreach (var gap in PlanText.Gaps(spec))
                {
                    Line(gap, Ink.Doubtful);
                }

                output.WriteLine();
            }

            Files("models without a spec", plan.ModelsWithoutSpec);
            Files("data beside golden sets that no spec names", plan.DataWithoutSpec);
            output.WriteLine(palette.Paint(Safe(PlanText.Headline(plan)), plan.Specs.All(spec => spec.Usable) ? Ink.Strong : Ink.Bad));
        }

        private void Files(string what, IReadOnlyList<string> files)
        {
            if (files.Count > 0)
            {
                var more = files.Count > MostFiles ? $" and {files.Count - MostFiles} more (--markdown and --json name all)" : "";
                Line($"{what}: {string.Join(", ", files.Take(MostFiles))}{more}", Ink.Doubtful);
                output.WriteLine();
            }
        }

        private void Line(string text, Ink ink = Ink.Plain) => CheckMessageText.WriteWrapped(Safe(text), output, options, ink);

        private string Safe(string text) => TerminalText.Line(text, options.Unicode);
    }
}
