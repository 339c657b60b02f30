using System.Text.Json.Serialization;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Results;

/// <summary>Some of the judged rows, chosen by what matters: never a fair sample of all.</summary>
/// <param name="Of">Judged rows that they are chosen from.</param>
/// <param name="Columns">Columns that are shown of each row.</param>
/// <param name="Rows">The rows, in the order of the golden set.</param>
public sealed record RowSampleResult(int Of, [property: JsonConverter(typeof(TextLine))] IReadOnlyList<string?> Columns, IReadOnlyList<SampledRow> Rows)
{
    /// <summary>Shape of the rows' pictures; null: the model's input is none, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImageShapeResult? Image { get; init; }

    /// <summary>Sampled rows whose picture is there and not shown, because it or all of them together are too large; null: none, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? PicturesLeftOut { get; init; }
}

/// <summary>Shape of pictures.</summary>
/// <param name="Input">Input or array column that they are.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Channels">1: grey, 3: red, green and blue.</param>
public sealed record ImageShapeResult(string Input, int Width, int Height, int Channels);

/// <summary>A row of the sample.</summary>
public sealed record SampledRow
{
    /// <summary>Its id, or <c>line 17</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Why it was chosen: <c>loss</c> (among the highest of the set or of a slice), <c>flipped</c>, <c>threshold</c> (near it) or <c>low loss</c>.</summary>
    public required string Why { get; init; }

    /// <summary>True label or number.</summary>
    public required string Truth { get; init; }

    /// <summary>Predicted label or number.</summary>
    public required string Prediction { get; init; }

    /// <summary>Score of the positive (or predicted) class; null where there is none.</summary>
    public double? Score { get; init; }

    /// <summary>What rows are ordered by.</summary>
    public required double Loss { get; init; }

    /// <summary><c>newly wrong</c> or <c>newly right</c> against the champion, otherwise the snapshot; null: neither, or not known of this row.</summary>
    public string? Flip { get; init; }

    /// <summary>The same against each baseline, by its name (<c>champion</c>, <c>snapshot</c>), where it is one of the two; null: against none, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Flips { get; init; }

    /// <summary>Slices it is in, as indices of the suite's <c>slices</c>; 0 is the whole set.</summary>
    [JsonConverter(typeof(NumberLine))]
    public required IReadOnlyList<double?> Slices { get; init; }

    /// <summary>Values of the columns, cut after 120 characters; null: none.</summary>
    [JsonConverter(typeof(TextLine))]
    public required IReadOnlyList<string?> Values { get; init; }

    /// <summary>Its picture: a byte a value, row by row, channels last, as Base64; null: none, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Image { get; init; }

    /// <summary>Pictures that columns name, by column: <c>data:image/png;base64,…</c>; null: none, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Pictures { get; init; }
}
