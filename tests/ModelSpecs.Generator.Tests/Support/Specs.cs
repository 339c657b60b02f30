namespace ModelSpecs.Generator.Tests.Support;

/// <summary>Specs that tests start from.</summary>
internal static class Specs
{
    /// <summary>A spec with a whole-set check, a predicate and a group.</summary>
    public const string Loan = """
        spec: Loan default
        golden: golden.csv
        label: y
        task: binary
        predictions: { score: p }
        owner: risk-ml
        tags: [credit]
        expect:
          roc_auc: ">= 0.80"
        slices:
          young:
            where: age < 25
            owner: youth-team
            tags: [fairness]
            expect: { recall: ">= 0.70" }
          country:
            by: country
            expect: { recall: ">= overall - 0.10" }
            gap: { fpr: "<= 0.08" }
        every_slice:
          expect: { accuracy: ">= 0.60" }

        """;

    /// <summary>A spec with one check.</summary>
    public static string Named(string name, string bound = "0.5") => $$"""
        spec: {{name}}
        golden: golden.csv
        label: y
        task: binary
        predictions: { score: p }
        expect: { accuracy: ">= {{bound}}" }

        """;
}
