using System.Text;
using ModelSpecs.Cli.Gate;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results.Gate;
using ModelSpecs.Results.Json;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs gate-diff</c>: two versions of every spec, held against each other.</summary>
internal sealed class GateDiffCommand(CliConsole console, CliEngine engine)
{
    private const string StandardOutput = "-";

    /// <summary>Lists the changes and says whether they fail.</summary>
    /// <exception cref="SpecException">git or a spec is wrong.</exception>
    public int Execute(GateDiffArguments arguments, CancellationToken cancellationToken)
    {
        var jsonPath = arguments.Json is null or StandardOutput ? null : OutputFile.Prepare(console, "--json", arguments.Json);
        var result = new GateDiffRun(console, engine).Execute(
            new GateDiffRequest(arguments.BaseRef) { Specs = arguments.Specs, MergeBase = arguments.MergeBase, Root = arguments.Root }, cancellationToken);
        Write(result, arguments.Json, jsonPath);
        return arguments.FailOn switch
        {
            "any" when result.Changes.Count > 0 => ExitCodes.Failed,
            "loosened" when result.Changes.Any(change => change.Effect == GateEffect.Loosened) => ExitCodes.Failed,
            _ => ExitCodes.Passed,
        };
    }

    private void Write(GateDiffResult result, string? argument, string? path)
    {
        GateDiffReport.Write(result, argument == StandardOutput ? console.Error : console.Out, console.Show);
        if (path is not null)
        {
            OutputFile.Write("--json", argument!, path, stream => GateDiffJson.Write(result, stream));
        }
        else if (argument is not null)
        {
            using var buffer = new MemoryStream();
            GateDiffJson.Write(result, buffer);
            console.Out.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        }
    }
}
