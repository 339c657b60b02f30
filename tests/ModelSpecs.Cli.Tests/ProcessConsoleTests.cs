using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Tests;

public sealed class ProcessConsoleTests
{
    [Theory]
    [InlineData("", false, true)]
    [InlineData("NO_COLOR=1", false, false)]
    [InlineData("NO_COLOR=", false, true)]
    [InlineData("TERM=dumb", false, false)]
    [InlineData("TERM=xterm-256color", false, true)]
    [InlineData("", true, false)]
    [InlineData("WT_SESSION=x", true, true)]
    [InlineData("WT_SESSION=x NO_COLOR=1", true, false)]
    public void Colours_follow_the_environment(string environment, bool windows, bool expected)
    {
        ProcessConsole.WantsColor(Variables(environment), windows).Should().Be(expected);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("LANG=C", true)]
    [InlineData("LANG=POSIX", true)]
    [InlineData("LANG=C.UTF-8", false)]
    [InlineData("LANG=C LC_ALL=en_US.UTF-8", false)]
    [InlineData("LANG=en_US.UTF-8 LC_ALL=C", true)]
    [InlineData("LANG=C LC_ALL=", true)]
    public void Only_a_locale_that_says_so_is_ascii(string environment, bool expected)
    {
        ProcessConsole.IsPlainLocale(Variables(environment)).Should().Be(expected);
    }

    private static Func<string, string?> Variables(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        return name => variables.GetValueOrDefault(name);
    }
}
