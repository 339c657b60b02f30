namespace ModelSpecs.Tests;

public sealed class ModelSpecTests
{
    [Fact]
    public async Task A_spec_of_the_repository_is_found_beside_the_source_file_and_evaluated()
    {
        var spec = ModelSpec.Load("../../specs/loan.spec.yaml");

        var result = await spec.EvaluateAsync(cancellationToken: TestContext.Current.CancellationToken);

        result.Passed.Should().BeTrue();
        result.Suite.Checks.Should().NotBeEmpty();
    }
}
