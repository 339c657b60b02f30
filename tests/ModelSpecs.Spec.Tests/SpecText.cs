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
    public static string Whole(string snippet)
    {
        var lines = snippet.ReplaceLineEndings("\n").Split('\n');
        var head = Head.Select(line => lines.Any(l => l.StartsWith(line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)], StringComparison.Ordinal)) ? "#" : line);
        return string.Join('\n', head) + "\n" + snippet.ReplaceLineEndings("\n") + "\n";
    }

    public static SpecParseResult ParseWhole(string text) => SpecParser.Parse(MemoryFiles.Full(FileName), new MemoryFiles().With(FileName, text));

    public static SpecParseResult Parse(string snippet) => ParseWhole(Whole(snippet));

    /// <summary>The spec of a snippet that has no error.</summary>
    public static SuiteSpec Valid(string snippet)
    {
        var result = Parse(snippet);
        Errors(result).Should().BeEmpty();
        return result.Spec!;
    }

    /// <summary>Lines, columns, ids and messages without the folder.</summary>
    public static IReadOnlyList<string> Problems(SpecParseResult result) =>
        [.. result.Diagnostics.Select(d => d.ToString().Replace(MemoryFiles.Root + "/", "", StringComparison.Ordinal))];

    public static IEnumerable<SpecDiagnostic> Errors(SpecParseResult result) => result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>The single problem of a snippet as <c>line,column id</c>.</summary>
    public static string Problem(string snippet)
    {
        var result = Parse(snippet);
        var problems = result.Diagnostics.Select(d => $"{d.Span.Line},{d.Span.Column} {d.Id}").ToList();
        problems.Should().ContainSingle($"that is the problem of: {snippet}\n{string.Join('\n', result.Diagnostics)}");
        return problems[0];
    }

    public static IEnumerable<string> Ids(string snippet) => Parse(snippet).Diagnostics.Select(d => d.Id);
}
