using System.Buffers;
using System.Net;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Reporting.Markdown;
using ModelSpecs.Reporting.Terminal;

namespace ModelSpecs.Reporting.Tests.Markdown;

/// <summary>Hostile text in Markdown: no sign keeps a meaning, for the parser or for what looks at its output, and the reader still sees the text.</summary>
public sealed partial class MarkdownTextTests
{
    private static readonly string[] Pieces =
    [
        "@all", "@", "#123", "#", "##vso[x]", "!12", "~bug", "%v1", "&5", "$1", "$", "$x$", "^", "GH-1", "gh-22", "o/r#7", "https://evil.example/x", "http://", "www.evil.example", "WWW.", "mailto:a@b.example", "a@b.example",
        ":tada:", ":+1:", "::", "[x](javascript:alert(1))", "![x](//evil)", "[^1]", "[[x]]", "[", "]", "(", ")", "<b>", "</details>", "<!--", "-->", "<script>", "&lt;", "&#64;", "|", "||", "`", "```", "*", "**", "_", "__x__", "~~", "\\", "\\|",
        "---", "- ", "+ ", "=", "1. ", "12) ", "# ", "> ", "/close", "{+x+}", "{-", "[-", "\r\n", "\n", "\t", "\0", "\u202e", "\u200b", "\u00ad", "\ud83d", "é", "日本", "👩", " ", "  ", "a", "Z9", "snake_case", "0.5", "\"", "'",
    ];

    private static readonly SearchValues<char> Active = SearchValues.Create("<>&|`*[]\\~@#$\n\r\t");

    private static Arbitrary<string> Hostile { get; } =
        Gen.Elements(Pieces).ListOf().Select(string.Concat).Or(ArbMap.Default.GeneratorFor<string>().Where(text => text is not null)).ToArbitrary();

    [Fact]
    public void No_sign_of_a_text_means_anything_to_a_parser() => Prop.ForAll(Hostile, text =>
    {
        var safe = MarkdownText.Inline(text);

        // What is left when entities and our own elements are gone has no sign that could begin or end anything.
        var bare = Entity().Replace(safe.Replace("<span>&#36;</span>", "·"), "·");
        return !bare.AsSpan().ContainsAny(Active)
            && !Regex.IsMatch(bare, "^([-+=/]|[0-9]+[.)]( |$))")
            && !Regex.IsMatch(bare, "(^|[^A-Za-z0-9])_|_($|[^A-Za-z0-9])")
            && safe == safe.Trim();
    }).Check(Repeatable);

    [Fact]
    public void Nothing_of_a_text_is_taken_for_a_reference_a_link_an_emoji_or_a_formula() => Prop.ForAll(Hostile, text =>
    {
        // Text nodes as a filter behind the parser sees them.
        foreach (var node in MarkdownText.Inline(text).Split("<span>", StringSplitOptions.None).SelectMany(part => part.Split("</span>")))
        {
            var shown = WebUtility.HtmlDecode(node);
            if (Reference().IsMatch(shown) || (shown.Contains('$') && shown != "$"))
            {
                return false;
            }
        }

        return true;
    }).Check(Repeatable);

    [Fact]
    public void The_reader_sees_the_text() => Prop.ForAll(Hostile, text =>
    {
        var expected = TerminalText.Line(text).Trim();
        return Shown(MarkdownText.Inline(text)) == expected && Shown(MarkdownText.Code(text)) == expected;
    }).Check(Repeatable);

    [Fact]
    public void Code_ends_where_it_should() => Prop.ForAll(Hostile, text =>
    {
        var safe = MarkdownText.Code(text);
        return safe.StartsWith('`')
            ? safe.EndsWith('`') && safe.Length > 2 && !safe[1..^1].AsSpan().ContainsAny("`|$\n\r")
            : safe.StartsWith("<code>", StringComparison.Ordinal) && safe.EndsWith("</code>", StringComparison.Ordinal)
                && !Entity().Replace(safe[6..^7], "").Any(character => char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character) && character != ' ');
    }).Check(Repeatable);

    [Fact]
    public void A_block_ends_with_its_own_fence_and_nowhere_before() => Prop.ForAll(Hostile.Generator.ListOf().ToArbitrary(), lines =>
    {
        var block = MarkdownText.Block(lines).Split('\n');
        var fence = block[^2];
        return block[^1].Length == 0 && block[0] == fence + "text" && fence.Length >= 3 && fence.All(character => character == '`')
            && block.Length == lines.Count + 3 && block[1..^2].All(line => !line.Contains(fence, StringComparison.Ordinal));
    }).Check(Repeatable);

    [Theory]
    [InlineData("young: recall >= 0.70", "young: recall &gt;= 0.70")]
    [InlineData("income [0, 20000)", "income &#91;0, 20000)")]
    [InlineData("max_drop of a_b_c", "max_drop of a_b_c")]
    [InlineData("_x_", "&#95;x&#95;")]
    [InlineData("ask @owner", "ask &#64;&#8203;owner")]
    [InlineData("see #12", "see &#35;&#8203;12")]
    [InlineData("at 5 % of it", "at 5 % of it")]
    [InlineData("https://a.example", "https:&#8203;//a.example")]
    [InlineData("www.a.example", "www&#8203;.a.example")]
    [InlineData("a:tada:b", "a:&#8203;tada:&#8203;b")]
    [InlineData("$x$", "<span>&#36;</span>x<span>&#36;</span>")]
    [InlineData("- item", "&#45; item")]
    [InlineData("1. item", "1&#46; item")]
    [InlineData("0.5 of it", "0.5 of it")]
    [InlineData("/approve", "&#47;approve")]
    [InlineData("a\nb", "a&#92;u000ab")]
    [InlineData("a\u202eb", "a&#92;u202eb")]
    public void Text_is_written(string text, string expected) => MarkdownText.Inline(text).Should().Be(expected);

    [Theory]
    [InlineData("roc_auc", "`roc_auc`")]
    [InlineData("@all #1 <b>", "`@all #1 <b>`")]
    [InlineData("a`b|c", "<code>a&#96;b&#124;c</code>")]
    [InlineData("", "<code></code>")]
    public void Code_is_written(string text, string expected) => MarkdownText.Code(text).Should().Be(expected);

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abcd😀g", 6, "abcd…")]
    public void Text_is_cut_between_characters(string text, int most, string expected) => MarkdownText.Cut(text, most).Should().Be(expected);

    private static Config Repeatable => Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20261121, 11);

    private static string Shown(string safe)
    {
        var inner = safe.StartsWith('`') ? WebUtility.HtmlEncode(safe[1..^1]) : safe;
        return WebUtility.HtmlDecode(Tag().Replace(inner, "")).Replace("\u200b", "");
    }

    [GeneratedRegex("&(lt|gt|amp|#[0-9]+);")]
    private static partial Regex Entity();

    [GeneratedRegex("</?(span|code)>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"@\w|#\w|!\w|~\w|%\w|&\w|\^\w|[Gg][Hh]-[0-9]|://|[Ww]{3}\.|:\w|:[+-]|\[\[|\{[+-]|\[[+-]")]
    private static partial Regex Reference();
}
