namespace ModelSpecs.Spec.Tests.Parsing.Bindings;

public sealed class QuarantineTests
{
    private const string Check = "id: loan_id\nexpect: { n: \">= 5\" }\n";

    [Fact]
    public void Rows_are_named_one_by_one_or_in_lists_each_with_its_reason()
    {
        var golden = SpecText.Valid(Check + """
            golden:
              path: golden.csv
              quarantine:
                - { ids: [17, "a b", 007], because: relabelling }
                - { id: 4, because: lost }
            """).Golden;

        golden.Quarantine.Select(row => (row.Id.Value, row.Because)).Should().Equal(("17", "relabelling"), ("a b", "relabelling"), ("007", "relabelling"), ("4", "lost"));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        SpecText.Places(Check + """
            golden:
              path: golden.csv
              quarantine:
                - { ids: [17, 17], because: relabelling }
                - { id: 17, because: relabelling }
                - { id: 5, ids: [6], because: relabelling }
                - { because: relabelling }
                - { id: 8 }
                - 9
                - { id: 10, because: relabelling, until: 2026-12-31 }
            """).Should().Equal(
            "10,19 MSPEC022",
            "11,13 MSPEC022",
            "12,16 MSPEC019",
            "13,7 MSPEC006",
            "14,7 MSPEC006",
            "15,7 MSPEC007",
            "16,39 MSPEC004");
    }

    [Fact]
    public void Without_an_id_no_row_can_be_named()
    {
        var problem = SpecText.Parse("expect: { n: \">= 5\" }\ngolden: { path: golden.csv, quarantine: [{ id: 4, because: lost }] }").Diagnostics.Should().ContainSingle().Which;

        (problem.Id, problem.Span.Line).Should().Be(("MSPEC020", 6));
        problem.Message.Should().StartWith("'quarantine' means nothing without 'id'");
    }
}
