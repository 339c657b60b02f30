using System.Globalization;

namespace ModelSpecs.Spec.Model.Guards;

/// <summary><c>selective</c>: what is left to a person where the model is not sure, and what is wrong in the rest.</summary>
public sealed record SelectiveSpec : GuardSpec
{
    /// <summary>Measure of the area under the risk–coverage curve.</summary>
    public const string Area = "aurc";

    /// <summary>Where on the curve <c>error</c> and <c>coverage</c> are read; null: the area alone is measured.</summary>
    public SelectivePlace? At { get; init; }

    /// <inheritdoc />
    public override string Kind => "selective";

    /// <inheritdoc />
    public override string Terms => "";

    /// <summary>Name of a measure at a place: <c>error(at_coverage=0.8)</c>.</summary>
    public static string NameOf(string measure, SelectivePlace at) => $"{measure}({at.Key}={at.Value.ToString("R", CultureInfo.InvariantCulture)})";
}

/// <summary>A place on a risk–coverage curve.</summary>
/// <param name="Key"><c>at_coverage</c>, <c>above</c> or <c>at_error</c>.</param>
/// <param name="Value">Share of the rows, confidence, or share of errors.</param>
public sealed record SelectivePlace(string Key, double Value)
{
    /// <summary>The most confident rows, at least this share of all.</summary>
    public const string Coverage = "at_coverage";

    /// <summary>The rows above this confidence.</summary>
    public const string Confidence = "above";

    /// <summary>As many rows as there may be with at most this share of errors.</summary>
    public const string Error = "at_error";
}
