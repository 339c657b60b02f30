using System.CommandLine;
using System.Globalization;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Results.Profiles;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>profile</c> is written.</summary>
internal static class ProfileSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("profile", "Freeze what a data set looks like into a small file without its rows, for drift to be held against; or merge such files.");
        var data = new Argument<string[]>("DATA") { Arity = ArgumentArity.OneOrMore, Description = "A data set (docs/datasets.md), or two or more profiles to merge." };
        data.Validators.Add(SharedOptions.RefuseOptions);
        var file = new Option<string>("--out", "-o") { HelpName = "FILE", Required = true, Description = $"The profile; its name ends in {ProfileDocument.Extension}." };
        var columns = new Option<string?>("--columns") { HelpName = "A,B,…", Description = "The columns; all unless said, or with --spec those that feed its model." };
        var spec = new Option<string?>("--spec") { HelpName = "FILE", Description = "Read the data as this spec reads its golden set, and add score and prediction of its model." };
        var where = new Option<string?>("--where") { HelpName = "PREDICATE", Description = "Only rows for which this is true (docs/slices.md)." };
        var floor = new Option<int?>("--floor")
        {
            HelpName = "N", Description = string.Create(CultureInfo.InvariantCulture, $"Fewest rows that anything in the profile stands for; rarer values have no name. {ProfileDocument.DefaultFloor} unless said."),
        };
        floor.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1))
            {
                result.AddError($"--floor is no number of rows. Found '{token.Value}'; expected 1 or more.");
            }
        });
        floor.CustomParser = result => int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        var threads = SharedOptions.Threads();
        var root = SharedOptions.Root();
        command.Add(data);
        foreach (var option in (Option[])[file, columns, spec, where, floor, threads, root])
        {
            command.Add(option);
        }

        command.SetAction(parsed => new ProfileCommand(console, engine).Execute(
            new ProfileArguments
            {
                Data = parsed.GetValue(data) ?? [],
                Out = parsed.GetValue(file)!,
                Columns = parsed.GetValue(columns)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
                Spec = parsed.GetValue(spec),
                Where = parsed.GetValue(where),
                Floor = parsed.GetValue(floor),
                Threads = parsed.GetValue(threads),
                Root = parsed.GetValue(root),
            },
            cancellationToken));
        return command;
    }
}
