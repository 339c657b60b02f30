using ModelSpecs.Engine.Caching;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Tests.Caching;

public sealed class CacheLocationTests
{
    [Theory]
    [InlineData(null, 2_000_000_000)]
    [InlineData("", 2_000_000_000)]
    [InlineData("500 MB", 500_000_000)]
    [InlineData("2GB", 2_000_000_000)]
    [InlineData(" 1.5 gb ", 1_500_000_000)]
    [InlineData("64 KB", 64_000)]
    [InlineData("100 B", 100)]
    [InlineData("1 TB", 1_000_000_000_000)]
    public void Sizes_are_numbers_with_units(string? text, long expected) => CacheLocation.ParseSize(text).Should().Be(expected);

    [Theory]
    [InlineData("lots")]
    [InlineData("500")]
    [InlineData("-1 GB")]
    [InlineData("0 MB")]
    [InlineData("1,5 GB")]
    [InlineData("1 GiB")]
    [InlineData("99999999999999999999 TB")]
    public void Other_texts_are_refused(string text)
    {
        var problem = FluentActions.Invoking(() => CacheLocation.ParseSize(text)).Should().Throw<SpecException>().Which.Diagnostics.Single();
        problem.Id.Should().Be("MSPEC140");
        problem.Message.Should().Contain($"Found '{text}'; expected a number with B, KB, MB, GB or TB");
    }

    [Fact]
    public void The_page_shows_the_message()
    {
        var problem = FluentActions.Invoking(() => CacheLocation.ParseSize("lots")).Should().Throw<SpecException>().Which.Diagnostics.Single();
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "diagnostics", "MSPEC140.md")).Should().Contain(problem.ToString());
    }

    [Fact]
    public void No_folder_is_no_cache() => CacheLocation.Open(null).Should().BeNull();
}
