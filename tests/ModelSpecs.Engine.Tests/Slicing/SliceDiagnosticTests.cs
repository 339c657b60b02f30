using System.Reflection;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;
using static ModelSpecs.Engine.Tests.Slicing.SliceCase;

namespace ModelSpecs.Engine.Tests.Slicing;

public sealed class SliceDiagnosticTests
{
    private static readonly Table Loans = new("loan.csv", "00", 5, ["loan_id", "country", "income", "applied_at", "pixels", "note"],
    [
        SampleTable.Integers("loan_id", 1, 2, 3, 4, 5),
        SampleTable.Strings("country", "DE", "FR", "DE", "PL", null),
        SampleTable.Numbers("income", 1.5, 2, 3, 4, null),
        SampleTable.Dates("applied_at", "2019-03-20", "2019-04-20", null, "2019-03-21", "2019-03-22"),
        new TensorColumn("pixels", 5, [8, 8], new float[5 * 64]),
        SampleTable.Strings("note", "(null)", "x", null, "x", "x"),
    ], null);

    /// <summary>What provokes each diagnostic: the slices (the last is built), and the line of the problem.</summary>
    private static readonly (string Id, SliceSpec[] Slices, int Line, string Part)[] Wrong =
    [
        ("MSPEC150", [By("county")], 7, "Did you mean 'country'?"),
        ("MSPEC151", [By("pixels")], 7, "holds an array in each"),
        ("MSPEC152", [By("country") with { Edges = [1, 2] }], 7, "golden: { columns: { country: number } }"),
        ("MSPEC152", [By("applied_at") with { Edges = [1, 2] }], 7, "Use every"),
        ("MSPEC153", [By("country") with { Every = TimePeriod.Month }], 7, "golden: { columns: { country: date } }"),
        ("MSPEC153", [By("income") with { Every = TimePeriod.Month }], 7, "(number); expected a date column."),
        ("MSPEC154", [Listed(By("country"), "DE", "FR", "PL", "(null)", "de")], 24, "Did you mean 'DE'?"),
        ("MSPEC154", [Listed(By("applied_at") with { Every = TimePeriod.Quarter }, "2019-Q1", "2019-Q2", "(null)", "2019-Q3")], 23, "Found no row where 'applied_at' is '2019-Q3'"),
        ("MSPEC155", [Listed(By("country"), "DE", "FR")], 7, "Found 'country' with 'PL' (1 row), '(null)' (1 row)"),
        ("MSPEC156", [Listed(By("income"), "1.5", "many")], 21, "Found 'many'; expected a number"),
        ("MSPEC156", [Listed(By("loan_id"), "1.5")], 20, "expected an integer"),
        ("MSPEC156", [Listed(By("applied_at"), "20.3.2019")], 20, "expected a date in ISO 8601"),
        ("MSPEC157", [By("loan_id") with { MaxGroups = 3 }], 7, "Found 5 values of 'loan_id' in the first 5 rows; expected at most 3"),
        ("MSPEC157", [By("country") with { MaxGroups = 2 }], 7, "Found 3 values of 'country' in the first 4 rows; expected at most 2"),
        ("MSPEC157", [By("income") with { MaxGroups = 2 }], 7, "Found 3 values of 'income' in the first 3 rows; expected at most 2"),
        ("MSPEC157", [By("applied_at") with { MaxGroups = 3 }], 7, "Found 4 values of 'applied_at' in the first 4 rows"),
        ("MSPEC157", [By("applied_at") with { Every = TimePeriod.Month, MaxGroups = 2 }], 7, "Found 3 values"),
        ("MSPEC157", [By("country"), By("loan_id"), Cross("x", "country", "loan_id") with { MaxGroups = 4 }], 8, "Found 5 combinations of 'country', 'loan_id' in 5 rows; expected at most 4"),
        ("MSPEC158", [By("note")], 7, "(note = '(null)'; note is null)"),
        ("MSPEC159", [Where("none", "loan_id > 5"), By("country"), Cross("x", "none", "country")], 8, "Found no row that is in a group of each of 'none', 'country'"),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Wrong.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_does_not_fit_the_data_is_reported_at_its_place_and_the_slice_left_out(int index)
    {
        var (id, slices, line, part) = Wrong[index];
        var problem = Problem(Loans, slices);
        (problem.Id, problem.Severity, problem.Span.Line).Should().Be((id, DiagnosticSeverity.Error, line), problem.Message);
        problem.Message.Should().Contain(part).And.Contain("Found").And.Contain("expected");
    }

    [Fact]
    public void The_data_without_rows_has_no_values() =>
        Problem(SampleTable.Of(SampleTable.Strings("country")), By("country")).Id.Should().Be("MSPEC159");

    [Fact]
    public void Cells_with_one_name_are_not_confused()
    {
        var table = SampleTable.Of(SampleTable.Strings("a", "x", "x × y"), SampleTable.Strings("b", "y × z", "z"));
        Problem(table, By("a"), By("b"), Cross("ab", "a", "b")).Id.Should().Be("MSPEC158");
    }

    [Fact]
    public void Empty_texts_and_a_text_that_says_so_are_not_confused() =>
        Problem(SampleTable.Of(SampleTable.Strings("a", "", "(empty)")), By("a")).Id.Should().Be("MSPEC158");

    [Fact]
    public void Listed_values_may_be_all_that_there_are()
    {
        Groups(Loans, Listed(By("country"), "FR", "DE", "(null)", "PL")).Groups.Should().HaveCount(4);
        Groups(Loans, Listed(By("income"), "1.50", "2", "3.0", "4", "(null)")).Groups.Should().HaveCount(5);
        Groups(Loans, Listed(By("loan_id"), "1", "2", "3", "4", "0_5")).Groups.Should().HaveCount(5);
        Groups(Loans, Listed(By("country"), "FR") with { OthersAllowed = true }).Groups.Should().HaveCount(4);
        Groups(SampleTable.Of(SampleTable.Booleans("b", true)), Listed(By("b"), "True")).Groups.Should().HaveCount(1);
        Groups(SampleTable.Of(SampleTable.Strings("s", "")), Listed(By("s"), "")).Groups.Should().HaveCount(1);
        Groups(SampleTable.Of(SampleTable.Dates("d", "2024-01-31")), Listed(By("d"), "2024-01-31T00:00Z")).Groups.Should().HaveCount(1);
    }

    [Fact]
    public void Every_missing_value_is_reported_beside_the_unlisted_ones()
    {
        var (_, problems) = Build(Suite(Listed(By("country"), "DE", "ES", "IT")), Loans);
        problems.Select(p => (p.Id, p.Span.Line)).Should().Equal(("MSPEC154", 21), ("MSPEC154", 22), ("MSPEC155", 7));
    }

    [Fact]
    public void A_slice_with_an_error_is_reported_once_and_takes_its_crosses_with_it()
    {
        var (built, problems) = Build(Suite(By("county"), By("country"), Cross("x", "county", "country"), Cross("y", "x", "country")), Loans);
        built.Select(s => s.Spec.Name.Value).Should().Equal("country");
        problems.Should().ContainSingle().Which.Id.Should().Be("MSPEC150");
    }

    [Fact]
    public void Everything_that_types_tell_is_reported_before_anything_runs()
    {
        var columns = Loans.Columns.ToDictionary(c => c.Name, c => c.Kind);
        var suite = Suite(
            Where("a", "incme > 5"), Where("b", "country > 5 and correct"), By("county"), By("country") with { Edges = [1] }, By("country", "c") with { Every = TimePeriod.Day },
            By("pixels"), Listed(By("income"), "x", "1"), By("confidence"), Where("fine", "country = 'DE'"), By("correct"), Cross("x", "fine", "correct"));
        suite = suite with { Golden = suite.Golden with { Where = SampleTable.Parse("correct") } };
        Check(suite, columns, new Dictionary<string, ColumnKind> { ["correct"] = ColumnKind.Boolean }).Select(p => p.Id).Should().Equal(
            "MSPEC067", "MSPEC065", "MSPEC068", "MSPEC150", "MSPEC152", "MSPEC153", "MSPEC151", "MSPEC156", "MSPEC067");
    }

    [Fact]
    public void A_column_with_a_derived_name_is_ambiguous_unless_the_predictions_are_read_from_it()
    {
        var columns = new Dictionary<string, ColumnKind> { ["score"] = ColumnKind.Number, ["prediction"] = ColumnKind.String };
        var derived = new Dictionary<string, ColumnKind> { ["score"] = ColumnKind.Number, ["prediction"] = ColumnKind.String };
        var suite = Suite(By("score") with { Edges = [0.5] }, Where("a", "score > 0.5 or prediction = 'x'"));
        Check(suite, columns, derived).Select(p => p.Id).Should().Equal("MSPEC066", "MSPEC066", "MSPEC066");

        var both = suite with { Predictions = new PredictionsSpec { Score = At("score"), Label = At("prediction") } };
        Check(both, columns, derived).Select(p => p.Id).Should().Equal(["MSPEC066"], "the prediction then comes from the score and its threshold");
        Check(suite with { Slices = [suite.Slices[0]], Predictions = new PredictionsSpec { Score = At("score") } }, columns, derived).Should().BeEmpty();
        Check(Suite(By("prediction")) with { Predictions = new PredictionsSpec { Label = At("prediction") } }, columns, derived).Should().BeEmpty();
        Check(Suite(By("prediction")) with { Predictions = new PredictionsSpec { Value = At("prediction") } }, columns, derived).Should().BeEmpty();
        Check(Suite(By("prediction")) with { Predictions = new PredictionsSpec { Label = At("label") } }, columns, derived).Select(p => p.Id).Should().Equal("MSPEC066");
    }

    [Fact]
    public void Values_from_the_data_cannot_break_the_line()
    {
        var table = SampleTable.Of(SampleTable.Strings("a", "x\r\n::error::\u001b[2J\u202e", "b"));
        Problem(table, Listed(By("a"), "b")).Message.Should().Contain("\\u000a").And.NotContainAny("\n", "\r", "\u001b", "\u202e");
    }

    [Fact]
    public void Every_diagnostic_of_slices_has_a_page_with_a_real_message()
    {
        foreach (var descriptor in SpecDiagnostics.All.Where(d => string.CompareOrdinal(d.Id, "MSPEC150") >= 0 && string.CompareOrdinal(d.Id, "MSPEC199") <= 0))
        {
            var page = File.ReadAllText(Path.Combine(RepositoryRoot, "docs", "diagnostics", descriptor.Id + ".md"));
            page.Should().StartWith($"# {descriptor.Id}: {descriptor.Title}\n");
            var messages = Wrong.Where(w => w.Id == descriptor.Id).Select(w => Problem(Loans, w.Slices).Message).ToList();
            messages.Should().NotBeEmpty($"{descriptor.Id} must be provoked by a test");
            messages.Any(m => page.Contains($"error {descriptor.Id}: {m}\n", StringComparison.Ordinal)).Should().BeTrue($"the page of {descriptor.Id} must show a message as it is: {string.Join("\n", messages)}");
        }
    }

    private static string RepositoryRoot => typeof(SliceDiagnosticTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
}
