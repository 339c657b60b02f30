using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Planning;

public sealed class PlannedCheckTests
{
    private const string Spec = """
        owner: team
        runbook: team.md
        action: retrain
        tags: [a, b]
        verdict: { min_rows: 5 }
        expect: { recall: ">= 0.7" }
        slices:
          young: { where: age < 25, expect: { recall: ">= 0.6" }, owner: young, tags: [b, c], min_rows: 9 }
          country:
            by: country
            expect: { recall: ">= overall - 0.10" }
            gap: { recall: "<= 0.2" }
          old: age > 60
        every_slice: { expect: { recall: ">= 0.5", accuracy: ">= 0.4" } }
        """;

    [Fact]
    public void Checks_come_in_the_order_of_the_text_and_a_slices_own_bound_wins_over_the_general_one()
    {
        CheckPlan.Of(SpecText.Valid(Spec)).Select(check => check.DisplayNameOf(check.IsPerGroup ? "DE" : null)).Should().Equal(
            "overall: recall >= 0.7",
            "young: recall >= 0.6",
            "young: accuracy >= 0.4",
            "country = DE: recall >= overall - 0.10",
            "country: gap recall <= 0.2",
            "country = DE: accuracy >= 0.4",
            "old: recall >= 0.5",
            "old: accuracy >= 0.4");
    }

    [Fact]
    public void What_a_slice_says_itself_wins_and_tags_add_up()
    {
        var checks = CheckPlan.Of(SpecText.Valid(Spec));
        var young = checks.First(check => check.SliceName == "young");
        (young.Owner, young.Runbook, young.Action, young.MinRows).Should().Be(("young", "team.md", "retrain", 9));
        young.Tags.Should().Equal("a", "b", "c");
        var overall = checks.First(check => check.Slice is null);
        (overall.Owner, overall.MinRows, overall.SliceName).Should().Be(("team", 5, PlannedCheck.Overall));
        overall.Tags.Should().Equal("a", "b");
    }

    [Fact]
    public void The_bound_is_no_part_of_the_id()
    {
        var before = CheckPlan.Of(SpecText.Valid(Spec)).Select(check => check.IdOf(null));
        var after = CheckPlan.Of(SpecText.Valid(Spec.Replace("0.7", "0.75", StringComparison.Ordinal).Replace("overall - 0.10", "0.3", StringComparison.Ordinal))).Select(check => check.IdOf(null));
        after.Should().Equal(before);
        before.Should().OnlyHaveUniqueItems();
        before.Should().StartWith(["overall//recall/min", "young//recall/min", "young//accuracy/min", "country//recall/min", "country//gap recall/max"]);
    }

    [Fact]
    public void Editing_one_check_renames_no_other()
    {
        var before = CheckPlan.Of(SpecText.Valid(Spec)).ToDictionary(check => check.IdOf(null), check => check.DisplayNameOf(null));
        var after = CheckPlan.Of(SpecText.Valid(Spec.Replace("\">= 0.6\"", "\"> 0.65\"", StringComparison.Ordinal))).ToDictionary(check => check.IdOf(null), check => check.DisplayNameOf(null));
        after.Keys.Should().Equal(before.Keys);
        after.Where(check => before[check.Key] != check.Value).Select(check => check.Key).Should().Equal("young//recall/min");
    }

    [Fact]
    public void Names_with_slashes_and_backslashes_give_different_ids() => Prop.ForAll(Parts().ToArbitrary(), parts =>
    {
        var ids = parts.Select(part => Planned(part.Slice).IdOf(part.Group)).ToList();
        return ids.Distinct(StringComparer.Ordinal).Count() == parts.Distinct().Count();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Control_and_bidirectional_characters_of_names_and_groups_are_escaped()
    {
        var spec = SpecText.Valid("slices:\n  \"a\\u202Eb\\n\": { by: x, expect: { recall: \">= 0.5\" } }");
        CheckPlan.Of(spec).Single().DisplayNameOf("x\ty\u2028").Should().Be("a\\u202eb\\u000a = x\\u0009y\\u2028: recall >= 0.5");
        DisplayText.Escape("ok").Should().Be("ok");
    }

    private static PlannedCheck Planned(string slice) => CheckPlan.Of(SpecText.Valid($"slices:\n  '{slice}': {{ by: x, expect: {{ recall: \">= 0.5\" }} }}")).Single();

    private static Gen<(string Slice, string? Group)[]> Parts()
    {
        var names = Gen.Elements("a", "a/", "/a", "a/b", "b", "\\", "a\\", "\\/", "/", "a\\/b");
        var groups = Gen.Elements(null, "a", "/", "a/b", "b", "b/a", "b/b", "\\", "\\/", "a/");
        return (from slice in names from @group in groups select (slice, @group)).ArrayOf(30);
    }
}
