using ModelSpecs.Engine.Tests.Parity;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Checks.Contract;

public sealed class ContractCheckTests : IDisposable
{
    private readonly ParityCase model = new();

    public void Dispose() => model.Dispose();

    [Theory]
    [InlineData("inputs: { x: \"float [N, 2]\" }")]
    [InlineData("inputs: { x: \"float [?, 2]\" }")]
    [InlineData("inputs: { x: float }")]
    [InlineData("outputs: { probabilities: \"float [N, 2]\" }")]
    [InlineData("opset: { ai.onnx: 15, ai.onnx.ml: \"<= 2\" }")]
    [InlineData("opset: { ai.onnx: \">= 13\", ai.onnx.ml: \"> 1\" }")]
    [InlineData("max_size: 5 kB")]
    public async Task A_model_that_keeps_its_contract_passes(string contract)
    {
        var check = await model.CheckAsync($"contract: {{ {contract} }}\n");

        check.Outcome.Should().Be(Outcome.Passed, check.Message);
        check.Kind.Should().Be("contract");
        check.Message.Should().StartWith("contract ");
    }

    [Theory]
    [InlineData("inputs: { x: \"float [batch, 2]\" }", "input 'x': found float [N, 2]; expected float [batch, 2]")]
    [InlineData("inputs: { x: \"float [1, 2]\" }", "input 'x': found float [N, 2]; expected float [1, 2]")]
    [InlineData("inputs: { x: \"float [N, ?]\" }", "input 'x': found float [N, 2]; expected float [N, ?]")]
    [InlineData("inputs: { x: \"float [N]\" }", "input 'x': found float [N, 2]; expected float [N]")]
    [InlineData("inputs: { x: \"double [N, 2]\" }", "input 'x': found float [N, 2]; expected double [N, 2]")]
    [InlineData("inputs: { X: \"float [N, 2]\" }", "input 'X': found none of that name; expected float [N, 2]. Did you mean 'x'?")]
    [InlineData("inputs: { X: \"float [N, 2]\" }", "input 'x': found float [N, 2]; expected no such input")]
    [InlineData("outputs: { probabilities: \"sequence of maps from int64 to float\" }", "output 'probabilities': found float [N, 2]; expected sequence of maps from int64 to float")]
    [InlineData("opset: { ai.onnx: \"< 15\", ai.onnx.ml: 2 }", "operator set 'ai.onnx': found version 15; expected < 15")]
    [InlineData("opset: { ai.onnx: 15 }", "operator set 'ai.onnx.ml': found version 2; expected no such operator set")]
    [InlineData("opset: { ai.onnx: 15, ai.onnx.ml: 2, com.microsoft: 1 }", "operator set 'com.microsoft': found none; expected 1")]
    [InlineData("metadata: [features]", "metadata 'features': found none; expected an entry.")]
    [InlineData("metadata: { features: \"a,b\" }", "metadata 'features': found none; expected 'a,b'.")]
    [InlineData("max_size: 10 B", "bytes; expected at most 10")]
    public async Task What_breaks_it_is_named_with_what_was_found_and_expected(string contract, string violation)
    {
        var check = await model.CheckAsync($"contract: {{ {contract} }}\n");

        check.Outcome.Should().Be(Outcome.Failed);
        check.Fails.Should().BeTrue();
        check.Message.Should().Contain($"{violation}");
    }

    [Fact]
    public async Task Metadata_is_compared_with_its_value()
    {
        using var named = new ParityCase("linear_named");
        const string head = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\ntask: regression\n";

        (await named.CheckAsync("contract: { metadata: { features: \"a,b\" } }\n", head)).Outcome.Should().Be(Outcome.Passed);
        (await named.CheckAsync("contract: { metadata: [features] }\n", head)).Outcome.Should().Be(Outcome.Passed);
        (await named.CheckAsync("contract: { metadata: { features: \"b,a\" } }\n", head)).Message.Should().Contain("metadata 'features': found 'a,b'; expected 'b,a'");
    }

    [Fact]
    public async Task Maps_of_a_ZipMap_have_a_type_of_their_own()
    {
        using var maps = new ParityCase("zipmap_text");
        maps.Files.Write("golden.csv", "id,a,b,c,t\n1,1,0,0,cat\n2,0,1,0,dog\n3,0,0,1,emu\n");
        const string head = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\ninputs: { x: [a, b, c] }\n";

        (await maps.CheckAsync("contract: { outputs: { label: \"string [N]\", probability: sequence of maps from string to float } }\n", head)).Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public async Task Every_violation_of_every_part_is_said_at_once()
    {
        var result = await model.RunAsync("contract: { inputs: { y: float, z: int64 }, outputs: { q: float }, opset: { ai.onnx: 9 }, metadata: [a, b], max_size: 1 B }\n");

        result.Checks.Should().HaveCount(5).And.OnlyContain(check => check.Outcome == Outcome.Failed);
        result.Checks.Select(check => check.Message.Split("\n  violation ").Length - 1).Should().Equal(3, 2, 2, 2, 1);
    }

    /// <summary>An input of another name is why the golden set does not fit: the contract says so beside the diagnostic.</summary>
    [Fact]
    public async Task It_is_judged_even_where_the_golden_set_does_not_fit_the_model()
    {
        var result = await model.RunAsync("contract: { inputs: { features: \"float [N, 2]\" }, max_size: 1 MB }\nexpect: { recall: \">= 0.5\" }\n", ParityCase.Head.Replace("x: [a, b]", "features: [a, b]", StringComparison.Ordinal));

        result.Diagnostics.Should().Contain(diagnostic => diagnostic.Id == "MSPEC210");
        result.Checks.Select(check => (check.Name, check.Outcome)).Should().Equal(
            ("overall: recall >= 0.5", Outcome.Error), ("overall: contract inputs", Outcome.Failed), ("overall: contract max_size", Outcome.Passed));
        result.Checks[1].Message.Should().Contain("input 'features': found none of that name");
    }

    [Fact]
    public async Task A_model_that_cannot_be_read_keeps_no_contract()
    {
        File.Delete(model.Files.PathOf("model.onnx"));

        var result = await model.RunAsync("contract: { max_size: 1 MB }\n");

        result.Checks.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Error);
    }

    [Fact]
    public async Task The_weights_beside_the_model_count()
    {
        using var external = new ParityCase("external");
        File.WriteAllBytes(external.Files.PathOf("external.weights"), new byte[8]);
        const string head = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\ntask: regression\ninputs: { x: [a, b] }\n";
        var size = new FileInfo(external.Files.PathOf("model.onnx")).Length;

        (await external.CheckAsync($"contract: {{ max_size: {size + 8} }}\n", head)).Outcome.Should().Be(Outcome.Passed);
        (await external.CheckAsync($"contract: {{ max_size: {size + 7} }}\n", head)).Outcome.Should().Be(Outcome.Failed);
    }
}
