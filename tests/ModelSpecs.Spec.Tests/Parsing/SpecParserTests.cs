using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests.Parsing;

public sealed class SpecParserTests
{
    private const string Everything = """
        # yaml-language-server: $schema=../schema/modelspec.schema.json
        spec: Loan default
        model: { path: ../testdata/loan/model.onnx, sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 }
        golden: { path: ../testdata/loan/golden.csv, weight: exposure, nulls: ["", NA], where: split = 'test' }
        label: defaulted
        task: binary
        id: loan_id
        classes: [repaid, defaulted]
        positive: defaulted
        threshold: 0.30
        inputs: { X: [income, debt_ratio, age] }
        outputs: { score: "probabilities[1]" }
        owner: risk-ml
        runbook: docs/runbooks/loan.md
        action: roll back
        tags: [credit, nightly]
        expect:
          roc_auc: ">= 0.80"
          ece: { bins: 10, is: "<= 5 %" }
          accuracy: [">= trivial + 0.05", "<= 0.999"]
        slices:
          thin file: history_months < 6 and not (employer is null)
          young:
            where: age < 25
            expect: { recall: ">= 0.70" }
          country:
            by: country
            values: [DE, FR]
            others: allow
            expect: { recall: ">= overall - 0.10" }
            gap: { fpr: "<= 0.08", recall: { ratio: ">= 0.8" } }
          income: { by: income, edges: [20_000, 50_000] }
          country x income: { cross: [country, income], min_rows: 100 }
          quarter: { by: applied_at, every: quarter }
        every_slice:
          expect: { accuracy: ">= 0.60" }
        verdict: { min_rows: 30, inconclusive: warn }
        run: { batch_size: 256, threads: 2 }
        """;

    [Fact]
    public void The_smallest_spec_has_five_lines()
    {
        var spec = SpecText.ParseWhole("spec: Loan default\nmodel: model.onnx\ngolden: golden.csv\nlabel: defaulted\nexpect: { roc_auc: \">= 0.80\" }\n");
        spec.Diagnostics.Should().BeEmpty();
        spec.Spec!.Name.Value.Should().Be("Loan default");
        spec.Spec.File.Should().Be(MemoryFiles.Full(SpecText.FileName));
        spec.Spec.Sources.Should().Equal(spec.Spec.File);
        (spec.Spec.Task, spec.Spec.Threshold, spec.Spec.Verdict.MinRows, spec.Spec.Verdict.Inconclusive).Should().Be((null, null, 1, InconclusiveAction.Fail));
    }

    [Fact]
    public void A_spec_with_everything_has_no_problem()
    {
        var result = Parse(Everything);
        result.Diagnostics.Should().BeEmpty();
        result.Spec!.Slices.Should().HaveCount(6);
        (result.Spec.Run.BatchSize!.Value, result.Spec.Run.Threads!.Value, result.Spec.Threshold!.Value).Should().Be((256, 2, 0.3));
    }

    [Fact]
    public void Twenty_mistakes_are_twenty_messages_at_once()
    {
        var result = SpecText.Parse("""
            taks: binary
            threshold: "0.3"
            id: [loan_id]
            golden: { path: /data/golden.csv, sha256: abc, format: exel }
            inputs: { X: px9..px0 }
            outputs: { score: "p[one]" }
            runbook: javascript:alert(1)
            tags: [a, a]
            verdict: { min_rows: 0, inconclusive: ignore }
            expect:
              recal: ">= 0.7"
              recall: >= 0.7
              accuracy: ">= 70"
              fpr: "<= 1"
              f1: ">= overall"
              precision: "=> 0.5"
            slices:
              overall: age < 25
              young: age < < 25
              income: { by: income, edges: [2, 1] }
              both: { cross: [income, contry] }
              both: { by: x }
            task: detection
            """);
        result.Spec.Should().BeNull();
        SpecText.Errors(result).Select(d => d.Id).Should().BeEquivalentTo(
            "MSPEC004", "MSPEC007", "MSPEC007", "MSPEC012", "MSPEC014", "MSPEC008", "MSPEC027", "MSPEC028", "MSPEC026", "MSPEC022", "MSPEC010", "MSPEC008",
            "MSPEC030", "MSPEC002", "MSPEC035", "MSPEC036", "MSPEC039", "MSPEC031", "MSPEC021", "MSPEC051", "MSPEC025", "MSPEC023", "MSPEC003", "MSPEC005");
        result.Diagnostics.Select(d => (d.Span.Line, d.Span.Column)).Should().BeInAscendingOrder();
        result.Diagnostics.Should().OnlyContain(d => d.Message.EndsWith('.') || d.Message.EndsWith('?'));
    }

    [Fact]
    public void A_misspelt_required_key_has_one_message()
    {
        SpecText.ParseWhole("spec: A suite\ngolden: golden.csv\nlable: y\npredictions: { score: p }\nexpect: { accuracy: \">= 0.5\" }\n").Diagnostics
            .Should().ContainSingle().Which.ToString().Should().Contain("(3,1): error MSPEC004: Unknown key 'lable' in the spec. Did you mean 'label'?");
        SpecText.ParseWhole("spec: A suite\ngolden: { pth: golden.csv }\nlabel: y\npredictions: { score: p }\nexpect: { accuracy: \">= 0.5\" }\n").Diagnostics
            .Select(d => d.Id).Should().Equal("MSPEC004");
        SpecText.ParseWhole("spec: A suite\ngolden: golden.csv\ntarget: y\npredictions: { score: p }\nexpect: { accuracy: \">= 0.5\" }\n").Diagnostics
            .Select(d => d.Id).Should().Equal("MSPEC006", "MSPEC004");
    }

    [Fact]
    public void A_missing_model_golden_set_label_and_name_are_four_problems() =>
        SpecText.ParseWhole("owner: me\n").Diagnostics.Select(d => d.Id).Should().Equal("MSPEC006", "MSPEC006", "MSPEC006", "MSPEC018");

    [Fact]
    public void A_spec_that_expects_nothing_can_be_run_and_is_a_warning()
    {
        var result = SpecText.Parse("slices: { young: age < 25 }");
        result.Spec.Should().NotBeNull();
        result.Diagnostics.Should().ContainSingle().Which.Severity.Should().Be(DiagnosticSeverity.Warning);
        SpecText.Ids("slices: { young: age < 25 }\nevery_slice: { expect: { n: \">= 5\" } }").Should().BeEmpty();
        SpecText.Ids("every_slice: { expect: { n: \">= 5\" } }").Should().Equal(["MSPEC042"], "there is no slice to hold to it");
    }

    [Fact]
    public void A_spec_that_cannot_be_used_throws_every_problem_where_it_is_asked_for()
    {
        var result = SpecText.Parse("taks: binary\nid: [x]");
        result.Invoking(r => r.SpecOrThrow()).Should().Throw<SpecException>().Which.Diagnostics.Should().Equal(result.Diagnostics);
        Parse(Everything).SpecOrThrow().Name.Value.Should().Be("Loan default");
    }

    [Fact]
    public void The_same_spec_is_read_in_every_culture()
    {
        var expected = SpecDump.Of(Parse(Everything).Spec, withPlaces: true);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = TestCulture.WithCommas();
            SpecDump.Of(Parse(Everything).Spec, withPlaces: true).Should().Be(expected);
            SpecText.Problems(SpecText.Parse("verdict: { min_rows: -1.5 }\nexpect: { accuracy: \">= 1.5\" }")).Should().Equal(
                "loan.spec.yaml(5,22): error MSPEC007: Wrong value of 'min_rows'. Found the number -1.5; expected a whole number from 1.",
                "loan.spec.yaml(6,21): error MSPEC035: The bound lies outside the range of accuracy. Found 1.5; expected a number from 0 to 1. Did you mean '1.5 %'?");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Line_endings_change_nothing()
    {
        var expected = SpecDump.Of(Parse(Everything).Spec, withPlaces: true);
        SpecDump.Of(Parse(Everything.ReplaceLineEndings("\r\n")).Spec, withPlaces: true).Should().Be(expected);
        SpecDump.Of(Parse("\uFEFF" + Everything).Spec, withPlaces: true).Should().Be(expected);
    }

    [Fact]
    public void No_text_makes_the_parser_throw_and_a_spec_comes_only_without_errors()
    {
        var characters = Gen.Elements("\n ,:[]{}\"'>|&*!%#-?`@~0.9x\t\\\u0001\u202E\uFFFD😀é".EnumerateRunes().Select(r => r.ToString()).Concat(
            [": ", "- ", "\n  ", "null", "overall", ">= ", "expect:", "slices:", "&a ", "*a", "extends: loan.spec.yaml\n", "1_0", "px0..px9", "9e999", "\uD83D"]).ToArray());
        var mutations =
            from edits in Gen.Choose(1, 6)
            from places in Gen.Choose(0, Everything.Length - 1).ArrayOf(edits)
            from lengths in Gen.Choose(0, 12).ArrayOf(edits)
            from inserts in characters.ArrayOf(edits)
            select Mutate(places, lengths, inserts);
        Prop.ForAll(mutations.ToArbitrary(), text =>
        {
            var result = Parse(text);
            var hasErrors = result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
            return (result.Spec is null) == hasErrors
                && result.Diagnostics.All(d => d.Span.Line > 0 && d.Span.Column > 0 && !d.ToString().Any(char.IsControl) && d.Message.Length < 2_000);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithQuietOnSuccess(true));
    }

    [Fact]
    public void No_prefix_of_a_spec_makes_the_parser_throw()
    {
        for (var length = 0; length < Everything.Length; length++)
        {
            var result = Parse(Everything[..length]);
            (result.Spec is null).Should().Be(result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error));
        }
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem_and_no_exception()
    {
        var result = SpecParser.Parse(MemoryFiles.Full("a.spec.yaml"), new Unreadable());
        result.Spec.Should().BeNull();
        result.Diagnostics.Should().ContainSingle().Which.ToString().Should().EndWith("a.spec.yaml(1,1): error MSPEC011: The file cannot be read. Found 'a.spec.yaml'. Access is denied");
    }

    private static string Mutate(int[] places, int[] lengths, string[] inserts)
    {
        var text = Everything;
        for (var i = 0; i < places.Length; i++)
        {
            var start = Math.Min(places[i], text.Length);
            text = text[..start] + inserts[i] + text[Math.Min(text.Length, start + lengths[i])..];
        }

        return text;
    }

    private static SpecParseResult Parse(string text) =>
        SpecParser.Parse(MemoryFiles.Full("specs/loan.spec.yaml"), new MemoryFiles().With("specs/loan.spec.yaml", text));

    private sealed class Unreadable : ISpecFiles
    {
        public string RootOf(string specPath) => MemoryFiles.Root;

        public string? Read(string path) => throw new UnauthorizedAccessException("Access is\ndenied".Replace('\n', ' '));
    }
}
