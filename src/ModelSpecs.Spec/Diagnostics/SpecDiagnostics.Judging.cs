namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC300–399, judging.</content>
public static partial class SpecDiagnostics
{
    /// <summary>A metric that the run's task or outputs do not carry.</summary>
    public static DiagnosticDescriptor MetricNotForRun { get; } = new("MSPEC300", "The model's outputs do not carry this metric");

    /// <summary>A metric about a class that the model does not have.</summary>
    public static DiagnosticDescriptor ClassNotInModel { get; } = new("MSPEC301", "The model does not have this class");

    /// <summary>Label output and thresholded score differ.</summary>
    public static DiagnosticDescriptor LabelsDisagree { get; } = new("MSPEC302", "The label output and the score disagree", DiagnosticSeverity.Warning);

    /// <summary>A weight that is null, negative or not finite.</summary>
    public static DiagnosticDescriptor BadWeight { get; } = new("MSPEC303", "A sample weight is not a finite number of at least 0");

    /// <summary>An id that occurs twice.</summary>
    public static DiagnosticDescriptor DuplicateId { get; } = new("MSPEC304", "Duplicate row id");

    /// <summary>A row without an id.</summary>
    public static DiagnosticDescriptor MissingId { get; } = new("MSPEC305", "A row without an id");

    /// <summary>No row is left to judge.</summary>
    public static DiagnosticDescriptor NoRows { get; } = new("MSPEC306", "No row is left to judge");

    /// <summary>A threshold where the task has none.</summary>
    public static DiagnosticDescriptor ThresholdNotForTask { get; } = new("MSPEC307", "threshold is for binary tasks with scores");

    /// <summary>label, id or weight names a column that is not there.</summary>
    public static DiagnosticDescriptor UnknownColumn { get; } = new("MSPEC308", "A column of the spec is not in the golden set");

    /// <summary>A metric of a column that holds no numbers.</summary>
    public static DiagnosticDescriptor ColumnNotNumeric { get; } = new("MSPEC320", "A metric's column is not numeric");

    /// <summary>A metric of a column with a value that is not finite.</summary>
    public static DiagnosticDescriptor ColumnNotFinite { get; } = new("MSPEC321", "A metric's column has a value that is not finite");

    /// <summary>A row without a cluster.</summary>
    public static DiagnosticDescriptor BadCluster { get; } = new("MSPEC330", "A row belongs to no cluster");

    /// <summary>A check on too few rows to see what it guards against.</summary>
    public static DiagnosticDescriptor WeakCheck { get; } = new("MSPEC331", "A check cannot see the drop it guards against", DiagnosticSeverity.Warning);

    /// <summary>A custom metric whose class is not there.</summary>
    public static DiagnosticDescriptor CustomMetricUnknown { get; } = new("MSPEC340", "Unknown custom metric or perturbation");

    /// <summary>A class that cannot be used as a custom metric.</summary>
    public static DiagnosticDescriptor CustomMetricUnusable { get; } = new("MSPEC341", "Custom metric or perturbation cannot be used");

    /// <summary>A custom metric whose name several classes have.</summary>
    public static DiagnosticDescriptor CustomMetricAmbiguous { get; } = new("MSPEC342", "Two custom metrics or perturbations have the same name");

    /// <summary>A row without a query.</summary>
    public static DiagnosticDescriptor BadQuery { get; } = new("MSPEC350", "A row belongs to no query");

    /// <summary>A relevance that is no number, negative or not finite.</summary>
    public static DiagnosticDescriptor BadRelevance { get; } = new("MSPEC351", "A relevance is not a finite number of at least 0");

    /// <summary>A query whose rows weigh differently.</summary>
    public static DiagnosticDescriptor QueryWeightsDiffer { get; } = new("MSPEC352", "The rows of a query differ in weight");

    private static IReadOnlyList<DiagnosticDescriptor> Judging =>
    [
        ColumnNotNumeric, ColumnNotFinite, BadCluster, WeakCheck,
        MetricNotForRun, ClassNotInModel, LabelsDisagree, BadWeight, DuplicateId, MissingId, NoRows, ThresholdNotForTask, UnknownColumn,
        CustomMetricUnknown, CustomMetricUnusable, CustomMetricAmbiguous,
        BadQuery, BadRelevance, QueryWeightsDiffer,
    ];
}
