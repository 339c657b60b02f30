using System.Diagnostics;
using System.Reflection;

namespace ModelSpecs.Reporting.Tests.Html;

/// <summary>The pure functions of the page (<c>web/report/test</c>), by node's test runner.</summary>
public sealed class PageLogicTests
{
    [Fact]
    public async Task The_functions_of_the_page_do_what_its_tests_say()
    {
        var root = typeof(PageLogicTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        using var node = Process.Start(new ProcessStartInfo("node", ["test.mjs"])
        {
            WorkingDirectory = Path.Combine(root, "web", "report"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        var said = await Task.WhenAll(node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);

        node.ExitCode.Should().Be(0, string.Concat(said));
        string.Concat(said).Should().MatchRegex("(?m)^(#|ℹ) pass [1-9]");
    }
}
