using System.Globalization;

namespace ModelSpecs.Spec.Catalogue;

/// <summary>What a key's value may look like; parser and JSON Schema both read it.</summary>
internal abstract record ValueShape
{
    /// <summary>As read by people after "expected".</summary>
    public abstract string Expected { get; }
}

/// <summary>What a text stands for.</summary>
internal enum TextUse
{
    /// <summary>Anything.</summary>
    Free,

    /// <summary>A spelling, taken as written: <c>null</c> and the empty text too.</summary>
    Spelling,

    /// <summary>A short name.</summary>
    Name,

    /// <summary>A column of the golden set.</summary>
    Column,

    /// <summary>A path below the root.</summary>
    Path,

    /// <summary>A path below the root to another YAML file.</summary>
    YamlPath,

    /// <summary>64 hexadecimal digits.</summary>
    Sha256,

    /// <summary>A slice predicate.</summary>
    Predicate,

    /// <summary>A model output, or one column of it.</summary>
    Output,

    /// <summary>A link or a relative path.</summary>
    Link,

    /// <summary>A calendar day.</summary>
    Date,

    /// <summary>The name of a check, without its bound.</summary>
    Check,

    /// <summary>A path below the root to a folder.</summary>
    Folder,

    /// <summary>Type and shape of a model's input or output.</summary>
    TensorType,

    /// <summary>A version, or a comparison with one.</summary>
    Version,

    /// <summary>A number of bytes with its unit.</summary>
    Size,
}

/// <summary>A text; plain numbers and booleans count as their own spelling.</summary>
internal sealed record TextShape(TextUse Use = TextUse.Free) : ValueShape
{
    /// <inheritdoc />
    public override string Expected => Use switch
    {
        TextUse.Name => "a name",
        TextUse.Column => "the name of a column",
        TextUse.Path => "a path relative to this file",
        TextUse.YamlPath => "the path of a .yaml file relative to this file",
        TextUse.Sha256 => "64 hexadecimal digits",
        TextUse.Predicate => "a predicate, such as age < 25",
        TextUse.Output => "the name of a model output, such as probabilities or probabilities[1]",
        TextUse.Link => "an http(s) link or a relative path",
        TextUse.Date => "a day, such as 2026-12-31",
        TextUse.Check => "the name of a check without its bound, such as 'young: recall'",
        TextUse.Folder => "the path of a folder relative to this file",
        TextUse.TensorType => "a type and a shape, such as float [?, 9]",
        TextUse.Version => "a version such as 15, or a quoted comparison such as \"<= 17\"",
        TextUse.Size => "a size such as 20 MB",
        _ => "a text",
    };
}

/// <summary>A number.</summary>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="AboveMinimum">Whether the smallest value itself is too small.</param>
internal sealed record NumberShape(double Minimum = double.NegativeInfinity, double Maximum = double.PositiveInfinity, bool AboveMinimum = false) : ValueShape
{
    /// <inheritdoc />
    public override string Expected => AboveMinimum ? $"a number above {Ranges.Text(Minimum)}" : Ranges.Describe("a number", Minimum, Maximum);
}

/// <summary>A number, or a number of %.</summary>
/// <param name="Signed">Whether it may be negative.</param>
internal sealed record AmountShape(bool Signed = false) : ValueShape
{
    /// <inheritdoc />
    public override string Expected => $"a number{(Signed ? "" : " that is not negative")}, or a share such as \"5 %\"";
}

/// <summary>A whole number.</summary>
internal sealed record IntegerShape(int Minimum, int Maximum = int.MaxValue) : ValueShape
{
    /// <inheritdoc />
    public override string Expected => Ranges.Describe("a whole number", Minimum, Maximum == int.MaxValue ? double.PositiveInfinity : Maximum);
}

/// <summary>The boolean <c>true</c> alone.</summary>
internal sealed record TrueShape : ValueShape
{
    /// <inheritdoc />
    public override string Expected => "true";
}

/// <summary>One of some words.</summary>
/// <param name="Values">The words.</param>
/// <param name="Later">Words that a later version will know; refused by name.</param>
internal sealed record ChoiceShape(IReadOnlyList<string> Values, IReadOnlyList<string> Later) : ValueShape
{
    public ChoiceShape(params string[] values)
        : this(values, [])
    {
    }

    /// <inheritdoc />
    public override string Expected => Values.Count == 1 ? Values[0] : $"one of {string.Join(", ", Values)}";
}

/// <summary>A list.</summary>
internal sealed record ListShape(ValueShape Item, int Minimum = 1, int Maximum = int.MaxValue) : ValueShape
{
    /// <inheritdoc />
    public override string Expected => "a list" + Item switch
    {
        TextShape { Use: TextUse.Column } => " of columns",
        TextShape { Use: TextUse.Name } => " of names",
        TextShape { Use: TextUse.YamlPath } => " of paths",
        NumberShape => " of numbers",
        IntegerShape => " of whole numbers",
        MappingShape mapping => $", each {mapping.Expected}",
        _ => "",
    };
}

/// <summary>A mapping with known keys.</summary>
internal sealed record MappingShape(MappingDescriptor Mapping) : ValueShape
{
    /// <inheritdoc />
    public override string Expected => Mapping.Keys.Count <= MostKeysNamed
        ? $"a mapping with the keys {string.Join(", ", Mapping.Keys.Select(key => key.Name))}"
        : "a mapping";

    private const int MostKeysNamed = 5;
}

/// <summary>A mapping whose keys the user chooses.</summary>
/// <param name="KeyName">What a key is: <c>slice</c>, <c>input</c>, <c>column</c>.</param>
/// <param name="Value">Shape of each value.</param>
internal sealed record NamedShape(string KeyName, ValueShape Value) : ValueShape
{
    /// <inheritdoc />
    public override string Expected => $"a mapping of {KeyName} names{(Value is TextShape { Use: TextUse.Version } ? ", such as { ai.onnx: \">= 13\" }" : "")}";
}

/// <summary>A mapping from metrics to comparisons.</summary>
internal sealed record ChecksShape(CheckPlace Place) : ValueShape
{
    /// <inheritdoc />
    public override string Expected => Place is CheckPlace.Snapshot or CheckPlace.Compare
        ? "a mapping from metrics to tolerances, such as { recall: { max_drop: 0.02 } }"
        : Place == CheckPlace.Time ? "a mapping from metrics to how they must not go, such as { accuracy: { trend: not falling } }"
        : "a mapping from metrics to comparisons, such as { recall: \">= 0.70\" }";
}

/// <summary>A quoted comparison.</summary>
internal sealed record ComparisonShape(CheckPlace Place) : ValueShape
{
    /// <inheritdoc />
    public override string Expected => "a quoted comparison, such as \">= 0.70\"";
}

/// <summary>Several ways to write one value: a short one and a full one.</summary>
internal sealed record EitherShape(ValueShape Short, ValueShape Full) : ValueShape
{
    /// <inheritdoc />
    public override string Expected => $"{Short.Expected}, or {Full.Expected}";
}

/// <summary>Where a check is written, which decides what it may be compared with.</summary>
internal enum CheckPlace
{
    /// <summary><c>expect</c> of the whole set: numbers and <c>trivial</c>.</summary>
    Overall,

    /// <summary><c>expect</c> of slices: numbers, <c>overall</c> and <c>trivial</c>.</summary>
    Slice,

    /// <summary><c>gap</c> of a group: numbers, <c>snapshot</c> and <c>champion</c>; <c>is</c> is the difference, <c>ratio</c> the ratio.</summary>
    Gap,

    /// <summary><c>snapshot</c>: tolerances against the approved results.</summary>
    Snapshot,

    /// <summary><c>compare</c>: tolerances against another model.</summary>
    Compare,

    /// <summary><c>over_time</c> of a slice by time: how a metric must not go.</summary>
    Time,

    /// <summary><c>expect</c> of an entry of <c>robust</c>: as in a slice, but for <c>trivial</c>, and tolerances against the rows as they are.</summary>
    Robust,
}

/// <summary>Ranges in words.</summary>
internal static class Ranges
{
    /// <summary>"a number from 0 to 1", "a whole number from 1".</summary>
    public static string Describe(string what, double minimum, double maximum) =>
        (double.IsInfinity(minimum), double.IsInfinity(maximum)) switch
        {
            (true, true) => what,
            (false, true) => $"{what} from {Text(minimum)}",
            (true, false) => $"{what} up to {Text(maximum)}",
            _ => $"{what} from {Text(minimum)} to {Text(maximum)}",
        };

    /// <summary>Shortest text of a number, culture-neutral.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
