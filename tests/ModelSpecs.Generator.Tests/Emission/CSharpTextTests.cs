using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelSpecs.Generator.Emission;

namespace ModelSpecs.Generator.Tests.Emission;

public sealed class CSharpTextTests
{
    private static readonly Arbitrary<string> Texts = Gen.OneOf(
        Gen.Choose(0, 0xFFFF).Select(code => (char)code).ArrayOf().Select(characters => new string(characters)),
        Gen.Elements("\"", "\"\"\"", "*/", "//", "\\", "\\u0022", "{0}", "{", "\r\n", "\0", "\u2028", "\u202e", "\u200b", "\ud800", "é", "😀", "a").ArrayOf().Select(parts => string.Concat(parts))).ToArbitrary();

    [Fact]
    public void The_compiler_reads_back_what_was_written() => Prop.ForAll(Texts, text =>
        SyntaxFactory.ParseExpression(CSharpText.Literal(text)) is LiteralExpressionSyntax { Token.Value: string read } && read == text).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_literal_is_one_line_in_which_everything_can_be_seen() => Prop.ForAll(Texts, text =>
        CSharpText.Literal(text).All(c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_line_directive_carries_a_path_as_it_is() =>
        CSharpText.LineDirective(12, @"C:\specs\loan default.spec.yaml").Should().Be("#line 12 \"C:\\specs\\loan default.spec.yaml\"");

    [Theory]
    [InlineData("/specs/a.spec.yaml", true)]
    [InlineData("/specs/\"a.spec.yaml", false)]
    [InlineData("/specs/\n#line default.spec.yaml", false)]
    [InlineData("/specs/\u202ea.spec.yaml", false)]
    public void A_path_with_quotes_or_characters_that_cannot_be_seen_is_not_carried(string path, bool expected) => CSharpText.IsCarried(path).Should().Be(expected);
}
