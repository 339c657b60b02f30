using System.Globalization;
using System.Text.Json;
using ModelSpecs.Cli.Doctor;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs doctor</c>.</summary>
internal sealed class DoctorCommand(CliConsole console, CliEngine engine)
{
    private const string NoSpec = "MSPEC900";

    /// <summary>Shows what this machine, the specs and their projects are like, and what to do. Nothing leaves the machine.</summary>
    /// <returns><see cref="ExitCodes.Failed"/> where there is a problem; a warning is none.</returns>
    public int Execute(IReadOnlyList<string> arguments, string? json, string? root)
    {
        var jsonPath = json is null ? null : OutputFile.Prepare(console, "--json", json);
        var specs = Specs(arguments, root);
        var isSource = File.Exists(Path.Combine(specs.Count > 0 ? specs[0].Root : console.CurrentDirectory, "web", "report", "make.mjs"));
        IReadOnlyList<Finding> findings =
        [
            .. MachineFindings.Of(engine.Machine(), isSource), .. SpecFindings.Of(console, specs, root), .. EditorFindings.Of(console, specs),
            .. ProjectFindings.Of(console, specs, typeof(CliApp).Assembly.GetName().Version!.ToString(3)),
        ];
        if (jsonPath is not null)
        {
            OutputFile.Write("--json", json!, jsonPath, stream => WriteJson(findings, stream));
        }

        foreach (var finding in findings)
        {
            var word = finding.State switch { FindingState.Ok => "ok     ", FindingState.Warning => "warning", _ => "problem" };
            console.Out.WriteLine(TerminalText.Line($"{word}  {finding.Name}: {finding.Found}", console.Show.Unicode));
            if (finding.Remedy is { } remedy)
            {
                console.Out.WriteLine(TerminalText.Line($"         {remedy}", console.Show.Unicode));
            }
        }

        var (warnings, problems) = (findings.Count(finding => finding.State == FindingState.Warning), findings.Count(finding => finding.State == FindingState.Problem));
        console.Out.WriteLine();
        console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{problems} problem{(problems == 1 ? "" : "s")}, {warnings} warning{(warnings == 1 ? "" : "s")}."));
        return problems > 0 ? ExitCodes.Failed : ExitCodes.Passed;
    }

    // Without a spec there is still a machine to look at.
    private IReadOnlyList<ParsedSpec> Specs(IReadOnlyList<string> arguments, string? root)
    {
        try
        {
            return SpecSet.Parse(engine, SpecFinder.Find(console, arguments), SpecSet.Files(console, root));
        }
        catch (SpecException problem) when (problem.Diagnostics.All(diagnostic => diagnostic.Id == NoSpec))
        {
            return [];
        }
    }

    private static void WriteJson(IReadOnlyList<Finding> findings, Stream stream)
    {
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schemaVersion", 1);
            writer.WriteString("tool", CliApp.Tool);
            writer.WriteStartArray("findings");
            foreach (var finding in findings)
            {
                writer.WriteStartObject();
                writer.WriteString("area", finding.Area);
                writer.WriteString("name", finding.Name);
                writer.WriteString("state", finding.State switch { FindingState.Ok => "ok", FindingState.Warning => "warning", _ => "problem" });
                writer.WriteString("found", finding.Found);
                writer.WriteString("remedy", finding.Remedy);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }
}
