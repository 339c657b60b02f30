using System.Text;
using ModelSpecs.Cli.Doctor;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.Completion;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Schema;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs schema --for</c>.</summary>
internal sealed class SpecSchemaCommand(CliConsole console, CliEngine engine)
{
    private const string Ending = ".schema.json";

    /// <summary>Writes a schema for each spec and shows the lines by which editors find it.</summary>
    /// <exception cref="SpecException">A spec is not understood, <c>--out</c> is said of several, or a file cannot be written.</exception>
    public int Execute(IReadOnlyList<string> arguments, string? output, string? root, CancellationToken cancellationToken)
    {
        var specs = SpecSet.Parse(engine, SpecFinder.Find(console, arguments), SpecSet.Files(console, root));
        var problems = specs.Where(spec => spec.Result.Spec is null).SelectMany(spec => spec.Result.Diagnostics).Where(problem => problem.Severity == DiagnosticSeverity.Error).ToList();
        if (output is not null && specs.Count > 1)
        {
            problems.Add(SpecDiagnostics.CommandLineWrong.At(SourceSpan.CommandLine, $"--out names one file. Found {specs.Count} specs; expected one. Leave --out away: each then has its own file in .modelspecs/schema."));
        }

        if (problems.Count > 0)
        {
            throw new SpecException(problems);
        }

        foreach (var spec in specs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = output is null ? PathOf(spec) : OutputFile.Prepare(console, "--out", output);
            var options = new RunOptions { CacheDirectory = DefaultCache.DirectoryFor(spec.Root, console.Variable(DefaultCache.Variable)) };
            var (names, notes) = NameCollector.Collect(spec.Result.Spec!, $"{SchemaMark.Text}{SpecPath.Relative(spec.Root, spec.Path)}", options, cancellationToken);
            var text = Encoding.UTF8.GetBytes(SpecSchema.Write(names).TrimEnd() + "\n");
            OutputFile.Write(output is null ? "--for" : "--out", output ?? console.Display(path), path, stream => stream.Write(text));
            Show(spec, path, notes);
        }

        return ExitCodes.Passed;
    }

    private void Show(ParsedSpec spec, string path, IReadOnlyList<string> notes)
    {
        var relative = Path.GetRelativePath(Path.GetDirectoryName(spec.Path)!, path).Replace('\\', '/');
        Write($"Written: {console.Display(path)}");
        foreach (var note in notes)
        {
            Write($"  {note}");
        }

        Write($"At the top of {console.Display(spec.Path)}, in place of the lines that are there:");
        Write($"# yaml-language-server: $schema={relative.Replace(" ", "%20", StringComparison.Ordinal)}");
        Write($"# $schema: {relative.Replace(" ", "%20", StringComparison.Ordinal)}");
    }

    private void Write(string line) => console.Out.WriteLine(TerminalText.Line(line, console.Show.Unicode));

    // As deep below .modelspecs/schema as the spec below the root, so that no two specs share a file.
    private string PathOf(ParsedSpec spec)
    {
        var relative = SpecPath.Relative(spec.Root, spec.Path);
        var name = relative.EndsWith(SpecFinder.Extension, StringComparison.Ordinal) ? relative[..^SpecFinder.Extension.Length] : relative;
        var path = Path.GetFullPath(Path.Combine(spec.Root, ".modelspecs", "schema", name + Ending));
        if (!SpecPath.IsBelow(spec.Root, path) || LinkGuard.LeavesRoot(spec.Root, path))
        {
            throw new SpecException(SpecDiagnostics.OutputNotWritable.At(SourceSpan.CommandLine,
                $"--for cannot be written. Found {OneLine.Quote(console.Display(path))}, which leaves the root {OneLine.Quote(spec.Root)}; expected a file below it. Say --out."));
        }

        return OutputFile.Prepare(console, "--for", path);
    }
}
