using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ModelSpecs.Reporting.Summary;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>Arguments and options that several commands have.</summary>
internal static class SharedOptions
{
    private const int MostThreads = 1024;

    /// <summary>The specs of a command; none are all of them.</summary>
    public static Argument<string[]> Specs() => Specs(ArgumentArity.ZeroOrMore, "Spec files, or folders of them; all *.spec.yaml below the current folder unless said.");

    /// <summary>The specs of a command.</summary>
    public static Argument<string[]> Specs(ArgumentArity arity, string description)
    {
        var specs = new Argument<string[]>("SPEC") { Arity = arity, Description = description };
        specs.Validators.Add(RefuseOptions);
        return specs;
    }

    /// <summary>Refuses what looks like an option where an argument stands: the library takes an option it does not know for one more argument.</summary>
    public static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-')))
        {
            result.AddError($"Unrecognized option '{token.Value}'.");
        }
    }

    /// <summary>Which of the specs.</summary>
    public static Option<string[]> Only() =>
        Repeated("--spec", "NAME", "Only specs whose name, file name or path matches; * and ? stand for any characters.");

    /// <summary>An option that can stand several times.</summary>
    public static Option<string[]> Repeated(string name, string value, string description) => new(name)
    {
        HelpName = value,
        Description = description + " Can be repeated.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Where custom metrics come from.</summary>
    public static Option<string[]> Assemblies() =>
        Repeated("--assembly", "FILE", "Load custom metrics (docs/custom-metrics.md) from this .dll; a spec alone never loads code.");

    /// <summary>What the gate is held against.</summary>
    public static Option<string?> Base() => new("--base")
    {
        HelpName = "REF",
        Description = "Say too what was done to the gate since the merge base of this branch, tag or commit and HEAD (docs/gate-diff.md).",
    };

    /// <summary>Which of a pull request's comments the summary is.</summary>
    public static Option<string?> SummaryKey()
    {
        var key = new Option<string?>("--summary-key")
        {
            HelpName = "KEY",
            Description = "Name in the first line of summary.md, so that a pull request can have several that are updated in place.",
        };
        key.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !SummaryOptions.IsKey(token.Value))
            {
                result.AddError($"--summary-key is no key. Found '{token.Value}'; expected 1 to {SummaryOptions.LongestKey} letters, digits, '.', '_' or '-', no two '-' in a row.");
            }
        });
        return key;
    }

    /// <summary>How many threads.</summary>
    public static Option<int> Threads()
    {
        var threads = new Option<int>("--threads") { HelpName = "N", Description = "Most threads; one a core unless said. Results do not depend on it." };
        threads.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= MostThreads)
            {
                return value;
            }

            result.AddError($"--threads is no number of threads. Found '{text}'; expected 1 to {MostThreads}.");
            return 0;
        };
        return threads;
    }

    /// <summary>The root.</summary>
    public static Option<string?> Root() => new("--root")
    {
        HelpName = "DIR",
        Description = "Folder that no path of a spec may leave; the nearest one with .git unless said (also MODELSPECS_ROOT).",
    };
}
