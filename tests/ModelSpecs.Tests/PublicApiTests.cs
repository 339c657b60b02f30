using ModelSpecs.Tests.Shared;

namespace ModelSpecs.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void What_others_can_call_changes_only_where_somebody_approves_it() =>
        ApprovedText.Verify(PublicApi.Of(typeof(ModelSpecs.ModelSpec).Assembly), "tests/ModelSpecs.Tests/PublicApi/ModelSpecs.verified.txt");

    [Fact]
    public void The_reference_page_says_what_the_code_says() =>
        ApprovedText.Verify(ApiPage.Of(typeof(ModelSpecs.ModelSpec).Assembly, "Specs in C#: load or build one, evaluate it, ask for slices, metrics and checks. How it is used: [csharp.md](../csharp.md)."), "docs/api/ModelSpecs.md");
}
