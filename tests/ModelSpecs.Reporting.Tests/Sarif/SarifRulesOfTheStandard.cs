using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ModelSpecs.Reporting.Tests.Sarif;

/// <summary>What the schema and the text of SARIF 2.1.0 ask of the parts that we write, and what GitHub asks on top.</summary>
internal static class SarifRulesOfTheStandard
{
    private static readonly string[] Kinds = ["notApplicable", "pass", "fail", "review", "open", "informational"];
    private static readonly string[] Levels = ["none", "note", "warning", "error"];

    /// <summary>What is wrong with a run.</summary>
    public static IReadOnlyList<string> Problems(JsonNode run)
    {
        var problems = new List<string>();
        void Expect(bool condition, string what)
        {
            if (!condition)
            {
                problems.Add(what);
            }
        }

        var driver = run["tool"]!["driver"]!.AsObject();
        Expect(driver["name"]!.GetValue<string>().Length > 0, "3.19.8: a tool component has a name");
        var rules = driver["rules"]!.AsArray().Select(rule => rule!.AsObject()).ToList();
        Expect(rules.Select(rule => (string)rule["id"]!).Distinct(StringComparer.Ordinal).Count() == rules.Count, "3.19.23: rules are unique");
        foreach (var rule in rules)
        {
            foreach (var key in (string[])["shortDescription", "fullDescription", "help"])
            {
                Expect(rule[key]!["text"] is not null, $"3.12: {key} has a text");
            }

            Expect(!rule.ContainsKey("helpUri"), "ours: no address");
            Expect(Levels.Contains((string)rule["defaultConfiguration"]!["level"]!), "3.50: a level");
        }

        Expect(run["invocations"]![0]!["executionSuccessful"] is not null, "3.20.14: an invocation says whether it succeeded");
        foreach (var result in run["results"]!.AsArray().Select(result => result!.AsObject()))
        {
            var (kind, level) = ((string)result["kind"]!, (string)result["level"]!);
            Expect(Kinds.Contains(kind) && Levels.Contains(level), "3.27: kind and level");
            Expect(kind == "fail" || level == "none", "3.27.10: what does not fail has no level");
            Expect(((string)result["message"]!["text"]!).Length > 0, "3.11: a message has a text");
            Expect((string)rules[(int)result["ruleIndex"]!]["id"]! == (string)result["ruleId"]!, "3.27.6: the index is that of the id");
            foreach (var location in result["locations"]!.AsArray())
            {
                var place = location!["physicalLocation"]!;
                var uri = (string)place["artifactLocation"]!["uri"]!;
                var relative = place["artifactLocation"]!["uriBaseId"] is not null;
                Expect(Uri.TryCreate(uri, relative ? UriKind.Relative : UriKind.Absolute, out _), $"3.4.3: a URI reference: {uri}");
                Expect(Regex.IsMatch(uri, @"\A(file://)?([A-Za-z0-9._~/!$&'()*+,;=@:-]|%[0-9A-F]{2})*\z"), $"RFC 3986: percent-encoded: {uri}");
                Expect(!relative || !uri.Split('/')[0].Contains(':', StringComparison.Ordinal), $"RFC 3986, 4.2: the first component of a relative reference has no colon: {uri}");
                Expect((int)place["region"]!["startLine"]! >= 1 && (int)place["region"]!["startColumn"]! >= 1, "3.30: lines and columns from 1");
            }

            Expect(result["locations"]!.AsArray().Count > 0, "GitHub: a result has a location");
            Expect(result["partialFingerprints"]!.AsObject().All(print => Regex.IsMatch((string)print.Value!, @"\A[0-9a-f]{64}\z")), "3.27.17: fingerprints are texts");
            foreach (var suppression in result["suppressions"]?.AsArray() ?? [])
            {
                Expect((string)suppression!["kind"]! is "inSource" or "external" && (string)suppression["status"]! is "accepted" or "underReview" or "rejected", "3.35: kind and status");
            }
        }

        return problems;
    }
}
