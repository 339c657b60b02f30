using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Tests.Docs;

namespace ModelSpecs.Spec.Tests.Diagnostics;

public sealed class DiagnosticPageTests
{
    private static readonly string Folder = Checkout.PathOf("docs/diagnostics");

    /// <summary>The rows of this parser, whose pages are run.</summary>
    public static IEnumerable<TheoryDataRow<string>> OfTheParser() =>
        SpecDiagnostics.All.Select(row => row.Id).Where(id => Number(id) is < 50 or (>= 80 and < 100) or (>= 420 and <= 423) or (>= 460 and <= 462) or (>= 480 and <= 482) or 552).Select(id => new TheoryDataRow<string>(id));

    [Fact]
    public void Every_id_is_listed_once_and_well_formed()
    {
        var ids = SpecDiagnostics.All.Select(row => row.Id).ToList();
        ids.Should().OnlyHaveUniqueItems();
        ids.Should().OnlyContain(id => id.Length == 8 && id.StartsWith("MSPEC", StringComparison.Ordinal) && id.Skip(5).All(char.IsAsciiDigit));
        SpecDiagnostics.All.Select(row => row.Title).Should().OnlyContain(title => title.Length > 0 && !title.EndsWith('.'));
    }

    [Fact]
    public void Every_row_has_a_page_with_its_id_and_title()
    {
        var problems = SpecDiagnostics.All
            .Where(row => !File.Exists(PageOf(row.Id)) || File.ReadLines(PageOf(row.Id)).First() != $"# {row.Id}: {row.Title}")
            .Select(row => $"docs/diagnostics/{row.Id}.md begins with '# {row.Id}: {row.Title}'");
        problems.Should().BeEmpty();
    }

    [Fact]
    public void Every_page_has_a_row()
    {
        var ids = SpecDiagnostics.All.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        Directory.GetFiles(Folder, "MSPEC*.md").Select(Path.GetFileNameWithoutExtension).Where(id => !ids.Contains(id!)).Should().BeEmpty();
    }

    [Fact]
    public void The_index_lists_every_row() => Checkout.ShouldHold("docs/diagnostics/README.md", Index());

    [Theory]
    [MemberData(nameof(OfTheParser))]
    public void The_example_of_a_page_gives_the_messages_of_the_page(string id)
    {
        var blocks = Markdown.Blocks(PageOf(id));
        var files = new MemoryFiles();
        foreach (var block in blocks.Where(block => block.Language == "yaml"))
        {
            var first = block.Text.Split('\n')[0];
            if (first.StartsWith("# ", StringComparison.Ordinal))
            {
                files.With(first[2..], block.Text + "\n");
            }
            else
            {
                files.With(SpecText.FileName, block.Text.StartsWith("spec:", StringComparison.Ordinal) ? block.Text + "\n" : SpecText.Whole(block.Text));
            }
        }

        var result = SpecParser.Parse(MemoryFiles.Full(SpecText.FileName), files);
        var expected = blocks.Single(block => block.Language == "text").Text.Split('\n');
        SpecText.Problems(result).Where(problem => problem.Contains($" {id}: ", StringComparison.Ordinal)).Should().Equal(expected);
        result.Diagnostics.Where(d => d.Id == id).Should().OnlyContain(d => d.Severity == SpecDiagnostics.All.Single(row => row.Id == id).Severity);
        (result.Spec is null).Should().Be(result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error));
    }

    private static string PageOf(string id) => Path.Combine(Folder, id + ".md");

    private static int Number(string id) => int.Parse(id[5..], System.Globalization.CultureInfo.InvariantCulture);

    private static string Index()
    {
        var rows = SpecDiagnostics.All.OrderBy(row => row.Id, StringComparer.Ordinal)
            .Select(row => $"| [{row.Id}]({row.Id}.md) | {row.Title} | {(row.Severity == DiagnosticSeverity.Error ? "error" : "warning")} |\n");
        return "# Diagnostics\n\nEvery problem that ModelSpecs reports has an id, the same in the build, the test run and the command line:\n"
            + "`file(line,col): error MSPEC###: what. Found …; expected …. What to do.`\n\n"
            + "000–049 and 080–099: reading a spec. 050–079: slice predicates. 100–149: the golden set. 150–199: slices against it.\n"
            + "200–249: the model. 300–349: judging. 400–419: the build. 420–439: what guards the gate. 440–459: snapshots. 460–479: judging against them and against champions. 480–499: parity and contracts. 900–949: the command line.\n\n"
            + "| id | title | |\n|---|---|---|\n" + string.Concat(rows);
    }
}
