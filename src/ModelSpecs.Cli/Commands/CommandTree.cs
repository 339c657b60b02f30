using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Cli.Commands;

/// <summary>The commands and their options: what <c>--help</c> and <c>docs/cli.md</c> show.</summary>
internal static class CommandTree
{
    private const int MostThreads = 1024;

    /// <summary>The command line of this program.</summary>
    public static RootCommand Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Unit tests for machine-learning models: specs in *.spec.yaml, with the verdicts of dotnet test.");
        root.Add(Run(console, engine, cancellationToken));
        root.Add(Validate(console, engine, cancellationToken));
        root.Add(Schema(console));
        root.Add(Pin(console, engine, cancellationToken));
        root.Add(Accept(console, engine, cancellationToken));
        root.Add(Diff(console, engine, cancellationToken));
        root.Add(Compare(console, engine, cancellationToken));
        root.Add(GateDiff(console, engine, cancellationToken));
        root.Add(Report(console));
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Description = "Show help and examples.";
                help.Action = new HelpWithExamples((HelpAction)help.Action!, console);
            }
            else if (option is VersionOption version)
            {
                version.Description = "Show the version.";
                version.Action = new PrintVersion(console);
            }
        }

        return root;
    }

    /// <summary>What is wrong with the command line, each once.</summary>
    public static IReadOnlyList<SpecDiagnostic> Problems(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var names = command.Options.Concat(parsed.RootCommandResult.Command.Options)
            .SelectMany(o => (IEnumerable<string>)[o.Name, .. o.Aliases])
            .Concat(command.Subcommands.Select(c => c.Name))
            .ToList();
        var help = command is RootCommand ? "modelspecs --help" : $"modelspecs {command.Name} --help";
        return
        [
            .. parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal).Select(message =>
            {
                var slip = parsed.Tokens.Select(t => t.Value).Concat(parsed.UnmatchedTokens).FirstOrDefault(token => message.Contains($"'{token}'", StringComparison.Ordinal));
                return SpecDiagnostics.CommandLineWrong.At(SourceSpan.CommandLine,
                    $"{OneLine.Escape(message.TrimEnd())}{(slip is null ? "" : Suggestion.DidYouMean(slip, names))} `{help}` shows what is expected.");
            }),
        ];
    }

    private static Command Run(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("run", "Run specs: the plan, the verdicts and the cache are those of dotnet test.");
        var specs = Specs();
        var only = Only();
        var slices = Repeated("--slice", "NAME", "Only the checks of this slice; 'overall' is the whole golden set.");
        var json = new Option<string?>("--json")
        {
            HelpName = "FILE",
            Description = "Write the whole result as JSON (docs/results.md); '-' is the standard output, the table then goes to the error output.",
        };
        var report = new Option<string?>("--report") { HelpName = "DIR", Description = "Write report.html, the page of the run that opens from disk, and results.json into this folder." };
        var assemblies = Assemblies();
        var noCache = new Option<bool>("--no-cache") { Description = "Read and infer anew, and keep nothing." };
        var allMetrics = new Option<bool>("--all-metrics") { Description = "Measure every metric of the task on every slice, and show them." };
        var intervals = new Option<string>("--intervals") { HelpName = "WHICH", Description = "'all': those too that no check needs and that take long; 'needed': only those that 'judge: sure' and 'lenient' need." };
        intervals.AcceptOnlyFromAmong("all", "needed");
        var threads = Threads();
        var root = Root();
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Show only what fails, and the verdict." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show every value of every group, and how long each stage took." };
        command.Add(specs);
        foreach (var option in (Option[])[only, slices, json, report, assemblies, noCache, allMetrics, intervals, threads, root, quiet, verbose])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(quiet) is { Implicit: false } && result.GetResult(verbose) is { Implicit: false })
            {
                result.AddError("--quiet and --verbose exclude each other. Found both; expected one of them.");
            }
        });
        command.SetAction(parsed => new RunCommand(console, engine).Execute(
            new RunArguments
            {
                Specs = parsed.GetValue(specs) ?? [],
                Only = parsed.GetValue(only) ?? [],
                Slices = parsed.GetValue(slices) ?? [],
                Json = parsed.GetValue(json),
                Report = parsed.GetValue(report),
                Assemblies = parsed.GetValue(assemblies) ?? [],
                NoCache = parsed.GetValue(noCache),
                AllMetrics = parsed.GetValue(allMetrics),
                Intervals = parsed.GetValue(intervals) switch { "all" => IntervalScope.All, "needed" => IntervalScope.Needed, _ => IntervalScope.Usual },
                Threads = parsed.GetValue(threads),
                Root = parsed.GetValue(root),
                Quiet = parsed.GetValue(quiet),
                Verbose = parsed.GetValue(verbose),
            },
            cancellationToken));
        return command;
    }

    private static Command Validate(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("validate", "Check specs against their data and their models without running them: every mistake at once.");
        var specs = Specs();
        var only = Only();
        var inputs = new Option<string?>("--inputs")
        {
            HelpName = "FILE",
            Description = "Write the paths of all files that the answer rests on, one a line: for a build that asks again when one has changed.",
        };
        var assemblies = Assemblies();
        var noCache = new Option<bool>("--no-cache") { Description = "Read anew, and keep nothing." };
        var root = Root();
        command.Add(specs);
        command.Add(only);
        command.Add(inputs);
        command.Add(assemblies);
        command.Add(noCache);
        command.Add(root);
        command.SetAction(parsed => new ValidateCommand(console, engine).Execute(
            parsed.GetValue(specs) ?? [], parsed.GetValue(only) ?? [], parsed.GetValue(inputs), parsed.GetValue(assemblies) ?? [], parsed.GetValue(noCache), parsed.GetValue(root), cancellationToken));
        return command;
    }

    private static Command Schema(CliConsole console)
    {
        var command = new Command("schema", "Write the JSON Schema that editors complete and check specs with.");
        var file = new Option<string?>("--out") { HelpName = "FILE", Description = "Write to a file instead of the standard output." };
        var defaults = new Option<bool>("--defaults") { Description = "The schema of modelspecs.yaml and of shared parts instead of a spec's." };
        command.Add(file);
        command.Add(defaults);
        command.SetAction(parsed => new SchemaCommand(console).Execute(parsed.GetValue(file), parsed.GetValue(defaults)));
        return command;
    }

    private static Command Pin(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("pin", "Write the sha256 of the golden set and of the model into specs, so that a changed file is an error.");
        var specs = Specs(ArgumentArity.OneOrMore, "Spec files, or folders of them.");
        var check = new Option<bool>("--check") { Description = "Change nothing; end with 1 where a pin is missing or stale." };
        var root = Root();
        command.Add(specs);
        command.Add(check);
        command.Add(root);
        command.SetAction(parsed => new PinCommand(console, engine).Execute(
            parsed.GetValue(specs)!, parsed.GetValue(check), parsed.GetValue(root), cancellationToken));
        return command;
    }

    private static Command Accept(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("accept", "Make what runs received the verified snapshots, and show what changes. Refused on build servers.");
        var specs = Specs();
        var only = Only();
        var interactive = new Option<bool>("--interactive", "-i") { Description = "Ask for each spec: y(es), n(o), d(iff), q(uit)." };
        var root = Root();
        command.Add(specs);
        command.Add(only);
        command.Add(interactive);
        command.Add(root);
        command.SetAction(parsed => new AcceptCommand(console, engine).Execute(
            parsed.GetValue(specs) ?? [], parsed.GetValue(only) ?? [], parsed.GetValue(interactive), parsed.GetValue(root), cancellationToken));
        return command;
    }

    private static Command Diff(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("diff", "Show what runs received against the verified snapshots; end with 1 where they differ.");
        var specs = Specs();
        var only = Only();
        var root = Root();
        command.Add(specs);
        command.Add(only);
        command.Add(root);
        command.SetAction(parsed => new DiffCommand(console, engine).Execute(
            parsed.GetValue(specs) ?? [], parsed.GetValue(only) ?? [], parsed.GetValue(root), cancellationToken));
        return command;
    }

    private static Command Compare(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("compare", "Judge candidates under one spec, hold each against the first on the same rows, and say which to take.");
        var models = new Argument<string[]>("MODEL") { Arity = ArgumentArity.ZeroOrMore, Description = "ONNX models, the champion first; without any, the champion of the spec's 'compare:' and its model." };
        models.Validators.Add(RefuseOptions);
        var spec = new Option<string?>("--spec") { HelpName = "SPEC", Description = "The spec: a file, or its name; needed where there are several below the current folder." };
        var candidates = Repeated("--candidate", "NAME=WHAT", "One more candidate: a model file, or what 'compare: { champion: ... }' takes, such as v2={ predictions: { score: score_v2 } }.");
        var metrics = Repeated("--metric", "NAME", "Compare by this metric instead of those that the spec checks.");
        var json = new Option<string?>("--json") { HelpName = "FILE", Description = "Write the comparison as JSON (docs/comparing.md); '-' is the standard output, the tables then go to the error output." };
        var markdown = new Option<string?>("--markdown") { HelpName = "FILE", Description = "Write it as Markdown, for a pull request." };
        var latency = new Option<string>("--latency") { HelpName = "WHERE", Description = "'show' measures latency for the terminal alone (unless said), 'write' puts it into the files too, 'off' does not measure." };
        latency.AcceptOnlyFromAmong("show", "write", "off");
        var failOnWorse = new Option<bool>("--fail-on-worse") { Description = "End with 1 where a candidate is worse than the first beyond chance on any slice, or where nothing can be told of it." };
        var assemblies = Assemblies();
        var noCache = new Option<bool>("--no-cache") { Description = "Read and infer anew, and keep nothing." };
        var threads = Threads();
        var root = Root();
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show every slice of every metric." };
        command.Add(models);
        foreach (var option in (Option[])[spec, candidates, metrics, json, markdown, latency, failOnWorse, assemblies, noCache, threads, root, verbose])
        {
            command.Add(option);
        }

        command.SetAction(parsed => new CompareCommand(console, engine).Execute(
            new CompareArguments
            {
                Models = parsed.GetValue(models) ?? [],
                Candidates = parsed.GetValue(candidates) ?? [],
                Spec = parsed.GetValue(spec),
                Metrics = parsed.GetValue(metrics) ?? [],
                Json = parsed.GetValue(json),
                Markdown = parsed.GetValue(markdown),
                Latency = parsed.GetValue(latency) ?? "show",
                FailOnWorse = parsed.GetValue(failOnWorse),
                Assemblies = parsed.GetValue(assemblies) ?? [],
                NoCache = parsed.GetValue(noCache),
                Threads = parsed.GetValue(threads),
                Root = parsed.GetValue(root),
                Verbose = parsed.GetValue(verbose),
            },
            cancellationToken));
        return command;
    }

    private static Command GateDiff(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("gate-diff", "List what a change did to the gate since a commit: bounds, slices, checks, waivers, golden sets, snapshots.");
        var reference = new Argument<string>("BASE_REF") { Description = "Branch, tag or commit to compare the working tree with." };
        var specs = Specs();
        var mergeBase = new Option<bool>("--merge-base") { Description = "Compare with the merge base of BASE_REF and HEAD: only what this branch did." };
        var json = new Option<string?>("--json") { HelpName = "FILE", Description = "Write the list as JSON (docs/gate-diff.md); '-' is the standard output, the list then goes to the error output." };
        var failOn = new Option<string>("--fail-on") { HelpName = "WHICH", Description = "End with 1 where the gate was 'loosened', or where there is 'any' change." };
        failOn.AcceptOnlyFromAmong("loosened", "any");
        var root = Root();
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

    private static Command Report(CliConsole console)
    {
        var command = new Command("report", "Build the page of a run again from its results, or of several runs side by side.");
        var results = new Argument<string[]>("RESULTS") { Arity = ArgumentArity.OneOrMore, Description = "Files that `run --json` or `run --report` wrote; differences are to the first." };
        results.Validators.Add(RefuseOptions);
        var output = new Option<string>("--output", "-o") { HelpName = "DIR", Description = "Folder to write report.html into.", DefaultValueFactory = _ => "." };
        command.Add(results);
        command.Add(output);
        command.SetAction(parsed => new ReportCommand(console).Execute(parsed.GetValue(results) ?? [], parsed.GetValue(output)!));
        return command;
    }

    private static Argument<string[]> Specs() => Specs(ArgumentArity.ZeroOrMore, "Spec files, or folders of them; all *.spec.yaml below the current folder unless said.");

    private static Argument<string[]> Specs(ArgumentArity arity, string description)
    {
        var specs = new Argument<string[]>("SPEC") { Arity = arity, Description = description };
        specs.Validators.Add(RefuseOptions);
        return specs;
    }

    // The library takes an option it does not know for one more argument.
    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-')))
        {
            result.AddError($"Unrecognized option '{token.Value}'.");
        }
    }

    private static Option<string[]> Only() =>
        Repeated("--spec", "NAME", "Only specs whose name, file name or path matches; * and ? stand for any characters.");

    private static Option<string[]> Repeated(string name, string value, string description) => new(name)
    {
        HelpName = value,
        Description = description + " Can be repeated.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static Option<string[]> Assemblies() =>
        Repeated("--assembly", "FILE", "Load custom metrics (docs/custom-metrics.md) from this .dll; a spec alone never loads code.");

    private static Option<int> Threads()
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

    private static Option<string?> Root() => new("--root")
    {
        HelpName = "DIR",
        Description = "Folder that no path of a spec may leave; the nearest one with .git unless said (also MODELSPECS_ROOT).",
    };
}
