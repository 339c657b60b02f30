using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Generator.Naming;

/// <summary>Names of classes and methods, made from names and identities alone: no other check of the spec has a say in one.</summary>
/// <remarks>
/// Two names never give one identifier, and none needs to know of the other: a name that is words with single spaces, or
/// one with single underscores, is spelled out in a form of its own; any other is spelled as well as it can be and carries
/// a hash of itself.
/// </remarks>
internal static class TestIdentifier
{
    private const int MostCharacters = 100;

    private enum Spelling
    {
        Words,
        Underscores,
        Hashed,
    }

    /// <summary>Class of a suite: <c>Loan_default</c>.</summary>
    public static string OfSuite(string suite)
    {
        var text = Spell(suite);
        return SpellingOf(suite) switch
        {
            Spelling.Words => NotAKeyword(text),
            Spelling.Underscores => text + "_",
            _ => text + Hash(suite),
        };
    }

    /// <summary>Class of a spec that could not be read: <c>Loan_default_spec_yaml__0123abcd</c>.</summary>
    public static string OfUnreadable(string projectFile)
    {
        var name = projectFile.Substring(projectFile.LastIndexOf('/') + 1);
        return Spell(name) + Hash(projectFile);
    }

    /// <summary>Method of a check: <c>thin_file__recall__min</c>, <c>country__fpr__gap_max</c>, <c>overall__contract_inputs</c>.</summary>
    public static string OfCheck(PlannedCheck planned)
    {
        var spelling = SpellingOf(planned.SliceName);
        // Three underscores keep the slice `thin_file` apart from the slice `thin file`.
        var separator = spelling == Spelling.Underscores ? "___" : "__";
        if (planned.MetricCheck is not { } check)
        {
            var subject = planned.Check.Subject;
            var plain = $"{Spell(planned.SliceName)}{separator}{Spell(subject)}{(planned.Check.Side is { } side ? "__" + side : "")}";
            return spelling == Spelling.Hashed || SpellingOf(subject) != Spelling.Words ? plain + Hash(planned.IdOf(null)) : plain;
        }

        var scope = check.Scope switch
        {
            CheckScope.GapDifference => "gap_",
            CheckScope.GapRatio => "gap_ratio_",
            CheckScope.GapSmallest => "gap_group_min_",
            CheckScope.GapLargest => "gap_group_max_",
            _ => "",
        };
        var section = check.Section switch
        {
            CheckSection.Snapshot => "snapshot_",
            CheckSection.Compare => "compare_",
            _ => "",
        };
        var name = $"{Spell(planned.SliceName)}{separator}{Spell(check.Metric.Display)}__{section}{scope}{check.Side}";
        return spelling == Spelling.Hashed || check.Metric.Display != check.Metric.Name || SpellingOf(check.Metric.Name) == Spelling.Hashed ? name + Hash(planned.IdOf(null)) : name;
    }

    /// <summary>A namespace of which every part is an identifier.</summary>
    public static string OfNamespace(string text) => string.Join(".", text.Split('.').Select(part => NotAKeyword(part.All(c => c == '_' || IsPlain(c)) && part.Length > 0 && SyntaxFacts.IsIdentifierStartCharacter(part[0]) ? part : Spell(part))));

    private static Spelling SpellingOf(string name)
    {
        if (name.Length is 0 or > MostCharacters || !SyntaxFacts.IsIdentifierStartCharacter(name[0]) || name[0] == '_' || IsSeparator(name[name.Length - 1]))
        {
            return Spelling.Hashed;
        }

        var spelling = Spelling.Words;
        for (var i = 1; i < name.Length; i++)
        {
            var separator = IsSeparator(name[i]);
            if ((!separator && !IsPlain(name[i])) || (separator && IsSeparator(name[i - 1])))
            {
                return Spelling.Hashed;
            }

            spelling = name[i] == '_' ? Spelling.Underscores : spelling;
        }

        return spelling == Spelling.Underscores && name.Contains(' ') ? Spelling.Hashed : spelling;
    }

    private static string Spell(string name)
    {
        var builder = new StringBuilder(name.Length + 1);
        foreach (var character in name)
        {
            builder.Append(IsPlain(character) ? character : '_');
        }

        // The text of a name no person will read to its end would only make paths too long.
        var text = builder.ToString(0, Math.Min(builder.Length, MostCharacters)).Trim('_');
        return text.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(text[0]) ? "_" + text : text;
    }

    private static bool IsSeparator(char character) => character is ' ' or '_';

    // What the compiler takes for part of an identifier, without what it drops from one (format characters) and what cannot be seen (marks on nothing).
    private static bool IsPlain(char character) => CharUnicodeInfo.GetUnicodeCategory(character)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber;

    private static string NotAKeyword(string text) =>
        SyntaxFacts.GetKeywordKind(text) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(text) == SyntaxKind.None ? text : "@" + text;

    private static string Hash(string text) => "__" + StableHash.Of(text).Substring(0, 8);
}
