namespace ModelSpecs.EndToEnd.Tests.Support;

/// <summary>Specs of a golden set of eight rows that carries its predictions.</summary>
internal static class TinySpecs
{
    /// <summary>Young (under 30): recall 2 of 3. Accuracy 6 of 8; DE 3 of 4, FR 3 of 4.</summary>
    public const string Data = """
        id,y,p,age,country
        a1,1,0.9,20,DE
        a2,1,0.8,20,FR
        a3,0,0.1,20,DE
        a4,0,0.2,40,FR
        a5,1,0.3,22,DE
        a6,0,0.3,50,FR
        a7,1,0.7,50,DE
        a8,0,0.6,60,FR

        """;

    private const string Head = """
        golden: data.csv
        label: y
        id: id
        task: binary
        predictions: { score: p }

        """;

    public const string Passing = "spec: Passing\n" + Head + """
        owner: us
        tags: [quick]
        expect: { accuracy: ">= 0.7" }
        slices:
          young: { where: age < 30, expect: { recall: ">= 0.6" } }
          country:
            by: country
            expect: { accuracy: ">= overall - 10 %" }
            gap: { accuracy: "<= 0.1" }

        """;

    /// <summary>The check that fails stands in line 12.</summary>
    public const string Failing = "spec: Failing\n" + Head + """
        runbook: docs/what-to-do.md
        expect: { accuracy: ">= 0.7" }
        slices:
          young:
            where: age < 30
            expect: { recall: ">= 0.90" }

        """;

    /// <summary>Held against what was approved.</summary>
    public const string Kept = "spec: Kept\n" + Head + """
        expect: { accuracy: ">= 0.7" }
        slices:
          country: { by: country, expect: { accuracy: ">= snapshot" } }
        snapshot: true

        """;

    public const string Skipping = "spec: Skipping\n" + Head + """
        verdict: { min_rows: 100, inconclusive: skip }
        expect: { accuracy: ">= 0.7" }

        """;

    public const string Warning = "spec: Warning\n" + Head + """
        verdict: { min_rows: 100, inconclusive: warn }
        expect: { accuracy: ">= 0.7" }

        """;
}
