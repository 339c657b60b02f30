using System.Xml.Linq;

namespace ModelSpecs.EndToEnd.Tests.Support;

/// <summary>A test of a results file.</summary>
/// <param name="Name">As read by people.</param>
/// <param name="Class">Full name of the class.</param>
/// <param name="Outcome">Passed, Failed, NotExecuted.</param>
/// <param name="Message">Message of a failure or reason of a skip.</param>
/// <param name="StackTrace">Stack trace of a failure.</param>
internal sealed record TrxTest(string Name, string Class, string Outcome, string Message, string StackTrace)
{
    /// <summary>Full paths of the files that are attached to it.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public override string ToString() => $"{Outcome} {Class}: {Name}";
}

/// <summary>Reads the results file of a test run.</summary>
internal static class Trx
{
    private static readonly XNamespace Ns = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static IReadOnlyList<TrxTest> Read(string path)
    {
        var document = XDocument.Load(path);
        var classes = document.Descendants(Ns + "UnitTest").ToDictionary(
            test => (string)test.Attribute("id")!,
            test => (string)test.Element(Ns + "TestMethod")!.Attribute("className")!,
            StringComparer.Ordinal);
        // Attached files stand in a folder of the run, below one of the test.
        var root = Path.Combine(Path.GetDirectoryName(path)!, (string?)document.Descendants(Ns + "Deployment").FirstOrDefault()?.Attribute("runDeploymentRoot") ?? "", "In");
        return
        [
            .. document.Descendants(Ns + "UnitTestResult").Select(result => new TrxTest(
                (string)result.Attribute("testName")!,
                classes[(string)result.Attribute("testId")!],
                (string)result.Attribute("outcome")!,
                result.Descendants(Ns + "Message").FirstOrDefault()?.Value.Replace("\r\n", "\n") ?? "",
                result.Descendants(Ns + "StackTrace").FirstOrDefault()?.Value.Replace("\r\n", "\n") ?? "")
            {
                Files = [.. result.Descendants(Ns + "ResultFile").Select(file => Path.Combine(root, (string)result.Attribute("executionId")!, (string)file.Attribute("path")!))],
            })
            .OrderBy(test => test.Class, StringComparer.Ordinal).ThenBy(test => test.Name, StringComparer.Ordinal),
        ];
    }
}
