using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelSpecs.Cli.Tests;

/// <summary>Specs broken on purpose in <c>docs/broken-specs.md</c>: every mistake is found at once, at its place, with words that help.</summary>
public sealed partial class BrokenSpecsTests : IDisposable
{
    private const string Reading = "specs/reading.spec.yaml";
    private const string Data = "specs/data.spec.yaml";
    private const string Rows = "specs/rows.spec.yaml";

    private static readonly string Page = Repository.Read("docs", "broken-specs.md");

    private readonly CliHarness cli = new();

    /// <summary>File, id, the text in the spec that the place points at, and words of the message.</summary>
    public static TheoryData<string, string, string, string[]> Mistakes { get; } = new()
    {
        { Reading, "MSPEC012", "../../models/loan.onnx", ["leaves the root", "../../models/loan.onnx"] },
        { Reading, "MSPEC014", "9f86d081", ["no SHA-256", "8 characters", "64 hexadecimal digits", "modelspecs pin"] },
        { Reading, "MSPEC004", "lable", ["Unknown key 'lable'", "Did you mean 'label'?"] },
        { Reading, "MSPEC007", "high", ["'threshold'", "'high'", "expected a number"] },
        { Reading, "MSPEC002", ">= 0.80", ["needs quotes", "expected \">= 0.80\""] },
        { Reading, "MSPEC030", "recal:", ["Unknown metric 'recal'", "Did you mean 'recall'?"] },
        { Reading, "MSPEC035", "\">= 80\"", ["outside the range of accuracy", "Found 80", "from 0 to 1", "'80 %'"] },
        { Reading, "MSPEC036", "\">= 0\"", ["can never fail"] },
        { Reading, "MSPEC032", "bin: 10", ["Unknown parameter 'bin'", "ece", "Did you mean 'bins'?"] },
        { Reading, "MSPEC031", "=> 0.3", ["'=>'", "Did you mean '>='?"] },
        { Reading, "MSPEC039", "\">= overall - 0.05\"", ["compared with overall", "trivial"] },
        { Reading, "MSPEC053", "== 6", ["'=='", "Did you mean '='?"] },
        { Reading, "MSPEC053", "&& employer", ["'&&'", "Did you mean 'and'?"] },
        { Reading, "MSPEC058", "null\n", ["is null"] },
        { Reading, "MSPEC057", "< 50", ["do not chain", "between"] },
        { Reading, "MSPEC025", "20_000", ["do not ascend", "50000"] },
        { Reading, "MSPEC023", "incomes", ["not a slice", "Did you mean 'income'?"] },
        { Reading, "MSPEC003", "young: { where: age < 21", ["Duplicate key 'young'", "line 16"] },
        { Reading, "MSPEC008", "ignore", ["'ignore'", "fail, warn, skip"] },
        { Data, "MSPEC308", "wieght", ["'wieght'", "golden.csv", "amount"] },
        { Data, "MSPEC212", "skore", ["'skore'", "Did you mean 'score'?"] },
        { Data, "MSPEC065", "agee", ["'agee'", "Did you mean 'age'?"] },
        { Data, "MSPEC068", "'25'", ["different types", "'age' (integer)", "25 without quotes"] },
        { Data, "MSPEC069", "country >", ["'+' computes with numbers", "'country' (string)"] },
        { Data, "MSPEC066", "score > 0.9", ["column of the golden set or the one that comes from predictions", "backquotes"] },
        { Data, "MSPEC150", "contry", ["'contry'", "Did you mean 'country'?"] },
        { Data, "MSPEC152", "channel, edges", ["edges cut numbers", "'channel' (string)", "columns"] },
        { Data, "MSPEC153", "region, every", ["every cuts dates", "'region' (string)", "columns"] },
        { Rows, "MSPEC303", "amount", ["line 3", "'-100'", "at least 0"] },
        { Rows, "MSPEC236", "defaulted", ["no label", "line 4", "labels_missing: drop"] },
        { Rows, "MSPEC304", "loan_id\npredictions", ["'L5'", "line 6", "line 7"] },
        { Rows, "MSPEC155", "region, values", ["'east'", "others: allow"] },
        { Rows, "MSPEC154", "west", ["'west'", "'south' (2 rows)"] },
        { Rows, "MSPEC157", "loan_id, max_groups", ["at most 3", "edges"] },
        { Rows, "MSPEC154", "7]", ["'7'", "'web' (4 rows)"] },
    };

    public void Dispose() => cli.Dispose();

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Every_mistake_is_named_where_it_stands(string file, string id, string at, string[] words)
    {
        var spec = WriteFiles()[file];
        var index = spec.IndexOf(at, StringComparison.Ordinal);
        index.Should().BeGreaterThanOrEqualTo(0);
        spec.IndexOf(at, index + 1, StringComparison.Ordinal).Should().BeNegative("the place is looked for by its text");
        var line = spec[..index].Count(c => c == '\n') + 1;
        var column = index - spec.LastIndexOf('\n', index);

        (await cli.RunAsync("validate", file)).Should().Be(2);

        var place = string.Create(CultureInfo.InvariantCulture, $"/repo/{file}({line},{column}): error {id}: ");
        var message = Lines(cli.Out).Should().ContainSingle(l => l.StartsWith(place, StringComparison.Ordinal), $"{cli.Out} should have {place}").Subject;
        message.Should().ContainAll(words);
    }

    [Theory]
    [InlineData(Reading)]
    [InlineData(Data)]
    [InlineData(Rows)]
    public async Task The_page_shows_what_is_printed(string file)
    {
        WriteFiles();

        await cli.RunAsync("validate", file);

        var output = string.Join('\n', Lines(cli.Out));
        Page.Should().Contain($"```\n{output}\n```", "the page should show\n{0}\n", output);
    }

    [Theory]
    [InlineData(Reading)]
    [InlineData(Data)]
    [InlineData(Rows)]
    public async Task Nothing_is_reported_beyond_the_mistakes(string file)
    {
        WriteFiles();

        await cli.RunAsync("validate", file);

        cli.Out.Split('\n').Count(l => l.Contains(": error MSPEC") || l.Contains(": warning MSPEC")).Should().Be(Mistakes.Count(m => m.Data.Item1 == file));
    }

    /// <summary>Writes the files of the page, which stand in blocks below their names.</summary>
    private Dictionary<string, string> WriteFiles()
    {
        var files = Block().Matches(Page).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["text"].Value, StringComparer.Ordinal);
        foreach (var (name, text) in files)
        {
            cli.Write(name, text);
        }

        return files;
    }

    private string[] Lines(string output) => output.Replace(cli.Folder, "/repo").TrimEnd().Split('\n');

    [GeneratedRegex("^`(?<name>[^`\n]+)`:\n\n```[a-z]+\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
