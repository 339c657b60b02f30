using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelSpecs.Generator.Tests.Support;

namespace ModelSpecs.Generator.Tests;

public sealed class DiagnosticsTests
{
    [Fact]
    public void Every_error_of_a_spec_is_an_error_of_the_build_at_its_line_and_column()
    {
        var run = GeneratorHarness.With("loan.spec.yaml", Specs.Loan.Replace("recall", "recal").Replace("by: country", "by: 7 8\n    bye: 1")).Run();

        run.Lines.Should().HaveCountGreaterThan(1).And.OnlyContain(line => line.StartsWith("~/loan.spec.yaml(", StringComparison.Ordinal) && line.Contains("): error MSPEC", StringComparison.Ordinal));
        run.Lines.Should().ContainSingle(line => line.StartsWith("~/loan.spec.yaml(15,15): error MSPEC030: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_location_has_the_offsets_of_its_text_so_that_an_editor_underlines_it()
    {
        var text = Specs.Loan.Replace("recall: \">= 0.70\"", "recal: \">= 0.70\"");
        var run = GeneratorHarness.With("loan.spec.yaml", text).Run();

        var span = run.Diagnostics.Should().ContainSingle().Which.Location.SourceSpan;
        text.Substring(span.Start, span.Length).Should().Be("recal");
    }

    [Fact]
    public void An_error_cannot_be_switched_off()
    {
        var run = GeneratorHarness.With("a.spec.yaml", "spec: [").Suppress("MSPEC001").Run();

        run.Diagnostics.Should().ContainSingle().Which.Severity.Should().Be(DiagnosticSeverity.Error);
    }

    [Fact]
    public void A_warning_is_a_warning_and_the_tests_are_made()
    {
        var run = GeneratorHarness.With("a.spec.yaml", Specs.Named("A").Replace("accuracy: \">= 0.5\"", "fpr: \">= 0.5\"")).Run();

        run.Lines.Should().ContainSingle().Which.Should().StartWith("~/a.spec.yaml(6,11): warning MSPEC041: ");
        run.Tests.Should().ContainSingle();
    }

    [Fact]
    public void A_spec_that_does_not_parse_is_also_a_failing_test_and_hides_no_other_spec()
    {
        var run = GeneratorHarness.With("sub/bad-one.spec.yaml", "spec: [").Write("good.spec.yaml", Specs.Named("Good")).Run();

        run.Classes.Keys.Should().HaveCount(2).And.Contain("Good");
        var broken = run.Classes.Keys.Single(name => name != "Good");
        broken.Should().StartWith("bad_one_spec_yaml__");
        run.TestsOf(broken).Should().ContainSingle().Which.DisplayName.Should().Be("sub/bad-one.spec.yaml: the spec can be tested");
        run.Classes[broken].DescendantNodes().OfType<InvocationExpressionSyntax>().Should().ContainSingle().Which.ToString().Should().Be("Spec__.Unusable()");
        run.CompilerProblems.Should().BeEmpty();
    }

    [Fact]
    public void MSPEC400_two_specs_of_one_name_are_an_error_at_the_second_in_path_order()
    {
        var harness = GeneratorHarness.With("b.spec.yaml", Specs.Named("Loan")).Write("a.spec.yaml", Specs.Named("Loan")).Write("c.spec.yaml", Specs.Named("loan"));

        var run = harness.Run();

        run.Lines.Should().Equal("~/b.spec.yaml(1,7): error MSPEC400: The name is taken: tests are named by their spec. Found 'Loan' in a.spec.yaml too; expected a name of its own for each spec of the project.");
        run.CompilerProblems.Should().BeEmpty("a message of the compiler about generated code would say the same less well");
    }

    [Fact]
    public void MSPEC401_a_spec_without_a_check_is_an_error_said_once()
    {
        var run = GeneratorHarness.With("a.spec.yaml", Specs.Named("A").Replace("expect: { accuracy: \">= 0.5\" }", "slices: { young: age < 25 }")).Run();

        run.Lines.Should().Equal("~/a.spec.yaml(1,7): error MSPEC401: The spec has no check, so nothing of it would be tested. Found 1 slice and no expectation; expected at least one, e.g. expect: { accuracy: \">= trivial + 0.05\" }.");
        run.Tests.Should().ContainSingle().Which.Name.Should().Be("The_spec_can_be_tested");
    }

    [Fact]
    public void MSPEC402_a_project_without_a_spec_is_an_error_at_the_project()
    {
        var run = GeneratorHarness.With("modelspecs.yaml", "owner: us\n").Run();

        run.Lines.Should().Equal("~/Specs.csproj(1,1): error MSPEC402: The project has no spec, so nothing would be tested. Found no *.spec.yaml below the project's folder nor in ModelSpecsFiles; expected at least one. Add a spec, name some in ModelSpecsFiles, or drop the reference to ModelSpecs.Xunit.");
    }

    [Fact]
    public void A_file_that_is_extended_and_no_input_of_the_build_is_said_to_be_none()
    {
        var run = GeneratorHarness.With("a.spec.yaml", "extends: ../shared/part.yaml\n" + Specs.Named("A")).Run();

        run.Lines.Should().ContainSingle().Which.Should().StartWith("~/a.spec.yaml(1,10): error MSPEC011: ").And.EndWith("It is no input of the build. Where the file exists, name it in the project's property ModelSpecsFiles.");
    }

    [Fact]
    public void What_is_wrong_with_a_shared_file_is_said_once()
    {
        var run = GeneratorHarness.With("modelspecs.yaml", "ownr: us\n").Write("a.spec.yaml", Specs.Named("A")).Write("b.spec.yaml", Specs.Named("B")).Run();

        run.Lines.Should().ContainSingle().Which.Should().StartWith("~/modelspecs.yaml(1,1): error MSPEC004: ");
        run.Classes.Should().HaveCount(2);
    }
}
