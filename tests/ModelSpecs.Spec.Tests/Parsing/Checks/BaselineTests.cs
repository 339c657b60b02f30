using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Parsing.Checks;

public sealed class BaselineTests
{
    [Theory]
    [InlineData("recall: { max_drop: 0.02 }", "recall >= snapshot - 0.02")]
    [InlineData("recall: { max_drop: \"5 %\" }", "recall >= snapshot - 5 %")]
    [InlineData("recall: { max_drop: 0 }", "recall >= snapshot")]
    [InlineData("log_loss: { max_drop: 0.02 }", "log_loss <= snapshot + 0.02")]
    [InlineData("recall: { class: \"7\", max_drop: 0.1 }", "recall(class=7) >= snapshot - 0.1")]
    [InlineData("selection_rate: { max_change: 0.02 }", "selection_rate >= snapshot - 0.02, selection_rate <= snapshot + 0.02")]
    [InlineData("recall: [{ class: a, max_drop: 0.1 }, { class: b, max_drop: 0.2 }]", "recall(class=a) >= snapshot - 0.1, recall(class=b) >= snapshot - 0.2")]
    [InlineData("newly_wrong: \"<= 1 %\"", "snapshot newly_wrong <= 1 %")]
    [InlineData("changed_predictions: \"< 0.03\"", "snapshot changed_predictions < 0.03")]
    public void A_tolerance_is_a_check_against_the_reference(string text, string checks)
    {
        var suite = SpecText.Parse($"expect: {{ accuracy: \">= 0.5\" }}\nsnapshot: {{ {text} }}").SpecOrThrow();
        string.Join(", ", suite.Snapshot!.Checks.Select(check => check.Display)).Should().Be(checks);
        suite.Snapshot.Checks.Should().OnlyContain(check => check.Section == CheckSection.Snapshot && check.NeedsSnapshot && !check.NeedsChampion);
    }

    [Fact]
    public void Tolerances_are_judged_on_the_whole_set_and_on_every_slice_and_have_an_identity_of_their_own()
    {
        var suite = SpecText.Parse("""
            expect: { recall: ">= 0.5" }
            slices:
              young: { where: age < 25, expect: { recall: ">= snapshot - 0.5" } }
              country: { by: country }
            snapshot: { recall: { max_drop: 0.02 } }
            compare: { champion: champion.onnx, recall: { max_drop: 0.01 }, newly_wrong: "<= 2 %" }
            """).SpecOrThrow();
        CheckPlan.Of(suite).Select(planned => planned.IdOf(planned.IsPerGroup ? "*" : null)).Should().Equal(
            "overall//recall/min", "overall//snapshot recall/min", "overall//compare recall/min", "overall//compare newly_wrong/max",
            "overall//snapshot changes/max",
            "young//recall/min", "young//snapshot recall/min", "young//compare recall/min", "young//compare newly_wrong/max",
            "country/*/snapshot recall/min", "country/*/compare recall/min", "country/*/compare newly_wrong/max");
    }

    [Fact]
    public void True_keeps_a_snapshot_without_a_tolerance_and_is_enough_to_guard_something()
    {
        var result = SpecText.Parse("snapshot: true");
        result.Diagnostics.Should().BeEmpty();
        result.Spec!.Snapshot!.Checks.Should().BeEmpty();
        result.Spec.Snapshot.Improved.Should().Be(Improved.Ask);
    }

    [Fact]
    public void What_may_change_is_listed()
    {
        var snapshot = SpecText.Parse("snapshot: { improved: fail, allow: [rows, slices] }").SpecOrThrow().Snapshot!;
        snapshot.Improved.Should().Be(Improved.Fail);
        snapshot.Allowed.Should().Equal(SnapshotChange.Rows, SnapshotChange.Slices);
    }

    [Fact]
    public void A_champion_is_a_model_or_columns()
    {
        var model = SpecText.Parse("expect: { accuracy: \">= champion\" }\ncompare: { champion: models/champion.onnx }").SpecOrThrow().Compare!;
        model.Champion.Model!.Written.Value.Should().Be("models/champion.onnx");
        model.Champion.Predictions.Should().BeNull();
        var columns = SpecText.Parse("expect: { accuracy: \">= champion\" }\ncompare: { champion: { predictions: { score: other }, threshold: 0.3 }, rows_from: champion }").SpecOrThrow().Compare!;
        columns.Champion.Model.Should().BeNull();
        columns.Champion.Predictions!.Score!.Value.Should().Be("other");
        columns.Champion.Threshold!.Value.Should().Be(0.3);
        columns.RowsFromChampion.Should().BeTrue();
    }

    [Theory]
    [InlineData("snapshot: { recall: 0.02 }", "MSPEC007")]
    [InlineData("snapshot: { recall: { max_drop: -0.02 } }", "MSPEC007")]
    [InlineData("snapshot: { recall: { max_drop: much } }", "MSPEC007")]
    [InlineData("snapshot: { recall: { } }", "MSPEC006")]
    [InlineData("snapshot: { recall: { max_drop: 0.1, max_change: 0.1 } }", "MSPEC019")]
    [InlineData("snapshot: { newly_wron: \"<= 1 %\" }", "MSPEC030")]
    [InlineData("snapshot: { newly_wrong: \">= 1 %\" }", "MSPEC039")]
    [InlineData("snapshot: { newly_wrong: \"<= snapshot\" }", "MSPEC039")]
    [InlineData("snapshot: { newly_wrong: \"<= 100 %\" }", "MSPEC036")]
    [InlineData("snapshot: { newly_wrong: \"< 0\" }", "MSPEC037")]
    [InlineData("snapshot: false", "MSPEC007")]
    [InlineData("snapshot: { allow: [rows, rows] }", "MSPEC022")]
    [InlineData("compare: { recall: { max_drop: 0.1 } }", "MSPEC006")]
    [InlineData("compare: { champion: { threshold: 0.3 } }", "MSPEC006")]
    [InlineData("compare: { champion: { path: a.onnx, predictions: { score: s } } }", "MSPEC019")]
    [InlineData("compare: { champion: ../../outside.onnx }", "MSPEC012")]
    [InlineData("compare: { champion: a.onnx, p95: { of: latency, max_change: 0.1 } }", "MSPEC039")]
    [InlineData("compare: { champion: a.onnx, prevalence: { max_change: 0.1 } }", "MSPEC039")]
    [InlineData("slices: { young: { where: age < 25, expect: { mean: { of: latency, is: \"<= champion\" } } } }\ncompare: { champion: a.onnx }", "MSPEC039")]
    public void What_is_wrong_is_said(string text, string id) =>
        SpecText.Errors(SpecText.Parse($"expect: {{ accuracy: \">= 0.5\" }}\n{text}")).Select(d => d.Id).Should().Equal(id);

    [Fact]
    public void Two_bounds_that_move_differently_are_told_where_the_second_belongs() =>
        SpecText.Errors(SpecText.Parse("expect: { recall: [\">= 0.7\", \">= snapshot - 0.1\"] }\nsnapshot: true")).Should().ContainSingle()
            .Which.Message.Should().EndWith("Keep one here; what is held against the snapshot or the champion besides is a tolerance under snapshot: or compare:.");

    [Fact]
    public void Rows_of_a_regression_are_neither_right_nor_wrong() =>
        SpecText.Errors(SpecText.Parse("task: regression\nsnapshot: { mae: { max_drop: 1 }, newly_wrong: \"<= 1 %\" }")).Select(d => d.Id).Should().Equal("MSPEC034");

    [Fact]
    public void A_misspelt_key_beside_the_metrics_is_recognised() =>
        SpecText.Parse("snapshot: { newly_wron: \"<= 1 %\" }").Diagnostics.Select(d => d.Message).Should().ContainMatch("*Did you mean 'newly_wrong'?*");
}
