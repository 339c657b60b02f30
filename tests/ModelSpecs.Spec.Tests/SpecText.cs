using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests;

/// <summary>Parses specs in memory; a snippet stands after the four lines that every spec has.</summary>
internal static class SpecText
{
    public const string FileName = "loan.spec.yaml";
    private static readonly string[] Head = ["spec: Loan default", "model: model.onnx", "golden: golden.csv", "label: defaulted"];

    /// <summary>A whole spec: the snippet after the head, whose lines it may replace, so that its first line is the fifth.</summary>
    public static string Whole(string snippet, bool hasModel = true)
    {
        var lines = snippet.ReplaceLineEndings("\n").Split('\n');
        var head = Head.Select(line => lines.Any(l => l.StartsWith(line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)], StringComparison.Ordinal)) || (!hasModel && line.StartsWith("model:", StringComparison.Ordinal)) ? "#" : line);
        return string.Join('\n', head) + "\n" + snippet.ReplaceLineEndings("\n") + "\n";
    }

    public static SpecParseResult ParseWhole(string text) => SpecParser.Parse(MemoryFiles.Full(FileName), new MemoryFiles().With(FileName, text));

    public static SpecParseResult Parse(string snippet, bool hasModel = true) => ParseWhole(Whole(snippet, hasModel));

    /// <summary>The spec of a snippet that has no error.</summary>
    public static SuiteSpec Valid(string snippet, bool hasModel = true)
    {
        var result = Parse(snippet, hasModel);
        Errors(result).Should().BeEmpty();
        return result.Spec!;
    }

    /// <summary>Lines, columns, ids and messages without the folder.</summary>
    public static IReadOnlyList<string> Problems(SpecParseResult result) =>
        [.. result.Diagnostics.Select(d => d.ToString().Replace(MemoryFiles.Root + "/", "", StringComparison.Ordinal))];

    /// <summary>Every problem of a snippet as <c>line,column id</c>.</summary>
    public static IReadOnlyList<string> Places(string snippet) =>
        [.. Parse(snippet).Diagnostics.Select(d => $"{d.Span.Line},{d.Span.Column} {d.Id}")];

    public static IEnumerable<SpecDiagnostic> Errors(SpecParseResult result) => result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>The ids of a snippet's problems.</summary>
    public static IEnumerable<string> Ids(string snippet, bool hasModel = true) => Parse(snippet, hasModel).Diagnostics.Select(d => d.Id);
}
