namespace ModelSpecs.Results.Snapshots;

/// <summary>What the model said about each judged row, and what was true: the rows file of a snapshot.</summary>
/// <param name="Ids">Names of the rows, one each.</param>
public abstract record RowOutcomes(RowIdColumn Ids)
{
    /// <summary>Rows.</summary>
    public int Count => Ids.Count;

    /// <summary>Whether a row's prediction is right; rows of a task without right and wrong are neither.</summary>
    /// <param name="row">Row, from 0.</param>
    /// <returns>Null: the task has no right and wrong.</returns>
    public abstract bool? IsRight(int row);

    /// <summary>The true value of a row for people: a class name, a number, the labels it has.</summary>
    public abstract string TruthOf(int row, IReadOnlyList<string> classes);

    /// <summary>The predicted value of a row for people.</summary>
    public abstract string PredictionOf(int row, IReadOnlyList<string> classes);

    /// <summary>Whether two rows have the same prediction; numbers within <see cref="SnapshotNumber.Tolerance"/>.</summary>
    internal abstract bool SamePrediction(int row, RowOutcomes other, int otherRow);

    /// <summary>Whether two rows have the same true value.</summary>
    internal abstract bool SameTruth(int row, RowOutcomes other, int otherRow);

    private protected void CheckLength(int length, int each, string what)
    {
        if (length != (long)Count * each)
        {
            throw new ArgumentException($"{what} has {length} entries; {Count} rows have {(long)Count * each}.", what);
        }
    }
}

/// <summary>Rows of a binary or multi-class task.</summary>
public sealed record ClassOutcomes : RowOutcomes
{
    /// <summary>Most classes.</summary>
    public const int MostClasses = 65_536;

    /// <summary>Of whole columns.</summary>
    /// <param name="ids">Names of the rows [N].</param>
    /// <param name="classCount">Classes K.</param>
    /// <param name="truth">True class of each row [N], 0 to K − 1.</param>
    /// <param name="predicted">Predicted class [N].</param>
    /// <param name="scores">Binary: the positive class's score [N]; multi-class: the predicted class's [N]; null: labels only.</param>
    public ClassOutcomes(RowIdColumn ids, int classCount, int[] truth, int[] predicted, ScoreLevels? scores)
        : base(ids)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classCount, MostClasses);
        CheckLength(truth.Length, 1, nameof(truth));
        CheckLength(predicted.Length, 1, nameof(predicted));
        if (scores is not null)
        {
            CheckLength(scores.Levels.Length, 1, nameof(scores));
        }

        if (truth.AsSpan().ContainsAnyExceptInRange(0, classCount - 1) || predicted.AsSpan().ContainsAnyExceptInRange(0, classCount - 1))
        {
            throw new ArgumentException($"A class code is none of 0 to {classCount - 1}.", nameof(truth));
        }

        (ClassCount, Truth, Predicted, Scores) = (classCount, truth, predicted, scores);
    }

    /// <summary>Classes K.</summary>
    public int ClassCount { get; }

    /// <summary>True class of each row [N].</summary>
    public int[] Truth { get; }

    /// <summary>Predicted class of each row [N].</summary>
    public int[] Predicted { get; }

    /// <summary>Binary: the positive class's score; multi-class: the predicted class's; null: labels only.</summary>
    public ScoreLevels? Scores { get; }

    /// <summary>Makes them from scores in full.</summary>
    /// <param name="ids">Names of the rows [N].</param>
    /// <param name="classCount">Classes K.</param>
    /// <param name="truth">True class [N].</param>
    /// <param name="predicted">Predicted class [N].</param>
    /// <param name="scores">Binary: the positive class's [N]; multi-class: row-major [N, K]; null: labels only.</param>
    public static ClassOutcomes Of(RowIdColumn ids, int classCount, int[] truth, int[] predicted, double[]? scores)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        if (scores is null)
        {
            return new ClassOutcomes(ids, classCount, truth, predicted, null);
        }

        // Two classes: levels are shared out by truth; more: by right and wrong, which is what a top score separates.
        var single = classCount == 2 && scores.Length == truth.Length;
        var own = new double[truth.Length];
        var side = new bool[truth.Length];
        for (var row = 0; row < own.Length; row++)
        {
            own[row] = single ? scores[row] : scores[(row * classCount) + predicted[row]];
            side[row] = single ? truth[row] == 1 : truth[row] == predicted[row];
        }

        var upper = single ? predicted : null;
        return new ClassOutcomes(ids, classCount, truth, predicted, ScoreLevels.Of(own, side, upper, single ? ScoreLevels.Most : ScoreLevels.MostOfConfidence));
    }

    /// <inheritdoc />
    public override bool? IsRight(int row) => Truth[row] == Predicted[row];

    /// <inheritdoc />
    public override string TruthOf(int row, IReadOnlyList<string> classes) => Name(Truth[row], classes);

    /// <inheritdoc />
    public override string PredictionOf(int row, IReadOnlyList<string> classes) => Name(Predicted[row], classes);

    internal override bool SamePrediction(int row, RowOutcomes other, int otherRow) => other is ClassOutcomes o && o.Predicted[otherRow] == Predicted[row];

    internal override bool SameTruth(int row, RowOutcomes other, int otherRow) => other is ClassOutcomes o && o.Truth[otherRow] == Truth[row];

    private static string Name(int code, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        return code < classes.Count ? classes[code] : FormattableString.Invariant($"class {code}");
    }
}

/// <summary>Rows of a regression (predictions and true numbers) or a ranking (scores and relevances).</summary>
public sealed record NumberOutcomes : RowOutcomes
{
    /// <summary>Of whole columns.</summary>
    /// <param name="ids">Names of the rows [N].</param>
    /// <param name="truth">True numbers [N].</param>
    /// <param name="predicted">Predicted numbers [N].</param>
    public NumberOutcomes(RowIdColumn ids, float[] truth, float[] predicted)
        : base(ids)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        CheckLength(truth.Length, 1, nameof(truth));
        CheckLength(predicted.Length, 1, nameof(predicted));
        (Truth, Predicted) = (truth, predicted);
    }

    /// <summary>True numbers [N], in single precision.</summary>
    public float[] Truth { get; }

    /// <summary>Predicted numbers [N], in single precision.</summary>
    public float[] Predicted { get; }

    /// <summary>Makes them from numbers in full.</summary>
    public static NumberOutcomes Of(RowIdColumn ids, double[] truth, double[] predicted) =>
        new(ids, Array.ConvertAll(truth, v => (float)v), Array.ConvertAll(predicted, v => (float)v));

    /// <inheritdoc />
    public override bool? IsRight(int row) => null;

    /// <inheritdoc />
    public override string TruthOf(int row, IReadOnlyList<string> classes) => SnapshotNumber.Format(Truth[row]);

    /// <inheritdoc />
    public override string PredictionOf(int row, IReadOnlyList<string> classes) => SnapshotNumber.Format(Predicted[row]);

    internal override bool SamePrediction(int row, RowOutcomes other, int otherRow) =>
        other is NumberOutcomes o && SnapshotNumber.Same(o.Predicted[otherRow], Predicted[row]);

    internal override bool SameTruth(int row, RowOutcomes other, int otherRow) => other is NumberOutcomes o && o.Truth[otherRow].Equals(Truth[row]);
}

/// <summary>Rows of a task with several labels: each row has or lacks each.</summary>
public sealed record LabelOutcomes : RowOutcomes
{
    /// <summary>Of whole tables.</summary>
    /// <param name="ids">Names of the rows [N].</param>
    /// <param name="labelCount">Labels L.</param>
    /// <param name="truth">Row-major [N, L]: true where a row has the label.</param>
    /// <param name="predicted">Row-major [N, L]: true where it is predicted.</param>
    public LabelOutcomes(RowIdColumn ids, int labelCount, bool[] truth, bool[] predicted)
        : base(ids)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentOutOfRangeException.ThrowIfLessThan(labelCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(labelCount, ClassOutcomes.MostClasses);
        CheckLength(truth.Length, labelCount, nameof(truth));
        CheckLength(predicted.Length, labelCount, nameof(predicted));
        (LabelCount, Truth, Predicted) = (labelCount, truth, predicted);
    }

    /// <summary>Labels L.</summary>
    public int LabelCount { get; }

    /// <summary>Row-major [N, L]: true where a row has the label.</summary>
    public bool[] Truth { get; }

    /// <summary>Row-major [N, L]: true where it is predicted.</summary>
    public bool[] Predicted { get; }

    /// <summary>Makes them from 0 and 1, row-major [N, L].</summary>
    public static LabelOutcomes Of(RowIdColumn ids, int labelCount, int[] truth, int[] predicted) =>
        new(ids, labelCount, Array.ConvertAll(truth, v => v != 0), Array.ConvertAll(predicted, v => v != 0));

    /// <summary>Right is a row whose labels are all right.</summary>
    /// <param name="row">Row, from 0.</param>
    public override bool? IsRight(int row) => Row(Truth, row).SequenceEqual(Row(Predicted, row));

    /// <inheritdoc />
    public override string TruthOf(int row, IReadOnlyList<string> classes) => Names(Row(Truth, row), classes);

    /// <inheritdoc />
    public override string PredictionOf(int row, IReadOnlyList<string> classes) => Names(Row(Predicted, row), classes);

    internal override bool SamePrediction(int row, RowOutcomes other, int otherRow) =>
        other is LabelOutcomes o && o.LabelCount == LabelCount && Row(Predicted, row).SequenceEqual(o.Row(o.Predicted, otherRow));

    internal override bool SameTruth(int row, RowOutcomes other, int otherRow) =>
        other is LabelOutcomes o && o.LabelCount == LabelCount && Row(Truth, row).SequenceEqual(o.Row(o.Truth, otherRow));

    private ReadOnlySpan<bool> Row(bool[] table, int row) => table.AsSpan(row * LabelCount, LabelCount);

    private static string Names(ReadOnlySpan<bool> row, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        var names = new List<string>();
        for (var label = 0; label < row.Length; label++)
        {
            if (row[label])
            {
                names.Add(label < classes.Count ? classes[label] : FormattableString.Invariant($"label {label}"));
            }
        }

        return names.Count == 0 ? "(none)" : string.Join(" + ", names);
    }
}
