using ModelSpecs.Results;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Reporting.Tests;

/// <summary>Runs whose every text is an attack.</summary>
internal static class HostileResults
{
    /// <summary>What a spec, a golden set or a stored result may try against programs that read reports.</summary>
    public static IReadOnlyList<string> Attacks { get; } =
    [
        "::error::x", "\n::set-env name=PATH::x", "\r\n::add-mask::x", "a%0A::stop-commands::x", "::error file=a,line=1::b", "##vso[task.setvariable variable=a]b", "##[error]x", "###vso[task.complete result=Succeeded]",
        "\n##vso[task.complete result=Succeeded;]", "];type=warning", ";code=1]", "%AZP250A##vso[task.complete]", "%3B%5D", ",title=x", "a:b,c=d", "\u001b[0Ksection_end:1:modelspecs_findings\r\u001b[0K", "\u0000\u0001\u000b\u0085\u2028\u2029\ufffe\uffff",
        "\ud800", "\udc00x", "\u202Eevil\u2066", "]]>", "<!--", "&amp;&#0;", "<script>alert(1)</script>", "\" onload=\"x", "𝒳é漢", "../../etc/passwd", "a b#c?d%e", "\\\\server\\share", "javascript:alert(1)",
    ];

    /// <summary>A run with a text in every place that holds one.</summary>
    public static RunResult Of(string text) => Run(
        Suite(
            Check(outcome: Outcome.Failed, message: text) with { Name = text, Id = text, Kind = text, Metric = text, Slice = text, Group = text, File = text, Owner = text, Runbook = text, Action = text, Bound = text, Comparison = text, Reason = text, Tags = [text] },
            Check(outcome: Outcome.Failed, fails: false, message: text) with { Name = text, Waiver = Waiver(because: text) with { Owner = text, Until = text, File = text } },
            Check(outcome: Outcome.Inconclusive, fails: false, message: text) with { Name = text, Id = "b" },
            Check(outcome: Outcome.Inconclusive, fails: false, skips: true, message: text) with { Name = text, Id = "c" },
            Check() with { Name = text, Id = "d" }) with
        {
            Name = text,
            File = text,
            RootInRepository = text,
            Owner = text,
            Runbook = text,
            Task = text,
            Model = new FileResult(text, text),
            Golden = new FileResult(text, text),
            Diagnostics = [new DiagnosticResult(text, DiagnosticResult.Warning, text, 0, 0, text)],
        },
        Suite() with { Name = text, File = text, Diagnostics = [new DiagnosticResult(text, DiagnosticResult.Error, text, 3, 4, text)] }) with
    {
        Tool = text,
        Gate = new()
        {
            Tool = text,
            BaseRef = text,
            BaseCommit = text,
            Specs = 1,
            Changes = [new() { Effect = Results.Gate.GateEffect.Loosened, Kind = text, Spec = text, Text = text, Was = text, Is = text, File = text, Line = 2 }],
        },
    };
}
