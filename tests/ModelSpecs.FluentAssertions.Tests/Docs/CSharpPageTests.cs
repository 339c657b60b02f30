using System.Text.RegularExpressions;
using ModelSpecs.Tests.Shared;

namespace ModelSpecs.FluentAssertions.Tests.Docs;

public sealed partial class CSharpPageTests(CreditFixture credit) : IClassFixture<CreditFixture>
{
    private static string Page => File.ReadAllText(Path.Combine(ApprovedText.Root, "docs/csharp.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_sample_of_the_page_is_compiled_and_run_as_it_stands()
    {
        var source = File.ReadAllText(Path.Combine(ApprovedText.Root, "tests/ModelSpecs.FluentAssertions.Tests/Docs/CSharpPageSamples.cs")).ReplaceLineEndings("\n");
        var regions = Region().Matches(source).Select(match => Dedent(match.Groups[1].Value)).ToList();
        var blocks = Block().Matches(Page).Select(match => match.Groups[1].Value.TrimEnd('\n')).ToList();

        blocks.Should().HaveCountGreaterThan(5);
        blocks.Should().BeEquivalentTo(regions);
    }

    [Fact]
    public void The_message_on_the_page_is_the_one_that_is_shown()
    {
        var message = Messages.Of(() => credit.Result.Slice("young").Should().HaveRecall().AtLeast(0.80, "the regulator asks"));

        Page.Should().Contain("```text\n" + message[..message.IndexOf("\n  worst", StringComparison.Ordinal)] + "\n");
    }

    private static string Dedent(string code)
    {
        var lines = code.Trim('\n').Split('\n').Select(line => line.TrimEnd()).ToList();
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..])).TrimEnd('\n');
    }

    [GeneratedRegex(@"#region \w+\n(.*?)\n[ \t]*#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
