using ModelSpecs.Engine.Inference.Models;

namespace ModelSpecs.Engine.Tests.Inference.Models;

public sealed class ModelMetadataTests
{
    [Theory]
    [InlineData("a, b ,c", new[] { "a", "b", "c" })]
    [InlineData("[\"a\", \"b, c\", 3, true]", new[] { "a", "b, c", "3", "true" })]
    [InlineData("{\"1\": \"b\", \"0\": \"a\"}", new[] { "a", "b" })]
    [InlineData("{\"1\": \"b\", \"2\": \"a\"}", new string[0])]
    [InlineData("{\"0\": \"b\", \"00\": \"a\"}", new string[0])]
    [InlineData("[[1]]", new string[0])]
    [InlineData("[1, 2", new string[0])]
    [InlineData("", new string[0])]
    public void A_list_is_JSON_or_separated_by_commas(string text, string[] expected) => ModelMetadata.List(text).Should().Equal(expected);

    [Theory]
    [InlineData("classes")]
    [InlineData("class_names")]
    [InlineData("labels")]
    [InlineData("id2label")]
    public void Class_names_stand_under_any_of_the_usual_keys(string key) =>
        ModelMetadata.Classes(new Dictionary<string, string> { ["other"] = "x,y", [key] = "cat,dog" }).Should().Equal("cat", "dog");

    [Fact]
    public void One_name_is_no_list_of_classes() =>
        ModelMetadata.Classes(new Dictionary<string, string> { ["classes"] = "v2", ["labels"] = "cat,dog" }).Should().Equal("cat", "dog");
}
