using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs validate</c>.</summary>
internal sealed class ValidateCommand(CliConsole console, CliEngine engine)
{
    /// <summary>Prints every problem of every spec in the form that MSBuild and editors make links of, then how many there are.</summary>
    public int Execute(IReadOnlyList<string> arguments, IReadOnlyList<string> only, string? inputs, string? copyTo, IReadOnlyList<string> assemblies, bool noCache, string? root, CancellationToken cancellationToken)
    {
        var inputsFile = inputs is null ? null : OutputFile.Prepare(console, "--inputs", inputs);
        var customs = CustomAssemblies.Load(console, assemblies);
        var files = SpecSet.Files(console, root);
        var specs = SpecSet.Matching(console, SpecSet.Parse(engine, SpecFinder.Find(console, arguments), files), only);
        if (inputsFile is not null)
        {
            OutputFile.Write("--inputs", inputs!, inputsFile, stream => ValidationInputs.Write(specs, stream));
        }

        var (errors, warnings, wrong, exitCode) = (0, 0, 0, ExitCodes.Passed);
        foreach (var spec in specs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<SpecDiagnostic> diagnostics;
            try
            {
                diagnostics = ProblemsOf(spec, customs, noCache, cancellationToken);
            }
#pragma warning disable CA1031 // One spec that brings us down must not hide the problems of the others.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                CliApp.WriteFault(console, exception, spec.Path);
                exitCode = ExitCodes.Fault;
                continue;
            }

            foreach (var diagnostic in diagnostics)
            {
                console.Out.WriteLine(TerminalText.Line(diagnostic.ToString(), console.Show.Unicode));
            }

            console.Out.Flush();
            var ownErrors = diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
            errors += ownErrors;
            warnings += diagnostics.Count - ownErrors;
            wrong += ownErrors > 0 ? 1 : 0;
        }

        console.Out.WriteLine(exitCode == ExitCodes.Fault
            ? "Not every spec could be validated."
            : $"{(errors == 0 ? "Valid" : "Wrong")}: {wrong} of {Counted.Of(specs.Count, "spec")} wrong, {Counted.Of(errors, "error")}, {Counted.Of(warnings, "warning")}.");
        if (copyTo is not null && exitCode == ExitCodes.Passed && errors == 0)
        {
            OutputFile.Guard("--copy-to", copyTo, () => SpecCopy.Write(specs, console.FullPath(copyTo)));
        }

        return Math.Max(exitCode, errors > 0 ? ExitCodes.Wrong : ExitCodes.Passed);
    }

    private IReadOnlyList<SpecDiagnostic> ProblemsOf(ParsedSpec spec, CustomMetricSet customs, bool noCache, CancellationToken cancellationToken)
    {
        var problems = spec.Result.Diagnostics.ToList();
        if (spec.Result.Spec is { } suite)
        {
            var cache = noCache ? null : DefaultCache.DirectoryFor(spec.Root, console.Variable(DefaultCache.Variable));
            problems.AddRange(engine.Validate(suite, new RunOptions { CacheDirectory = cache, CustomMetrics = customs, Today = DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime) }, cancellationToken).GetAwaiter().GetResult());
        }

        // In the order of the text, the spec's own before those of files it builds on.
        return
        [
            .. problems.Distinct()
                .OrderBy(d => d.Span.File == spec.Path ? "" : d.Span.File, StringComparer.Ordinal)
                .ThenBy(d => d.Span.Line)
                .ThenBy(d => d.Span.Column)
                .ThenBy(d => d.Id, StringComparer.Ordinal),
        ];
    }
}
