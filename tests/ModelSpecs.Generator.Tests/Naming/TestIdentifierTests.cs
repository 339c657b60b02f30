using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.CSharp;
using ModelSpecs.Generator.Naming;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Generator.Tests.Naming;

public sealed class TestIdentifierTests
{
    /// <summary>Names that are easily taken for each other, and names of any characters.</summary>
    private static readonly Arbitrary<string> Names = Gen.OneOf(
        Gen.Elements('a', 'B', '1', ' ', '_', '-', 'é', '\u202e', '"').ArrayOf().Select(characters => new string(characters)),
        Gen.Choose(0, 0xFFFF).Select(code => (char)code).ArrayOf().Select(characters => new string(characters)),
        Gen.Elements("class", "record", "file", "var", "_", "a", "a b", "a_b", "a  b", "a b ", "", new string('a', 99), new string('a', 100), new string('a', 101), new string('a', 102))).ToArbitrary();

    [Theory]
    [InlineData("Loan default", "Loan_default")]
    [InlineData("loan_v2", "loan_v2_")]
    [InlineData("Größe", "Größe")]
    [InlineData("class", "@class")]
    [InlineData("record", "@record")]
    public void A_plain_name_is_spelled_out(string suite, string expected) => TestIdentifier.OfSuite(suite).Should().Be(expected);

    [Theory]
    [InlineData("Loan-default", "Loan_default__[0-9a-f]{8}")]
    [InlineData("25s", "_25s__[0-9a-f]{8}")]
    [InlineData("模型!", "模型__[0-9a-f]{8}")]
    [InlineData("\"*/", "___[0-9a-f]{8}")]
    public void Any_other_name_carries_a_hash_of_itself(string suite, string expected) => TestIdentifier.OfSuite(suite).Should().MatchRegex($"^{expected}$");

    [Theory]
    [InlineData("young", "young__recall__min")]
    [InlineData("thin file", "thin_file__recall__min")]
    [InlineData("thin_file", "thin_file___recall__min")]
    public void A_check_is_named_by_its_slice_its_metric_and_its_direction(string slice, string expected) => TestIdentifier.OfCheck(Planned(slice)).Should().Be(expected);

    [Theory]
    [InlineData("overall", "contract inputs", null, "overall__contract_inputs")]
    [InlineData("young", "parity int8 mismatched", Comparison.AtMost, "young__parity_int8_mismatched__max")]
    [InlineData("thin_file", "parity int8 mismatched", Comparison.LessThan, "thin_file___parity_int8_mismatched__max")]
    [InlineData("overall", "parity int8_v2 mismatched", Comparison.AtMost, "overall__parity_int8_v2_mismatched__max__[0-9a-f]{8}")]
    public void A_check_without_a_metric_is_named_by_its_slice_its_subject_and_its_side(string slice, string subject, Comparison? comparison, string expected) =>
        TestIdentifier.OfCheck(Planned(slice, new Statement(subject, comparison) { Span = SourceSpan.StartOf("a.spec.yaml") })).Should().MatchRegex($"^{expected}$");

    [Fact]
    public void Two_subjects_never_give_one_identifier() => Prop.ForAll(Names, Names, (left, right) =>
        left == right || TestIdentifier.OfCheck(Planned("s", new Statement(left, null) { Span = SourceSpan.StartOf("a.spec.yaml") })) != TestIdentifier.OfCheck(Planned("s", new Statement(right, null) { Span = SourceSpan.StartOf("a.spec.yaml") })))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Every_name_gives_an_identifier() => Prop.ForAll(Names, name => IsIdentifier(TestIdentifier.OfSuite(name)) && IsIdentifier(TestIdentifier.OfCheck(Planned(name)))
        && TestIdentifier.OfNamespace(name).Split('.').All(IsIdentifier)).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_names_never_give_one_identifier() => Prop.ForAll(Names, Names, (left, right) =>
        left == right || (TestIdentifier.OfSuite(left) != TestIdentifier.OfSuite(right) && TestIdentifier.OfCheck(Planned(left)) != TestIdentifier.OfCheck(Planned(right))))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Checks_of_one_slice_that_differ_in_anything_but_the_bound_differ_in_name()
    {
        var metrics = new[] { Metric("recall"), Metric("recall", ("class", "7")), Metric("recall", ("class", "a=b")), Metric("recall", ("class", "a_b")), Metric("fpr") };
        // Rows and differences are counted under a metric's name of their own.
        CheckScope[] scopes = [.. Enum.GetValues<CheckScope>().Where(scope => !Planned("s", scope: scope).MetricCheck!.IsOfBaseline)];
        // What is expected of changed rows is planned as a check of its guard.
        CheckSection[] sections = [.. Enum.GetValues<CheckSection>().Where(section => section != CheckSection.Perturbed)];
        var identities =
            (from metric in metrics
             from scope in scopes
             from section in sections
             from comparison in Enum.GetValues<Comparison>()
             select Planned("s", metric, scope, comparison, section)).ToList();

        identities.GroupBy(TestIdentifier.OfCheck).Should().HaveCount(metrics.Length * scopes.Length * sections.Length * 2)
            .And.OnlyContain(same => same.Select(planned => planned.IdOf(null)).Distinct().Count() == 1);
    }

    private static bool IsIdentifier(string text) => SyntaxFacts.IsValidIdentifier(text.TrimStart('@'))
        && (text[0] == '@' || (SyntaxFacts.GetKeywordKind(text) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(text) == SyntaxKind.None));

    private static MetricReference Metric(string name, params (string Key, string Value)[] parameters) =>
        new() { Name = name, Parameters = [.. parameters.Select(p => new KeyValuePair<string, string>(p.Key, p.Value))] };

    private static PlannedCheck Planned(string slice, MetricReference? metric = null, CheckScope scope = CheckScope.Value, Comparison comparison = Comparison.AtLeast, CheckSection section = CheckSection.Expect) =>
        Planned(slice, new MetricCheckSpec
        {
            Metric = metric ?? Metric("recall"),
            Comparison = comparison,
            Bound = new Bound(BoundReference.Number, 1, 0.7, false, "0.70"),
            Scope = scope,
            Section = section,
            Span = SourceSpan.StartOf("a.spec.yaml"),
        });

    private static PlannedCheck Planned(string slice, CheckSpec check)
    {
        var span = SourceSpan.StartOf("a.spec.yaml");
        var suite = new SuiteSpec
        {
            Name = new Located<string>("A", span),
            File = "/a.spec.yaml",
            Root = "/",
            Golden = new GoldenSpec { File = new FileReference(new Located<string>("g.csv", span), "/g.csv") },
            Label = new Located<string>("y", span),
        };
        return new PlannedCheck(suite, new ColumnSlice { Name = new Located<string>(slice, span), By = new Located<string>("c", span) }, check);
    }

    private sealed record Statement(string Text, Comparison? Compared) : CheckSpec
    {
        public override string Kind => "statement";

        public override string Subject => Text;

        public override Comparison? Comparing => Compared;

        public override Bound? Limit => Compared is null ? null : new Bound(BoundReference.Number, 1, 0.01, false, "1 %");

        public override bool IsPerValue => true;
    }
}
