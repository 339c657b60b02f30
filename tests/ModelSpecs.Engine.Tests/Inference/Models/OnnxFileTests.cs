using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Engine.Inference.Models;

namespace ModelSpecs.Engine.Tests.Inference.Models;

public sealed class OnnxFileTests
{
    [Fact]
    public void Inputs_outputs_and_metadata_are_read_without_the_runtime()
    {
        var signature = OnnxFile.Read(ModelCase.Bytes("linear_named"));

        signature.Inputs.Should().ContainSingle().Which.Display.Should().Be("float [?, 2]");
        signature.Outputs.Should().ContainSingle().Which.Value.Should().BeEquivalentTo(
            new ModelValue("y", ModelValueKind.Tensor, ModelElement.Float, ModelElement.Undefined, [-1L, 1L]) { AxisNames = ["N", null] });
        signature.Opsets.Should().Equal(new Dictionary<string, long> { ["ai.onnx"] = 15, ["ai.onnx.ml"] = 2 });
        signature.Metadata.Should().Equal(new Dictionary<string, string> { ["features"] = "a,b" });
        signature.ExternalFiles.Should().BeEmpty();
    }

    [Theory]
    [InlineData("zipmap_text", "sequence of maps from string to float", "cat,dog,emu")]
    [InlineData("zipmap_int", "sequence of maps from int64 to float", "3,5,7")]
    [InlineData("classifier_text", "float [?, 3]", "cat,dog,emu")]
    [InlineData("classifier_int", "float [?, 3]", "3,5,7")]
    [InlineData("labelled_three", "float [?, 3]", "")]
    public void The_classes_behind_an_output_are_those_of_the_classifier_it_comes_from(string model, string display, string classes)
    {
        var output = OnnxFile.Read(ModelCase.Bytes(model)).Outputs[1];

        output.Value.Display.Should().Be(display);
        output.ClassLabels.Should().Equal(classes.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void The_label_output_of_a_classifier_has_no_columns_to_name() =>
        OnnxFile.Read(ModelCase.Bytes("classifier_text")).Outputs[0].ClassLabels.Should().BeEmpty();

    [Fact]
    public void Weights_among_the_inputs_are_left_out() =>
        OnnxFile.Read(ModelCase.Bytes("initializer_input")).Inputs.Select(i => i.Name).Should().Equal("x");

    [Theory]
    [InlineData("external", "external.weights")]
    [InlineData("external_outside", "../external.weights")]
    public void Files_with_weights_are_named(string model, string file) =>
        OnnxFile.Read(ModelCase.Bytes(model)).ExternalFiles.Should().Equal(file);

    [Fact]
    public void Every_element_type_is_known()
    {
        foreach (var (file, element) in new[] { ("int8", ModelElement.Int8), ("uint64", ModelElement.UInt64), ("bfloat16", ModelElement.BFloat16), ("float16", ModelElement.Float16), ("bool", ModelElement.Bool) })
        {
            OnnxFile.Read(ModelCase.Bytes($"element_{file}")).Inputs[0].Element.Should().Be(element);
        }
    }

    [Fact]
    public void A_file_that_ends_early_is_no_model_and_no_crash()
    {
        foreach (var model in new[] { "zipmap_text", "external", "linear_named" })
        {
            var bytes = ModelCase.Bytes(model);
            for (var length = 0; length < bytes.Length; length++)
            {
                // What follows the graph may be missing: it is metadata and versions.
                (Try(bytes.AsSpan(0, length)) && length < bytes.Length / 2).Should().BeFalse();
            }
        }
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused_and_never_crash()
    {
        var model = ModelCase.Bytes("zipmap_text");
        Prop.ForAll<byte[]>(bytes => Try(bytes) is var _).QuickCheckThrowOnFailure();
        Prop.ForAll(
            Gen.Choose(0, model.Length - 1).SelectMany(at => Gen.Choose(0, 255).Select(value => (at, value))).ToArbitrary(),
            change =>
            {
                var bytes = (byte[])model.Clone();
                bytes[change.at] = (byte)change.value;
                return Try(bytes) is var _;
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Text_is_no_model() => Try("<!DOCTYPE html><html>Not found</html>"u8).Should().BeFalse();

    [Fact]
    public void Graphs_nested_without_end_are_refused()
    {
        // node { attribute { g { node { attribute { g … } } } } }, each level wrapped around the one before.
        byte[] graph = [];
        for (var level = 0; level < 200; level++)
        {
            graph = Field(1, Field(5, Field(6, graph)));
        }

        var nested = () => OnnxFile.Read([8, 8, .. Field(7, [.. graph, .. Field(12, Field(1, "y"u8.ToArray()))])]);
        nested.Should().Throw<InvalidDataException>().WithMessage("*too deep*");
    }

    private static byte[] Field(int number, byte[] content)
    {
        var (length, prefix) = (content.Length, new List<byte> { (byte)((number << 3) | 2) });
        for (; length > 127; length >>= 7)
        {
            prefix.Add((byte)(length | 128));
        }

        return [.. prefix, (byte)length, .. content];
    }

    private static bool Try(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return OnnxFile.Read(bytes).Outputs.Count > 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
