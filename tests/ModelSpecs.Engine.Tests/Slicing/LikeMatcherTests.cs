using System.Text;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Tests.Slicing;

public sealed class LikeMatcherTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("%", "", true)]
    [InlineData("%", "anything\n at all", true)]
    [InlineData("_", "", false)]
    [InlineData("_", "a", true)]
    [InlineData("_", "é", true)]
    [InlineData("_", "\U0001F600", true)]
    [InlineData("__", "\U0001F600", false)]
    [InlineData("a%", "abc", true)]
    [InlineData("a%", "ba", false)]
    [InlineData("%c", "abc", true)]
    [InlineData("%b%", "abc", true)]
    [InlineData("a_c", "abc", true)]
    [InlineData("a_c", "ac", false)]
    [InlineData("%ab%ab%", "abab", true)]
    [InlineData("%ab%ab%", "aba", false)]
    [InlineData("%aab", "aaab", true)]
    [InlineData("A%", "abc", false)]
    [InlineData("100\\%", "100%", true)]
    [InlineData("100\\%", "100x", false)]
    [InlineData("a\\_b", "a_b", true)]
    [InlineData("a\\_b", "axb", false)]
    [InlineData("a\\\\%", "a\\b", true)]
    [InlineData("\\a", "a", true)]
    [InlineData("%中_\U0001F600%", "x中é\U0001F600y", true)]
    [InlineData("%中_\U0001F600%", "x中é\U0001F601y", false)]
    [InlineData("[ab]+.*", "[ab]+.*", true)]
    public void A_pattern_matches_the_whole_text(string pattern, string text, bool matches) => Matches(pattern, text).Should().Be(matches);

    [Theory]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(3000)]
    public void Patterns_longer_than_a_word_match_across_it(int length)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 23))));
        Matches(text, text).Should().BeTrue();
        Matches("%" + text, "xy" + text).Should().BeTrue();
        Matches(text + "%", text + "xy").Should().BeTrue();
        Matches(new string('_', length), text).Should().BeTrue();
        Matches(new string('_', length) + "_", text).Should().BeFalse();
        Matches(text, text[..^1] + "!").Should().BeFalse();
        Matches(text, text + "a").Should().BeFalse();
        Matches(text[..(length / 2)] + "%" + text[(length / 2)..], text[..(length / 2)] + "---" + text[(length / 2)..]).Should().BeTrue();
    }

    [Fact]
    public void A_pattern_made_to_backtrack_ends()
    {
        // A matcher that goes back would need some 10^60 steps here.
        var pattern = string.Concat(Enumerable.Repeat("%a_", 40)) + "%b";
        Matches(pattern, new string('a', 50_000)).Should().BeFalse();
        Matches(pattern, new string('a', 50_000) + "b").Should().BeTrue();
    }

    private static bool Matches(string pattern, string text)
    {
        LikePattern.TryParse(pattern, out var parsed).Should().BeTrue();
        return new LikeMatcher(parsed!).Matches(Encoding.UTF8.GetBytes(text));
    }
}
