using System.Globalization;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model.Guards;

/// <summary>One entry of <c>robust</c>: a change of the inputs, and what the model may make of it.</summary>
public sealed record RobustSpec : GuardSpec
{
    /// <summary>Share of the changed rows that are predicted otherwise.</summary>
    public const string ChangedPredictions = "changed_predictions";

    /// <summary>Mean distance that a changed row's score moves.</summary>
    public const string ScoreMovement = "score_movement";

    /// <summary>Largest distance that a changed row's score moves.</summary>
    public const string LargestMovement = "largest_movement";

    /// <summary>Errors over all severities, as a multiple of a reference.</summary>
    public const string CorruptionError = "corruption_error";

    /// <summary>Errors that the severities add, as a multiple of those that they add to the champion.</summary>
    public const string RelativeCorruptionError = "relative_corruption_error";

    /// <summary>Most rows that are changed and run again unless said.</summary>
    public const int DefaultRows = 10_000;

    /// <summary>Seed of the random numbers unless said.</summary>
    public const int DefaultSeed = 1;

    /// <summary>What is changed, and how.</summary>
    public required PerturbationSpec Perturbation { get; init; }

    /// <summary>Metrics that are expected of the changed rows; those of <see cref="CheckSection.Perturbed"/> say how far a metric may fall below its value on the rows as they are.</summary>
    public IReadOnlyList<MetricCheckSpec> Expect { get; init; } = [];

    /// <summary>Which way the score has to go; null: nothing is said.</summary>
    public ScoreOrderSpec? Order { get; init; }

    /// <summary>Most rows that are changed and run again.</summary>
    public required int Rows { get; init; }

    /// <summary>Seed of the random numbers.</summary>
    public required int Seed { get; init; }

    /// <inheritdoc />
    public override string Kind => "robust";

    /// <inheritdoc />
    public override IEnumerable<(Located<string> Column, string Key)> Columns => Perturbation.Columns.Select(column => (column, $"robust {Perturbation.Key.Value}"));

    /// <inheritdoc />
    public override string Terms =>
        $"{Perturbation.Terms}, rows {Rows.ToString(CultureInfo.InvariantCulture)}, seed {Seed.ToString(CultureInfo.InvariantCulture)}{(Order is null ? "" : $", {Order.Terms}")}";

    /// <summary>Name of a measure at a level: with the level's name where several are judged, and where it is none that is.</summary>
    public string NameAt(string measure, PerturbationLevel level) =>
        level.IsJudged && Perturbation.Levels.Count(other => other.IsJudged) == 1 ? measure : $"{measure} at {level.Name}";

    /// <summary>Name of the measure of a metric.</summary>
    public static string NameOf(MetricCheckSpec check) => check.Section != CheckSection.Perturbed ? check.Metric.Display
        : check.Bound.OffsetIsRelative ? $"relative drop of {check.Metric.Display}" : $"drop of {check.Metric.Display}";
}

/// <summary>Which way a score has to go while a perturbation grows.</summary>
/// <param name="IsIncreasing">Whether it may not fall; else it may not rise.</param>
/// <param name="Class">Of several classes the one whose score is meant; null: there is one score.</param>
/// <param name="Within">What a score may move the wrong way without counting.</param>
public sealed record ScoreOrderSpec(bool IsIncreasing, Located<string>? Class, double Within)
{
    /// <summary>What a score may move the wrong way unless said: the last digits of single precision.</summary>
    public const double DefaultWithin = 1e-6;

    /// <summary>Name of the measure: the share of rows whose score goes the wrong way.</summary>
    public string Measure => IsIncreasing ? "score_decreases" : "score_increases";

    /// <summary>What it says beside its bound.</summary>
    public string Terms => $"within {Within.ToString("R", CultureInfo.InvariantCulture)}{(Class is null ? "" : $", class {Class.Value}")}";
}
