using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Tests.Diagnostics;

public sealed class OneLineTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("naïve Größe 中文", "naïve Größe 中文")]
    [InlineData("a\nb\tc", "a\\u000ab\\u0009c")]
    [InlineData("\u202Egnp.exe", "\\u202egnp.exe")]
    [InlineData("zero\u200Bwidth", "zero\\u200bwidth")]
    [InlineData("line\u2028end", "line\\u2028end")]
    [InlineData("😀 stays", "😀 stays")]
    public void Unsafe_characters_are_escaped_and_others_stay(string text, string expected) => OneLine.Escape(text).Should().Be(expected);

    [Fact]
    public void Invisible_characters_beyond_the_basic_plane_and_half_pairs_are_escaped()
    {
        OneLine.Escape("a\U000E0041b").Should().Be("a\\udb40\\udc41b");
        OneLine.Escape("a" + '\uD83D' + "b").Should().Be("a\\ud83db");
        OneLine.Escape("" + '\uDE00').Should().Be("\\ude00");
    }

    [Fact]
    public void Escaped_text_is_one_line_and_escaping_again_changes_nothing() => Prop.ForAll<string?>(text =>
    {
        var escaped = OneLine.Escape(text ?? "");
        return !escaped.Any(char.IsControl) && OneLine.Escape(escaped) == escaped;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_quoted_text_is_cut_where_it_is_long_but_not_through_a_character()
    {
        OneLine.Quote("short").Should().Be("'short'");
        OneLine.Quote(new string('a', 61)).Should().Be($"'{new string('a', 60)}…'");
        OneLine.Quote(new string('a', 59) + "😀😀").Should().Be($"'{new string('a', 59)}…'");
    }

    [Fact]
    public void A_diagnostic_is_one_line_whatever_it_quotes()
    {
        var diagnostic = SpecDiagnostics.UnknownKey.At(new SourceSpan("/repo/a\nb.yaml", 3, 5, 3, 6), "Found 'x\ny'");
        diagnostic.ToString().Should().Be("/repo/a\\u000ab.yaml(3,5): error MSPEC004: Found 'x\\u000ay'");
    }
}
