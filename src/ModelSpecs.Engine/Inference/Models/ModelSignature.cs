namespace ModelSpecs.Engine.Inference.Models;

/// <summary>What an ONNX file says of itself: what goes in, what comes out, and its notes.</summary>
public sealed record ModelSignature
{
    /// <summary>Inputs that must be fed, in the file's order; initializers are not among them.</summary>
    public required IReadOnlyList<ModelValue> Inputs { get; init; }

    /// <summary>Outputs in the file's order.</summary>
    public required IReadOnlyList<ModelOutput> Outputs { get; init; }

    /// <summary>The file's metadata (<c>metadata_props</c>).</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Operator sets that the model imports, by domain (<c>ai.onnx</c> is ONNX's own), with their versions.</summary>
    public IReadOnlyDictionary<string, long> Opsets { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Files beside the model that hold its weights, as the file names them, each once and sorted.</summary>
    public IReadOnlyList<string> ExternalFiles { get; init; } = [];

    /// <summary>An input by name, or null.</summary>
    public ModelValue? FindInput(string name) => Inputs.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.Ordinal));

    /// <summary>An output by name, or null.</summary>
    public ModelOutput? FindOutput(string name) => Outputs.FirstOrDefault(o => string.Equals(o.Value.Name, name, StringComparison.Ordinal));
}

/// <summary>One input or output.</summary>
/// <param name="Name">Name in the graph.</param>
/// <param name="Kind">Tensor, sequence of maps, or something that is not read.</param>
/// <param name="Element">Type of a tensor's elements, or of a map's values.</param>
/// <param name="Key">Type of a map's keys; <see cref="ModelElement.Undefined"/> for tensors.</param>
/// <param name="Shape">Lengths of the axes, −1 where they vary; null: the file does not say.</param>
public sealed record ModelValue(string Name, ModelValueKind Kind, ModelElement Element, ModelElement Key, IReadOnlyList<long>? Shape)
{
    /// <summary>Names of the axes that vary, null where one has none; empty: no axis has a name.</summary>
    public IReadOnlyList<string?> AxisNames { get; init; } = [];

    /// <summary><c>float [?, 9]</c>, <c>sequence of maps from string to float</c>.</summary>
    public string Display => Kind switch
    {
        ModelValueKind.Tensor => Shape is null ? $"{Element.Display()} of unknown shape" : $"{Element.Display()} {DisplayShape(Shape)}",
        ModelValueKind.MapSequence => $"sequence of maps from {Key.Display()} to {Element.Display()}",
        _ => "a type that is no tensor",
    };

    /// <summary><c>[?, 1, 8, 8]</c>.</summary>
    internal static string DisplayShape(IEnumerable<long> shape) =>
        $"[{string.Join(", ", shape.Select(d => d < 0 ? "?" : d.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}

/// <summary>One output and what the graph says of the classes behind it.</summary>
/// <param name="Value">Name, type and shape.</param>
/// <param name="ClassLabels">Class labels of the ai.onnx.ml classifier (or ZipMap) that the output comes from, in its column order; empty: none.</param>
public sealed record ModelOutput(ModelValue Value, IReadOnlyList<string> ClassLabels);

/// <summary>What an input or output is.</summary>
public enum ModelValueKind
{
    /// <summary>An array of one element type.</summary>
    Tensor,

    /// <summary>A map for each row, what ZipMap gives.</summary>
    MapSequence,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Element types, numbered as in ONNX.</summary>
public enum ModelElement
{
    /// <summary>Not said.</summary>
    Undefined = 0,

    /// <summary>32-bit float.</summary>
    Float = 1,

    /// <summary>8-bit unsigned integer.</summary>
    UInt8 = 2,

    /// <summary>8-bit integer.</summary>
    Int8 = 3,

    /// <summary>16-bit unsigned integer.</summary>
    UInt16 = 4,

    /// <summary>16-bit integer.</summary>
    Int16 = 5,

    /// <summary>32-bit integer.</summary>
    Int32 = 6,

    /// <summary>64-bit integer.</summary>
    Int64 = 7,

    /// <summary>UTF-8 text.</summary>
    String = 8,

    /// <summary>True or false.</summary>
    Bool = 9,

    /// <summary>16-bit float.</summary>
    Float16 = 10,

    /// <summary>64-bit float.</summary>
    Double = 11,

    /// <summary>32-bit unsigned integer.</summary>
    UInt32 = 12,

    /// <summary>64-bit unsigned integer.</summary>
    UInt64 = 13,

    /// <summary>16-bit float with the exponent of a 32-bit one.</summary>
    BFloat16 = 16,
}

/// <summary>What is asked of element types.</summary>
public static class ModelElements
{
    /// <summary>The name as in ONNX: <c>float</c>, <c>int64</c>.</summary>
    public static string Display(this ModelElement element) => Enum.IsDefined(element)
        ? element.ToString().ToLowerInvariant()
        : FormattableString.Invariant($"element type {(int)element}");

    /// <summary>Whether elements are floating-point numbers.</summary>
    public static bool IsFloat(this ModelElement element) =>
        element is ModelElement.Float or ModelElement.Double or ModelElement.Float16 or ModelElement.BFloat16;

    /// <summary>Whether elements are integers.</summary>
    public static bool IsInteger(this ModelElement element) => element is ModelElement.Int8 or ModelElement.Int16 or ModelElement.Int32 or ModelElement.Int64
        or ModelElement.UInt8 or ModelElement.UInt16 or ModelElement.UInt32 or ModelElement.UInt64;

    /// <summary>Bytes of one element; 0 for text and for types that are not read.</summary>
    public static int Size(this ModelElement element) => element switch
    {
        ModelElement.UInt8 or ModelElement.Int8 or ModelElement.Bool => 1,
        ModelElement.UInt16 or ModelElement.Int16 or ModelElement.Float16 or ModelElement.BFloat16 => 2,
        ModelElement.Float or ModelElement.Int32 or ModelElement.UInt32 => 4,
        ModelElement.Double or ModelElement.Int64 or ModelElement.UInt64 => 8,
        _ => 0,
    };
}
