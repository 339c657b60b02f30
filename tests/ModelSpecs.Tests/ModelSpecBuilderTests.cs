using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Building;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Planning;
using ModelSpecs.Spec.Writing;
using ModelSpecs.Tests.Shared;
using YamlDotNet.RepresentationModel;

namespace ModelSpecs.Tests;

public sealed class ModelSpecBuilderTests
{
    [Fact]
    public void A_spec_in_code_is_the_file_that_says_the_same()
    {
        Loan().ToYaml().Should().Be(
            """
            spec: Loan default
            model: ../../testdata/loan/champion.onnx
            golden: ../../testdata/loan/golden.csv
            label: defaulted
            id: loan_id
            task: binary
            positive: "1"
            threshold: 0.3
            inputs:
              X: [income, debt_ratio, age, history_months, amount, utilisation]
            outputs:
              score: "probabilities[1]"
            expect:
              roc_auc: ">= 0.80"
              recall:
                - ">= 0.40"
                - "<= 0.90"
              ece: { bins: 10, strategy: quantile, is: "<= 0.05" }
            slices:
              young:
                where: "age < 25"
                expect:
                  recall: ">= 0.70"
                owner: youth-desk
                runbook: docs/young.md
                action: Roll back.
                min_rows: 30
              country:
                by: country
                expect:
                  recall: ">= overall - 0.30"
                gap:
                  fpr: "<= 0.50"
              income bands:
                by: income
                edges: [20000, 50000]
              country x income:
                cross: [country, income bands]
                min_rows: 100
              quarter:
                by: applied_at
                every: quarter
            every_slice:
              expect:
                accuracy: ">= 0.10"
            owner: risk-ml
            runbook: docs/loan.md
            verdict:
              judge: point
              min_rows: 1

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Reading_what_it_writes_plans_the_same_checks()
    {
        var built = Loan().Build();
        var read = ModelSpec.Parse(Loan().ToYaml());

        CheckPlan.Of(built.Suite).Select(check => (check.IdOf(null), check.DisplayNameOf(null), check.MinRows, check.Owner))
            .Should().Equal(CheckPlan.Of(read.Suite).Select(check => (check.IdOf(null), check.DisplayNameOf(null), check.MinRows, check.Owner))).And.HaveCountGreaterThan(8);
        built.SliceNames.Should().Equal("young", "country", "income bands", "country x income", "quarter");
        built.File.Should().EndWith("loan-default.code.spec.yaml");
        Path.GetDirectoryName(built.File).Should().EndWith("ModelSpecs.Tests");
    }

    [Fact]
    public async Task A_model_is_evaluated_from_code()
    {
        var result = await Loan().EvaluateAsync(new EvaluationOptions { Metrics = MeasuredMetrics.OfSpec, UseCache = false }, TestContext.Current.CancellationToken);

        result.ThrowIfFailed().Slice("young")["recall"].Value.Should().BeApproximately(0.791, 5e-4);
    }

    [Fact]
    public void Every_problem_is_said_at_once_in_the_words_of_a_spec_file()
    {
        var wrong = ModelSpec.Create("Wrong").Golden("golden.csv").Label("y").Predictions("score", "s").Expect("recal", ">= 0.5").Expect("accuracy", "at least 0.9").Slice("young", "age <");

        var problem = wrong.Invoking(w => w.Build()).Should().Throw<SpecException>().Which;

        problem.Diagnostics.Should().HaveCountGreaterThanOrEqualTo(3);
        problem.Message.Should().Contain("wrong.code.spec.yaml(").And.Contain("Did you mean 'recall'?");
    }

    [Fact]
    public void A_slice_is_said_once() =>
        this.Invoking(_ => ModelSpec.Create("Twice").Slice("young", "age < 25").By("young", "age")).Should().Throw<ArgumentException>().WithMessage("The slice 'young' is there already.*");

    [Fact]
    public void What_stands_in_Set_stays_below_its_key()
    {
        var yaml = ModelSpec.Create("Kept").Set("verdict", "judge: sure\nmodel: other.onnx\n").ToYaml();

        yaml.Should().Be("spec: Kept\nverdict:\n  judge: sure\n  model: other.onnx\n");
    }

    [Fact]
    public void Any_text_is_written_so_that_it_reads_back() => Check.QuickThrowOnFailure(Prop.ForAll<string>(text =>
    {
        var written = new string([.. (text ?? "").Where(c => !char.IsSurrogate(c))]);
        var read = Scalar($"key: {YamlScalars.Of(written)}\nafter: 1\n");
        return read == written;
    }));

    [Theory]
    [InlineData("true")]
    [InlineData("No")]
    [InlineData("~")]
    [InlineData("1.0")]
    [InlineData("2026-01-01")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("- a")]
    [InlineData("[a]")]
    [InlineData("\"quoted\"")]
    [InlineData("back\\slash")]
    [InlineData("ends with space ")]
    [InlineData(" begins with one")]
    [InlineData("line\nbreak\ttab\0zero")]
    [InlineData("\u0085\u2028\u2029\ufeff\u202e")]
    [InlineData("größe 数据 😀")]
    [InlineData("*anchor")]
    [InlineData("&anchor")]
    [InlineData("!tag")]
    [InlineData("%directive")]
    [InlineData("")]
    public void A_hostile_text_reads_back(string text) => Scalar($"key: {YamlScalars.Of(text)}\nafter: 1\n").Should().Be(text);

    [Fact]
    public void Any_name_column_and_bound_reaches_the_spec_or_is_refused_by_name() => Check.QuickThrowOnFailure(Prop.ForAll<string, string>((first, second) =>
    {
        var (name, column) = (Printable(first), Printable(second));
        var builder = ModelSpec.Create(name).Golden("golden.csv").Label(column).Id(column).Predictions("score", column).Expect("accuracy", ">= 0.5")
            .By("s " + name, column, s => s.Owner(column).Action(name + "!"));
        var suite = builder.Build().Suite;
        return suite.Name.Value == name && suite.Label.Value == column && suite.Id!.Value == column && suite.Slices[0].Name.Value == "s " + name
            && suite.Slices[0].Owner == column && suite.Slices[0].Action == name + "!";
    }));

    [Theory]
    [InlineData(0.1)]
    [InlineData(1e-7)]
    [InlineData(-3)]
    [InlineData(123456789.25)]
    public void A_number_reads_back_to_the_same_digit(double number) =>
        ModelSpec.Create("Number").Golden("golden.csv").Label("y").Predictions("score", "s").Threshold(number).Expect("accuracy", ">= 0.5").Build().Suite.Threshold!.Value.Should().Be(number);

    // Names of the language: printable, no space at an end, at least one character.
    private static string Printable(string? text)
    {
        var kept = new string([.. (text ?? "").Where(c => !char.IsSurrogate(c) && !char.IsControl(c) && !OneLine.Escape(c.ToString()).StartsWith("\\u", StringComparison.Ordinal))]);
        return "x" + kept[..Math.Min(kept.Length, 150)].Trim() + "x";
    }

    private static string? Scalar(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var map = (YamlMappingNode)stream.Documents[0].RootNode;
        map.Children.Should().HaveCount(2);
        return ((YamlScalarNode)map.Children[0].Value).Value;
    }

    private static ModelSpecBuilder Loan() => ModelSpec.Create("Loan default")
        .Model("../../testdata/loan/champion.onnx")
        .Golden("../../testdata/loan/golden.csv")
        .Label("defaulted")
        .Id("loan_id")
        .Task("binary")
        .Positive("1")
        .Threshold(0.3)
        .Inputs("X", "income", "debt_ratio", "age", "history_months", "amount", "utilisation")
        .Output("score", "probabilities[1]")
        .Expect("roc_auc", ">= 0.80")
        .Expect("recall", ">= 0.40")
        .Expect("recall", "<= 0.90")
        .Expect("ece", "<= 0.05", ("bins", 10), ("strategy", "quantile"))
        .Slice("young", "age < 25", s => s.Expect("recall", ">= 0.70").Owner("youth-desk").Runbook("docs/young.md").Action("Roll back.").MinRows(30))
        .By("country", s => s.Expect("recall", ">= overall - 0.30").Gap("fpr", "<= 0.50"))
        .Bands("income bands", "income", [20_000, 50_000])
        .Cross("country x income", ["country", "income bands"], s => s.MinRows(100))
        .By("quarter", "applied_at", s => s.Set("every", "quarter"))
        .ExpectOfEverySlice("accuracy", ">= 0.10")
        .Owner("risk-ml")
        .Runbook("docs/loan.md")
        .Set("verdict", "judge: point\nmin_rows: 1");
}
