using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Planning;

public sealed class WaiverPlanTests
{
    private const string Checks = """
        expect: { roc_auc: ">= 0.8", prevalence: [">= 0.1", "<= 0.3"], precision: { zero_division: 1, is: ">= 0.2" } }
        slices:
          young: { where: age < 25, expect: { recall: ">= 0.7" } }
          country:
            by: country
            expect: { recall: ">= overall - 0.10" }
            gap: { fpr: "<= 0.08", recall: { ratio: ">= 0.8" } }
        every_slice: { expect: { accuracy: ">= 0.5" } }

        """;

    [Theory]
    [InlineData("overall: roc_auc", "overall//roc_auc/min", null)]
    [InlineData("overall: prevalence <=", "overall//prevalence/max", null)]
    [InlineData("overall: precision(zero_division=1)", "overall//precision(zero_division=1)/min", null)]
    [InlineData("young: recall", "young//recall/min", null)]
    [InlineData(" young: recall >= ", "young//recall/min", null)]
    [InlineData("young: accuracy", "young//accuracy/min", null)]
    [InlineData("country = DE: recall", "country//recall/min", "DE")]
    [InlineData("country = a = b: c: recall >=", "country//recall/min", "a = b: c")]
    [InlineData("country = *: accuracy", "country//accuracy/min", null)]
    [InlineData("country: gap fpr", "country//gap fpr/max", null)]
    [InlineData("country: gap ratio recall", "country//gap ratio recall/min", null)]
    public void A_waiver_finds_its_check_by_its_name_without_the_bound(string name, string id, string? group)
    {
        var found = Plan($"\"{name}\"").Should().ContainSingle().Which;

        found.Check.IdOf(null).Should().Be(id);
        found.Group.Should().Be(group);
    }

    [Theory]
    [InlineData("young: recal", "MSPEC420", "Did you mean 'young: recall'?")]
    [InlineData("country = DE: recal", "MSPEC420", "Did you mean 'country = DE: recall'?")]
    [InlineData("young: recall >= 0.7", "MSPEC420", "without its bound")]
    [InlineData("zzz", "MSPEC420", "one of 'overall: roc_auc', 'overall: prevalence', ")]
    [InlineData("country: recall", "MSPEC421", "'country = *: recall' for all of them")]
    [InlineData("overall: prevalence", "MSPEC421", "Found 'overall: prevalence >=' and 'overall: prevalence <='; expected one of them")]
    public void A_name_that_no_check_or_more_than_one_has_is_an_error(string name, string id, string words)
    {
        var problem = SpecText.Parse(Checks + Waivers($"\"{name}\"")).Diagnostics.Should().ContainSingle().Which;

        problem.Id.Should().Be(id);
        problem.Message.Should().Contain(words);
        problem.Span.Line.Should().Be(14);
    }

    [Theory]
    [InlineData("\"young: recall\"", "\"young: recall\"", true)]
    [InlineData("\"country = DE: recall\"", "\"country = *: recall\"", true)]
    [InlineData("\"country = DE: recall\"", "\"country = FR: recall\"", false)]
    [InlineData("\"country = *: recall\"", "\"country = *: accuracy\"", false)]
    public void A_check_has_one_waiver(string first, string second, bool isError)
    {
        SpecText.Ids(Checks + Waivers(first, second)).Should().Equal(isError ? ["MSPEC422"] : Array.Empty<string>());
    }

    [Fact]
    public void All_that_is_wrong_with_waivers_is_said_at_once()
    {
        SpecText.Problems(SpecText.Parse(Checks + """
            waivers:
              - { check: "young: recall", until: 2026-12-31T10:00, owner: a, because: b }
              - { check: "young: recall", until: 2026-13-01, owner: a, because: b }
              - { check: "young: recall", until: tomorrow, owner: a }
              - { until: 2026-12-31, owner: a, because: "" }
              - young
              - { check: "young: recall", until: 2026-12-31, owner: a, because: b, by: c }
            """)).Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)] + line[line.IndexOf(" MSPEC", StringComparison.Ordinal)..][..9]).Should().Equal(
            "loan.spec.yaml(14,38) MSPEC423",
            "loan.spec.yaml(15,38) MSPEC423",
            "loan.spec.yaml(16,5) MSPEC006",
            "loan.spec.yaml(16,38) MSPEC423",
            "loan.spec.yaml(17,5) MSPEC006",
            "loan.spec.yaml(17,45) MSPEC009",
            "loan.spec.yaml(18,5) MSPEC007",
            "loan.spec.yaml(19,72) MSPEC004");
    }

    [Fact]
    public void A_waiver_carries_day_owner_and_reason()
    {
        var waiver = SpecText.Valid(Checks + Waivers("\"young: recall\"")).Waivers.Should().ContainSingle().Which;

        (waiver.Until.Value, waiver.Until.Value.Kind, waiver.Owner.Value, waiver.Because.Value).Should().Be((new DateTime(2026, 12, 31, 0, 0, 0, DateTimeKind.Utc), DateTimeKind.Utc, "risk-ml", "relabelling"));
    }

    [Fact]
    public void A_waiver_of_one_value_covers_that_value_alone()
    {
        var one = Plan("\"country = DE: recall\"").Single();
        var all = Plan("\"country = *: recall\"").Single();

        (one.Covers(one.Check, "DE"), one.Covers(one.Check, "FR"), one.Covers(one.Check, null)).Should().Be((true, false, false));
        (all.Covers(one.Check, "DE"), all.Covers(one.Check, "FR")).Should().Be((true, true));
        one.Covers(Plan("\"country = DE: accuracy\"").Single().Check, "DE").Should().BeFalse();
    }

    private static IReadOnlyList<PlannedWaiver> Plan(params string[] names)
    {
        var problems = new List<SpecDiagnostic>();
        var plan = WaiverPlan.Of(SpecText.Valid(Checks + Waivers(names)), problems);
        problems.Should().BeEmpty();
        return plan;
    }

    private static string Waivers(params string[] names) =>
        "waivers:\n" + string.Concat(names.Select(name => $"  - {{ check: {name}, until: 2026-12-31, owner: risk-ml, because: relabelling }}\n"));
}
