using ModelSpecs.Engine.GateDiff;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Tests.GateDiff;

/// <summary>Two versions of a spec, in memory.</summary>
internal static class SpecPair
{
    private const string Root = "/repo";
    private const string Head = "spec: Loan\nmodel: model.onnx\ngolden: golden.csv\nlabel: y\n";

    /// <summary>What changed, as <c>- text @line</c>: - loosened, ~ changed, + tightened; @base where the place is gone.</summary>
    public static IReadOnlyList<string> Changes(string before, string after, string defaultsBefore = "", string? defaultsAfter = null) =>
        [.. GateComparison.Of(Parse(before, defaultsBefore), Parse(after, defaultsAfter ?? defaultsBefore)).Select(Line)];

    public static string Line(Results.Gate.GateChange change) =>
        $"{(change.Effect switch { Results.Gate.GateEffect.Loosened => "-", Results.Gate.GateEffect.Changed => "~", _ => "+" })} {change.Text} @{(change.InBase ? "base" : "")}{(change.File == "specs/loan.spec.yaml" ? "" : change.File + ":")}{change.Line}";

    public static SuiteSpec Parse(string snippet, string defaults = "")
    {
        var lines = snippet.ReplaceLineEndings("\n").Split('\n');
        var head = string.Join('\n', Head.TrimEnd('\n').Split('\n').Select(line => lines.Any(l => l.StartsWith(line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)], StringComparison.Ordinal)) ? "#" : line)) + "\n";
        var result = SpecParser.Parse(Path.GetFullPath($"{Root}/specs/loan.spec.yaml"), new Files(head + snippet.ReplaceLineEndings("\n"), defaults));
        result.Diagnostics.Where(d => d.Severity == Spec.Diagnostics.DiagnosticSeverity.Error).Select(d => d.ToString()).Should().BeEmpty();
        return result.Spec!;
    }

    private sealed class Files(string spec, string defaults) : ISpecFiles
    {
        public string RootOf(string specPath) => Path.GetFullPath(Root);

        public string? Read(string path) => path.EndsWith("loan.spec.yaml", StringComparison.Ordinal) ? spec
            : path == Path.GetFullPath($"{Root}/modelspecs.yaml") && defaults.Length > 0 ? defaults : null;
    }
}
