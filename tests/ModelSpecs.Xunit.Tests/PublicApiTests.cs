using ModelSpecs.Tests.Shared;

namespace ModelSpecs.Xunit.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void What_others_can_call_changes_only_where_somebody_approves_it() =>
        ApprovedText.Verify(PublicApi.Of(typeof(ModelSpecs.Xunit.ModelSpecFixture).Assembly), "tests/ModelSpecs.Xunit.Tests/PublicApi/ModelSpecs.Xunit.verified.txt");

    [Fact]
    public void The_reference_page_says_what_the_code_says() =>
        ApprovedText.Verify(ApiPage.Of(typeof(ModelSpecs.Xunit.ModelSpecFixture).Assembly, "A spec as a fixture of xunit tests written by hand. How it is used: [csharp.md](../csharp.md). What the generated tests call is left out."), "docs/api/ModelSpecs.Xunit.md");
}
