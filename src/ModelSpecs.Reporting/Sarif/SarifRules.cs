using ModelSpecs.Reporting.Findings;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Sarif;

/// <summary>A rule: a kind of check with its metric, a diagnostic, or a kind of change of the gate.</summary>
/// <param name="Id">As of <see cref="Finding.Rule"/>.</param>
/// <param name="Summary">What it says, one line.</param>
/// <param name="Help">What to do, plain text: there is no page on the network that a private model's results should lead to.</param>
/// <param name="Level">Its usual level.</param>
internal sealed record SarifRule(string Id, string Summary, string Help, FindingLevel Level);

/// <summary>The rules of a run.</summary>
internal static class SarifRules
{
    /// <summary>Rules of all checks that were judged, passed ones too, and of the findings; by id.</summary>
    public static IReadOnlyList<SarifRule> Of(RunResult run, IReadOnlyList<Finding> findings)
    {
        var rules = new SortedDictionary<string, SarifRule>(StringComparer.Ordinal);
        foreach (var check in run.Suites.SelectMany(suite => suite.Checks))
        {
            var id = RunFindings.RuleOf(check);
            rules.TryAdd(id, OfCheck(id, check));
        }

        foreach (var finding in findings)
        {
            rules.TryAdd(finding.Rule, finding.Rule.StartsWith("gate/", StringComparison.Ordinal)
                ? new SarifRule(finding.Rule, "The gate was loosened.", "Something passes now that did not before this change. Look whether that is meant; `modelspecs gate-diff` lists every such change.", FindingLevel.Warning)
                : new SarifRule(finding.Rule, $"{finding.Rule} of the specs, their data and their models.", $"docs/diagnostics/{finding.Rule}.md of ModelSpecs says what it means and how to mend it.", finding.Level));
        }

        return [.. rules.Values];
    }

    private static SarifRule OfCheck(string id, CheckResult check)
    {
        var summary = (check.Kind, check.Metric?.Split('(', 2)[0]) switch
        {
            ("expect", { } metric) => $"{metric} meets its bound on every slice that has one.",
            ("gap", { } metric) => $"{metric} differs no more between groups than allowed.",
            (var kind, { } metric) when metric != kind => $"{metric} passes its {kind} checks.",
            (var kind, _) => $"The model passes its {kind} checks.",
        };
        return new SarifRule(id, summary, "The message says what was measured, on how many rows, and which rows are worst. `modelspecs run --report DIR` shows the slice with its curves and rows.", FindingLevel.Error);
    }
}
