using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Paired;

/// <summary>Which rows changed sides between two sets of predictions.</summary>
public static class Flips
{
    private const byte IsChanged = 1;
    internal const byte IsNewlyWrong = 2;
    internal const byte IsNewlyRight = 4;
    private const int Cells = 8;

    /// <summary>Counts newly wrong, newly right and changed rows of every slice, and names the first of each.</summary>
    /// <param name="now">Truth and predictions now.</param>
    /// <param name="then">Truth and predictions then: the same rows in the same order. A row whose label was edited is right or wrong by the label of its own side.</param>
    /// <param name="axes">Ways of slicing.</param>
    /// <param name="options">How many rows to name, and when a number has changed.</param>
    /// <param name="threads">Most threads used; results do not depend on it.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    /// <exception cref="ArgumentException">A side has no predictions, or the two differ in task, rows or classes.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SliceFlips Count(
        MetricInput now, MetricInput then, IReadOnlyList<SliceAxis> axes, FlipOptions options, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        PairedEvaluator.RequireSameRows(now, then);
        InputValidation.Check(now, axes, [], readsPredictions: true);
        InputValidation.Check(then, axes, [], readsPredictions: true);
        if (((Array?)now.Predicted ?? Numbers(now)) is null || ((Array?)then.Predicted ?? Numbers(then)) is null)
        {
            throw new ArgumentException("There are no predictions to compare.", nameof(then));
        }

        var layout = new SliceLayout(axes);
        var kinds = new byte[now.Rows];
        var cells = new FlipCells(now, then, layout, options, kinds);
        RowPass.Run([cells], now.Rows, Math.Max(1, threads), cancellationToken);
        var named = Name(kinds, layout, options.Named);
        var isRightOrWrong = !IsOfNumbers(now);
        SliceFlip Of(int slot) => new(
            cells.Rows(slot, 0),
            isRightOrWrong ? cells.Rows(slot, IsNewlyWrong) : null,
            isRightOrWrong ? cells.Rows(slot, IsNewlyRight) : null,
            cells.Rows(slot, IsChanged),
            [.. named[slot].NewlyWrong],
            [.. named[slot].NewlyRight],
            [.. named[slot].Changed]);
        return new SliceFlips(Of(0), [.. axes.Select((axis, a) => Enumerable.Range(0, axis.Groups).Select(group => Of(layout.Slot(a, group))).ToArray())]) { Kinds = kinds };
    }

    private static bool IsOfNumbers(MetricInput input) => input.Task is MetricTask.Regression or MetricTask.Ranking;

    private static double[]? Numbers(MetricInput input) => input.Task == MetricTask.Ranking ? input.Scores : input.PredictedValues;

    private static (List<int> NewlyWrong, List<int> NewlyRight, List<int> Changed)[] Name(byte[] kinds, SliceLayout layout, int most)
    {
        var named = new (List<int> NewlyWrong, List<int> NewlyRight, List<int> Changed)[layout.Slots];
        foreach (ref var slot in named.AsSpan())
        {
            slot = ([], [], []);
        }

        void Add(int slot, int row, byte kind)
        {
            AddFew(named[slot].NewlyWrong, row, kind & IsNewlyWrong);
            AddFew(named[slot].NewlyRight, row, kind & IsNewlyRight);
            AddFew(named[slot].Changed, row, kind & IsChanged);
        }

        void AddFew(List<int> rows, int row, int isSuch)
        {
            if (isSuch != 0 && rows.Count < most)
            {
                rows.Add(row);
            }
        }

        for (var row = 0; row < kinds.Length; row++)
        {
            if (kinds[row] == 0)
            {
                continue;
            }

            Add(0, row, kinds[row]);
            for (var axis = 0; axis < layout.Axes.Count; axis++)
            {
                Add(layout.FirstSlot(axis) + 1 + layout.Axes[axis].Codes[row], row, kinds[row]);
            }
        }

        return named;
    }

    /// <summary>Rows by slice and kind of change; the kind of each row is kept on the way.</summary>
    private sealed class FlipCells(MetricInput now, MetricInput then, SliceLayout layout, FlipOptions options, byte[] kinds) : RowAccumulator
    {
        private readonly CellTable[] tables = [new CellTable(layout, Cells, 0)];
        private readonly int[] cells = new int[RowPass.BlockRows];

        /// <inheritdoc/>
        protected override ReadOnlySpan<CellTable> Tables => tables;

        /// <summary>Rows whose kind has a bit; 0: all.</summary>
        public long Rows(int slot, int bit)
        {
            var counts = tables[0].Counts(slot);
            var rows = 0L;
            for (var kind = 0; kind < Cells; kind++)
            {
                rows += (kind & bit) == bit ? counts[kind] : 0;
            }

            return rows;
        }

        /// <inheritdoc/>
        public override RowAccumulator Fresh() => new FlipCells(now, then, layout, options, kinds);

        /// <inheritdoc/>
        public override void Add(int start, int count)
        {
            for (var i = 0; i < count; i++)
            {
                kinds[start + i] = IsOfNumbers(now) ? OfNumbers(start + i) : OfClasses(start + i);
                cells[i] = kinds[start + i];
            }

            tables[0].Add(start, cells.AsSpan(0, count), []);
        }

        private byte OfNumbers(int row)
        {
            var (value, was) = (Numbers(now)![row], Numbers(then)![row]);
            var isSame = value.Equals(was) || Math.Abs(value - was) <= options.AbsoluteTolerance + (options.RelativeTolerance * Math.Abs(was));
            return isSame ? (byte)0 : IsChanged;
        }

        private byte OfClasses(int row)
        {
            var (start, width) = now.Task == MetricTask.Multilabel ? (row * now.ClassCount, now.ClassCount) : (row, 1);
            var predictedNow = now.Predicted.AsSpan(start, width);
            var predictedThen = then.Predicted.AsSpan(start, width);
            var isRight = predictedNow.SequenceEqual(now.Truth.AsSpan(start, width));
            var wasRight = predictedThen.SequenceEqual(then.Truth.AsSpan(start, width));
            return (byte)((predictedNow.SequenceEqual(predictedThen) ? 0 : IsChanged) | (isRight == wasRight ? 0 : isRight ? IsNewlyRight : IsNewlyWrong));
        }
    }
}

/// <summary>How flips are counted.</summary>
public sealed record FlipOptions
{
    /// <summary>Most rows named of each kind and slice.</summary>
    public int Named { get; init; } = 10;

    /// <summary>A number has changed where it differs by more than this …</summary>
    public double AbsoluteTolerance { get; init; }

    /// <summary>… plus this times its size before.</summary>
    public double RelativeTolerance { get; init; }
}

/// <summary>Rows of a slice that changed sides.</summary>
/// <param name="Rows">All rows.</param>
/// <param name="NewlyWrong">Rows that were right and are wrong; of a regression or ranking null, since no number is right or wrong.</param>
/// <param name="NewlyRight">Rows that were wrong and are right; of a regression or ranking null.</param>
/// <param name="Changed">Rows with another prediction, right or wrong.</param>
/// <param name="FirstNewlyWrong">Indices of the first newly wrong rows, ascending.</param>
/// <param name="FirstNewlyRight">Indices of the first newly right rows, ascending.</param>
/// <param name="FirstChanged">Indices of the first rows with another prediction, ascending.</param>
public sealed record SliceFlip(long Rows, long? NewlyWrong, long? NewlyRight, long Changed, IReadOnlyList<int> FirstNewlyWrong, IReadOnlyList<int> FirstNewlyRight, IReadOnlyList<int> FirstChanged);

/// <summary>Flips by slice.</summary>
/// <param name="Overall">The whole set.</param>
/// <param name="Groups">By [axis][group].</param>
public sealed record SliceFlips(SliceFlip Overall, SliceFlip[][] Groups)
{
    /// <summary>How each row stands, in the order of the rows.</summary>
    internal IReadOnlyList<byte> Kinds { get; init; } = [];

    /// <summary>Rows that can be asked for.</summary>
    public int Rows => Kinds.Count;

    /// <summary>Whether a row was right and is wrong.</summary>
    /// <param name="row">Its index.</param>
    public bool IsNewlyWrong(int row) => (Kinds[row] & Flips.IsNewlyWrong) != 0;

    /// <summary>Whether a row was wrong and is right.</summary>
    /// <param name="row">Its index.</param>
    public bool IsNewlyRight(int row) => (Kinds[row] & Flips.IsNewlyRight) != 0;
}
