using System.Reflection;
using ModelSpecs.Results.Gate;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Cli.Tests;

/// <summary>What <c>docs/gate-diff.md</c> shows is what comes.</summary>
public sealed class GateDiffPageTests : IDisposable
{
    private const string Golden = "id,y,p,age\n1,1,0.9,20\n2,1,0.8,21\n3,0,0.2,22\n4,0,0.1,40\n5,1,0.7,50\n6,0,0.4,60\n";

    private static readonly string Page = Repository.Read("docs", "gate-diff.md").ReplaceLineEndings("\n");

    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task The_page_shows_the_list_of_its_own_change()
    {
        var git = new GitFolder(cli);
        cli.Write("specs/loan.spec.yaml", Side(' ', '-'));
        cli.Write("specs/golden.csv", Golden);
        var commit = git.Commit("the gate");
        cli.Write("specs/loan.spec.yaml", Side(' ', '+'));
        cli.Write("specs/golden.csv", Golden.Replace("3,0,0.2,22\n", "").Replace("6,0,0.4,60", "6,1,0.4,60"));

        (await cli.RunAsync("gate-diff", "main", "--fail-on", "loosened")).Should().Be(ExitCodes.Failed);

        cli.Out.Replace(commit[..12], "4f1c2ab09d3e").Should().Be(Block("text"));
    }

    [Fact]
    public void Every_kind_and_every_key_is_on_the_page()
    {
        foreach (var kind in GateChangeKinds.All)
        {
            Page.Should().Contain($"\n| `{kind}` | ");
        }

        var keys = new[] { typeof(GateDiffResult), typeof(GateChange) }.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]).ToList();
        keys.Should().HaveCountGreaterThan(12);
        keys.Should().OnlyContain(key => Page.Contains($"`{key}`"));
    }

    [Fact]
    public void The_json_has_its_keys_in_the_order_of_the_page()
    {
        using var stream = new MemoryStream();
        GateDiffJson.Write(new GateDiffResult { Tool = "t", BaseRef = "main", BaseCommit = "c", Specs = 1, Changes = [new GateChange { Effect = GateEffect.Loosened, Kind = "bound", Spec = "s", Text = "é >= 1", File = "f", Line = 2 }] }, stream);

        System.Text.Encoding.UTF8.GetString(stream.ToArray()).Should().Be("""
            {
              "schemaVersion": 1,
              "tool": "t",
              "baseRef": "main",
              "baseCommit": "c",
              "specs": 1,
              "changes": [
                {
                  "effect": "loosened",
                  "kind": "bound",
                  "spec": "s",
                  "text": "é >= 1",
                  "was": null,
                  "is": null,
                  "file": "f",
                  "line": 2,
                  "inBase": false
                }
              ]
            }

            """);
    }

    // One side of the page's diff: a whole spec but for its name.
    private static string Side(params char[] marks) =>
        "spec: Loan\n" + string.Join('\n', Block("diff").Split('\n').Where(line => line.Length > 0 && marks.Contains(line[0])).Select(line => line[1..])) + "\n";

    private static string Block(string language)
    {
        var start = Page.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return Page[start..Page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
