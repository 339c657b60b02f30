using ModelSpecs.Generator.Tests.Support;

namespace ModelSpecs.Generator.Tests;

public sealed class GeneratedClassTests
{
    private readonly GeneratorRun _run = GeneratorHarness.With("loan.spec.yaml", Specs.Loan).Run();

    [Fact]
    public void A_spec_is_one_class_of_its_name_in_the_namespace_of_the_project()
    {
        _run.Classes.Keys.Should().Equal("Loan_default");
        _run.Compilation.GetTypeByMetadataName("My.Specs.Loan_default").Should().NotBeNull();
        _run.CompilerProblems.Should().BeEmpty();
        _run.Lines.Should().BeEmpty();
    }

    [Fact]
    public void A_check_is_one_test_in_the_order_of_the_spec_named_as_a_person_reads_it()
    {
        _run.Tests.Select(test => (test.Attribute, test.DisplayName)).Should().Equal(
            ("FactAttribute", "overall: roc_auc >= 0.80"),
            ("FactAttribute", "young: recall >= 0.70"),
            ("FactAttribute", "young: accuracy >= 0.60"),
            ("TheoryAttribute", "country: recall >= overall - 0.10"),
            ("FactAttribute", "country: gap fpr <= 0.08"),
            ("TheoryAttribute", "country: accuracy >= 0.60"));
    }

    [Fact]
    public void A_method_is_named_by_the_identity_of_its_check_and_hands_it_on()
    {
        _run.Tests.Select(test => (test.Name, test.Id)).Should().Equal(
            ("overall__roc_auc__min", "overall//roc_auc/min"),
            ("young__recall__min", "young//recall/min"),
            ("young__accuracy__min", "young//accuracy/min"),
            ("country__recall__min", "country//recall/min"),
            ("country__fpr__gap_max", "country//gap fpr/max"),
            ("country__accuracy__min", "country//accuracy/min"));
    }

    [Fact]
    public void Traits_are_the_spec_the_slice_the_metric_the_owner_in_force_and_the_tags()
    {
        _run.Tests[0].Traits.Should().Equal("Metric=roc_auc", "Owner=risk-ml", "Slice=overall", "Spec=Loan default", "Tag=credit");
        _run.Tests[1].Traits.Should().Equal("Metric=recall", "Owner=youth-team", "Slice=young", "Spec=Loan default", "Tag=credit", "Tag=fairness");
        _run.Tests[4].Traits.Should().Equal("Metric=fpr", "Owner=risk-ml", "Slice=country", "Spec=Loan default", "Tag=credit");
    }

    [Fact]
    public void Every_part_of_a_test_stands_at_the_line_of_its_check_in_the_YAML()
    {
        _run.Tests.Select(test => test.Places).Should().BeEquivalentTo(
            new[] { 9, 15, 21, 18, 19, 21 }.Select(line => new[] { $"{GeneratorHarness.Project}/loan.spec.yaml:{line}-{line}" }),
            options => options.WithStrictOrdering());
    }

    [Fact]
    public void A_check_of_the_defaults_stands_at_its_line_in_the_defaults()
    {
        var run = GeneratorHarness.With("modelspecs.yaml", "owner: us\nevery_slice:\n  expect: { accuracy: \">= 0.1\" }\n")
            .Write("a.spec.yaml", Specs.Named("A") + "slices: { young: age < 25 }\n").Run();

        run.Tests[1].Places.Should().Equal($"{GeneratorHarness.Project}/modelspecs.yaml:3-3");
    }

    [Fact]
    public void Editing_a_bound_changes_the_name_people_read_and_no_identity()
    {
        var edited = GeneratorHarness.With("loan.spec.yaml", Specs.Loan.Replace("\">= 0.70\"", "\"> 0.75\"")).Run();

        edited.Tests[1].DisplayName.Should().Be("young: recall > 0.75");
        edited.Tests.Select(test => (test.Name, test.Id)).Should().Equal(_run.Tests.Select(test => (test.Name, test.Id)));
        Fingerprint(edited).Should().Be(Fingerprint(_run));
    }

    [Fact]
    public void Adding_or_removing_a_check_renames_no_other_and_changes_the_fingerprint()
    {
        var edited = GeneratorHarness.With("loan.spec.yaml", Specs.Loan.Replace("  roc_auc: \">= 0.80\"", "  f1: \">= 0.5\"\n  roc_auc: \">= 0.80\"")).Run();

        edited.Tests.Select(test => test.Name).Where(name => name != "overall__f1__min").Should().Equal(_run.Tests.Select(test => test.Name));
        Fingerprint(edited).Should().NotBe(Fingerprint(_run));
    }

    [Fact]
    public void The_namespace_can_be_chosen_and_is_made_of_identifiers()
    {
        var run = GeneratorHarness.With("a.spec.yaml", Specs.Named("A")).Property("ModelSpecsNamespace", "1st-try.class").Run();

        run.CompilerProblems.Should().BeEmpty();
        run.Compilation.GetTypeByMetadataName("_1st_try.class.A").Should().NotBeNull();
    }

    [Fact]
    public void A_marker_says_that_the_generator_ran()
    {
        var marker = GeneratorHarness.With("loan.spec.yaml", Specs.Loan)
            .Edit(File.ReadAllText(Path.Combine(Repository.Root, "src/ModelSpecs.Xunit/build/ModelSpecs.Xunit.GeneratorRan.cs")));

        marker.Run().CompilerProblems.Should().BeEmpty();
        marker.Compile().Select(d => d.GetMessage()).Should().ContainSingle().Which.Should().Contain("MSPEC403_The_ModelSpecs_generator_did_not_run");
    }

    [Fact]
    public void The_assembly_leaves_a_report_of_its_run()
    {
        var run = GeneratorHarness.With("loan.spec.yaml", Specs.Loan).Run();

        run.CompilerProblems.Should().BeEmpty();
        AttributesOf(run).Should().Contain("AssemblyFixtureAttribute(ModelSpecs.Xunit.SpecReportFixture)").And.Contain("TestCollectionOrdererAttribute(ModelSpecs.Xunit.SpecCollectionOrderer)");
    }

    [Fact]
    public void A_project_keeps_its_own_order_of_collections()
    {
        var run = GeneratorHarness.With("loan.spec.yaml", Specs.Loan)
            .Edit("[assembly: Xunit.TestCollectionOrderer(typeof(Xunit.v3.DefaultTestCollectionOrderer))] [assembly: Xunit.AssemblyFixture(typeof(string))]").Run();

        run.CompilerProblems.Should().BeEmpty();
        AttributesOf(run).Should().Contain("AssemblyFixtureAttribute(ModelSpecs.Xunit.SpecReportFixture)").And.Contain("AssemblyFixtureAttribute(string)")
            .And.ContainSingle(attribute => attribute.StartsWith("TestCollectionOrderer", StringComparison.Ordinal)).Which.Should().Contain("Xunit.v3.DefaultTestCollectionOrderer");
    }

    private static List<string> AttributesOf(GeneratorRun run) =>
        [.. run.Compilation.Assembly.GetAttributes().Select(attribute => $"{attribute.AttributeClass!.Name}({attribute.ConstructorArguments[0].Value})")];

    private static string Fingerprint(GeneratorRun run) => run.Classes.Values.Single().ToString().Split("Root__, \"")[1].Split('"')[0];
}
