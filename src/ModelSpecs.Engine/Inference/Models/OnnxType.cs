namespace ModelSpecs.Engine.Inference.Models;

/// <summary>Reads a <c>TypeProto</c>.</summary>
internal static class OnnxType
{
    /// <summary>The value of that name and type.</summary>
    public static ModelValue Read(string name, ReadOnlySpan<byte> bytes)
    {
        var type = new ProtoReader(bytes);
        while (type.Next())
        {
            if (type.Field == 1 && type.HasContent)
            {
                var (element, shape, names) = Tensor(type.Content);
                return new ModelValue(name, ModelValueKind.Tensor, element, ModelElement.Undefined, shape) { AxisNames = names.Exists(axis => axis is not null) ? names : [] };
            }

            if (type.Field == 4 && type.HasContent && MapInSequence(type.Content) is { } map)
            {
                return new ModelValue(name, ModelValueKind.MapSequence, map.Value, map.Key, null);
            }
        }

        return new ModelValue(name, ModelValueKind.Other, ModelElement.Undefined, ModelElement.Undefined, null);
    }

    private static (ModelElement Element, IReadOnlyList<long>? Shape, List<string?> Names) Tensor(ReadOnlySpan<byte> bytes)
    {
        var element = ModelElement.Undefined;
        List<long>? shape = null;
        var names = new List<string?>();
        var tensor = new ProtoReader(bytes);
        while (tensor.Next())
        {
            if (tensor.Field == 1)
            {
                element = (ModelElement)(int)tensor.Integer;
            }
            else if (tensor.Field == 2)
            {
                names.Clear();
                shape = Shape(tensor.Content, names);
            }
        }

        return (element, shape, names);
    }

    private static List<long> Shape(ReadOnlySpan<byte> bytes, List<string?> names)
    {
        var lengths = new List<long>();
        var shape = new ProtoReader(bytes);
        while (shape.Next())
        {
            if (shape.Field != 1)
            {
                continue;
            }

            // Some exporters write 0 or −1 for an axis of any length.
            var length = -1L;
            string? varying = null;
            var axis = new ProtoReader(shape.Content);
            while (axis.Next())
            {
                length = axis.Field == 1 && axis.Integer > 0 ? axis.Integer : length;
                varying = axis.Field == 2 && axis.Content.Length > 0 ? axis.Text : varying;
            }

            lengths.Add(length);
            names.Add(length < 0 ? varying : null);
        }

        return lengths;
    }

    private static (ModelElement Key, ModelElement Value)? MapInSequence(ReadOnlySpan<byte> bytes)
    {
        var sequence = new ProtoReader(bytes);
        while (sequence.Next())
        {
            if (sequence.Field != 1)
            {
                continue;
            }

            var element = new ProtoReader(sequence.Content);
            while (element.Next())
            {
                if (element.Field == 5 && element.HasContent)
                {
                    return Map(element.Content);
                }
            }
        }

        return null;
    }

    private static (ModelElement Key, ModelElement Value) Map(ReadOnlySpan<byte> bytes)
    {
        var (key, value) = (ModelElement.Undefined, ModelElement.Undefined);
        var map = new ProtoReader(bytes);
        while (map.Next())
        {
            if (map.Field == 1)
            {
                key = (ModelElement)(int)map.Integer;
            }
            else if (map.Field == 2)
            {
                value = Read("", map.Content).Element;
            }
        }

        return (key, value);
    }
}
