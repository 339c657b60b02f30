namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC001–049 and 080–099, reading a spec.</content>
public static partial class SpecDiagnostics
{
    /// <summary>The file is not YAML.</summary>
    public static DiagnosticDescriptor YamlSyntax { get; } = new("MSPEC001", "The file is not YAML");

    /// <summary>A comparison without quotes, which YAML reads as something else.</summary>
    public static DiagnosticDescriptor UnquotedComparison { get; } = new("MSPEC002", "A comparison needs quotes");

    /// <summary>A key twice in one mapping.</summary>
    public static DiagnosticDescriptor DuplicateKey { get; } = new("MSPEC003", "Duplicate key");

    /// <summary>A key the language does not have.</summary>
    public static DiagnosticDescriptor UnknownKey { get; } = new("MSPEC004", "Unknown key");

    /// <summary>Something a later version will know.</summary>
    public static DiagnosticDescriptor NotYetKnown { get; } = new("MSPEC005", "Not known in this version");

    /// <summary>A key that must be there.</summary>
    public static DiagnosticDescriptor MissingKey { get; } = new("MSPEC006", "Missing key");

    /// <summary>A list where a text should be, a text where a number should be.</summary>
    public static DiagnosticDescriptor WrongType { get; } = new("MSPEC007", "Wrong type of value");

    /// <summary>A word that is none of the allowed ones.</summary>
    public static DiagnosticDescriptor UnknownValue { get; } = new("MSPEC008", "Value is not one of the allowed ones");

    /// <summary>A key without a value.</summary>
    public static DiagnosticDescriptor EmptyValue { get; } = new("MSPEC009", "Empty value");

    /// <summary>A number outside the range of its key.</summary>
    public static DiagnosticDescriptor NumberOutOfRange { get; } = new("MSPEC010", "Number out of range");

    /// <summary>The spec, or a file it extends, cannot be read.</summary>
    public static DiagnosticDescriptor FileNotRead { get; } = new("MSPEC011", "File cannot be read");

    /// <summary>An absolute path, one that leaves the root, one with a hidden component.</summary>
    public static DiagnosticDescriptor PathNotAllowed { get; } = new("MSPEC012", "Path is not allowed");

    /// <summary>A file name that generated code and logs cannot carry.</summary>
    public static DiagnosticDescriptor FileNameNotAllowed { get; } = new("MSPEC013", "File name is not allowed");

    /// <summary>A hash that is not 64 hexadecimal digits.</summary>
    public static DiagnosticDescriptor MalformedHash { get; } = new("MSPEC014", "Malformed sha256");

    /// <summary>A file that extends itself.</summary>
    public static DiagnosticDescriptor CyclicExtends { get; } = new("MSPEC015", "Cyclic extends");

    /// <summary>Something too large, too deep or too many.</summary>
    public static DiagnosticDescriptor LimitExceeded { get; } = new("MSPEC016", "Limit exceeded");

    /// <summary>A feature of YAML that specs do not use.</summary>
    public static DiagnosticDescriptor UnsupportedYaml { get; } = new("MSPEC017", "Unsupported YAML feature");

    /// <summary>Neither a model nor predictions, or both.</summary>
    public static DiagnosticDescriptor ModelOrPredictions { get; } = new("MSPEC018", "One of model and predictions");

    /// <summary>Two keys of which only one may be there.</summary>
    public static DiagnosticDescriptor ExclusiveKeys { get; } = new("MSPEC019", "Keys exclude each other");

    /// <summary>A key that means nothing without another.</summary>
    public static DiagnosticDescriptor DependentKey { get; } = new("MSPEC020", "Key needs another key");

    /// <summary>A name that cannot be used.</summary>
    public static DiagnosticDescriptor NameNotAllowed { get; } = new("MSPEC021", "Name is not allowed");

    /// <summary>The same entry twice in a list.</summary>
    public static DiagnosticDescriptor DuplicateEntry { get; } = new("MSPEC022", "Duplicate entry");

    /// <summary>A cross of a slice that does not exist.</summary>
    public static DiagnosticDescriptor UnknownSlice { get; } = new("MSPEC023", "Unknown slice");

    /// <summary>A cross that contains itself.</summary>
    public static DiagnosticDescriptor CyclicCross { get; } = new("MSPEC024", "Cyclic cross");

    /// <summary>Edges that do not ascend.</summary>
    public static DiagnosticDescriptor EdgesNotAscending { get; } = new("MSPEC025", "Edges do not ascend");

    /// <summary>A link that reports may not carry.</summary>
    public static DiagnosticDescriptor LinkNotAllowed { get; } = new("MSPEC026", "Link is not allowed");

    /// <summary>A run of columns that is none.</summary>
    public static DiagnosticDescriptor MalformedColumnRun { get; } = new("MSPEC027", "Malformed run of columns");

    /// <summary>A model output that cannot be read.</summary>
    public static DiagnosticDescriptor MalformedOutput { get; } = new("MSPEC028", "Malformed output");

    /// <summary>A key in a file of the wrong kind.</summary>
    public static DiagnosticDescriptor KeyOfAnotherFile { get; } = new("MSPEC029", "Key belongs in another file");

    /// <summary>A metric that is not in the catalogue.</summary>
    public static DiagnosticDescriptor UnknownMetric { get; } = new("MSPEC030", "Unknown metric");

    /// <summary>A comparison that cannot be read.</summary>
    public static DiagnosticDescriptor MalformedComparison { get; } = new("MSPEC031", "Malformed comparison");

    /// <summary>A parameter that the metric does not take.</summary>
    public static DiagnosticDescriptor UnknownParameter { get; } = new("MSPEC032", "Unknown parameter of a metric");

    /// <summary>A class that is not among the declared ones.</summary>
    public static DiagnosticDescriptor UnknownClass { get; } = new("MSPEC033", "Unknown class");

    /// <summary>A metric that the task does not have.</summary>
    public static DiagnosticDescriptor MetricNotForTask { get; } = new("MSPEC034", "Metric is not for this task");

    /// <summary>A bound that no value of the metric can reach.</summary>
    public static DiagnosticDescriptor BoundOutOfRange { get; } = new("MSPEC035", "Bound outside the metric's range");

    /// <summary>A check that says nothing.</summary>
    public static DiagnosticDescriptor NeverFails { get; } = new("MSPEC036", "Check can never fail");

    /// <summary>A check that no model can meet.</summary>
    public static DiagnosticDescriptor NeverPasses { get; } = new("MSPEC037", "Check can never pass");

    /// <summary>The same check twice.</summary>
    public static DiagnosticDescriptor DuplicateCheck { get; } = new("MSPEC038", "Duplicate check");

    /// <summary>A reference where it has no meaning.</summary>
    public static DiagnosticDescriptor ReferenceNotAllowed { get; } = new("MSPEC039", "Reference has no meaning here");

    /// <summary>A key that the task does not have.</summary>
    public static DiagnosticDescriptor KeyNotForTask { get; } = new("MSPEC040", "Key is not for this task");

    /// <summary>A comparison against the metric's direction.</summary>
    public static DiagnosticDescriptor AgainstDirection { get; } = new("MSPEC041", "Check holds the metric back", DiagnosticSeverity.Warning);

    /// <summary>A spec that expects nothing.</summary>
    public static DiagnosticDescriptor NothingExpected { get; } = new("MSPEC042", "The spec expects nothing", DiagnosticSeverity.Warning);

    /// <summary>Lists of classes, scores and the positive class that do not fit each other.</summary>
    public static DiagnosticDescriptor ClassesDoNotFit { get; } = new("MSPEC043", "Classes do not fit");

    /// <summary>A prediction where there is none yet.</summary>
    public static DiagnosticDescriptor DerivedColumnHere { get; } = new("MSPEC044", "Derived column has no meaning here");

    private static IReadOnlyList<DiagnosticDescriptor> Reading =>
    [
        YamlSyntax, UnquotedComparison, DuplicateKey, UnknownKey, NotYetKnown, MissingKey, WrongType, UnknownValue, EmptyValue,
        NumberOutOfRange, FileNotRead, PathNotAllowed, FileNameNotAllowed, MalformedHash, CyclicExtends, LimitExceeded,
        UnsupportedYaml, ModelOrPredictions, ExclusiveKeys, DependentKey, NameNotAllowed, DuplicateEntry, UnknownSlice, CyclicCross,
        EdgesNotAscending, LinkNotAllowed, MalformedColumnRun, MalformedOutput, KeyOfAnotherFile, UnknownMetric, MalformedComparison,
        UnknownParameter, UnknownClass, MetricNotForTask, BoundOutOfRange, NeverFails, NeverPasses, DuplicateCheck,
        ReferenceNotAllowed, KeyNotForTask, AgainstDirection, NothingExpected, ClassesDoNotFit,
        DerivedColumnHere,
    ];
}
