using ModelSpecs.Engine.Running;

namespace ModelSpecs.Engine.Tests.Running;

public sealed class DefaultCacheTests
{
    private static readonly string Root = Path.GetFullPath("/repo");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_setting_the_cache_is_a_hidden_folder_of_the_root(string? setting)
    {
        DefaultCache.DirectoryFor(Root, setting).Should().Be(Path.Combine(Root, ".modelspecs", "cache"));
    }

    [Theory]
    [InlineData("off")]
    [InlineData("OFF")]
    public void Off_switches_it_off(string setting)
    {
        DefaultCache.DirectoryFor(Root, setting).Should().BeNull();
    }

    [Fact]
    public void A_folder_moves_it_a_relative_one_below_the_root()
    {
        DefaultCache.DirectoryFor(Root, "artifacts/cache").Should().Be(Path.Combine(Root, "artifacts", "cache"));
        DefaultCache.DirectoryFor(Root, Path.GetFullPath("/var/cache/ms")).Should().Be(Path.GetFullPath("/var/cache/ms"));
    }
}
