using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Outputs;

/// <summary>What a model gave, or what columns already hold, before it is read as predictions.</summary>
internal sealed record PredictionSource
{
    private Categories? labelCategories;

    /// <summary>The spec.</summary>
    public required SuiteSpec Suite { get; init; }

    /// <summary>The rows predicted.</summary>
    public required RowSelection Rows { get; init; }

    /// <summary>Where problems are reported that have no better place.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Scores, or the numbers of a regression that nobody named so; null: none.</summary>
    public RawOutput? Score { get; init; }

    /// <summary>The one column of the scores that is meant, the positive class's; null: all.</summary>
    public int? ScoreColumn { get; init; }

    /// <summary>Predicted labels; null: none.</summary>
    public Categories? Label { get; init; }

    /// <summary>Of several labels whether each is predicted, row-major [N, L]; null: not said.</summary>
    public int[]? LabelMatrix { get; init; }

    /// <summary>Whether the predicted labels can be taken for numbers: an integer output that nobody called a label.</summary>
    public RawOutput? LabelAsNumber { get; init; }

    /// <summary>Numbers of a regression; null: none.</summary>
    public RawOutput? Value { get; init; }

    /// <summary>The one column of the numbers that is meant; null: all.</summary>
    public int? ValueColumn { get; init; }

    /// <summary>Whether the spec says by its keys that classes are predicted.</summary>
    public bool IsSaidToClassify { get; init; }

    /// <summary>Class names of the model's metadata; empty: none.</summary>
    public IReadOnlyList<string> MetadataClasses { get; init; } = [];

    /// <summary>Class names of the classifier node that the scores come from; empty: none.</summary>
    public IReadOnlyList<string> GraphClasses { get; init; } = [];

    /// <summary>Hash of the model; null: no model was run.</summary>
    public string? ModelHash { get; init; }

    /// <summary>Whether the logits are wanted beside the probabilities made from them.</summary>
    public bool KeepLogits { get; init; }

    /// <summary>Whether rows may have scores that are no finite numbers.</summary>
    public bool AllowNoAnswer { get; init; }

    /// <summary>The label column; null where it was not read.</summary>
    public Column? LabelColumn => Rows.Table.Find(Suite.Label.Value);

    /// <summary>The labels of the label column, read once for all who ask; null: it was not read, or holds no labels.</summary>
    public Categories? LabelCategories => labelCategories ??= LabelColumn is { } column ? Categories.Of(column, Rows) : null;

    /// <summary>Columns of the scores that are meant.</summary>
    public int Width => Score is null ? 0 : ScoreColumn is null ? Score.Width : 1;
}
