using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using ModelSpecs.Reporting.JUnit;
using ModelSpecs.Results;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Reporting.Tests.JUnit;

public sealed class JUnitXmlTests
{
    private static readonly XmlSchemaSet Schema = LoadSchema();

    public static TheoryData<string> Attacks { get; } = [.. HostileResults.Attacks];

    [Fact]
    public void A_spec_is_a_suite_and_a_check_a_case_with_its_place_and_who_answers_for_it()
    {
        var suite = Read(Run(Suite(Check()))).Elements("testsuite").Should().ContainSingle().Subject;

        ((string?)suite.Attribute("name")).Should().Be("Loan default");
        ((string?)suite.Attribute("file")).Should().Be("specs/loan.spec.yaml");
        var testCase = suite.Elements("testcase").Should().ContainSingle().Subject;
        testCase.Attributes().Where(a => a.Name != "time").Select(a => (a.Name.LocalName, a.Value)).Should().Equal(
            ("classname", "Loan default"), ("name", "young: recall >= 0.70"), ("file", "specs/loan.spec.yaml"), ("line", "11"));
        testCase.Descendants("property").Select(p => ((string)p.Attribute("name")!, (string)p.Attribute("value")!)).Should().Equal(
            ("id", "young//recall/min"), ("owner", "risk-ml"), ("runbook", "docs/runbooks/loan.md"), ("action", "roll back"));
        testCase.Elements().Select(e => e.Name.LocalName).Should().Equal("properties");
    }

    [Theory]
    [InlineData(Outcome.Passed, false, false, null)]
    [InlineData(Outcome.Passed, true, false, "failure")]
    [InlineData(Outcome.Failed, true, false, "failure")]
    [InlineData(Outcome.Failed, false, false, "failure")]
    [InlineData(Outcome.Failed, false, true, "skipped")]
    [InlineData(Outcome.Inconclusive, true, false, "failure")]
    [InlineData(Outcome.Inconclusive, false, false, "skipped")]
    [InlineData(Outcome.Inconclusive, false, true, "skipped")]
    [InlineData(Outcome.Error, true, false, "error")]
    [InlineData(Outcome.Error, false, true, "error")]
    public void Only_what_passed_and_fails_nothing_is_a_plain_case(Outcome outcome, bool fails, bool waived, string? element)
    {
        var check = Check(outcome: outcome, fails: fails, message: "first line\n  second line") with { Waiver = waived ? Waiver() : null };

        var testCase = Read(Run(Suite(check))).Descendants("testcase").Single();

        var problem = testCase.Elements().FirstOrDefault(e => e.Name.LocalName is "failure" or "error" or "skipped");
        problem?.Name.LocalName.Should().Be(element);
        (problem is null).Should().Be(element is null);
        if (element is "failure" or "error")
        {
            ((string)problem!.Attribute("message")!).Should().Be("first line");
            ((string)problem.Attribute("type")!).Should().Be("expect/recall");
            problem.Value.Should().Be("first line\n  second line");
        }
        else if (element is "skipped")
        {
            ((string)problem!.Attribute("message")!).Should().Be(waived ? "waived until 2026-12-31 (40 days left) by risk-ml: the March cohort is relabelled in Q4" : "first line");
            testCase.Element("system-out")!.Value.Should().EndWith("first line\n  second line");
        }
    }

    [Fact]
    public void The_counts_are_those_of_the_cases()
    {
        var run = Run(
            Suite(Check(), Check(slice: "a", outcome: Outcome.Failed), Check(slice: "b", outcome: Outcome.Error), Check(slice: "c", outcome: Outcome.Inconclusive, fails: false), Check(slice: "d", outcome: Outcome.Inconclusive)),
            Suite(Check(outcome: Outcome.Failed)));

        var root = Read(run);

        Counts(root).Should().Be((6, 3, 1, 1));
        root.Elements("testsuite").Select(Counts).Should().Equal((5, 2, 1, 1), (1, 1, 0, 0));
    }

    [Fact]
    public void A_spec_that_cannot_be_used_is_an_error_that_lists_every_problem()
    {
        var suite = Suite() with
        {
            Diagnostics =
            [
                new DiagnosticResult("MSPEC104", "warning", "specs/loan.spec.yaml", 3, 9, "Be careful."),
                new DiagnosticResult("MSPEC042", "error", "specs/loan.spec.yaml", 7, 5, "Wrong."),
                new DiagnosticResult("MSPEC043", "error", "specs/loan.spec.yaml", 8, 5, "Wrong too."),
            ],
        };

        var testCase = Read(Run(suite)).Descendants("testcase").Should().ContainSingle().Subject;

        ((string)testCase.Attribute("name")!).Should().Be("the spec can be judged");
        ((string)testCase.Attribute("line")!).Should().Be("7");
        testCase.Element("error")!.Value.Should().Be("specs/loan.spec.yaml(7,5): error MSPEC042: Wrong.\nspecs/loan.spec.yaml(8,5): error MSPEC043: Wrong too.");
        ((string)testCase.Element("error")!.Attribute("type")!).Should().Be("MSPEC042");
        testCase.Parent!.Element("system-out")!.Value.Should().Contain("warning MSPEC104: Be careful.");
    }

    [Fact]
    public void A_spec_of_which_nothing_was_judged_is_an_error()
    {
        var testCase = Read(Run(Suite())).Descendants("testcase").Should().ContainSingle().Subject;

        ((string)testCase.Attribute("name")!).Should().Be("a check was judged");
        testCase.Element("error").Should().NotBeNull();
    }

    [Fact]
    public void Checks_of_the_same_name_are_told_apart()
    {
        var root = Read(Run(Suite(Check(), Check() with { Id = "other" })));

        root.Descendants("testcase").Select(c => (string)c.Attribute("name")!).Should().Equal("young: recall >= 0.70", "young: recall >= 0.70 [other]");
    }

    [Fact]
    public void Files_are_those_of_the_repository_where_the_root_is_a_folder_of_it()
    {
        var root = Read(Run(Suite(Check()) with { RootInRepository = "services/loan" }));

        root.Descendants("testcase").Select(c => (string)c.Attribute("file")!).Should().Equal("services/loan/specs/loan.spec.yaml");
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Whatever_a_text_holds_the_file_is_XML_of_the_schema_and_shows_it(string attack)
    {
        var root = Read(HostileResults.Of(attack));

        root.Elements("testsuite").Select(s => s.Elements("testcase").Count()).Should().Equal(5, 1);
        root.DescendantsAndSelf().Select(e => e.Name.LocalName).Distinct().Should().BeSubsetOf(["testsuites", "testsuite", "properties", "property", "testcase", "failure", "error", "skipped", "system-out"]);
    }

    [Fact]
    public void A_character_that_XML_has_not_is_shown_and_not_dropped()
    {
        var root = Read(Run(Suite(Check() with { Name = "a\u0000b\ud800c\uffff" })));

        ((string)root.Descendants("testcase").Single().Attribute("name")!).Should().Be("a\\u0000b\\ud800c\\uffff");
    }

    private static (int, int, int, int) Counts(XElement element)
    {
        int Of(string name) => (int)element.Attribute(name)!;
        return (Of("tests"), Of("failures"), Of("errors"), Of("skipped"));
    }

    private static XElement Read(RunResult run)
    {
        using var stream = new MemoryStream();
        JUnitXml.Write(run, stream);
        var document = XDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        var problems = new List<string>();
        document.Validate(Schema, (_, e) => problems.Add(e.Message));
        problems.Should().BeEmpty();
        return document.Root!;
    }

    private static XmlSchemaSet LoadSchema()
    {
        var folder = typeof(JUnitXmlTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        var set = new XmlSchemaSet();
        using var reader = XmlReader.Create(Path.Combine(folder, "tests/ModelSpecs.Reporting.Tests/JUnit/junit.xsd"));
        set.Add(null, reader);
        set.Compile();
        return set;
    }
}
