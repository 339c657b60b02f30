using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Parsing.Checks;

public sealed class ParityReaderTests
{
    [Fact]
    public void NumPys_tolerances_hold_unless_others_are_said()
    {
        var parity = One("{ model: old.onnx }");

        parity.Name.Value.Should().Be("p");
        parity.Tolerance.Should().Be(new Closeness(1e-8, 1e-5));
        parity.Should().Match<ParitySpec>(p => p.IsByRow && !p.EqualNan && !p.AnyType && p.Outputs.Count == 0);
        ((ModelSource)parity.Source).Model.FullPath.Should().EndWith("old.onnx");
    }

    [Fact]
    public void An_output_may_have_its_own_tolerance_of_which_the_rest_is_that_of_all()
    {
        var parity = One("{ model: { path: old.onnx }, atol: 0.5, rtol: 0, outputs: { a: { atol: 1 }, b: { rtol: 0.25 }, c: {} }, equal_nan: true, types: any }");

        parity.Outputs.Select(output => (output.Name.Value, output.Tolerance)).Should().Equal(("a", new Closeness(1, 0)), ("b", new Closeness(0.5, 0.25)), ("c", null));
        parity.Should().Match<ParitySpec>(p => p.EqualNan && p.AnyType);
    }

    [Theory]
    [InlineData("{ test_data: data/zoo }", false)]
    [InlineData("{ columns: { y: [p0..p9, q] } }", true)]
    [InlineData("{ arrays: { y: out.npy } }", true)]
    [InlineData("{ arrays: out.npz }", true)]
    [InlineData("{ arrays: out.npz, inputs: out.npz }", false)]
    [InlineData("{ arrays: { y: out.npy }, inputs: { x: in.npy.gz } }", false)]
    public void Rows_of_the_golden_set_are_judged_on_slices_and_other_inputs_as_a_whole(string written, bool isByRow)
    {
        var spec = SpecText.Valid($"parity: {{ p: {written} }}\nslices: {{ young: age < 25, country: {{ by: country }} }}");

        spec.Parity.Should().ContainSingle().Which.IsByRow.Should().Be(isByRow);
        CheckPlan.Of(spec).Select(planned => planned.IdOf(planned.IsPerGroup ? "*" : null)).Should().Equal(
            isByRow ? ["overall//parity p", "young//parity p", "country/*/parity p"] : ["overall//parity p"]);
    }

    [Theory]
    [InlineData("parity: { p: {} }", "5,11 MSPEC")]
    [InlineData("parity: {}", "5,9 MSPEC")]
    [InlineData("parity:", "MSPEC")]
    [InlineData("parity: { p: old.onnx }", "5,14 MSPEC")]
    [InlineData("parity: { p: { model: old.onnx, test_data: d } }", "5,33 MSPEC")]
    [InlineData("parity: { p: { model: old.onnx, inputs: x.npz } }", "5,33 MSPEC")]
    [InlineData("parity: { p: { model: old.onnx, atol: -1 } }", "5,39 MSPEC")]
    [InlineData("parity: { p: { model: old.onnx, rtol: .inf } }", "5,39 MSPEC")]
    [InlineData("parity: { p: { model: old.onnx, atl: 1 } }", "5,33 MSPEC")]
    [InlineData("parity: { p: { model: old.onnx, outputs: { y: 1 } } }", "5,47 MSPEC")]
    [InlineData("parity: { p: { model: old.onnx, outputs: [y, y] } }", "5,46 MSPEC")]
    [InlineData("parity: { p: { model: old.onnx, outputs: {} } }", "5,42 MSPEC")]
    [InlineData("parity: { p: { model: old.onnx, outputs: y } }", "5,42 MSPEC")]
    [InlineData("parity: { p: { model: ../../old.onnx } }", "5,23 MSPEC")]
    [InlineData("parity: { p: { test_data: /etc } }", "5,27 MSPEC")]
    [InlineData("parity: { p: { test_data: ../../.. } }", "5,27 MSPEC")]
    [InlineData("parity: { p: { arrays: { y: ../../../secret.npy } } }", "5,29 MSPEC")]
    [InlineData("parity: { p: { arrays: out.npz, inputs: ~/in.npz } }", "5,41 MSPEC")]
    [InlineData("parity: { p: { arrays: out.npy } }", "5,24 MSPEC")]
    [InlineData("parity: { p: { arrays: { y: out.npz } } }", "5,29 MSPEC")]
    [InlineData("parity: { p: { arrays: {} } }", "5,24 MSPEC")]
    [InlineData("parity: { p: { columns: {} } }", "5,25 MSPEC")]
    [InlineData("parity: { p: { columns: { y: [p9..p0] } } }", "5,31 MSPEC")]
    [InlineData("parity: { p: { model: old.onnx, types: all } }", "5,40 MSPEC")]
    [InlineData("parity: { p: { model: old.onnx, equal_nan: yes } }", "5,44 MSPEC")]
    public void What_is_wrong_is_said_where_it_stands(string written, string place)
    {
        var result = SpecText.Parse(written);

        result.Spec.Should().BeNull();
        SpecText.Places(written).Should().ContainSingle(found => found.Contains(place, StringComparison.Ordinal), string.Join('\n', SpecText.Problems(result)));
    }

    [Fact]
    public void It_needs_a_model() =>
        SpecText.Problems(SpecText.Parse("parity: { p: { columns: { y: p } } }\ncontract: { max_size: 1 MB }\npredictions: { score: s }\nexpect: { recall: \">= 0.5\" }", hasModel: false))
            .Should().HaveCount(2).And.OnlyContain(problem => problem.Contains("means nothing without 'model'", StringComparison.Ordinal));

    [Fact]
    public void It_expects_something_so_that_a_spec_of_it_alone_is_no_spec_that_expects_nothing()
    {
        SpecText.Parse("parity: { p: { model: old.onnx } }").Diagnostics.Should().BeEmpty();
        SpecText.Parse("contract: { max_size: 1 MB }").Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void A_waiver_names_it_like_any_check() =>
        SpecText.Parse("parity: { p: { model: old.onnx } }\nslices: { country: { by: country } }\nwaivers:\n"
            + "  - { check: \"overall: parity p\", until: 2030-01-01, owner: o, because: b }\n  - { check: \"country = DE: parity p\", until: 2030-01-01, owner: o, because: b }")
            .Diagnostics.Should().BeEmpty();

    [Theory]
    [InlineData("atol: 0.01", "atol: 0.02", Strictness.Looser)]
    [InlineData("atol: 0.02", "atol: 0.01", Strictness.Tighter)]
    [InlineData("atol: 0.02, rtol: 0.1", "atol: 0.01, rtol: 0.2", Strictness.Other)]
    [InlineData("atol: 0.01", "atol: 0.01, equal_nan: true", Strictness.Looser)]
    [InlineData("types: any", "atol: 1e-8", Strictness.Tighter)]
    [InlineData("outputs: [a, b]", "outputs: [a]", Strictness.Looser)]
    [InlineData("outputs: [a]", "outputs: { a: { atol: 1 } }", Strictness.Looser)]
    [InlineData("rtol: 1e-5", "outputs: [a]", Strictness.Looser)]
    [InlineData("outputs: [a]", "outputs: [b]", Strictness.Other)]
    public void A_changed_tolerance_is_looser_or_tighter(string before, string after, Strictness expected)
    {
        ParityCheckSpec Check(string said) => new() { Parity = One($"{{ model: old.onnx, {said} }}"), Span = default! };

        Check(after).Terms.Should().NotBe(Check(before).Terms);
        Check(after).StrictnessAgainst(Check(before)).Should().Be(expected);
    }

    private static ParitySpec One(string written) => SpecText.Valid($"parity: {{ p: {written} }}").Parity.Should().ContainSingle().Subject;
}
