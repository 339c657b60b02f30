using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>gate-diff</c> is written.</summary>
internal static class GateDiffSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("gate-diff", "List what a change did to the gate since a commit: bounds, slices, checks, waivers, golden sets, snapshots.");
        var reference = new Argument<string>("BASE_REF") { Description = "Branch, tag or commit to compare the working tree with." };
        var specs = SharedOptions.Specs();
        var mergeBase = new Option<bool>("--merge-base") { Description = "Compare with the merge base of BASE_REF and HEAD: only what this branch did." };
        var json = new Option<string?>("--json") { HelpName = "FILE", Description = "Write the list as JSON (docs/gate-diff.md); '-' is the standard output, the list then goes to the error output." };
        var failOn = new Option<string>("--fail-on") { HelpName = "WHICH", Description = "End with 1 where the gate was 'loosened', or where there is 'any' change." };
        failOn.AcceptOnlyFromAmong("loosened", "any");
        var root = SharedOptions.Root();
        command.Add(reference);
        command.Add(specs);
        foreach (var option in (Option[])[mergeBase, json, failOn, root])
        {
            command.Add(option);
        }

        command.SetAction(parsed => new GateDiffCommand(console, engine).Execute(
            new GateDiffArguments
            {
                BaseRef = parsed.GetValue(reference)!,
                Specs = parsed.GetValue(specs) ?? [],
                MergeBase = parsed.GetValue(mergeBase),
                Json = parsed.GetValue(json),
                FailOn = parsed.GetValue(failOn),
                Root = parsed.GetValue(root),
            },
            cancellationToken));
        return command;
    }
}
