using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Inputs;

/// <summary>Everything that is fed to a model: one feed an input, and how many rows it takes at once.</summary>
internal sealed class InputPlan
{
    private const int MostRows = 1024;
    private const int MostBytes = 4 << 20;
    private const int BytesOfText = 64;

    private InputPlan(IReadOnlyList<InputFeed> feeds, int batchSize, bool isFixed)
    {
        Feeds = feeds;
        BatchSize = batchSize;
        IsFixed = isFixed;
    }

    /// <summary>The feeds, in the order of the model's inputs.</summary>
    public IReadOnlyList<InputFeed> Feeds { get; }

    /// <summary>Rows a batch.</summary>
    public int BatchSize { get; }

    /// <summary>Whether the model takes batches of that size only.</summary>
    public bool IsFixed { get; }

    /// <summary>The same with feeds altered: perturbed before the model sees them. Batches stay as they are.</summary>
    /// <param name="alter">What stands in the place of a feed; the feed itself where it stays as it is.</param>
    public InputPlan Altered(Func<InputFeed, InputFeed> alter) => new([.. Feeds.Select(alter)], BatchSize, IsFixed);

    /// <summary>Holds the bound inputs against the data; null where a problem was reported.</summary>
    public static InputPlan? Create(SuiteSpec suite, IReadOnlyList<BoundInput> inputs, RowSelection rows, ICollection<SpecDiagnostic> problems, CancellationToken cancellationToken)
    {
        var before = problems.Count;
        var feeds = new List<InputFeed>();
        foreach (var bound in inputs)
        {
            feeds.AddRange(Feed(suite, bound, rows, problems, cancellationToken) is { } feed ? [feed] : []);
        }

        var fixedBatch = FixedBatch(suite, inputs, problems);
        if (problems.Count != before)
        {
            return null;
        }

        return new InputPlan(feeds, fixedBatch ?? suite.Run.BatchSize?.Value ?? Choose(feeds), fixedBatch is not null);
    }

    /// <summary>Rows a batch where nobody says: 1,024, less where rows are large. It depends on the model and the data's shape alone, so that results do too.</summary>
    internal static int Choose(IReadOnlyList<InputFeed> feeds)
    {
        var bytes = Math.Max(1, feeds.Sum(feed => feed is NumericFeed numeric ? (long)numeric.RowBytes : (long)feed.RowValues * BytesOfText));
        return (int)Math.Clamp(MostBytes / bytes, 1, MostRows);
    }

    private static int? FixedBatch(SuiteSpec suite, IReadOnlyList<BoundInput> inputs, ICollection<SpecDiagnostic> problems)
    {
        var batches = inputs.Select(bound => InputShapes.FixedBatch(bound.Input)).Where(size => size is not null).Select(size => size!.Value).Distinct().ToList();
        if (batches.Count > 1)
        {
            problems.Add(SpecDiagnostics.BatchSizeFixed.At(suite.Model!.Written.Span,
                FormattableString.Invariant($"The model's inputs fix different numbers of rows. Found first axes of {string.Join(" and ", batches)}; expected one number, or an axis of any length. Export the model with a dynamic first axis.")));
            return null;
        }

        if (batches.Count == 0)
        {
            return null;
        }

        if (suite.Run.BatchSize is { } said && said.Value != batches[0])
        {
            problems.Add(SpecDiagnostics.BatchSizeFixed.At(said.Span,
                FormattableString.Invariant($"The model takes batches of one size only. Found batch_size {said.Value}; expected {batches[0]}. Remove batch_size, or export the model with a dynamic first axis.")));
        }

        return (int)Math.Min(batches[0], int.MaxValue);
    }

    private static InputFeed? Feed(SuiteSpec suite, BoundInput bound, RowSelection rows, ICollection<SpecDiagnostic> problems, CancellationToken cancellationToken)
    {
        if (bound.Npy is not null)
        {
            return ArrayInputs.FromFile(suite, bound, rows, problems, cancellationToken);
        }

        var columns = bound.Columns.Select(name => rows.Table.Find(name)
            ?? throw new InvalidOperationException($"Column {name} was asked for and not read.")).ToList();
        if (columns is [TensorColumn tensor])
        {
            return ArrayInputs.FromColumn(bound, tensor, rows, problems);
        }

        if (InputShapes.ForColumns(bound.Input, columns.Count, bound.SaidShape, out var shape) is { } expected)
        {
            problems.Add(SpecDiagnostics.InputShapeDiffers.At(bound.Span, string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"The columns do not fit the model's input {OneLine.Quote(bound.Input.Name)}, {bound.Input.Display}. Found {columns.Count} {(columns.Count == 1 ? "column" : "columns")}; expected {expected}. List the columns that the model was trained on under inputs.")));
            return null;
        }

        // A column may stand twice; it is checked once.
        var fits = columns.Distinct().Select(column => ColumnFit.Check(column, bound, rows, problems)).ToList();
        return fits.All(fit => fit) ? Feed(bound.Input, shape, columns, rows) : null;
    }

    private static InputFeed Feed(ModelValue input, long[] shape, IReadOnlyList<Column> columns, RowSelection rows) => input.Element switch
    {
        ModelElement.String => new TextFeed(input, shape, [.. columns.Cast<StringColumn>()], rows),
        ModelElement.Float => new ColumnsFeed<float, FloatElement>(input, shape, columns, rows),
        ModelElement.Double => new ColumnsFeed<double, DoubleElement>(input, shape, columns, rows),
        ModelElement.Float16 => new ColumnsFeed<Half, HalfElement>(input, shape, columns, rows),
        ModelElement.BFloat16 => new ColumnsFeed<ushort, BrainFloatElement>(input, shape, columns, rows),
        ModelElement.Bool => new ColumnsFeed<byte, BoolElement>(input, shape, columns, rows),
        ModelElement.Int8 => new ColumnsFeed<sbyte, IntegerElement<sbyte>>(input, shape, columns, rows),
        ModelElement.UInt8 => new ColumnsFeed<byte, IntegerElement<byte>>(input, shape, columns, rows),
        ModelElement.Int16 => new ColumnsFeed<short, IntegerElement<short>>(input, shape, columns, rows),
        ModelElement.UInt16 => new ColumnsFeed<ushort, IntegerElement<ushort>>(input, shape, columns, rows),
        ModelElement.Int32 => new ColumnsFeed<int, IntegerElement<int>>(input, shape, columns, rows),
        ModelElement.UInt32 => new ColumnsFeed<uint, IntegerElement<uint>>(input, shape, columns, rows),
        ModelElement.Int64 => new ColumnsFeed<long, IntegerElement<long>>(input, shape, columns, rows),
        ModelElement.UInt64 => new ColumnsFeed<ulong, IntegerElement<ulong>>(input, shape, columns, rows),
        _ => throw new InvalidOperationException($"Element type {input.Element} is not fed."),
    };
}
