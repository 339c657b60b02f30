using ModelSpecs.Generator.Tests.Support;

namespace ModelSpecs.Generator.Tests;

/// <summary>The page of each diagnostic of the generator shows the message that really comes.</summary>
public sealed class DiagnosticPageTests
{
    private static readonly Dictionary<string, Func<GeneratorHarness>> Provoking = new(StringComparer.Ordinal)
    {
        ["MSPEC400"] = () => GeneratorHarness.With("loan.spec.yaml", Specs.Named("Loan default")).Write("loan-2.spec.yaml", Specs.Named("Loan default")),
        ["MSPEC401"] = () => GeneratorHarness.With("loan.spec.yaml", Example("MSPEC401", "yaml")),
        ["MSPEC402"] = () => GeneratorHarness.With("readme.yaml", ""),
    };

    public static TheoryData<string> Ids => [.. Provoking.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_shows_the_real_message(string id) =>
        Page(id).Should().Contain($"```\n{Provoking[id]().Run().Lines.Should().ContainSingle().Which.Replace("~/", "")}\n```\n");

    [Fact]
    public void The_page_of_the_missing_generator_shows_what_the_compiler_says()
    {
        const string file = "ModelSpecs.Xunit.GeneratorRan.cs";
        var error = GeneratorHarness.With("a.spec.yaml", Specs.Named("A")).Edit(File.ReadAllText(Path.Combine(Repository.Root, "src/ModelSpecs.Xunit/build", file))).Compile().Should().ContainSingle().Which;

        var place = error.Location.GetLineSpan().StartLinePosition;
        Page("MSPEC403").Should().Contain($"```\n{file}({place.Line + 1},{place.Character + 1}): error {error.Id}: {error.GetMessage()}\n```\n");
    }

    private static string Page(string id) => File.ReadAllText(Path.Combine(Repository.Root, "docs/diagnostics", id + ".md"));

    private static string Example(string id, string language) => Page(id).Split($"```{language}\n")[1].Split("```")[0];
}
