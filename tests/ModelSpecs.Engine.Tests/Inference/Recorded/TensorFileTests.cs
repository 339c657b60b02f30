using System.Globalization;
using System.Text.Json;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Recorded;
using ModelSpecs.Engine.Parity;

namespace ModelSpecs.Engine.Tests.Inference.Recorded;

public sealed class TensorFileTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests/ModelSpecs.Engine.Tests/Fixtures/parity");

    public static TheoryData<string> Names { get; } = [.. Known().EnumerateObject().Select(tensor => tensor.Name)];

    /// <summary>Fixtures/make_parity.py wrote the files with onnx and the values with NumPy.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_tensor_that_onnx_wrote_has_the_type_the_shape_and_the_values_that_NumPy_gave_it(string name)
    {
        var known = Known().GetProperty(name);

        var tensor = TensorFile.Read(Bytes(name + ".pb"));

        tensor.Element.Display().Should().Be(known.GetProperty("element").GetString());
        tensor.Shape.Should().Equal(known.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64()));
        var values = ComparedValues.Of(tensor);
        var expected = known.GetProperty("values").EnumerateArray().Select(value => value.GetString()!).ToList();
        tensor.Count.Should().Be(expected.Count);
        Enumerable.Range(0, expected.Count).Select(values.Display).Should().Equal(expected.Select(text => Shown(values, text)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_beginning_of_a_file_is_taken_for_the_whole(string name)
    {
        var bytes = Bytes(name + ".pb");
        var whole = TensorFile.Read(bytes);
        for (var length = 0; length < bytes.Length; length++)
        {
            TensorData? read = null;
            try
            {
                read = TensorFile.Read(bytes.AsSpan(0, length));
            }
            catch (InvalidDataException)
            {
                continue;
            }

            // Only what says nothing of the values may be missing: the name behind them.
            read.Should().BeEquivalentTo(whole with { Name = read.Name }, "{0} of {1} bytes", length, bytes.Length);
        }
    }

    [Fact]
    public void No_flipped_bit_does_worse_than_another_value_or_a_message()
    {
        var bytes = Bytes("float-typed.pb");
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var broken = (byte[])bytes.Clone();
            broken[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                var tensor = TensorFile.Read(broken);
                (tensor.Texts?.LongLength ?? (tensor.Bytes.LongLength / tensor.Element.Size())).Should().Be(tensor.Shape.Aggregate(1L, (product, length) => product * length));
            }
            catch (InvalidDataException e)
            {
                e.Message.Should().NotBeEmpty();
            }
        }
    }

    [Theory]
    [InlineData("external.bad", "values in another file")]
    [InlineData("complex.bad", "element type 14")]
    [InlineData("sequence.bad", "field 3")]
    public void What_cannot_be_compared_is_refused(string file, string said) =>
        FluentActions.Invoking(() => TensorFile.Read(Bytes(file))).Should().Throw<InvalidDataException>().WithMessage($"*{said}*");

    /// <summary>A file of few bytes that claims more than a machine has costs nothing.</summary>
    [Theory]
    [InlineData("0880808080101001", "expected a value for each place")]
    [InlineData("08808080801008808080801008808080801010014a0400000000", "expected a value for each place")]
    [InlineData("08ffffffffffffffff7f08ffffffffffffffff7f1001", "expected a value for each place")]
    [InlineData("08ffffffffffffffffff011001", "none of them negative")]
    [InlineData("08021001", "found 0 values; expected 2")]
    [InlineData("080210014a0400000000", "found 1 values; expected 2")]
    [InlineData("080110014a050000000000", "found 1 values; expected 1")]
    [InlineData("080110014a04000000004a0400000000", "field 9")]
    [InlineData("080110014a0400000000220400000000", "one or the other")]
    [InlineData("0801100122040000000052080000000000000000", "two fields")]
    [InlineData("08011001520800000000000000003a00", "two fields")]
    [InlineData("0801100152080000000000000000", "another type")]
    [InlineData("0801100328ac02", "int8 does not hold")]
    [InlineData("080110094a0102", "neither 0 nor 1")]
    [InlineData("0801100832020aff", "not UTF-8")]
    [InlineData("08014a0400000000", "no element type")]
    [InlineData("", "no element type")]
    public void A_shape_has_to_be_borne_out_by_the_bytes(string hexadecimal, string said) =>
        FluentActions.Invoking(() => TensorFile.Read(Convert.FromHexString(hexadecimal))).Should().Throw<InvalidDataException>().WithMessage($"*{said}*");

    [Fact]
    public void Too_many_axes_are_refused() =>
        FluentActions.Invoking(() => TensorFile.Read([.. Enumerable.Repeat<byte[]>([0x08, 1], 40).SelectMany(axis => axis), 0x10, 1, 0x4a, 4, 0, 0, 0, 0]))
            .Should().Throw<InvalidDataException>().WithMessage("*at most 32 axes*");

    private static string Shown(ComparedValues values, string text) => values.Kind switch
    {
        ComparedKind.Text => $"'{text}'",
        ComparedKind.Float => (text switch { "inf" => double.PositiveInfinity, "nan" => double.NaN, _ => double.Parse(text, CultureInfo.InvariantCulture) }).ToString("R", CultureInfo.InvariantCulture),
        _ => text,
    };

    private static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Folder, "tensors", file));

    private static JsonElement Known() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "tensors.json"))).RootElement;
}
