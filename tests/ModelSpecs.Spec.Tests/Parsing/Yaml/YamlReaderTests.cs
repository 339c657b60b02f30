using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Tests.Parsing.Yaml;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("a: \"x", "1,4 A quote that opens here is not closed")]
    [InlineData("a: 'x\nb: 1", "1,4 A quote that opens here is not closed")]
    [InlineData("a: \"\\q\"", "1,4 A text in double quotes holds an unknown escape")]
    [InlineData("a:\n\t- b", "2,1 A tab cannot indent")]
    [InlineData("a: `x` > 3", "1,4 A value cannot begin with a backquote")]
    [InlineData("a: %x", "1,4 A value cannot begin with %")]
    [InlineData("a: @x", "1,4 A value cannot begin with @")]
    [InlineData("a: | x", "1,4 A value cannot begin with | unless")]
    [InlineData("a: > # comment\n  x\nb: >- y", "3,4 A comparison needs quotes")]
    [InlineData("a: [1, 2", "1,4 A list that begins with [ is not closed")]
    [InlineData("a: [1, 2\nb: 3", "1,4 A list that begins with [ is not closed")]
    [InlineData("a: {b: 1", "1,4 A mapping that begins with { is not closed")]
    [InlineData("a: {", "1,4 A mapping that begins with { is not closed")]
    [InlineData("a: [", "1,4 A list that begins with [ is not closed")]
    [InlineData("a: {b: c: d}", "1,9 A mapping that begins with { is not closed, or a text in it needs quotes")]
    [InlineData("a: [b c: d e]: f", "1,14 ")]
    [InlineData("a: b: c", "1,5 A second ': ' stands where one key has its value already")]
    [InlineData("a: 1\n b: 2", "2,3 A second ': ' stands where one key has its value already")]
    [InlineData("x:\n  a: 1\n b: 2", "3,2 The indentation does not fit")]
    [InlineData("a: {b: 1}}", "1,10 The indentation does not fit")]
    [InlineData("a: - b", "1,4 A list cannot begin in the line of its key")]
    [InlineData("a: [,]", "1,5 A value is missing. Found ','")]
    [InlineData("a: *x", "1,4 An alias names nothing above it")]
    [InlineData("a: *", "1,4 ")]
    [InlineData("a: &x {b: *x}", "1,11 An alias stands inside the value it names")]
    [InlineData("a: \u0001", "1,4 The file holds a control character. Found U+0001")]
    [InlineData("a: b\r\nc: \u0000", "2,4 The file holds a control character. Found U+0000")]
    [InlineData("a: \uFFFD", "1,4 The file is not UTF-8 text")]
    public void A_syntax_error_says_what_is_wrong_at_its_place(string text, string expected) =>
        Problems(text).Should().ContainSingle().Which.Should().StartWith(expected);

    [Theory]
    [InlineData("a: !!str 1", "1,4 MSPEC017")]
    [InlineData("a: !custom { b: 1 }", "1,4 MSPEC017")]
    [InlineData("%TAG ! tag:x,2000:\n---\na: 1", "1,1 MSPEC017")]
    [InlineData("a: 1\n---\nb: 2", "2,1 MSPEC017")]
    [InlineData("? [a]\n: 1", "1,3 MSPEC017")]
    [InlineData("{ a: 1 }: 2", "1,1 MSPEC017")]
    [InlineData("~: 1", "1,1 MSPEC017")]
    [InlineData("<<: { a: 1 }", "1,1 MSPEC017")]
    [InlineData("- a\n- b", "1,1 MSPEC007")]
    [InlineData("just a text", "1,1 MSPEC007")]
    [InlineData("a: 1\nb: 2\na: 3", "3,1 MSPEC003")]
    [InlineData("x: { a: 1, b: { c: 1, c: 2 } }", "1,23 MSPEC003")]
    public void What_a_spec_does_not_use_of_yaml_is_refused(string text, string expected) =>
        Read(text).Bag.Select(d => $"{d.Span.Line},{d.Span.Column} {d.Id}").Should().Equal(expected);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    [InlineData("~")]
    [InlineData("\uFEFF")]
    [InlineData("%YAML 1.2\n---\n")]
    public void An_empty_file_is_an_empty_mapping(string text)
    {
        var (map, bag) = Read(text);
        bag.Should().BeEmpty();
        map!.Entries.Should().BeEmpty();
    }

    [Fact]
    public void Every_duplicate_is_reported_with_the_line_of_the_first()
    {
        var (map, bag) = Read("a: 1\nb: 2\na: 3\na: 4\nb: 5");
        bag.Select(d => d.Message).Should().Equal(
            "Duplicate key 'a'. It is already said in line 1; remove one of the two.",
            "Duplicate key 'a'. It is already said in line 1; remove one of the two.",
            "Duplicate key 'b'. It is already said in line 2; remove one of the two.");
        map!.Entries.Should().HaveCount(2);
    }

    [Fact]
    public void Places_count_from_one_with_any_line_ending_and_mark()
    {
        foreach (var ending in (string[])["\n", "\r\n", "\r"])
        {
            var (map, _) = Read("\uFEFF# c" + ending + "a:" + ending + "  b: \"x\"  # c" + ending);
            var inner = (YamlMap)map!.Find("a")!.Value;
            inner.Entries[0].Key.Span.Should().Be(new SourceSpan("x.yaml", 3, 3, 3, 4));
            inner.Entries[0].Value.Span.Should().Be(new SourceSpan("x.yaml", 3, 6, 3, 9));
        }
    }

    [Theory]
    [InlineData("a: [", 31, true)]
    [InlineData("a: [", 32, false)]
    public void Nesting_has_a_limit(string start, int depth, bool isRead)
    {
        // The root mapping is the first level.
        var (map, bag) = Read(start[..3] + new string('[', depth - 1) + new string(']', depth - 1));
        (map is not null).Should().Be(isRead || depth <= SpecLimits.Depth);
        Read("a: " + new string('[', SpecLimits.Depth) + new string(']', SpecLimits.Depth)).Bag.Should().ContainSingle().Which.Id.Should().Be("MSPEC016");
        bag.Should().BeEmpty();
    }

    [Fact]
    public void A_hundred_thousand_brackets_end_at_the_limit()
    {
        Read("a: " + new string('[', 100_000)).Bag.Should().ContainSingle().Which.Id.Should().Be("MSPEC016");
        Read(new string('{', 100_000)).Bag.Should().ContainSingle().Which.Id.Should().Be("MSPEC016");
    }

    [Fact]
    public void A_small_file_cannot_stand_for_a_huge_one()
    {
        var lines = new List<string> { "a0: &a0 [x, x, x, x, x, x, x, x, x, x]" };
        lines.AddRange(Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]"));
        Read(string.Join('\n', lines)).Bag.Should().ContainSingle().Which.Message.Should().StartWith("The file holds too many values once its aliases are expanded");
        Read("a: &a x\nb: [" + string.Join(", ", Enumerable.Repeat("*a", SpecLimits.Aliases)) + "]").Bag.Should().BeEmpty();
        Read("a: &a x\nb: [" + string.Join(", ", Enumerable.Repeat("*a", SpecLimits.Aliases + 1)) + "]").Bag.Should().ContainSingle().Which.Message.Should().StartWith("The file has too many aliases");
    }

    [Fact]
    public void A_file_has_a_largest_size()
    {
        Read(new string('#', SpecLimits.FileCharacters)).Bag.Should().BeEmpty();
        Read(new string('#', SpecLimits.FileCharacters + 1)).Bag.Should().ContainSingle().Which.Id.Should().Be("MSPEC016");
    }

    [Fact]
    public void Thousands_of_problems_are_counted_not_listed()
    {
        var result = SpecText.Parse(string.Join('\n', Enumerable.Range(0, 50_000).Select(i => $"k{i}: 1")));
        result.Diagnostics.Should().HaveCount(SpecLimits.Diagnostics + 1);
        result.Diagnostics[^1].Message.Should().Contain("further problems are not shown");
        result.Spec.Should().BeNull();
    }

    private static (YamlMap? Map, DiagnosticBag Bag) Read(string text)
    {
        var bag = new DiagnosticBag();
        return (YamlReader.Read("x.yaml", text, bag), bag);
    }

    private static IEnumerable<string> Problems(string text) => Read(text).Bag.Select(d => $"{d.Span.Line},{d.Span.Column} {d.Message}");
}
