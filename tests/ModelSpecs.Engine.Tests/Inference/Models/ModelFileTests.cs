using System.Security.Cryptography;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Tests.Inference.Models;

public sealed class ModelFileTests
{
    [Fact]
    public void The_hash_of_a_model_is_that_of_its_file()
    {
        using var model = new ModelCase("linear");

        ModelFile.Open(model.Parse("task: regression\n")).Hash().Should().Be("sha256:" + Convert.ToHexStringLower(SHA256.HashData(ModelCase.Bytes("linear"))));
    }

    [Fact]
    public async Task Weights_in_a_file_of_their_own_are_used_and_are_part_of_the_hash()
    {
        using var model = new ModelCase("external");
        const string Spec = "task: regression\ninputs: { x: [a, b] }\n";
        Weights(model, 1, 10);
        var before = await model.PredictAsync(Spec, "a,b,t\n1,2,0\n");
        Weights(model, 2, 10);

        var after = await model.PredictAsync(Spec, "a,b,t\n1,2,0\n");

        before.Values.Should().Equal(21);
        after.Values.Should().Equal(22);
        after.ModelHash.Should().NotBe(before.ModelHash).And.MatchRegex("^sha256:[0-9a-f]{64}$");
    }

    [Fact]
    public void A_pinned_model_must_be_that_file()
    {
        using var model = new ModelCase("linear");
        var head = $"spec: A\nmodel: {{ path: model.onnx, sha256: {Convert.ToHexStringLower(SHA256.HashData(ModelCase.Bytes("linear")))} }}\ngolden: golden.csv\nlabel: t\n";
        ModelFile.Open(model.Parse("", head)).Hash().Should().StartWith("sha256:");
        model.Model("linear_flat");

        var changed = () => ModelFile.Open(model.Parse("", head)).Hash();

        changed.Should().Throw<SpecException>().Which.Diagnostics.Should().ContainSingle().Which.Id.Should().Be("MSPEC203");
    }

    [Fact]
    public void A_model_that_a_link_takes_out_of_the_root_is_not_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there");
        using var outside = new ModelCase("linear");
        using var model = new ModelCase();
        File.CreateSymbolicLink(model.PathOf("model.onnx"), outside.PathOf("model.onnx"));

        var opened = () => ModelFile.Open(model.Parse("task: regression\n"));

        opened.Should().Throw<SpecException>().Which.Diagnostics.Should().ContainSingle().Which.Id.Should().Be("MSPEC204");
    }

    [Fact]
    public void Weights_that_a_link_takes_out_of_the_root_are_not_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there");
        using var outside = new ModelCase();
        Weights(outside, 1, 10);
        using var model = new ModelCase("external");
        File.CreateSymbolicLink(model.PathOf("external.weights"), outside.PathOf("external.weights"));

        var opened = () => ModelFile.Open(model.Parse("task: regression\n"));

        opened.Should().Throw<SpecException>().Which.Diagnostics.Should().ContainSingle().Which.Id.Should().Be("MSPEC206");
    }

    [Fact]
    public void A_link_within_the_root_is_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there");
        using var model = new ModelCase().Model("linear", "real.onnx");
        File.CreateSymbolicLink(model.PathOf("model.onnx"), model.PathOf("real.onnx"));

        ModelInspector.Read(model.Parse("task: regression\n")).Inputs.Should().ContainSingle();
    }

    private static void Weights(ModelCase model, float first, float second) =>
        File.WriteAllBytes(model.PathOf("external.weights"), [.. BitConverter.GetBytes(first), .. BitConverter.GetBytes(second)]);
}
