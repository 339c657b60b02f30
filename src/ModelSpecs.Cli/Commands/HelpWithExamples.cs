using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>--help</c>: the library's text, then calls to copy.</summary>
internal sealed class HelpWithExamples(HelpAction help, CliConsole console) : SynchronousCommandLineAction
{
    private const int RedirectedWidth = 100;

    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        help.MaxWidth = console.Show.Width ?? RedirectedWidth;
        help.Invoke(parseResult);
        console.Out.WriteLine("Examples:");
        foreach (var (call, purpose) in Examples(parseResult.CommandResult.Command.Name))
        {
            console.Out.WriteLine($"  {call}");
            console.Out.WriteLine($"      {purpose}");
        }

        console.Out.WriteLine();
        console.Out.WriteLine("Exit codes:");
        console.Out.WriteLine("  0 all passed, 1 a check failed, 2 a spec or its inputs are wrong, 3 a fault of ModelSpecs, 130 interrupted");
        return ExitCodes.Passed;
    }

    private static (string Call, string Purpose)[] Examples(string command) => command switch
    {
        "init" =>
        [
            ("modelspecs init model.onnx golden.csv", "a spec beside you, with what was guessed and why"),
            ("modelspecs init models/loan.onnx data/golden.csv --label defaulted -o specs/loan.spec.yaml", "with the label said, to a place of your choice"),
        ],
        "run" =>
        [
            ("modelspecs run", "every spec below the current folder"),
            ("modelspecs run specs/loan.spec.yaml --slice young --slice country", "two slices of one spec"),
            ("modelspecs run --spec 'loan*' --json artifacts/results.json", "specs by name, and the whole result as JSON"),
            ("modelspecs run specs --report TestResults/modelspecs", "the page for a reviewer: TestResults/modelspecs/report.html"),
            ("modelspecs run specs --report TestResults/modelspecs --base origin/main", "for a pull request: with what it did to the gate, in summary.md too"),
            ("modelspecs run specs --all-metrics", "what else could be expected: every metric on every slice"),
        ],
        "watch" =>
        [
            ("modelspecs watch", "every spec below the current folder, until Ctrl-C or q"),
            ("modelspecs watch specs/loan.spec.yaml --report TestResults/modelspecs", "one spec, and its page after each save"),
        ],
        "plan" =>
        [
            ("modelspecs plan", "what every spec below the current folder guards"),
            ("modelspecs plan specs --markdown EVALUATION.md", "the same as a page to review and keep"),
        ],
        "validate" =>
        [
            ("modelspecs validate", "every spec below the current folder"),
            ("modelspecs validate specs/loan.spec.yaml", "one spec"),
        ],
        "schema" =>
        [
            ("modelspecs schema --out schema/modelspec.schema.json", "the file that the first line of a spec names: # yaml-language-server: $schema=..."),
            ("modelspecs schema --defaults", "the schema of modelspecs.yaml on the standard output"),
            ("modelspecs schema --for specs/loan.spec.yaml", "one that also completes the columns, values, classes and slices of that spec"),
        ],
        "pin" =>
        [
            ("modelspecs pin specs/loan.spec.yaml", "pin the golden set and the model of one spec"),
            ("modelspecs pin specs --check", "in CI: fail where a file is not pinned or has changed"),
        ],
        "accept" =>
        [
            ("modelspecs accept", "everything that was received below the current folder"),
            ("modelspecs accept specs/loan.spec.yaml", "one spec"),
            ("modelspecs accept -i", "spec by spec, with a question for each"),
        ],
        "diff" =>
        [
            ("modelspecs diff", "everything that was received below the current folder"),
            ("modelspecs diff specs/loan.spec.yaml", "one spec"),
        ],
        "compare" =>
        [
            ("modelspecs compare champion.onnx a.onnx b.onnx --spec specs/loan.spec.yaml", "two challengers against the champion"),
            ("modelspecs compare --spec 'loan*' --markdown compare.md", "the spec's own champion and model, for a pull request"),
            ("modelspecs compare champion.onnx --candidate 'v2={ predictions: { score: score_v2 } }' --fail-on-worse", "a model against a column of scores; 1 where it is worse"),
        ],
        "gate-diff" =>
        [
            ("modelspecs gate-diff origin/main --merge-base", "what this branch did to the gate"),
            ("modelspecs gate-diff origin/main --merge-base --fail-on loosened", "in CI: a loosened gate needs another approval"),
            ("modelspecs gate-diff v1.4 specs/loan.spec.yaml --json gate.json", "one spec since a release, as JSON too"),
        ],
        "explain" =>
        [
            ("modelspecs explain \"young: recall\"", "the check of that name, in whichever spec below the current folder has it"),
            ("modelspecs explain \"country = DE: f1\" specs/loan.spec.yaml", "a metric that no check is about"),
            ("modelspecs explain young//recall/min --json explanation.json", "a check by its id, with every number in full"),
        ],
        "doctor" =>
        [
            ("modelspecs doctor", "this machine, and the specs below the current folder"),
            ("modelspecs doctor specs --json doctor.json", "the same as JSON"),
        ],
        "report" =>
        [
            ("modelspecs report results.json -o TestResults/modelspecs", "the page and the summary of one run"),
            ("modelspecs report main.json branch.json", "two runs side by side, in ./report.html"),
        ],
        _ =>
        [
            ("modelspecs run", "judge every spec below the current folder"),
            ("modelspecs validate specs", "find every mistake without running a model"),
            ("modelspecs run --help", "options and examples of a command"),
        ],
    };
}

/// <summary><c>--version</c>.</summary>
internal sealed class PrintVersion(CliConsole console) : SynchronousCommandLineAction
{
    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        console.Out.WriteLine(CliApp.Tool);
        return ExitCodes.Passed;
    }
}
