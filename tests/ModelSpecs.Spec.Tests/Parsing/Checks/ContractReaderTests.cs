using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Parsing.Checks;

public sealed class ContractReaderTests
{
    [Theory]
    [InlineData("float [?, 9]", "float [?, 9]")]
    [InlineData("  float[ batch ,9 ]  ", "float [batch, 9]")]
    [InlineData("double []", "double []")]
    [InlineData("string", "string")]
    [InlineData("int64 [unk__12]", "int64 [unk__12]")]
    [InlineData("float16 [N+1, H*2]", "float16 [N+1, H*2]")]
    [InlineData("sequence of maps from int64 to float", "sequence of maps from int64 to float")]
    public void A_value_is_a_type_and_a_shape(string written, string text) =>
        SpecText.Valid($"contract: {{ inputs: {{ x: '{written}' }} }}").Contract!.Inputs.Should().ContainSingle().Which.Text.Should().Be(text);

    [Theory]
    [InlineData("float32 [1]")]
    [InlineData("Float [1]")]
    [InlineData("float [1")]
    [InlineData("float 1]")]
    [InlineData("float [1,]")]
    [InlineData("float [0]")]
    [InlineData("float [-1]")]
    [InlineData("float [1.5]")]
    [InlineData("float [9999999999999999999999]")]
    [InlineData("float [[1]]")]
    [InlineData("float [?x]")]
    [InlineData("[1]")]
    [InlineData("sequence of maps from float to float")]
    [InlineData("sequence of maps from int64 to string")]
    [InlineData("float [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]")]
    public void Anything_else_is_malformed(string written) =>
        SpecText.Places($"contract: {{ outputs: {{ y: '{written}' }} }}").Should().Equal("5,27 MSPEC480");

    [Theory]
    [InlineData("15", 15, true)]
    [InlineData("15", 14, false)]
    [InlineData("15", 16, false)]
    [InlineData("'<= 15'", 15, true)]
    [InlineData("'<= 15'", 16, false)]
    [InlineData("'<15'", 14, true)]
    [InlineData("'<15'", 15, false)]
    [InlineData("'>= 15'", 15, true)]
    [InlineData("'>= 15'", 14, false)]
    [InlineData("'> 15'", 16, true)]
    [InlineData("'> 15'", 15, false)]
    public void An_operator_set_is_a_version_or_a_comparison(string written, int version, bool allows) =>
        SpecText.Valid($"contract: {{ opset: {{ ai.onnx: {written} }} }}").Contract!.Opset.Should().ContainSingle().Which.Allows(version).Should().Be(allows);

    [Fact]
    public void An_operator_set_without_a_name_is_shown_how_one_is_written()
    {
        SpecText.Errors(SpecText.Parse("contract: { opset: \">= 90\" }")).Should().ContainSingle().Which.Message.Should().Contain("expected a mapping of operator set names, such as { ai.onnx: \">= 13\" }");
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1_000 B", 1_000)]
    [InlineData("1.5 kB", 1_500)]
    [InlineData("20 MB", 20_000_000)]
    [InlineData("20MiB", 20_971_520)]
    [InlineData("2 GB", 2_000_000_000)]
    [InlineData("1 GiB", 1_073_741_824)]
    public void A_size_has_a_unit(string written, long bytes) => SpecText.Valid($"contract: {{ max_size: {written} }}").Contract!.MaxSize!.Value.Should().Be(bytes);

    [Theory]
    [InlineData("0 B")]
    [InlineData("-1 MB")]
    [InlineData("20 mb")]
    [InlineData("20 TB")]
    [InlineData("MB")]
    [InlineData("1e300")]
    public void Anything_else_is_no_size(string written) => SpecText.Places($"contract: {{ max_size: '{written}' }}").Should().Equal("5,23 MSPEC482");

    [Theory]
    [InlineData("contract: {}", "5,11 MSPEC")]
    [InlineData("contract: { inputs: {} }", "5,21 MSPEC")]
    [InlineData("contract: { metadata: [] }", "5,23 MSPEC")]
    [InlineData("contract: { metadata: {} }", "5,23 MSPEC")]
    [InlineData("contract: { metadata: features }", "5,23 MSPEC")]
    [InlineData("contract: { size: 1 MB }", "5,13 MSPEC")]
    [InlineData("contract: { opset: 15 }", "5,20 MSPEC")]
    [InlineData("contract: { inputs: { x: [1, 2] } }", "5,26 MSPEC")]
    public void What_is_wrong_is_said_where_it_stands(string written, string place) =>
        SpecText.Places(written).Should().Contain(found => found.StartsWith(place, StringComparison.Ordinal));

    [Fact]
    public void Each_part_that_is_said_is_a_check_of_its_own()
    {
        var plan = CheckPlan.Of(SpecText.Valid("contract: { max_size: 1 MB, metadata: { k: v }, inputs: { x: float } }\nslices: { young: age < 25 }"));

        plan.Select(planned => planned.DisplayNameOf(null)).Should().Equal("overall: contract inputs", "overall: contract metadata", "overall: contract max_size");
        plan.Select(planned => planned.Check.Terms).Should().Equal("x: float", "k: v", "1000000 bytes");
        plan.Select(planned => planned.Check.Span.Column).Should().Equal(49, 29, 13);
    }

    [Fact]
    public void A_larger_size_is_looser()
    {
        ContractCheckSpec Check(string size) => SpecText.Valid($"contract: {{ max_size: {size} }}").Contract!.Checks().Single();

        Check("2 MB").StrictnessAgainst(Check("1 MB")).Should().Be(Strictness.Looser);
        Check("1 MB").StrictnessAgainst(Check("2 MB")).Should().Be(Strictness.Tighter);
    }
}
