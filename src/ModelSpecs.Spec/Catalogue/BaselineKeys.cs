using static ModelSpecs.Spec.Catalogue.CommonKeys;

namespace ModelSpecs.Spec.Catalogue;

/// <summary>What stands beside the metrics in <c>snapshot</c> and <c>compare</c>, and the tolerance of a metric.</summary>
internal static class BaselineKeys
{
    /// <summary>Key of a tolerance in the metric's own direction.</summary>
    public const string MaxDrop = "max_drop";

    /// <summary>Key of a tolerance in both directions.</summary>
    public const string MaxChange = "max_change";

    /// <summary>Key of the share of rows that are wrong and were right.</summary>
    public const string NewlyWrong = "newly_wrong";

    /// <summary>Key of the share of rows with another prediction.</summary>
    public const string ChangedPredictions = "changed_predictions";

    private static readonly KeyDescriptor NewlyWrongKey = new(NewlyWrong, new ComparisonShape(CheckPlace.Gap), "Share of the rows, of those in both, that are predicted wrongly and were right before; of the whole set and of every slice.", "\"<= 1 %\"");
    private static readonly KeyDescriptor ChangedKey = new(ChangedPredictions, new ComparisonShape(CheckPlace.Gap), "Share of the rows, of those in both, whose predicted class is another one, right or wrong; of the whole set and of every slice.", "\"<= 3 %\"");

    /// <summary>The two ways to say how much a metric may change.</summary>
    public static IReadOnlyList<KeyDescriptor> Tolerances { get; } =
    [
        new(MaxDrop, new AmountShape(), "How much worse the metric may get, in its own direction; a number of points, or a share of the reference such as `\"5 %\"`.", "0.02"),
        new(MaxChange, new AmountShape(), "How far the metric may move in either direction.", "\"5 %\""),
    ];

    /// <summary>A metric's tolerance, with the parameters left out.</summary>
    public static MappingDescriptor Tolerance { get; } = new("a tolerance", Tolerances);

    /// <summary><c>snapshot: { … }</c> beside its metrics.</summary>
    public static MappingDescriptor Snapshot { get; } = new(
        "snapshot",
        [
            NewlyWrongKey,
            ChangedKey,
            new("improved", new ChoiceShape("ask", "fail"), "What results that are only better do: the run asks for them to be accepted (`ask`, the default), or fails until they are (`fail`).", "\"fail\""),
            new("allow", new ListShape(new ChoiceShape("golden", "rows", "labels", "slices", "metrics")), "Changes that are no failure: another golden file with the same rows and labels, rows that came or went, edited labels, slices or metrics that came or went.", "[\"rows\"]"),
        ]);

    /// <summary><c>compare: { champion: { … } }</c></summary>
    public static MappingDescriptor Champion { get; } = new(
        "champion",
        [
            PathKey with { Description = "The model, relative to the file this is written in.", Example = "\"../testdata/champion.onnx\"", Required = false },
            HashKey,
            new("inputs", new NamedShape("input", new EitherShape(Column, new EitherShape(new ListShape(Column), new MappingShape(PartKeys.Input)))), "Where its inputs come from; as the spec's own unless said.", "{ \"X\": [\"income\", \"age\"] }"),
            new("outputs", new MappingShape(PartKeys.Outputs), "What its outputs mean; as the spec's own unless said.", "{ \"score\": \"probabilities[1]\" }"),
            new("predictions", new MappingShape(PartKeys.Predictions), "Columns of the golden set with its predictions; then no second model is run.", "{ \"score\": \"score_of_champion\" }"),
            new("threshold", new NumberShape(), "Its operating point; the spec's own unless said.", "0.35"),
        ]);

    /// <summary><c>compare: { … }</c> beside its metrics.</summary>
    public static MappingDescriptor Compare { get; } = new(
        "compare",
        [
            new("champion", new EitherShape(FilePath, new MappingShape(Champion)), "The model that is held to: judged on the same rows and slices.", "\"../testdata/champion.onnx\"", Required: true),
            NewlyWrongKey,
            ChangedKey,
            new("rows_from", new ChoiceShape("champion"), "Whose predictions cut the slices that use one; without it such slices are refused beside `compare`.", "\"champion\""),
        ]);

    /// <summary>The tolerance of a metric.</summary>
    public static ValueShape Shape { get; } = new MappingShape(Tolerance);

    /// <summary>What stands beside the metrics of a place; null: nothing.</summary>
    public static MappingDescriptor? Of(CheckPlace place) => place switch
    {
        CheckPlace.Snapshot => Snapshot,
        CheckPlace.Compare => Compare,
        _ => null,
    };
}
