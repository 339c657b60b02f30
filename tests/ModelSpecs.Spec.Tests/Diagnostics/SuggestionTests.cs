using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Tests.Diagnostics;

public sealed class SuggestionTests
{
    private static readonly string[] Names = ["recall", "precision", "roc_auc", "r2", "n", "mse", "mae"];

    [Theory]
    [InlineData("reccall", "recall")]
    [InlineData("recal", "recall")]
    [InlineData("rcelal", "recall")]
    [InlineData("RECALL", "recall")]
    [InlineData("presicion", "precision")]
    [InlineData("roc-auc", "roc_auc")]
    [InlineData("r_2", "r2")]
    [InlineData("mse", "mse")]
    [InlineData("mze", "mse")]
    [InlineData("recall_score", "recall")]
    [InlineData("prec", "precision")]
    public void A_slip_finds_its_name(string found, string expected) => Suggestion.Closest(found, Names).Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("accuracy")]
    [InlineData("x")]
    [InlineData("zz")]
    [InlineData("completely different")]
    public void What_is_no_slip_finds_nothing(string found)
    {
        Suggestion.Closest(found, Names).Should().BeNull();
        Suggestion.DidYouMean(found, Names).Should().BeEmpty();
    }

    [Fact]
    public void A_suggestion_reads_as_a_question() => Suggestion.DidYouMean("recal", Names).Should().Be(" Did you mean 'recall'?");

    [Fact]
    public void A_very_long_name_is_not_compared() => Suggestion.Closest(new string('r', 10_000), Names).Should().BeNull();

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("ab", "ba", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    public void Distances_are_those_of_optimal_string_alignment(string left, string right, int expected)
    {
        Suggestion.Distance(left, right).Should().Be(expected);
        Suggestion.Distance(right, left).Should().Be(expected);
    }
}
