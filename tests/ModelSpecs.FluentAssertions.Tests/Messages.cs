namespace ModelSpecs.FluentAssertions.Tests;

/// <summary>What an assertion that has to fail says.</summary>
internal static class Messages
{
    public static string Of(Action assertion)
    {
        var failure = assertion.Should().Throw<ModelSpecFailedException>().Which;
        // xunit shows the text alone where the type lies in its namespace and says that it is an expectation.
        failure.GetType().Namespace.Should().Be("Xunit.Sdk");
        failure.GetType().GetInterfaces().Select(type => type.Name).Should().Contain("IAssertionException");
        return failure.Message.ReplaceLineEndings("\n");
    }
}
