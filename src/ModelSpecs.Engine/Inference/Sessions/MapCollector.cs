using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Outputs;

namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>Puts the maps of a ZipMap output together as a matrix, one column a key.</summary>
internal sealed class MapCollector : OutputCollector
{
    private readonly ModelValue output;
    private readonly string[] keys;
    private readonly byte[][] utf8Keys;
    private readonly long[] integerKeys;
    private readonly float[] all;

    public MapCollector(ModelFile model, ModelValue output, OrtValue first, int rows)
        : base(model, output.Name, rows, CountKeys(first))
    {
        this.output = output;
        all = new float[checked(rows * Width)];
        if (output.Element != ModelElement.Float || output.Key is not (ModelElement.String or ModelElement.Int64))
        {
            throw Unusable(output.Display, "maps from string or int64 to float, as ZipMap gives");
        }

        if (Width == 0)
        {
            throw Unusable("maps without entries", "one entry a class");
        }

        using var map = first.GetValue(0, OrtAllocator.DefaultInstance);
        using var keyTensor = map.GetValue(0, OrtAllocator.DefaultInstance);
        integerKeys = output.Key == ModelElement.Int64 ? keyTensor.GetTensorDataAsSpan<long>().ToArray() : [];
        keys = output.Key == ModelElement.Int64
            ? Array.ConvertAll(integerKeys, key => key.ToString(CultureInfo.InvariantCulture))
            : keyTensor.GetStringTensorAsArray();
        utf8Keys = Array.ConvertAll(keys, System.Text.Encoding.UTF8.GetBytes);
    }

    /// <inheritdoc />
    public override RawOutput Finish() => new()
    {
        Name = output.Name, Kind = RawKind.Single, Rows = Rows, Width = Width, Singles = all, Keys = keys, KeysAreIntegers = integerKeys.Length > 0,
    };

    /// <inheritdoc />
    protected override void Copy(OrtValue value, int first, int count)
    {
        if (value.GetValueCount() is var maps && maps < count)
        {
            throw Unusable($"{maps} maps for {count} rows", "a map for each row");
        }

        for (var row = 0; row < count; row++)
        {
            using var map = value.GetValue(row, OrtAllocator.DefaultInstance);
            using var keyTensor = map.GetValue(0, OrtAllocator.DefaultInstance);
            using var values = map.GetValue(1, OrtAllocator.DefaultInstance);
            var numbers = values.GetTensorDataAsSpan<float>();
            if (numbers.Length != Width || !HasOurKeys(keyTensor))
            {
                throw Unusable("rows whose maps have different keys", "the same classes in each row");
            }

            numbers.CopyTo(all.AsSpan((first + row) * Width, Width));
        }
    }

    private bool HasOurKeys(OrtValue keyTensor)
    {
        if (integerKeys.Length > 0)
        {
            return keyTensor.GetTensorDataAsSpan<long>().SequenceEqual(integerKeys);
        }

        for (var i = 0; i < keys.Length; i++)
        {
            if (!keyTensor.GetStringElementAsSpan(i).SequenceEqual(utf8Keys[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static int CountKeys(OrtValue sequence)
    {
        if (sequence.GetValueCount() == 0)
        {
            return 0;
        }

        using var map = sequence.GetValue(0, OrtAllocator.DefaultInstance);
        using var keyTensor = map.GetValue(0, OrtAllocator.DefaultInstance);
        return (int)keyTensor.GetTensorTypeAndShape().ElementCount;
    }
}
