using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelSpecs.Results;
using ModelSpecs.Results.Gate;

namespace ModelSpecs.Reporting.Findings;

/// <summary>The findings of a run.</summary>
internal static class RunFindings
{
    /// <summary>Everything that is no pass: errors first, then warnings, then notices, each in the order of the run.</summary>
    public static IReadOnlyList<Finding> Of(RunResult run)
    {
        var fingerprints = new Fingerprints();
        IEnumerable<Finding> all =
        [
            .. run.Suites.SelectMany(suite => OfSuite(suite, fingerprints)),
            .. (run.Gate?.Changes ?? []).Where(change => change.Effect == GateEffect.Loosened).Select(change => OfGate(change, fingerprints)),
        ];
        return [.. all.OrderBy(finding => finding.Level)];
    }

    /// <summary>Kind of a check and the metric that it judges, without parameters: <c>expect/recall</c>.</summary>
    public static string RuleOf(CheckResult check) => check.Metric?.Split('(', 2)[0] is { } metric && metric != check.Kind ? $"{check.Kind}/{metric}" : check.Kind;

    /// <summary>Whether a check is to be shown as a failure: what does not pass and is neither doubtful nor waived fails, whatever the file says.</summary>
    public static bool IsFailure(CheckResult check) => check.Fails || check.Outcome == Outcome.Error || (check.Outcome == Outcome.Failed && !check.IsWaived);

    /// <summary>A file of a suite as the repository names it.</summary>
    public static string FileOf(SuiteResult suite, string file) =>
        suite.RootInRepository is { Length: > 0 } root && !Path.IsPathRooted(file) ? $"{root}/{file}" : file;

    private static IEnumerable<Finding> OfSuite(SuiteResult suite, Fingerprints fingerprints)
    {
        foreach (var diagnostic in suite.Diagnostics)
        {
            yield return new Finding
            {
                Level = diagnostic.Severity == DiagnosticResult.Warning ? FindingLevel.Warning : FindingLevel.Error,
                Rule = diagnostic.Id,
                Title = diagnostic.Id,
                Message = diagnostic.Message,
                File = FileOf(suite, diagnostic.File),
                Line = Math.Max(1, diagnostic.Line),
                Column = Math.Max(1, diagnostic.Column),
                Fingerprint = fingerprints.Of("diagnostic", FileOf(suite, diagnostic.File), diagnostic.Id, diagnostic.Message),
            };
        }

        // Checks of a spec that could not be used say nothing that the diagnostics do not.
        foreach (var check in suite.Checks.Where(check => check.Fails || check.Outcome != Outcome.Passed))
        {
            if (suite.IsUnusable && check.Outcome == Outcome.Error)
            {
                continue;
            }

            yield return new Finding
            {
                Level = IsFailure(check) ? FindingLevel.Error : check.IsWaived || check.Skips ? FindingLevel.Notice : FindingLevel.Warning,
                Rule = RuleOf(check),
                Title = check.Name,
                Message = check.Message,
                File = FileOf(suite, check.File),
                Line = Math.Max(1, check.Line),
                Column = Math.Max(1, check.Column),
                Fingerprint = fingerprints.Of("check", FileOf(suite, suite.File), check.Id),
                Check = check,
            };
        }
    }

    private static Finding OfGate(GateChange change, Fingerprints fingerprints) => new()
    {
        Level = FindingLevel.Warning,
        Rule = $"gate/{change.Kind}",
        Title = "The gate was loosened",
        Message = $"{change.Spec}: {change.Text}{(change.InBase ? " (the place is one of the base)" : "")}",
        File = change.File,
        Line = Math.Max(1, change.Line),
        Column = 1,
        Fingerprint = fingerprints.Of("gate", change.File, change.Kind, change.Text),
    };

    /// <summary>Hashes of texts; the same texts again have their number added.</summary>
    private sealed class Fingerprints
    {
        private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

        public string Of(params ReadOnlySpan<string> parts)
        {
            // Lengths stand before the texts: no two lists of texts are one text.
            var text = new StringBuilder();
            foreach (var part in parts)
            {
                text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}");
            }

            var key = text.ToString();
            var number = seen[key] = seen.GetValueOrDefault(key) + 1;
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(number == 1 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}#{number}"))));
        }
    }
}
