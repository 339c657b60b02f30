using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Spec.Tests.Parsing.Guards;

public sealed class UnknownReaderTests
{
    [Fact]
    public void A_mapping_is_a_guard_with_a_check_for_each_bound()
    {
        var guard = Single("unknown: { data: foreign.csv, confident: { above: 0.99, is: \"<= 5 %\" }, roc_auc: \">= 0.85\", fpr_at_95_tpr: \"<= 0.3\", by: energy }");

        guard.Data.File.Written.Value.Should().Be("foreign.csv");
        guard.By.Should().Be(UnknownScore.Energy);
        guard.Confident.Select(one => (one.Key, one.Value)).Should().Equal(("confident(above=0.99)", 0.99));
        guard.Checks().Select(check => check.Display).Should().Equal("unknown confident(above=0.99) <= 5 %", "unknown roc_auc(by=energy) >= 0.85", "unknown fpr_at_95_tpr(by=energy) <= 0.3");
        guard.Files.Select(file => file.Written.Value).Should().Equal("foreign.csv");
        guard.Terms.Should().Be("data foreign.csv");
    }

    [Fact]
    public void Above_0_9_a_row_is_confident_unless_said_and_several_confidences_may_be_asked_for()
    {
        Single("unknown: { data: foreign.csv, confident: \"<= 5 %\" }").Checks().Select(check => check.Subject).Should().Equal("unknown confident(above=0.9)");
        Single("unknown: { data: foreign.csv, confident: [\">= 1 %\", \"<= 5 %\"] }").Checks().Select(check => check.Identity)
            .Should().Equal("unknown confident(above=0.9)/min", "unknown confident(above=0.9)/max");
        var several = Single("unknown: { data: foreign.csv, confident: [{ is: \"<= 5 %\" }, { above: 0.5, is: \"<= champion\" }] }\ncompare: { champion: old.onnx }");
        several.Confident.Select(one => one.Value).Should().Equal(0.9, 0.5);
        several.Measures[1].Bound.Reference.Should().Be(BoundReference.Champion);
    }

    [Fact]
    public void Several_sets_are_told_apart_by_their_names()
    {
        var guards = SpecText.Valid("unknown:\n- { name: noise, data: a.csv, confident: \"<= 5 %\" }\n- { name: other, data: { path: b.csv, where: age < 3 }, confident: \"<= 5 %\" }").Guards.Cast<UnknownSpec>().ToList();

        guards.SelectMany(guard => guard.Checks()).Select(check => check.Subject).Should().Equal("unknown noise confident(above=0.9)", "unknown other confident(above=0.9)");
        guards[1].Terms.Should().Be("data b.csv where age < 3");
        guards.Select(guard => guard.Span.Line).Should().Equal(6, 7);
        SpecText.Ids("unknown:\n- { data: a.csv, confident: \"<= 5 %\" }\n- { data: b.csv, confident: \"<= 5 %\" }").Should().Equal("MSPEC038");
    }

    [Fact]
    public void Inputs_may_come_from_elsewhere_in_the_other_rows()
    {
        var guard = Single("inputs: { image: { npy: golden.npy } }\nunknown: { data: foreign.csv, confident: \"<= 5 %\", inputs: { image: { npy: noise.npy } } }");

        guard.Inputs.Should().ContainSingle().Which.Input.Value.Should().Be("image");
        guard.Files.Select(file => file.Written.Value).Should().Equal("foreign.csv", "noise.npy");
    }

    [Fact]
    public void Rows_without_an_answer_may_be_the_only_question() =>
        Single("unknown: { data: empty.csv, no_answer: \"<= 10 %\" }").Checks().Select(check => check.Display).Should().Equal("unknown no_answer <= 10 %");

    [Theory]
    [InlineData("unknown: foreign.csv", "MSPEC007")]
    [InlineData("unknown:", "MSPEC009")]
    [InlineData("unknown: []", "MSPEC009")]
    [InlineData("unknown: [a]", "MSPEC007")]
    [InlineData("unknown: { data: foreign.csv }", "MSPEC006")]
    [InlineData("unknown: { confident: \"<= 5 %\" }", "MSPEC006")]
    [InlineData("unknown: { data: foreign.csv, confident: \"<= 5 %\", by: odin }", "MSPEC008")]
    [InlineData("unknown: { data: foreign.csv, confident: { above: 2, is: \"<= 5 %\" } }", "MSPEC010")]
    [InlineData("unknown: { data: foreign.csv, confident: { above: 0.5 } }", "MSPEC006")]
    [InlineData("unknown: { data: foreign.csv, confident: [{ above: 0.5, is: \"<= 5 %\" }, x] }", "MSPEC007")]
    [InlineData("unknown: { data: foreign.csv, confident: \"<= 100 %\" }", "MSPEC036")]
    [InlineData("unknown: { data: foreign.csv, roc_auc: \">= overall\" }", "MSPEC039")]
    [InlineData("unknown: { data: ../../foreign.csv, confident: \"<= 5 %\" }", "MSPEC012")]
    public void Anything_else_is_an_error(string line, string id) => SpecText.Ids(line).Should().Equal(id);

    [Fact]
    public void Inputs_need_a_model() =>
        SpecText.Ids("predictions: { score: p }\nunknown: { data: foreign.csv, confident: \"<= 5 %\", inputs: { image: x } }", hasModel: false).Should().ContainSingle();

    private static UnknownSpec Single(string lines) => SpecText.Valid(lines).Guards.Should().ContainSingle().Which.Should().BeOfType<UnknownSpec>().Subject;
}
