using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Parsing.Guards;

public sealed class DriftReaderTests
{
    [Fact]
    public void One_mapping_is_one_guard_with_a_check_for_each_measure()
    {
        var guard = One("drift: { reference: train.csv, psi: \"<= 0.25\", share: \"<= 20 %\", volume: [\">= 0.5\", \"<= 2\"] }");

        guard.Measures.Select(measure => (measure.Name, measure.Comparison, measure.Bound.Offset)).Should().Equal(
            ("psi", Comparison.AtMost, 0.25), ("share", Comparison.AtMost, 0.2), ("volume", Comparison.AtLeast, 0.5), ("volume", Comparison.AtMost, 2));
        guard.Targets.Should().HaveCount(4);
        guard.Reference.File.Written.Value.Should().Be("train.csv");
        (guard.Alpha, guard.PsiMark, guard.Correction, guard.IsProfile, guard.OfEveryColumn, guard.NeedsAllColumns).Should().Be((0.05, null, DriftCorrection.Holm, false, false, false));
        guard.Files.Select(file => file.Written.Value).Should().Equal("train.csv");
    }

    [Fact]
    public void A_measure_of_columns_is_a_check_for_each_of_them()
    {
        var guard = One("drift: { reference: train.csv, columns: [age], psi: [{ is: \"<= 0.25\" }, { columns: [income, score], is: \"<= 0.1\" }], ks: { columns: [debt], is: \"<= 0.2\" } }");

        guard.Checks().Select(check => check.Display).Should().Equal("drift psi <= 0.25", "drift psi(income) <= 0.1", "drift psi(score) <= 0.1", "drift ks(debt) <= 0.2");
        guard.NamedAnywhere.Select(column => column.Value).Should().Equal("age", "income", "score", "debt");
        guard.Columns.Select(column => column.Column.Value).Should().Equal(["age", "income", "debt"], "score is what the model says and no column");
    }

    [Fact]
    public void Several_have_names_and_their_checks_too()
    {
        var spec = SpecText.Valid("drift:\n  - { name: training, reference: train.csv, psi: \"<= 0.25\" }\n  - { name: month, reference: may.csv, data: { path: june.csv, where: age > 18 }, psi: \"<= 0.1\", alpha: 0.01, share: \"<= 10 %\", correction: none }");

        CheckPlan.Of(spec).Where(planned => planned.Check.Kind == "drift").Select(planned => planned.IdOf(null)).Should().Equal(
            "overall//drift training psi/max", "overall//drift month psi/max", "overall//drift month share/max");
        var month = (DriftSpec)spec.Guards[1];
        month.Data!.Where!.Text.Should().Be("age > 18");
        month.Columns.Should().BeEmpty("its columns are of another set");
        month.Terms.Should().Be("reference may.csv; data june.csv where age > 18; alpha 0.01; correction None");
    }

    [Fact]
    public void Without_a_model_every_column_is_looked_at()
    {
        var guard = (DriftSpec)SpecText.Valid("predictions: { score: p }\ndrift: { reference: train.csv, psi: \"<= 0.25\" }", hasModel: false).Guards.Single();

        (guard.OfEveryColumn, guard.NeedsAllColumns).Should().Be((true, true));
    }

    [Fact]
    public void It_is_judged_on_the_slices_that_it_names()
    {
        var plan = CheckPlan.Of(SpecText.Valid("drift: { reference: train.csv, psi: \"<= 0.25\", slices: [young] }\nslices: { young: age < 25, old: age > 70 }")).Where(planned => planned.Check.Kind == "drift");

        plan.Select(planned => planned.IdOf(null)).Should().Equal("overall//drift psi/max", "young//drift psi/max");
    }

    [Fact]
    public void A_profile_is_a_reference_by_its_name() => One("drift: { reference: x.profile.json, psi: \"<= 0.25\" }").IsProfile.Should().BeTrue();

    [Theory]
    [InlineData("drift:", "MSPEC009")]
    [InlineData("drift: true", "MSPEC007")]
    [InlineData("drift: []", "MSPEC009")]
    [InlineData("drift: { psi: \"<= 0.25\" }", "MSPEC006")]
    [InlineData("drift: { reference: train.csv }", "MSPEC006")]
    [InlineData("drift: { reference: train.csv, psy: \"<= 0.25\" }", "MSPEC004")]
    [InlineData("drift: { reference: ../../train.csv, psi: \"<= 0.25\" }", "MSPEC012")]
    [InlineData("drift: { reference: train.csv, psi: 0.25 }", "MSPEC031")]
    [InlineData("drift: { reference: train.csv, psi: { columns: [a] } }", "MSPEC006")]
    [InlineData("drift: { reference: train.csv, psi: { columns: [], is: \"<= 0.1\" } }", "MSPEC009")]
    [InlineData("drift: { reference: train.csv, psi: [{ columns: [a], is: \"<= 0.1\" }, \"<= 0.2\"] }", "MSPEC007")]
    [InlineData("drift: { reference: train.csv, ks: \"<= 1\" }", "MSPEC036")]
    [InlineData("drift: { reference: train.csv, p_value: \">= 0\" }", "MSPEC036")]
    [InlineData("drift: { reference: train.csv, psi: \"<= overall\" }", "MSPEC039")]
    [InlineData("drift: { reference: train.csv, psi: \"<= snapshot + 0.1\" }", "MSPEC461")]
    [InlineData("drift: { reference: train.csv, psi: \"<= 0.25\", alpha: 0.01 }", "MSPEC020")]
    [InlineData("drift: { reference: train.csv, psi: \"<= 0.25\", psi_mark: 0.1 }", "MSPEC020")]
    [InlineData("drift: { reference: train.csv, psi: \"<= 0.25\", correction: holm }", "MSPEC020")]
    [InlineData("drift: { reference: train.csv, share: \"<= 20 %\", alpha: 0.01, psi_mark: 0.1 }", "MSPEC019")]
    [InlineData("drift: { reference: train.csv, share: \"<= 20 %\", alpha: 0 }", "MSPEC010")]
    [InlineData("drift: { reference: train.csv, psi: \"<= 0.25\", slices: [yuong] }\nslices: { young: age < 25 }", "MSPEC023")]
    [InlineData("drift: [{ reference: a.csv, psi: \"<= 0.25\" }, { reference: b.csv, psi: \"<= 0.25\" }]", "MSPEC038")]
    [InlineData("drift: { reference: x.profile.json, psi: \"<= 0.25\", every_slice: true }\nslices: { young: age < 25 }", "MSPEC523")]
    [InlineData("drift: { reference: { path: x.profile.json, where: age > 18 }, psi: \"<= 0.25\" }", "MSPEC523")]
    public void What_is_wrong_is_said_once(string snippet, params string[] ids) => SpecText.Ids(snippet).Should().Equal(ids);

    [Theory]
    [InlineData("drift: { reference: x.profile.json, psi: \"<= 0.25\", slices: [young] }\nslices: { young: age < 25 }",
        "loan.spec.yaml(5,53): error MSPEC523: A profile holds no rows that a slice could be made of. Found 'x.profile.json'; expected a data set as the reference. Name the data set, or make a profile of the slice's rows and hold it against `data` with the same `where`.")]
    public void The_page_of_a_profile_without_rows_shows_the_real_message(string snippet, string message)
    {
        SpecText.Problems(SpecText.Parse(snippet)).Should().Equal(message);
        File.ReadAllText(Checkout.PathOf("docs/diagnostics/MSPEC523.md")).Should().Contain($"```\n{message}\n```\n");
    }

    private static DriftSpec One(string snippet) => SpecText.Valid(snippet).Guards.Should().ContainSingle().Which.Should().BeOfType<DriftSpec>().Subject;
}
