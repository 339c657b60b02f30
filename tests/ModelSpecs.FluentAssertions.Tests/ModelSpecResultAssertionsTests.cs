namespace ModelSpecs.FluentAssertions.Tests;

public sealed class ModelSpecResultAssertionsTests
{
    [Fact]
    public async Task Should_of_a_result_is_about_that_result()
    {
        var result = await ModelSpec.Load("../../specs/loan.spec.yaml").EvaluateAsync(cancellationToken: TestContext.Current.CancellationToken);

        result.Should().BeSameAs(result);
    }
}
