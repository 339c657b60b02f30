using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Tests.Parsing.Bindings;

public sealed class BindingTests
{
    private const string Check = "expect: { n: \">= 5\" }\n";

    [Fact]
    public void The_golden_set_says_how_it_is_read()
    {
        var golden = SpecText.Valid(Check + """
            golden:
              path: data/golden.csv.gz
              sha256: 9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08
              format: csv
              weight: exposure
              columns: { zip: string, "applied at": date, amount: number, n: integer, ok: boolean }
              nulls: ["", NA, null, ~, -1]
              where: split = 'test'
              labels_missing: drop
              labelled_at_least: 0.95
            """).Golden;
        golden.File.FullPath.Should().Be(MemoryFiles.Full("data/golden.csv.gz"));
        golden.File.Sha256!.Value.Should().Be("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        (golden.Format!.Value, golden.Weight!.Value, golden.LabelsMissing, golden.LabelledAtLeast).Should().Be(("csv", "exposure", LabelsMissing.Drop, 0.95));
        golden.Columns.Select(c => (c.Key, c.Value.Value)).Should().Equal(
            ("zip", ColumnKind.String), ("applied at", ColumnKind.Date), ("amount", ColumnKind.Number), ("n", ColumnKind.Integer), ("ok", ColumnKind.Boolean));
        golden.Nulls.Should().Equal("", "NA", "null", "~", "-1");
        golden.Where!.Text.Should().Be("split = 'test'");
    }

    [Fact]
    public void A_golden_set_that_is_only_a_path_has_the_defaults()
    {
        var golden = SpecText.Valid(Check).Golden;
        (golden.File.Sha256, golden.Format, golden.Weight, golden.Nulls, golden.Where).Should().Be((null, null, null, null, null));
        (golden.LabelsMissing, golden.LabelledAtLeast, golden.Columns.Count).Should().Be((LabelsMissing.Error, 0.0, 0));
    }

    [Fact]
    public void Inputs_are_columns_runs_shapes_and_files()
    {
        var inputs = SpecText.Valid(Check + """
            inputs:
              one: age
              run: px0..px63
              list: [income, "debt ratio", px0..px3]
              shaped: { columns: px0..px63, shape: [1, 8, 8] }
              file: { npy: images.npy }
            """).Inputs;
        inputs.Select(input => input.Input.Value).Should().Equal("one", "run", "list", "shaped", "file");
        Columns(inputs[0]).Should().Equal("age");
        Columns(inputs[1]).Should().Equal("px0..px63");
        Columns(inputs[2]).Should().Equal("income", "debt ratio", "px0..px3");
        ((ColumnsSource)inputs[3].Source).Shape.Should().Equal(1, 8, 8);
        ((ColumnsSource)inputs[2].Source).Shape.Should().BeNull();
        ((NpySource)inputs[4].Source).File.FullPath.Should().Be(MemoryFiles.Full("images.npy"));

        static IEnumerable<string> Columns(InputBinding input) => ((ColumnsSource)input.Source).Columns.Select(c => c.Value);
    }

    [Fact]
    public void Outputs_name_an_output_or_one_column_of_it()
    {
        var outputs = SpecText.Valid(Check + "outputs: { score: \"probabilities[1]\", label: label:0, activation: none }").Outputs;
        outputs.Score!.Value.Should().Be(new OutputReference("probabilities", 1));
        outputs.Label!.Value.Should().Be(new OutputReference("label:0", null));
        outputs.Activation!.Value.Should().Be(Activation.None);
        outputs.Value.Should().BeNull();
    }

    [Fact]
    public void Predictions_are_columns_and_a_run_of_scores_is_written_out()
    {
        SpecText.Valid("predictions: { score: p, label: l }", hasModel: false).Predictions!.Score!.Value.Should().Be("p");
        var scores = SpecText.Valid("predictions: { scores: p0..p2, label: l }\nclasses: [a, b, c]", hasModel: false).Predictions!;
        scores.Scores.Select(s => s.Value).Should().Equal("p0", "p1", "p2");
        scores.Label!.Value.Should().Be("l");
        SpecText.Valid("predictions: { value: y }", hasModel: false).Predictions!.Value!.Value.Should().Be("y");
    }

    [Theory]
    [InlineData("golden: { path: a.csv, weigth: w }", "MSPEC004")]
    [InlineData("golden: { weight: w }", "MSPEC006")]
    [InlineData("golden: [a.csv]", "MSPEC007")]
    [InlineData("golden:", "MSPEC009")]
    [InlineData("golden: { path: a.csv, time: t }", "MSPEC005")]
    [InlineData("golden: { path: a.csv, format: xml }", "MSPEC008")]
    [InlineData("golden: { path: a.csv, sha256: 12 }", "MSPEC014")]
    [InlineData("golden: { path: a.csv, columns: [a] }", "MSPEC007")]
    [InlineData("golden: { path: a.csv, columns: }", "MSPEC009")]
    [InlineData("golden: { path: a.csv, columns: { a: tensor } }", "MSPEC008")]
    [InlineData("golden: { path: a.csv, nulls: [[a]] }", "MSPEC007")]
    [InlineData("golden: { path: a.csv, nulls: [a, a] }", "MSPEC022")]
    [InlineData("golden: { path: a.csv, nulls: [] }", "MSPEC009")]
    [InlineData("golden: { path: a.csv, where: a < }", "MSPEC051")]
    [InlineData("golden: { path: a.csv, where: score > 0.5 }", "MSPEC044")]
    [InlineData("golden: { path: a.csv, where: \"`score` > 0.5\" }", "")]
    [InlineData("golden: { path: a.csv, labelled_at_least: 0.5 }", "MSPEC020")]
    [InlineData("golden: { path: a.csv, labels_missing: error, labelled_at_least: 0.5 }", "MSPEC020")]
    [InlineData("golden: { path: a.csv, labels_missing: drop, labelled_at_least: 1.5 }", "MSPEC010")]
    [InlineData("model: { path: a.onnx, sha256: x }", "MSPEC014")]
    [InlineData("model: { sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 }", "MSPEC006")]
    [InlineData("inputs: { X: }", "MSPEC009")]
    [InlineData("inputs: { X: [] }", "MSPEC009")]
    [InlineData("inputs: { X: {} }", "MSPEC006")]
    [InlineData("inputs: { X: { npy: a.npy, columns: [a] } }", "MSPEC019")]
    [InlineData("inputs: { X: { npy: a.npy, shape: [1] } }", "MSPEC020")]
    [InlineData("inputs: { X: { columns: a, shape: [1, 0] } }", "MSPEC010")]
    [InlineData("inputs: { X: { columns: a, shape: [1, x] } }", "MSPEC007")]
    [InlineData("inputs: { X: { npy: /a.npy } }", "MSPEC012")]
    [InlineData("inputs: { X: px5..px1 }", "MSPEC027")]
    [InlineData("inputs: { X: px0..py9 }", "MSPEC027")]
    [InlineData("inputs: { X: px00..px9 }", "MSPEC027")]
    [InlineData("inputs: { X: a..b }", "MSPEC027")]
    [InlineData("inputs: { X: [a, [b]] }", "MSPEC007")]
    [InlineData("inputs:", "MSPEC009")]
    [InlineData("inputs: x", "MSPEC007")]
    [InlineData("outputs: { score: \"p[]\" }", "MSPEC028")]
    [InlineData("outputs: { score: \"p[-1]\" }", "MSPEC028")]
    [InlineData("outputs: { score: \"[1]\" }", "MSPEC028")]
    [InlineData("outputs: { value: y, score: p }", "MSPEC019")]
    [InlineData("outputs: { activation: relu }", "MSPEC008")]
    [InlineData("predictions: { score: p }", "MSPEC018")]
    public void What_does_not_bind_is_one_problem(string line, string id) =>
        SpecText.Ids(Check + line).Should().Equal(id.Length == 0 ? [] : [id]);

    [Theory]
    [InlineData("predictions: {}", "MSPEC006")]
    [InlineData("predictions: { score: p, value: y }", "MSPEC019")]
    [InlineData("predictions: { label: p, value: y }", "MSPEC019")]
    [InlineData("predictions: { scores: [a, b, c] }", "MSPEC043")]
    [InlineData("predictions: { scores: [a, b, c] }\nclasses: [x, y]", "MSPEC043")]
    [InlineData("predictions: { scores: [a, b, b] }\nclasses: [x, y]", "MSPEC022")]
    [InlineData("predictions: { scores: p9..p0 }\nclasses: [x, y]", "MSPEC027")]
    [InlineData("predictions: { score: p }\ninputs: { X: a }", "MSPEC020")]
    [InlineData("predictions: { score: p }\noutputs: { score: a }", "MSPEC020")]
    [InlineData("predictions: { score: p }\ntask: multiclass", "MSPEC040")]
    [InlineData("predictions: { score: p }\ntask: regression", "MSPEC040")]
    [InlineData("predictions: { value: p }\ntask: binary", "MSPEC040")]
    [InlineData("predictions: { value: p }\nthreshold: 0.5", "MSPEC040")]
    [InlineData("predictions: { value: p }\nclasses: [a, b]", "MSPEC040")]
    [InlineData("predictions: { scores: [a, b] }\nclasses: [a, b]\ntask: binary", "MSPEC040")]
    [InlineData("predictions: { label: p }\nthreshold: 0.5", "")]
    public void Predictions_fit_the_task(string lines, string id) =>
        SpecText.Ids(Check + lines, hasModel: false).Should().Equal(id.Length == 0 ? [] : [id]);

    [Theory]
    [InlineData("task: multiclass\nthreshold: 0.3", "MSPEC040")]
    [InlineData("task: regression\nthreshold: 0.3", "MSPEC040")]
    [InlineData("task: multiclass\npositive: a", "MSPEC040")]
    [InlineData("task: regression\nclasses: [a, b]", "MSPEC040")]
    [InlineData("task: regression\noutputs: { score: a }", "MSPEC040")]
    [InlineData("task: regression\noutputs: { activation: softmax }", "MSPEC040")]
    [InlineData("task: binary\noutputs: { value: a }", "MSPEC040")]
    [InlineData("task: binary\nclasses: [a, b, c]", "MSPEC043")]
    [InlineData("task: binary\nclasses: [a, b]\npositive: c", "MSPEC033")]
    [InlineData("classes: [a, b]\nthreshold: 0.3\npositive: b", "")]
    [InlineData("threshold: -2.5", "")]
    [InlineData("threshold: 1e400", "MSPEC007")]
    public void Keys_fit_the_task(string lines, string id) =>
        SpecText.Ids(Check + lines).Should().Equal(id.Length == 0 ? [] : [id]);

    [Fact]
    public void Classes_have_a_limit()
    {
        static string Classes(int count) => Check + $"classes: [{string.Join(", ", Enumerable.Range(0, count))}]";
        SpecText.Ids(Classes(SpecLimits.Classes)).Should().BeEmpty();
        SpecText.Ids(Classes(SpecLimits.Classes + 1)).Should().Equal("MSPEC016");
    }

    [Theory]
    [InlineData("px0..px3", "px0,px1,px2,px3", 0)]
    [InlineData("px08..px11", "px08,px09,px10,px11", 2)]
    [InlineData("0..2", "0,1,2", 0)]
    [InlineData("a1b9..a1b11", "a1b9,a1b10,a1b11", 0)]
    public void A_run_is_written_out_by_number(string text, string names, int width)
    {
        var run = ColumnRun.TryParse(text)!;
        run.Names().Should().Equal(names.Split(','));
        (run.Count, run.Width).Should().Be((names.Split(',').Length, width));
    }

    [Theory]
    [InlineData("px0")]
    [InlineData("..px1")]
    [InlineData("px1..")]
    [InlineData("px1..px1")]
    [InlineData("px1..px9999999999")]
    [InlineData("px..py")]
    public void What_is_no_run_gives_none(string text) => ColumnRun.TryParse(text).Should().BeNull();
}
