using System.Text.Json.Nodes;

namespace ModelSpecs.Cli.Tests.Ci;

/// <summary>The scripts that post the summary, against a <c>gh</c> that keeps pull requests and comments in files.</summary>
public sealed class CommentScriptTests : IDisposable
{
    private const string Gh = """
        method=GET; body=; path=; head=
        shift
        while [ $# -gt 0 ]; do
          case "$1" in
            --method) method="$2"; shift ;;
            -f) case "$2" in head=*) head="${2#head=}" ;; esac; shift ;;
            -F) case "$2" in body=@*) body="${2#body=@}" ;; *) exit 9 ;; esac; shift ;;
            --paginate|--silent) ;;
            *) path="$1" ;;
          esac
          shift
        done
        echo "$method ${path%%\?*}" >> log
        case "$method ${path%%\?*}" in
          "GET repos/acme/models/pulls") jq --arg head "$head" '[.[] | select(.head.label == $head)]' pulls.json ;;
          "GET repos/acme/models/issues/7/comments") cat comments.json ;;
          "POST repos/acme/models/issues/7/comments") jq --rawfile body "$body" '. + [{id: 900, user: {login: "github-actions[bot]"}, body: $body}]' comments.json > new && mv new comments.json ;;
          "PATCH repos/acme/models/issues/comments/"*) jq --rawfile body "$body" --argjson id "${path##*/}" 'map(if .id == $id then .body = $body else . end)' comments.json > new && mv new comments.json ;;
          *) echo "unexpected: $method $path" >&2; exit 8 ;;
        esac
        """;

    private readonly BashScript bash = new();

    public void Dispose() => bash.Dispose();

    public static TheoryData<string> Scripts { get; } = ["docs/ci/github-comment.yml", ".github/actions/modelspecs/action.yml"];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task The_first_run_adds_a_comment_and_the_next_one_updates_it_in_place(string path)
    {
        var script = Ready(path, comments: "[]");

        (await bash.RunAsync(script)).Should().Be(0, bash.Error);
        Summary("second");
        (await bash.RunAsync(script)).Should().Be(0, bash.Error);

        Comments().Should().ContainSingle().Which.Should().Be((900, "<!-- modelspecs-summary -->\nsecond\n"));
        Log().Where(line => !line.StartsWith("GET", StringComparison.Ordinal)).Should().Equal("POST repos/acme/models/issues/7/comments", "PATCH repos/acme/models/issues/comments/900");
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_comment_of_somebody_else_with_the_same_first_line_stays_as_it_is(string path)
    {
        var script = Ready(path, comments: """[{"id": 5, "user": {"login": "mallory"}, "body": "<!-- modelspecs-summary -->\nAll passed!"}, {"id": 6, "user": {"login": "github-actions[bot]"}, "body": "Another bot: <!-- modelspecs-summary -->"}]""");

        (await bash.RunAsync(script)).Should().Be(0, bash.Error);

        Comments().Select(comment => comment.Id).Should().Equal(5, 6, 900);
        Comments()[0].Body.Should().EndWith("All passed!");
    }

    [Theory]
    [InlineData("0ther", "mallory:feature")]
    [InlineData("abc123", "acme:feature")]
    [InlineData("abc123", "mallory:$(touch hacked)")]
    public async Task Where_no_open_pull_request_has_the_commit_as_its_head_nothing_is_written(string sha, string head)
    {
        var script = Ready("docs/ci/github-comment.yml", comments: "[]");
        bash.Variables["HEAD_SHA"] = sha;
        (bash.Variables["HEAD_OWNER"], bash.Variables["HEAD_BRANCH"]) = (head.Split(':')[0], head.Split(':')[1]);

        (await bash.RunAsync(script)).Should().Be(0, bash.Error);

        Comments().Should().BeEmpty();
        bash.Out.Should().Contain("nothing to comment on");
        File.Exists(bash.In("hacked")).Should().BeFalse();
    }

    [Fact]
    public async Task A_service_that_refuses_fails_the_step()
    {
        var script = Ready("docs/ci/github-comment.yml", comments: "[]");
        bash.Fake("gh", "exit 4");

        (await bash.RunAsync(script)).Should().NotBe(0);
    }

    private string Ready(string path, string comments)
    {
        Assert.SkipUnless(BashScript.HasJq, "This machine has no bash or no jq.");
        bash.Fake("gh", Gh);
        File.WriteAllText(bash.In("comments.json"), comments);
        File.WriteAllText(bash.In("pulls.json"), """[{"number": 6, "head": {"label": "mallory:feature", "sha": "older"}}, {"number": 7, "head": {"label": "mallory:feature", "sha": "abc123"}}]""");
        Summary("first");
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["REPOSITORY"] = "acme/models",
            ["HEAD_SHA"] = "abc123",
            ["HEAD_OWNER"] = "mallory",
            ["HEAD_BRANCH"] = "feature",
            ["NUMBER"] = "7",
            ["OUTPUT"] = "trusted",
        })
        {
            bash.Variables[name] = value;
        }

        return CiFile.Load(path).Script("Comment");
    }

    private void Summary(string text)
    {
        Directory.CreateDirectory(bash.In("trusted"));
        File.WriteAllText(bash.In("trusted/summary.md"), $"<!-- modelspecs-summary -->\n{text}\n");
    }

    private List<(int Id, string Body)> Comments() =>
        [.. JsonNode.Parse(File.ReadAllText(bash.In("comments.json")))!.AsArray().Select(comment => ((int)comment!["id"]!, (string)comment["body"]!))];

    private string[] Log() => File.ReadAllLines(bash.In("log"));
}
