namespace ModelSpecs.Engine.Inference.Models;

/// <summary>Reads an ONNX file's signature from its bytes, so that neither checking a spec nor a run from the cache loads ONNX Runtime.</summary>
/// <remarks>Field numbers are those of <c>onnx.proto3</c>.</remarks>
internal static class OnnxFile
{
    private const int DeepestGraph = 64;

    /// <summary>The signature of a model.</summary>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static ModelSignature Read(ReadOnlySpan<byte> bytes)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var opsets = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var graph = new GraphFacts();
        var (hasVersion, hasGraph) = (false, false);
        var model = new ProtoReader(bytes);
        while (model.Next())
        {
            switch (model.Field)
            {
                case 1:
                    hasVersion = model.Integer > 0;
                    break;
                case 7 when model.HasContent:
                    hasGraph = true;
                    ReadGraph(model.Content, graph, files);
                    break;
                case 8 when model.HasContent:
                    var (domain, opset) = OperatorSet(model.Content);
                    opsets[domain] = opset;
                    break;
                case 14 when model.HasContent:
                    var (key, value) = Entry(model.Content);
                    metadata[key] = value;
                    break;
                case 25 when model.HasContent: // functions of the model
                    ReadFunction(model.Content, files);
                    break;
                default:
                    break;
            }
        }

        return hasVersion && hasGraph && graph.Outputs.Count > 0
            ? new ModelSignature
            {
                Inputs = [.. graph.Inputs.Where(input => !graph.Initializers.Contains(input.Name))],
                Outputs = [.. graph.Outputs.Select(output => new ModelOutput(output, graph.ClassLabelsOf(output.Name)))],
                Metadata = metadata,
                Opsets = opsets,
                ExternalFiles = [.. files],
            }
            : throw new InvalidDataException("no ONNX graph");
    }

    private static void ReadGraph(ReadOnlySpan<byte> bytes, GraphFacts facts, SortedSet<string> files)
    {
        var graph = new ProtoReader(bytes);
        while (graph.Next())
        {
            switch (graph.Field)
            {
                case 1:
                    facts.Add(ReadNode(graph.Content, files, 0));
                    break;
                case 5:
                    facts.Initializers.Add(ReadTensor(graph.Content, files));
                    break;
                case 11:
                    facts.Inputs.Add(ValueInfo(graph.Content));
                    break;
                case 12:
                    facts.Outputs.Add(ValueInfo(graph.Content));
                    break;
                case 15:
                    facts.Initializers.Add(ReadSparseTensor(graph.Content, files));
                    break;
                default:
                    break;
            }
        }
    }

    private static NodeFacts ReadNode(ReadOnlySpan<byte> bytes, SortedSet<string> files, int depth)
    {
        var facts = new NodeFacts();
        var node = new ProtoReader(bytes);
        while (node.Next())
        {
            switch (node.Field)
            {
                case 1:
                    facts.Inputs.Add(node.Text);
                    break;
                case 2:
                    facts.Outputs.Add(node.Text);
                    break;
                case 4:
                    facts.Operator = node.Text;
                    break;
                case 5:
                    ReadAttribute(node.Content, facts, files, depth);
                    break;
                case 7:
                    facts.Domain = node.Text;
                    break;
                default:
                    break;
            }
        }

        return facts;
    }

    private static void ReadAttribute(ReadOnlySpan<byte> bytes, NodeFacts facts, SortedSet<string> files, int depth)
    {
        var name = "";
        var integers = new List<long>();
        var texts = new List<string>();
        var attribute = new ProtoReader(bytes);
        while (attribute.Next())
        {
            switch (attribute.Field)
            {
                case 1:
                    name = attribute.Text;
                    break;
                case 5 or 10: // t, tensors
                    ReadTensor(attribute.Content, files);
                    break;
                case 22 or 23: // sparse_tensor, sparse_tensors
                    ReadSparseTensor(attribute.Content, files);
                    break;
                case 6 or 11: // g, graphs
                    ReadSubgraph(attribute.Content, files, depth + 1);
                    break;
                case 8 when name.StartsWith("classlabels", StringComparison.Ordinal):
                    attribute.AddIntegersTo(integers);
                    break;
                case 9 when name.StartsWith("classlabels", StringComparison.Ordinal):
                    texts.Add(attribute.Text);
                    break;
                default:
                    break;
            }
        }

        if (texts.Count > 0)
        {
            facts.ClassLabels = texts;
        }
        else if (integers.Count > 0)
        {
            facts.ClassLabels = integers.ConvertAll(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Only weights in files of their own matter inside a nested graph.</summary>
    private static void ReadSubgraph(ReadOnlySpan<byte> bytes, SortedSet<string> files, int depth)
    {
        if (depth > DeepestGraph)
        {
            throw new InvalidDataException("graphs nested too deep");
        }

        var graph = new ProtoReader(bytes);
        while (graph.Next())
        {
            switch (graph.Field)
            {
                case 1:
                    ReadNode(graph.Content, files, depth);
                    break;
                case 5:
                    ReadTensor(graph.Content, files);
                    break;
                case 15:
                    ReadSparseTensor(graph.Content, files);
                    break;
                default:
                    break;
            }
        }
    }

    private static void ReadFunction(ReadOnlySpan<byte> bytes, SortedSet<string> files)
    {
        var function = new ProtoReader(bytes);
        while (function.Next())
        {
            if (function.Field == 7)
            {
                ReadNode(function.Content, files, 0);
            }
        }
    }

    private static string ReadTensor(ReadOnlySpan<byte> bytes, SortedSet<string> files)
    {
        var name = "";
        var isExternal = false;
        string? location = null;
        var tensor = new ProtoReader(bytes);
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case 8:
                    name = tensor.Text;
                    break;
                case 13:
                    var (key, value) = Entry(tensor.Content);
                    location = key == "location" ? value : location;
                    break;
                case 14:
                    isExternal = tensor.Integer == 1;
                    break;
                default:
                    break;
            }
        }

        if (isExternal && location is not null)
        {
            files.Add(location);
        }

        return name;
    }

    private static string ReadSparseTensor(ReadOnlySpan<byte> bytes, SortedSet<string> files)
    {
        var name = "";
        var tensor = new ProtoReader(bytes);
        while (tensor.Next())
        {
            if (tensor.Field == 1)
            {
                name = ReadTensor(tensor.Content, files);
            }
            else if (tensor.Field == 2)
            {
                ReadTensor(tensor.Content, files);
            }
        }

        return name;
    }

    private static ModelValue ValueInfo(ReadOnlySpan<byte> bytes)
    {
        var name = "";
        ReadOnlySpan<byte> type = default;
        var info = new ProtoReader(bytes);
        while (info.Next())
        {
            if (info.Field == 1)
            {
                name = info.Text;
            }
            else if (info.Field == 2)
            {
                type = info.Content;
            }
        }

        return OnnxType.Read(name, type);
    }

    private static (string Domain, long Version) OperatorSet(ReadOnlySpan<byte> bytes)
    {
        var (domain, version) = ("", 0L);
        var set = new ProtoReader(bytes);
        while (set.Next())
        {
            (domain, version) = set.Field switch
            {
                1 => (set.Text, version),
                2 => (domain, set.Integer),
                _ => (domain, version),
            };
        }

        return (domain.Length == 0 ? "ai.onnx" : domain, version);
    }

    private static (string Key, string Value) Entry(ReadOnlySpan<byte> bytes)
    {
        var (key, value) = ("", "");
        var entry = new ProtoReader(bytes);
        while (entry.Next())
        {
            (key, value) = entry.Field switch
            {
                1 => (entry.Text, value),
                2 => (key, entry.Text),
                _ => (key, value),
            };
        }

        return (key, value);
    }
}
