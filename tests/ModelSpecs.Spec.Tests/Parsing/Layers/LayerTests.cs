using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests.Parsing.Layers;

public sealed class LayerTests
{
    private const string Spec = "spec: Loan\nmodel: model.onnx\ngolden: golden.csv\nlabel: defaulted\nexpect: { recall: \">= 0.7\" }\n";

    [Fact]
    public void Defaults_of_every_folder_up_to_the_root_are_merged_and_the_nearer_wins()
    {
        var spec = Valid("specs/credit/loan.spec.yaml", new MemoryFiles()
            .With("modelspecs.yaml", "root: true\nowner: root\naction: retrain\ntags: [root]\nverdict: { min_rows: 10, inconclusive: warn }\n")
            .With("specs/modelspecs.yaml", "owner: specs\nverdict: { min_rows: 30 }\ntags: [specs]\n")
            .With("specs/credit/modelspecs.yaml", "runbook: docs/run.md\n")
            .With("elsewhere/modelspecs.yaml", "action: nothing\n")
            .With("specs/credit/loan.spec.yaml", Spec));
        spec.Owner.Should().Be("specs");
        spec.Action.Should().Be("retrain");
        spec.Runbook.Should().Be("docs/run.md");
        spec.Tags.Should().Equal(["specs"], "lists replace");
        spec.Verdict.Should().Be(new VerdictSpec { MinRows = 30, Inconclusive = InconclusiveAction.Warn }, "mappings merge key by key");
        spec.Sources.Should().Equal(Full("specs/credit/loan.spec.yaml"), Full("modelspecs.yaml"), Full("specs/modelspecs.yaml"), Full("specs/credit/modelspecs.yaml"));
    }

    [Fact]
    public void What_a_spec_extends_lies_between_its_defaults_and_itself()
    {
        var spec = Valid("loan.spec.yaml", new MemoryFiles()
            .With("modelspecs.yaml", "owner: defaults\naction: defaults\nid: defaults\nthreshold: 0.1\n")
            .With("shared/a.yaml", "owner: a\naction: a\nid: a\n")
            .With("shared/b.yaml", "extends: c.yaml\nowner: b\naction: b\n")
            .With("shared/c.yaml", "owner: c\naction: c\npositive: c\n")
            .With("loan.spec.yaml", Spec + "extends: [shared/a.yaml, shared/b.yaml]\nowner: spec\n"));
        (spec.Owner, spec.Action, spec.Id!.Value, spec.Positive!.Value, spec.Threshold!.Value).Should().Be(("spec", "b", "a", "c", 0.1));
        spec.Sources.Select(Path.GetFileName).Should().Equal("loan.spec.yaml", "modelspecs.yaml", "a.yaml", "b.yaml", "c.yaml");
    }

    [Fact]
    public void A_challenger_extends_the_champions_spec_and_keeps_its_own_name()
    {
        var spec = Valid("challenger.spec.yaml", new MemoryFiles()
            .With("loan.spec.yaml", Spec + "slices:\n  young: { where: age < 25, expect: { recall: \">= 0.6\" } }\n")
            .With("challenger.spec.yaml", "spec: Challenger\nextends: loan.spec.yaml\nmodel: challenger.onnx\nslices:\n  young: { expect: { recall: \">= 0.65\" } }\n"));
        spec.Name.Value.Should().Be("Challenger");
        spec.Model!.FullPath.Should().Be(Full("challenger.onnx"));
        spec.Slices.Should().ContainSingle().Which.Should().BeOfType<PredicateSlice>().Which.Where.Text.Should().Be("age < 25");
        spec.Slices[0].Expect.Single().Display.Should().Be("recall >= 0.65");
    }

    [Fact]
    public void A_check_is_replaced_whole_and_slices_keep_the_order_of_the_farther_file()
    {
        var spec = Valid("loan.spec.yaml", new MemoryFiles()
            .With("modelspecs.yaml", "expect: { recall: { class: a, is: \">= 0.9\" }, f1: \">= 0.5\" }\nslices: { a: x < 1, b: x < 2 }\n")
            .With("loan.spec.yaml", Spec.Replace("\">= 0.7\"", "{ average: micro, is: \">= 0.7\" }", StringComparison.Ordinal) + "slices: { c: x < 3, a: x < 9 }\n"));
        spec.Expect.Select(check => check.Display).Should().Equal("recall(average=micro) >= 0.7", "f1 >= 0.5");
        spec.Slices.Select(slice => $"{slice.Name.Value}: {((PredicateSlice)slice).Where.Text}").Should().Equal("a: x < 9", "b: x < 2", "c: x < 3");
    }

    [Fact]
    public void Merged_values_keep_their_file_and_their_paths_are_relative_to_it()
    {
        var spec = Valid("specs/credit/loan.spec.yaml", new MemoryFiles()
            .With("modelspecs.yaml", "golden: data/golden.csv\n")
            .With("shared/base.yaml", "\nmodel: { path: ../models/model.onnx }\nexpect:\n  f1: \">= 0.5\"\n")
            .With("specs/credit/loan.spec.yaml", "spec: Loan\nextends: ../../shared/base.yaml\nlabel: y\ninputs: { X: { npy: ./x/../images.npy } }\n"));
        spec.Golden.File.FullPath.Should().Be(Full("data/golden.csv"));
        spec.Golden.File.Written.Span.Should().Be(new SourceSpan(Full("modelspecs.yaml"), 1, 9, 1, 24));
        spec.Model!.FullPath.Should().Be(Full("models/model.onnx"));
        spec.Expect.Single().Span.Should().Be(new SourceSpan(Full("shared/base.yaml"), 4, 3, 4, 15));
        spec.Inputs.Single().Source.Should().BeOfType<NpySource>().Which.File.FullPath.Should().Be(Full("specs/credit/images.npy"));
    }

    [Fact]
    public void A_problem_of_a_default_is_reported_in_its_file_after_those_of_the_spec() =>
        Problems("specs/loan.spec.yaml", new MemoryFiles()
            .With("modelspecs.yaml", "ownr: me\nverdict: { min_rows: 0 }\n")
            .With("specs/loan.spec.yaml", Spec + "taks: binary\n"))
        .Should().Equal("specs/loan.spec.yaml(6,1) MSPEC004", "modelspecs.yaml(1,1) MSPEC004", "modelspecs.yaml(2,22) MSPEC010");

    [Theory]
    [InlineData("extends: loan.spec.yaml", "loan.spec.yaml(1,10) MSPEC015")]
    [InlineData("extends: missing.yaml", "loan.spec.yaml(1,10) MSPEC011")]
    [InlineData("extends: [base.yaml, missing.yaml]", "loan.spec.yaml(1,22) MSPEC011")]
    [InlineData("extends: base.json", "loan.spec.yaml(1,10) MSPEC012")]
    [InlineData("extends: ../base.yaml", "loan.spec.yaml(1,10) MSPEC012")]
    [InlineData("extends: .git/base.yaml", "loan.spec.yaml(1,10) MSPEC012")]
    [InlineData("extends: []", "loan.spec.yaml(1,10) MSPEC009")]
    [InlineData("extends:", "loan.spec.yaml(1,8) MSPEC009")]
    [InlineData("extends: { a: b }", "loan.spec.yaml(1,10) MSPEC007")]
    [InlineData("extends: [[a]]", "loan.spec.yaml(1,11) MSPEC007")]
    [InlineData("extends: broken.yaml", "broken.yaml(1,4) MSPEC001")]
    [InlineData("extends: list.yaml", "list.yaml(1,1) MSPEC007")]
    [InlineData("extends: cycle.yaml", "cycle2.yaml(1,10) MSPEC015")]
    [InlineData("root: true", "loan.spec.yaml(1,1) MSPEC029")]
    [InlineData("extends: rooted.yaml", "rooted.yaml(1,1) MSPEC029")]
    public void What_cannot_be_extended_is_reported_where_it_is_written(string line, string expected) =>
        Problems("loan.spec.yaml", new MemoryFiles()
            .With("base.yaml", "id: x\n").With("base.json", "{}\n").With("broken.yaml", "a: \"b\n").With("list.yaml", "- a\n")
            .With("cycle.yaml", "extends: cycle2.yaml\n").With("cycle2.yaml", "extends: cycle.yaml\n").With("rooted.yaml", "root: true\n")
            .With("loan.spec.yaml", line + "\n" + Spec)).Should().Equal(expected);

    [Theory]
    [InlineData("spec: Everything", "modelspecs.yaml(1,1) MSPEC029")]
    [InlineData("root: yes", "modelspecs.yaml(1,7) MSPEC007")]
    [InlineData("- a", "modelspecs.yaml(1,1) MSPEC007")]
    [InlineData("a: {", "modelspecs.yaml(1,4) MSPEC001")]
    public void What_defaults_cannot_say_is_reported_in_them(string text, string expected) =>
        Problems("loan.spec.yaml", new MemoryFiles().With("modelspecs.yaml", text + "\n").With("loan.spec.yaml", Spec)).Should().Equal(expected);

    [Fact]
    public void A_diamond_is_read_once_and_no_cycle()
    {
        var spec = Valid("loan.spec.yaml", new MemoryFiles()
            .With("a.yaml", "extends: top.yaml\n").With("b.yaml", "extends: top.yaml\n").With("top.yaml", "id: x\n")
            .With("loan.spec.yaml", Spec + "extends: [a.yaml, b.yaml]\n"));
        spec.Id!.Value.Should().Be("x");
        spec.Sources.Select(Path.GetFileName).Should().Equal("loan.spec.yaml", "a.yaml", "top.yaml", "b.yaml");
    }

    [Fact]
    public void Files_that_double_at_every_step_are_cut_off()
    {
        var files = new MemoryFiles().With("loan.spec.yaml", Spec + "extends: [f0.yaml, f0.yaml]\n");
        for (var i = 0; i < 40; i++)
        {
            files.With($"f{i}.yaml", $"extends: [f{i + 1}.yaml, f{i + 1}.yaml]\n");
        }

        Problems("loan.spec.yaml", files.With("f40.yaml", "id: x\n")).Should().Contain(problem => problem.EndsWith("MSPEC016", StringComparison.Ordinal));
    }

    [Fact]
    public void Model_and_predictions_from_two_files_name_both()
    {
        var result = SpecParser.Parse(Full("loan.spec.yaml"), new MemoryFiles()
            .With("modelspecs.yaml", "model: model.onnx\n")
            .With("loan.spec.yaml", "spec: x\npredictions: { score: p }\ngolden: g.csv\nlabel: y\nexpect: { recall: \">= 0.1\" }\n"));
        result.Diagnostics.Should().ContainSingle().Which.Message.Should().Contain("model in line 1 of 'modelspecs.yaml'");
    }

    [Fact]
    public void A_missing_key_says_that_no_file_has_it() =>
        SpecParser.Parse(Full("loan.spec.yaml"), new MemoryFiles().With("modelspecs.yaml", "owner: me\n").With("loan.spec.yaml", "spec: x\nmodel: m.onnx\nlabel: y\n"))
            .Diagnostics.Should().ContainSingle().Which.Message.Should().Contain("'golden' is missing").And.Contain("Neither the spec nor its defaults");

    private static string Full(string path) => MemoryFiles.Full(path);

    private static SuiteSpec Valid(string path, MemoryFiles files)
    {
        var result = SpecParser.Parse(Full(path), files);
        SpecText.Errors(result).Should().BeEmpty();
        return result.Spec!;
    }

    private static IEnumerable<string> Problems(string path, MemoryFiles files) => SpecParser.Parse(Full(path), files).Diagnostics
        .Select(d => $"{SpecPath.Relative(Path.GetFullPath(MemoryFiles.Root), d.Span.File)}({d.Span.Line},{d.Span.Column}) {d.Id}");
}
