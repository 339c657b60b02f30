using ModelSpecs.Tests.Shared;

namespace ModelSpecs.FluentAssertions.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void What_others_can_call_changes_only_where_somebody_approves_it() =>
        ApprovedText.Verify(PublicApi.Of(typeof(ModelSpecs.ModelSpecAssertionExtensions).Assembly), "tests/ModelSpecs.FluentAssertions.Tests/PublicApi/ModelSpecs.FluentAssertions.verified.txt");

    [Fact]
    public void The_reference_page_says_what_the_code_says() =>
        ApprovedText.Verify(ApiPage.Of(typeof(ModelSpecs.ModelSpecAssertionExtensions).Assembly, "Assertions over what an evaluation found, for FluentAssertions 6. How they are used: [csharp.md](../csharp.md)."), "docs/api/ModelSpecs.FluentAssertions.md");
}
