using System.Globalization;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model.Guards;

/// <summary><c>unknown</c>: rows that the model was not made for, and whether it notices.</summary>
public sealed record UnknownSpec : GuardSpec
{
    /// <summary>Confidence from which on a row counts as confident, unless said.</summary>
    public const double UsualConfidence = 0.9;

    /// <summary>Measure of the rows for which the model gives no finite number.</summary>
    public const string NoAnswer = "no_answer";

    /// <summary>The rows; no label is needed.</summary>
    public required GoldenSpec Data { get; init; }

    /// <summary>Where inputs come from that are not in these rows as they are in the golden set.</summary>
    public IReadOnlyList<InputBinding> Inputs { get; init; } = [];

    /// <summary>Score by which known and unknown rows are told apart.</summary>
    public UnknownScore By { get; init; }

    /// <summary>Confidences above which rows are counted, each with the measure that it is counted for.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Confident { get; init; } = [];

    /// <inheritdoc />
    public override string Kind => "unknown";

    /// <inheritdoc />
    public override string Terms => $"data {Data.File.Written.Value}{(Data.Where is null ? "" : $" where {Data.Where.Text}")}";

    /// <inheritdoc />
    public override IReadOnlyList<FileReference> Files => [Data.File, .. Inputs.Select(input => input.Source).OfType<NpySource>().Select(source => source.File)];

    /// <summary>Name of a measure that is by a score.</summary>
    public static string NameOf(string measure, UnknownScore by) => by == UnknownScore.MaxProbability ? measure : $"{measure}(by={Names[(int)by]})";

    /// <summary>Name of the share of rows above a confidence.</summary>
    public static string NameOf(double confidence) => $"confident(above={confidence.ToString("R", CultureInfo.InvariantCulture)})";

    /// <summary>Names of the scores, in the order of <see cref="UnknownScore"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["max_probability", "entropy", "margin", "energy"];
}

/// <summary>Scores by which known and unknown rows are told apart.</summary>
public enum UnknownScore
{
    /// <summary>The largest probability.</summary>
    MaxProbability,

    /// <summary>The entropy of the probabilities.</summary>
    Entropy,

    /// <summary>The difference of the two largest logits, or probabilities where there are no logits.</summary>
    Margin,

    /// <summary>The energy of the logits.</summary>
    Energy,
}
