namespace ModelSpecs.Engine.Inference.Models;

/// <summary>What is kept of one node while a graph is read.</summary>
internal sealed class NodeFacts
{
    /// <summary>Operator.</summary>
    public string Operator { get; set; } = "";

    /// <summary>Operator set; empty: ONNX's own.</summary>
    public string Domain { get; set; } = "";

    /// <summary>Names of the inputs.</summary>
    public List<string> Inputs { get; } = [];

    /// <summary>Names of the outputs.</summary>
    public List<string> Outputs { get; } = [];

    /// <summary>Values of its <c>classlabels_*</c> attribute.</summary>
    public IReadOnlyList<string> ClassLabels { get; set; } = [];
}

/// <summary>What is kept of the main graph while it is read.</summary>
internal sealed class GraphFacts
{
    private const int LongestTrace = 64;

    // What may stand between a classifier's scores and the output without moving a column.
    private static readonly HashSet<string> KeepsColumns = new(StringComparer.Ordinal) { "Identity", "Cast", "Normalizer", "Softmax", "Sigmoid", "Clip" };

    private readonly Dictionary<string, NodeFacts> producers = new(StringComparer.Ordinal);

    /// <summary>Declared inputs, initializers among them in old files.</summary>
    public List<ModelValue> Inputs { get; } = [];

    /// <summary>Declared outputs.</summary>
    public List<ModelValue> Outputs { get; } = [];

    /// <summary>Names of the weights.</summary>
    public HashSet<string> Initializers { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a node.</summary>
    public void Add(NodeFacts node)
    {
        foreach (var output in node.Outputs)
        {
            producers[output] = node;
        }
    }

    /// <summary>Class labels of the columns of an output; empty where the graph does not say.</summary>
    public IReadOnlyList<string> ClassLabelsOf(string output)
    {
        var name = output;
        for (var step = 0; step < LongestTrace && producers.TryGetValue(name, out var node); step++)
        {
            if (node.ClassLabels.Count > 0)
            {
                // The first output of a classifier holds labels, the second scores in the order of its class labels; ZipMap has one.
                var isScores = node.Operator == "ZipMap" || (node.Outputs.Count > 1 && node.Outputs[1] == name);
                return node.Domain == "ai.onnx.ml" && isScores ? node.ClassLabels : [];
            }

            if (!KeepsColumns.Contains(node.Operator) || node.Inputs.Count == 0)
            {
                return [];
            }

            name = node.Inputs[0];
        }

        return [];
    }
}
