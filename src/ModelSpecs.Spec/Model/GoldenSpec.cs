using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Model;

/// <summary>The golden set: file, format, types and what is dropped.</summary>
public sealed record GoldenSpec
{
    /// <summary>The file.</summary>
    public required FileReference File { get; init; }

    /// <summary>Said format (<c>csv</c>, <c>tsv</c>, <c>jsonl</c>, <c>npy</c>, <c>npz</c>); null: from the file name.</summary>
    public Located<string>? Format { get; init; }

    /// <summary>Column of sample weights.</summary>
    public Located<string>? Weight { get; init; }

    /// <summary>Column whose equal values are rows that belong together, such as a patient; null: rows are independent.</summary>
    public Located<string>? Cluster { get; init; }

    /// <summary>Column types that override inference.</summary>
    public IReadOnlyDictionary<string, Located<ColumnKind>> Columns { get; init; } = new Dictionary<string, Located<ColumnKind>>(StringComparer.Ordinal);

    /// <summary>Spellings of null; null: the empty field only.</summary>
    public IReadOnlyList<string>? Nulls { get; init; }

    /// <summary>Rows to keep; null: all.</summary>
    public Predicate? Where { get; init; }

    /// <summary>Rows left out with a reason, in the order written; each id once.</summary>
    public IReadOnlyList<QuarantinedRow> Quarantine { get; init; } = [];

    /// <summary>What a null label does.</summary>
    public LabelsMissing LabelsMissing { get; init; } = LabelsMissing.Error;

    /// <summary>Smallest share of labelled rows (0 to 1) where missing labels are dropped.</summary>
    public double LabelledAtLeast { get; init; }
}

/// <summary>A row that is not judged, by its id.</summary>
/// <param name="Id">Its id as text.</param>
/// <param name="Because">Why it is not.</param>
public sealed record QuarantinedRow(Located<string> Id, string Because);

/// <summary>What a row without a label does.</summary>
public enum LabelsMissing
{
    /// <summary>It is an error.</summary>
    Error,

    /// <summary>The row is left out and the share reported.</summary>
    Drop,
}
