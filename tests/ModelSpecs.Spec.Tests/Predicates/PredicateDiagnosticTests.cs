using System.Reflection;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Tests.Predicates;

public sealed class PredicateDiagnosticTests
{
    private const string TenNots = "not not not not not not not not not not ";
    private const string LongNegation = TenNots + TenNots + TenNots + TenNots + TenNots + TenNots + TenNots + TenNots + TenNots + TenNots + "not active";

    /// <summary>Predicates that are wrong in one way: id, text, column of the problem in the text, a part of the message.</summary>
    public static readonly TheoryData<string, string, int, string> Wrong = new()
    {
        { "MSPEC050", "  ", 0, "Found nothing" },
        { "MSPEC051", "age <", 5, "Found the end; expected a column" },
        { "MSPEC051", "age 25", 4, "Found '25'; expected a comparison" },
        { "MSPEC051", "age < 25 country = 'DE'", 9, "Found 'country'; expected and, or, or the end" },
        { "MSPEC051", "age loans (active and employed) or active", 4, "Found 'loans'" },
        { "MSPEC051", "(age < 25", 9, "expected the closing parenthesis" },
        { "MSPEC051", "age < 25) and active", 8, "no opening parenthesis" },
        { "MSPEC051", "age between 18 or 25", 15, "expected and with the upper end" },
        { "MSPEC051", "age is 5", 7, "expected null or not null" },
        { "MSPEC051", "age is not 5", 11, "expected null, as in: is not null" },
        { "MSPEC051", "age not 5", 8, "in, between or like after not" },
        { "MSPEC051", "country in 'DE'", 11, "a list in parentheses" },
        { "MSPEC051", "country in ('DE' 'FR')", 17, "a comma or the closing parenthesis" },
        { "MSPEC051", "and active", 0, "A column of that name goes in backquotes" },
        { "MSPEC051", "age < 25 and", 12, "Found the end" },
        { "MSPEC052", "age < $25", 6, "Found '$'" },
        { "MSPEC052", "country = ‘DE’", 10, "Use straight quotation marks" },
        { "MSPEC053", "age == 25", 4, "Did you mean '='?" },
        { "MSPEC053", "age <> 25", 4, "Did you mean '!='?" },
        { "MSPEC053", "age => 25", 4, "Did you mean '>='?" },
        { "MSPEC053", "age ≤ 25", 4, "Did you mean '<='?" },
        { "MSPEC053", "active && employed", 7, "Did you mean 'and'?" },
        { "MSPEC053", "active | employed", 7, "Did you mean 'or'?" },
        { "MSPEC053", "!active", 0, "Did you mean 'not'?" },
        { "MSPEC053", "age in [1, 2)", 7, "Did you mean '('?" },
        { "MSPEC054", "country = 'DE", 10, "expected a closing quotation mark '" },
        { "MSPEC054", "`zip code = 5", 0, "expected a closing backquote `" },
        { "MSPEC054", "`` = 5", 0, "Empty column name" },
        { "MSPEC055", "age < 25_", 6, "Found '25_'" },
        { "MSPEC055", "age < 2__5", 6, "Malformed number" },
        { "MSPEC055", "income < 1.2.3", 9, "Found '1.2.3'" },
        { "MSPEC055", "income < .5", 9, "Write a digit before the point" },
        { "MSPEC055", "income < 1e400", 9, "beyond the range" },
        { "MSPEC055", "1st = 5", 0, "a column name that begins with a digit goes in backquotes" },
        { "MSPEC056", "applied_at > date '2024-02-30'", 18, "Found '2024-02-30'; expected ISO 8601" },
        { "MSPEC056", "applied_at > '31.1.2024'", 13, "expected ISO 8601" },
        { "MSPEC056", "'yesterday' < applied_at", 0, "expected ISO 8601" },
        { "MSPEC057", "18 <= age < 25", 10, "Write both: 18 <= age and age < …" },
        { "MSPEC058", "country = null", 10, "Write: is null" },
        { "MSPEC060", LongNegation, 404, "more than 100 levels" },
        { "MSPEC061", "country in ()", 12, "Nothing is in an empty list" },
        { "MSPEC061", "country in (DE)", 12, "Did you mean the text 'DE'?" },
        { "MSPEC061", "country in ('DE', null)", 18, "null is in no list" },
        { "MSPEC061", "age in (1, (2), 3)", 11, "A list holds constants" },
        { "MSPEC061", "age in (- 'a', 3)", 10, "A list holds constants" },
        { "MSPEC062", "country like 5", 13, "expected a text in quotes" },
        { "MSPEC062", "country like 'D\\'", 13, "where none follows" },
        { "MSPEC065", "aeg < 25", 0, "Did you mean 'age'?" },
        { "MSPEC065", "debt-ratio > 0.5", 0, "Did you mean `debt-ratio`, in backquotes?" },
        { "MSPEC065", "country = DE", 10, "A text is written in quotes: 'DE'" },
        { "MSPEC065", "`zipcode` = '1'", 0, "Did you mean 'zip code'?" },
        { "MSPEC066", "error = 'E1'", 0, "Write `error` in backquotes" },
        { "MSPEC067", "confidence < 0.6", 0, "expected one of prediction, score, correct" },
        { "MSPEC068", "age < '25'", 6, "Did you mean 25 without quotes?" },
        { "MSPEC068", "'25' > income", 0, "Found '25' (string) beside 'income' (number); expected a number" },
        { "MSPEC068", "`zip code` = 10115", 13, "Did you mean '10115'? If the column holds numbers" },
        { "MSPEC068", "country > date '2024-01-31'", 10, "golden: { columns: { country: date } }" },
        { "MSPEC068", "correct = 1", 10, "Did you mean true?" },
        { "MSPEC068", "active = 'False'", 9, "Did you mean false without quotes?" },
        { "MSPEC068", "applied_at > 2024", 13, "expected a date" },
        { "MSPEC068", "age = country", 6, "Found 'country' (string) beside 'age' (integer)" },
        { "MSPEC068", "age in (1, 'x')", 11, "expected a number" },
        { "MSPEC068", "age between 'a' and 5", 12, "expected a number" },
        { "MSPEC069", "country + 1 > 2", 0, "'+' computes with numbers. Found 'country' (string)" },
        { "MSPEC069", "age * 'x' > 2", 6, "Found 'x' (string)" },
        { "MSPEC069", "applied_at - 30 > '2024-01-31'", 0, "Dates are compared, not computed with" },
        { "MSPEC069", "-country = 'x'", 1, "Found 'country' (string)" },
        { "MSPEC069", "(age > 1) + 1 = 2", 1, "(a condition)" },
        { "MSPEC070", "age and active", 0, "compare it, as in: > 0" },
        { "MSPEC070", "active or (country)", 11, "compare it, as in: = 'text'" },
        { "MSPEC070", "not applied_at", 4, "Found 'applied_at' (date)" },
        { "MSPEC071", "age like '2%'", 0, "like looks into texts. Found 'age' (integer)" },
        { "MSPEC071", "active < employed", 0, "Booleans have no order" },
        { "MSPEC071", "active between false and true", 0, "Booleans have no order" },
        { "MSPEC071", "pixels is null", 0, "holds an array in each" },
        { "MSPEC072", "1 = 1", 0, "the same of every row" },
        { "MSPEC072", "true", 0, "the same of every row" },
        { "MSPEC073", "age between 25 and 18", 12, "expected the lower end first" },
        { "MSPEC073", "applied_at not between '2024-01-31' and '2023-01-31'", 23, "expected the lower end first" },
        { "MSPEC073", "income between 9007199254740993 and 9007199254740992.0", 15, "expected the lower end first" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_predicate_is_reported_once_with_its_place_and_a_remedy(string id, string text, int column, string part)
    {
        var (bound, problems) = PredicateCase.Bind(text);
        bound.Should().BeNull();
        var problem = problems.Should().ContainSingle().Which;
        (problem.Id, problem.Severity).Should().Be((id, DiagnosticSeverity.Error), problem.Message);
        (problem.Span.Column - PredicateCase.Column).Should().Be(column, problem.Message);
        problem.Message.Should().Contain(part);
        problem.Message.Should().Contain("Found").And.Contain("expected");
    }

    [Fact]
    public void A_predicate_of_the_golden_set_cannot_read_predictions()
    {
        var (_, problems) = PredicateCase.Bind("correct and age < 25", new Dictionary<string, ColumnKind>());
        var problem = problems.Should().ContainSingle().Which;
        problem.Id.Should().Be("MSPEC067");
        problem.Message.Should().Contain("golden.where");
    }

    [Fact]
    public void All_type_errors_of_a_predicate_are_reported_at_once() =>
        PredicateCase.Bind("aeg < 25 and country > 5 or not (income like 'x' and pixels = 1)").Problems
            .Select(p => (p.Id, p.Span.Column - PredicateCase.Column))
            .Should().Equal(("MSPEC065", 0), ("MSPEC068", 23), ("MSPEC071", 33), ("MSPEC071", 53));

    [Fact]
    public void Text_from_the_spec_cannot_break_the_line_or_the_terminal()
    {
        var (_, problems) = PredicateCase.Bind("`a\n\u001b[31m\u202eb` = 1 or \u0007");
        problems.Should().HaveCount(1).And.OnlyContain(p => p.Message.All(c => !char.IsControl(c) && c != '\u202e'));
        PredicateCase.Bind("`a\n\u001b[31m\u202eb` = 1").Problems.Should().ContainSingle().Which.Message.Should().Contain("\\u001b[31m\\u202eb");
    }

    [Fact]
    public void Every_diagnostic_of_predicates_has_a_page_with_a_real_message()
    {
        var covered = Wrong.Select(row => row.Data).Append(("MSPEC059", "age = 1" + new string(' ', 12_000), 0, "")).ToLookup(row => row.Item1, row => row.Item2);
        foreach (var descriptor in SpecDiagnostics.All.Where(d => string.CompareOrdinal(d.Id, "MSPEC050") >= 0 && string.CompareOrdinal(d.Id, "MSPEC079") <= 0))
        {
            var page = File.ReadAllText(Path.Combine(RepositoryRoot, "docs", "diagnostics", descriptor.Id + ".md"));
            page.Should().StartWith($"# {descriptor.Id}: {descriptor.Title}\n");
            covered[descriptor.Id].Should().NotBeEmpty($"{descriptor.Id} must be provoked by a test");
            covered[descriptor.Id].Any(text => PredicateCase.Bind(text).Problems.Exists(p => p.Id == descriptor.Id && page.Contains($"error {p.Id}: {p.Message}\n", StringComparison.Ordinal)))
                .Should().BeTrue($"the page of {descriptor.Id} must show a message as it is: {string.Join("\n", covered[descriptor.Id].SelectMany(text => PredicateCase.Bind(text).Problems).Where(p => p.Id == descriptor.Id).Select(p => p.Message))}");
        }
    }

    private static string RepositoryRoot => typeof(PredicateDiagnosticTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
}
