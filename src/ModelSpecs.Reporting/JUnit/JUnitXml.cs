using System.Globalization;
using System.Text;
using System.Xml;
using ModelSpecs.Reporting.Findings;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.JUnit;

/// <summary>A run as JUnit XML, the form that Jenkins, GitLab and Azure Pipelines read: a test suite a spec, a test case a check.</summary>
/// <remarks>Fails closed: a spec that cannot be used, or of which nothing was judged, is a test case with an error, and what did not pass is never a plain test case.</remarks>
public static class JUnitXml
{
    /// <summary>Writes a run; the bytes depend on the result alone.</summary>
    /// <param name="run">What to write.</param>
    /// <param name="stream">Where; left open.</param>
    public static void Write(RunResult run, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(stream);
        var suites = run.Suites.Select(suite => (Suite: suite, Cases: JUnitCase.Of(suite))).ToList();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            CloseOutput = false,
        };
        using (var xml = XmlWriter.Create(stream, settings))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "ModelSpecs");
            WriteCounts(xml, [.. suites.SelectMany(suite => suite.Cases)]);
            WriteTime(xml, run.Suites.Sum(TimeOf));
            foreach (var (suite, cases) in suites)
            {
                WriteSuite(xml, suite, cases);
            }

            xml.WriteEndElement();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteSuite(XmlWriter xml, SuiteResult suite, IReadOnlyList<JUnitCase> cases)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", TerminalText.Visible(suite.Name));
        WriteCounts(xml, cases);
        WriteTime(xml, TimeOf(suite));
        xml.WriteAttributeString("file", TerminalText.Visible(RunFindings.FileOf(suite, suite.File)));
        WriteProperties(xml,
        [
            ("task", suite.Task),
            ("owner", suite.Owner),
            ("runbook", suite.Runbook),
            ("model", suite.Model?.Path),
            ("model_hash", suite.Model?.Hash),
            ("golden", suite.Golden?.Path),
            ("golden_hash", suite.Golden?.Hash),
            ("rows", suite.Rows > 0 ? suite.Rows.ToString(CultureInfo.InvariantCulture) : null),
            ("partial", suite.Partial ? "true" : null),
        ]);
        foreach (var testCase in cases)
        {
            WriteCase(xml, suite, testCase);
        }

        var warnings = suite.Diagnostics.Where(diagnostic => diagnostic.Severity != DiagnosticResult.Error).Select(diagnostic => diagnostic.ToString()).ToList();
        if (warnings.Count > 0)
        {
            xml.WriteElementString("system-out", TerminalText.VisibleLines(string.Join('\n', warnings)));
        }

        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, SuiteResult suite, JUnitCase testCase)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", TerminalText.Visible(suite.Name));
        xml.WriteAttributeString("name", TerminalText.Visible(testCase.Name));
        xml.WriteAttributeString("file", TerminalText.Visible(RunFindings.FileOf(suite, testCase.File)));
        xml.WriteAttributeString("line", testCase.Line.ToString(CultureInfo.InvariantCulture));
        // What is measured is measured for all checks at once: no check has a time of its own.
        WriteTime(xml, 0);
        WriteProperties(xml, [("id", testCase.Id), ("owner", testCase.Owner), ("runbook", testCase.Runbook), ("action", testCase.Action)]);
        switch (testCase.State)
        {
            case JUnitState.Failure:
                WriteProblem(xml, "failure", testCase);
                break;
            case JUnitState.Error:
                WriteProblem(xml, "error", testCase);
                break;
            case JUnitState.Skipped:
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", FirstLine(testCase.Message));
                xml.WriteEndElement();
                // Readers of <skipped> often keep its message alone: the whole text stands where they look for output.
                xml.WriteElementString("system-out", TerminalText.VisibleLines(testCase.Message));
                break;
            case JUnitState.Passed:
            default:
                break;
        }

        xml.WriteEndElement();
    }

    private static void WriteProblem(XmlWriter xml, string element, JUnitCase testCase)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("message", FirstLine(testCase.Message));
        xml.WriteAttributeString("type", TerminalText.Visible(testCase.Type));
        xml.WriteString(TerminalText.VisibleLines(testCase.Message));
        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyList<JUnitCase> cases)
    {
        void Count(string name, int count) => xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
        Count("tests", cases.Count);
        Count("failures", cases.Count(testCase => testCase.State == JUnitState.Failure));
        Count("errors", cases.Count(testCase => testCase.State == JUnitState.Error));
        Count("skipped", cases.Count(testCase => testCase.State == JUnitState.Skipped));
    }

    private static void WriteTime(XmlWriter xml, double seconds) =>
        xml.WriteAttributeString("time", (double.IsFinite(seconds) ? seconds : 0).ToString("0.000", CultureInfo.InvariantCulture));

    private static void WriteProperties(XmlWriter xml, IReadOnlyList<(string Name, string? Value)> properties)
    {
        var present = properties.Where(property => property.Value is not null).ToList();
        if (present.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("properties");
        foreach (var (name, value) in present)
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("value", TerminalText.Visible(value!));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static double TimeOf(SuiteResult suite) => suite.Timings.Values.Where(double.IsFinite).Sum();

    private static string FirstLine(string text) => TerminalText.Visible(text.Split('\n', 2)[0].TrimEnd('\r'));
}
