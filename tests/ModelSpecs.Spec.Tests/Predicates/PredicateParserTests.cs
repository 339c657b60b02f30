using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Tests.Predicates;

public sealed class PredicateParserTests
{
    [Theory]
    [InlineData("age < 25", true, "age < 25")]
    [InlineData("age < 25 and active", true, "age < 25|active")]
    [InlineData("age < 25 or active or employed", false, "age < 25|active|employed")]
    [InlineData("age < 6 and not (country is null)", true, "age < 6|not (country is null)")]
    [InlineData("(age - loans) * 2 > 3 and active", true, "(age - loans) * 2 > 3|active")]
    [InlineData("active and ((age - loans) * (2)) > 3", true, "active|((age - loans) * (2)) > 3")]
    [InlineData("country = 'a) b' and age in (1, 2)", true, "country = 'a) b'|age in (1, 2)")]
    [InlineData("country like \"(%\" and active", true, "country like \"(%\"|active")]
    public void The_conditions_that_a_predicate_joins_are_predicates_with_their_parentheses(string text, bool isAnd, string parts)
    {
        var problems = new List<SpecDiagnostic>();
        var joined = PredicateParser.Parse(text, SourceSpan.CommandLine, 0, problems)!.Joined(out var all);

        joined.Should().Equal(parts.Split('|'));
        all.Should().Be(isAnd);
        joined.Should().OnlyContain(part => PredicateParser.Parse(part, SourceSpan.CommandLine, 0, problems) != null);
        problems.Should().BeEmpty();
    }

    [Theory]
    [InlineData("age < 25", "(age Less 25)")]
    [InlineData("age<=25", "(age LessOrEqual 25)")]
    [InlineData("age > -25", "(age Greater -25)")]
    [InlineData("age >= 20_000", "(age GreaterOrEqual 20000)")]
    [InlineData("age = 1 or age != 2 and active", "((age Equal 1) or ((age NotEqual 2) and active))")]
    [InlineData("(age = 1 or age != 2) and active", "(((age Equal 1) or (age NotEqual 2)) and active)")]
    [InlineData("not active and employed", "((not active) and employed)")]
    [InlineData("not (active and employed)", "(not (active and employed))")]
    [InlineData("not not active", "(not (not active))")]
    [InlineData("not age = 1", "(not (age Equal 1))")]
    [InlineData("NOT active AND employed Or age = 1", "(((not active) and employed) or (age Equal 1))")]
    [InlineData("active and employed and age = 1", "(active and employed and (age Equal 1))")]
    [InlineData("age + 2 * loans - 1 = 3", "(((age Add (2 Multiply loans)) Subtract 1) Equal 3)")]
    [InlineData("age - loans - 1 = 3", "(((age Subtract loans) Subtract 1) Equal 3)")]
    [InlineData("age / loans / 2 % 3 < 0.5", "((((age Divide loans) Divide 2) Remainder 3) Less #0.5)")]
    [InlineData("(age - loans) * 2 = -(age)", "(((age Subtract loans) Multiply 2) Equal (- age))")]
    [InlineData("- - age = --3", "((- (- age)) Equal 3)")]
    [InlineData("age*-2=1", "((age Multiply -2) Equal 1)")]
    [InlineData("country in ('DE', \"FR\")", "(country in 'DE' 'FR')")]
    [InlineData("country not in ('DE')", "(not (country in 'DE'))")]
    [InlineData("age in (1, -2, 3.0, 4.5)", "(age in 1 -2 3)")]
    [InlineData("income in (1, 2.5)", "(income in #1 #2.5)")]
    [InlineData("age between 18 and 25 and active", "(((age GreaterOrEqual 18) and (age LessOrEqual 25)) and active)")]
    [InlineData("age not between 18 and loans + 1", "(not ((age GreaterOrEqual 18) and (age LessOrEqual (loans Add 1))))")]
    [InlineData("country is null", "(country is null)")]
    [InlineData("country is not null", "(not (country is null))")]
    [InlineData("age + 1 is null", "((age Add 1) is null)")]
    [InlineData("country like 'M_%'", "(country like M<one><run>)")]
    [InlineData("country not like '100\\%'", "(not (country like 100%))")]
    [InlineData("`zip code` = '10115'", "(zip code Equal '10115')")]
    [InlineData("country = 'it''s \"so\"'", "(country Equal 'it's \"so\"')")]
    [InlineData("country = \"say \"\"so\"\"\"", "(country Equal 'say \"so\"')")]
    [InlineData("applied_at >= date '2024-01-31'", "(applied_at GreaterOrEqual date 2024-01-31)")]
    [InlineData("applied_at >= '2024-01-31T10:30'", "(applied_at GreaterOrEqual date 2024-01-31T10:30:00Z)")]
    [InlineData("'2024-01-31 10:30:00.5+02:00' < applied_at", "(date 2024-01-31T08:30:00.5Z Less applied_at)")]
    [InlineData("applied_at in ('2024-01-31')", "(applied_at in date 2024-01-31)")]
    [InlineData("date < DATE '2024-01-31'", "(date Less date 2024-01-31)")]
    [InlineData("active = true", "(active Equal true)")]
    [InlineData("active != (age > 1)", "(active NotEqual (age Greater 1))")]
    [InlineData("score > 0.5 and not correct", "((@score Greater #0.5) and (not @correct))")]
    [InlineData("`error` = 'E1'", "(error Equal 'E1')")]
    [InlineData("income > 1e-3", "(income Greater #0.001)")]
    [InlineData("income < 9223372036854775808", "(income Less #9.223372036854776E+18)")]
    [InlineData("age\n  < 25\n and active", "((age Less 25) and active)")]
    public void A_predicate_becomes_this_tree(string text, string tree) => PredicateCase.Tree(text).Should().Be(tree);

    [Fact]
    public void The_columns_are_listed_in_the_order_written_with_their_places()
    {
        var (predicate, _) = PredicateCase.Parse("age < 25 and `zip code` = '1' or prediction = age");
        predicate!.Columns.Should().Equal(
            new PredicateColumn("age", false, At(0, 3)),
            new PredicateColumn("zip code", true, At(13, 23)),
            new PredicateColumn("prediction", false, At(33, 43)),
            new PredicateColumn("age", false, At(46, 49)));
        predicate.Columns.Select(c => c.IsDerived).Should().Equal(false, false, true, false);
    }

    [Theory]
    [InlineData("größe > 1", "größe")]
    [InlineData("年齢 > 1", "年齢")]
    [InlineData("px_0.mean > 1", "px_0.mean")]
    [InlineData("_x > 1", "_x")]
    [InlineData("\U00010428x > 1", "\U00010428x")]
    public void A_bare_name_may_hold_letters_of_every_script(string text, string name) =>
        PredicateCase.Parse(text).Predicate!.Columns.Should().ContainSingle().Which.Name.Should().Be(name);

    [Fact]
    public void Every_error_of_a_predicate_is_reported_at_once()
    {
        var (predicate, problems) = PredicateCase.Parse("age == 25 and (country = 'DE' or ) and income < 3x or active is 5");
        predicate.Should().BeNull();
        problems.OrderBy(p => p.Span.Column).Select(p => (p.Id, p.Span.Column - PredicateCase.Column)).Should().Equal(
            ("MSPEC053", 4), ("MSPEC051", 33), ("MSPEC055", 48), ("MSPEC051", 64));
    }

    [Fact]
    public void A_garbled_text_gives_a_few_problems_not_one_a_word() =>
        PredicateCase.Parse(string.Concat(Enumerable.Repeat("# ; ", 500))).Problems.Should().HaveCount(10);

    [Fact]
    public void A_quoted_scalar_moves_the_columns_by_its_quote()
    {
        const string Text = "age $ 5";
        var problems = new List<SpecDiagnostic>();
        PredicateParser.Parse(Text, new SourceSpan("f", 3, 10, 3, 10 + Text.Length + 2), 1, problems).Should().BeNull();
        problems[0].Span.Should().Be(new SourceSpan("f", 3, 15, 3, 16));
    }

    [Theory]
    [InlineData(3, 10, 5, 4)]  // several lines
    [InlineData(3, 10, 3, 30)] // an escape inside the quotes
    public void Where_columns_cannot_be_counted_the_scalar_itself_is_the_place(int line, int column, int endLine, int endColumn)
    {
        var span = new SourceSpan("f", line, column, endLine, endColumn);
        var problems = new List<SpecDiagnostic>();
        PredicateParser.Parse("age\n$ 5", span, 1, problems);
        problems.Should().OnlyContain(p => p.Span == span).And.NotBeEmpty();
    }

    [Fact]
    public void Chains_of_and_and_or_may_be_long()
    {
        var (predicate, problems) = PredicateCase.Parse(string.Join(" or ", Enumerable.Range(0, 700).Select(i => $"age = {i}")));
        problems.Should().BeEmpty();
        predicate!.Columns.Should().HaveCount(700);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Nesting_is_limited(int levels, bool allowed)
    {
        foreach (var text in new[]
        {
            new string('(', levels) + "age" + new string(')', levels) + " = 1",
            string.Concat(Enumerable.Repeat("not ", levels)) + "active",
            "age = " + string.Concat(Enumerable.Repeat("- ", levels)) + "age",
            "age" + string.Concat(Enumerable.Repeat(" + 1", levels - 1)) + " = 1",
        })
        {
            PredicateCase.Parse(text).Problems.Select(p => p.Id).Should().Equal(allowed ? [] : ["MSPEC060"]);
        }
    }

    [Fact]
    public void Nested_sums_cannot_add_up_to_a_tree_deeper_than_allowed()
    {
        var text = string.Concat(Enumerable.Repeat("(", 60)) + "age" + string.Concat(Enumerable.Repeat(" + 1 + 1)", 60)) + " = 1";
        PredicateCase.Parse(text).Problems.Should().ContainSingle().Which.Id.Should().Be("MSPEC060");
    }

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void Length_is_limited(int length, bool allowed)
    {
        var text = "age = 1" + new string(' ', length - 7);
        PredicateCase.Parse(text).Problems.Select(p => p.Id).Should().Equal(allowed ? [] : ["MSPEC059"]);
    }

    [Fact]
    public void No_text_makes_the_parser_throw_and_null_comes_with_an_error()
    {
        string[] words =
        [
            "and", "or", "not", "in", "between", "is", "null", "like", "true", "false", "date", "age", "country", "`a b`", "`", "'DE'", "'", "\"", "\\",
            "=", "==", "!=", "<", "<=", ">", ">=", "<>", "&&", "||", "!", "+", "-", "*", "/", "%", "(", ")", ",", "[", "]", "1", "2.5", "1e9", "1e999", ".5", "1_", "3x",
            " ", "  ", "\n", "\t", "\0", "é", "\ud83d", "\ude00", "\U0001F600", "’", "≤", "\u202e",
        ];
        var text = Gen.Elements(words).ListOf().Select(parts => string.Join(" ", parts)).Or(Gen.Elements(words).ListOf().Select(string.Concat)).Or(ArbMap.Default.GeneratorFor<string>());
        Prop.ForAll(text.ToArbitrary(), sample =>
        {
            sample ??= "";
            var (predicate, problems) = PredicateCase.Bind(sample);
            return predicate is null == problems.Count > 0
                && problems.All(p => !p.Message.Any(char.IsControl) && p.Span.Line == PredicateCase.Line && p.Span.Column >= PredicateCase.Column);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(60));
    }

    [Fact]
    public void Written_names_and_constants_are_read_back()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<long>(), ArbMap.Default.ArbFor<double>(), (sample, integer, number) =>
        {
            var name = (sample ?? "") + "x";
            var (predicate, problems) = PredicateCase.Parse($"{PredicateText.Column(name)} = {PredicateText.Text(name)} or q in ({PredicateText.Integer(integer)})");
            var finite = double.IsFinite(number) ? number : 0;
            var (numbers, _) = PredicateCase.Bind($"income in ({PredicateText.Number(finite)}, 3.5) and age in ({PredicateText.Integer(integer)}) and country = {PredicateText.Text(name)}");
            var operands = ((BoundLogical)numbers!.Root).Operands;
            return problems.Count == 0 && predicate!.Columns[0].Name == name
                && ((BoundNumber)((BoundIn)operands[0]).Items[0]).Value.Equals(finite + 0.0)
                && ((BoundInteger)((BoundIn)operands[1]).Items[0]).Value == integer
                && ((BoundText)((BoundComparison)operands[2]).Right).Value == name;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Theory]
    [InlineData("age", false, "age")]
    [InlineData("zip code", false, "`zip code`")]
    [InlineData("a`b", false, "`a``b`")]
    [InlineData("And", false, "`And`")]
    [InlineData("1st", false, "`1st`")]
    [InlineData("score", false, "`score`")]
    [InlineData("score", true, "score")]
    [InlineData("", false, "``")]
    public void A_column_name_is_bare_where_it_can_be(string name, bool derived, string written) => PredicateText.Column(name, derived).Should().Be(written);

    private static SourceSpan At(int start, int end) =>
        new("loan.spec.yaml", PredicateCase.Line, PredicateCase.Column + start, PredicateCase.Line, PredicateCase.Column + end);
}
