using System.Text.RegularExpressions;

namespace ModelSpecs.Cli.Tests.Docs;

/// <summary>What a sentence says of numbers stands in a block of its page, where tests hold it to what comes.</summary>
public sealed partial class PageNumberTests
{
    public static IEnumerable<TheoryDataRow<string>> Pages() => PageFiles.All().Select(page => new TheoryDataRow<string>(page));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_number_of_a_sentence_stands_in_a_block(string page)
    {
        var text = PageFiles.Text(page);
        var blocks = string.Join('\n', Fence().Matches(text).Select(match => match.Value));

        Numbers(text).Where(number => !blocks.Contains(number, StringComparison.Ordinal)).Should().BeEmpty($"{page} says where its numbers come from");
    }

    [Fact]
    public void Sentences_have_numbers() => Pages().SelectMany(row => Numbers(PageFiles.Text(row.Data))).Should().HaveCountGreaterThan(20);

    // Code in a sentence is what may be written, not what was measured.
    private static IEnumerable<string> Numbers(string text) =>
        Number().Matches(Code().Replace(Target().Replace(Fence().Replace(text, ""), "]"), "")).Select(match => match.Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("^```.*?^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("\\]\\([^)]*\\)")]
    private static partial Regex Target();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex("(?<![\\w.,])(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?|[0-9]+\\.[0-9]+)(?![\\w])")]
    private static partial Regex Number();
}
