using ModelSpecs.Cli.Hosting;
using ModelSpecs.Cli.Watch;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Tests.Shared;

namespace ModelSpecs.Cli.Tests;

/// <summary>A folder of specs of its own, and the command line run in it as the process would.</summary>
internal sealed class CliHarness : IDisposable
{
    /// <summary>A spec whose golden set carries its predictions.</summary>
    public const string Spec = """
        spec: Tiny
        golden: golden.csv
        label: y
        predictions: { score: p }
        expect: { accuracy: ">= 0.5" }
        slices:
          young: { where: age < 25, expect: { recall: ">= 0.70" } }
        """;

    /// <summary>Its golden set.</summary>
    public const string Golden = """
        y,p,age
        1,0.9,20
        1,0.8,21
        0,0.2,22
        0,0.1,40
        1,0.7,50
        0,0.4,60

        """;

    public CliHarness()
    {
        // The real path: on some systems the temporary folder is behind a link.
        Folder = Directory.CreateTempSubdirectory("modelspecs-cli-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, ".git"));
    }

    public string Folder { get; }

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public TerminalOptions Show { get; init; } = new();

    public int? ErrorWidth { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public CliEngine? Engine { get; set; }

    /// <summary>What wakes a watch in the place of the file system.</summary>
    public Func<bool, WakeUp>? WakeUp { get; set; }

    /// <summary>What is typed at questions; then the input ends.</summary>
    public Queue<string> Answers { get; } = new();

    /// <summary>Stands for Ctrl-C.</summary>
    public CancellationToken Interrupt { get; set; } = TestContext.Current.CancellationToken;

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    /// <summary>Copies a file of the repository's testdata, under the same name.</summary>
    public void CopyTestdata(string file)
    {
        var target = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(Repository.Root, "testdata", file), target);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    /// <summary>A spec and its golden set, ready to run.</summary>
    public CliHarness WithTinySpec(string path = "specs/tiny.spec.yaml", string spec = Spec)
    {
        Write(path, spec);
        Write(Path.Combine(Path.GetDirectoryName(path)!, "golden.csv"), Golden);
        return this;
    }

    /// <summary>Puts an engine in the place of the real one.</summary>
    public CliHarness With(CliEngine engine)
    {
        Engine = engine;
        return this;
    }

    public async Task<int> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var console = new CliConsole
        {
            Out = output,
            Error = error,
            CurrentDirectory = Folder,
            ReadLine = () => Answers.TryDequeue(out var answer) ? answer : null,
            Variable = name => Variables.GetValueOrDefault(name),
            Show = Show,
            ErrorWidth = ErrorWidth,
            WakeUp = WakeUp,
            Time = Time,
        };
        var exitCode = await Task.Run(() => CliApp.Run(args, console, Engine, Interrupt), CancellationToken.None);
        (Out, Error) = (output.ToString(), error.ToString());
        return exitCode;
    }

    /// <summary>An engine whose runs give results made by hand.</summary>
    public static CliEngine Returning(params CheckResult[] checks) => Doing((suite, _) => SampleResults.Suite(checks) with
    {
        Name = suite.Name.Value,
        File = Path.GetRelativePath(suite.Root, suite.File).Replace('\\', '/'),
    });

    /// <summary>An engine whose runs are a function.</summary>
    public static CliEngine Doing(Func<SuiteSpec, RunOptions, SuiteResult> run) => new()
    {
        Run = (suite, options, cancellationToken) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(run(suite, options));
        },
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
