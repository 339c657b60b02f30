using System.Collections.Concurrent;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Metrics.Perturbation;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>Feeds images as a perturbation leaves them: the rows once for each level, one level after the other, so that all levels are batches of one run.</summary>
internal sealed class PerturbedImageFeed : NumericFeed
{
    // Raise it when the same entry changes images otherwise than before.
    private const string Format = "perturbed images 1";

    private const byte Same = 1;
    private const byte Altered = 2;

    private readonly NumericFeed inner;
    private readonly ImageTarget target;
    private readonly RobustSpec spec;
    private readonly CustomPerturbation? custom;
    private readonly PixelRange range;
    private readonly int[] rows;
    private readonly double fill;
    private readonly ulong purpose;
    private readonly ConcurrentBag<Worker> spare = [];

    // By position: not filled yet, filled as it was, filled with another value somewhere.
    private readonly byte[] states;

    /// <summary>A feed of perturbed images.</summary>
    /// <param name="target">The input.</param>
    /// <param name="spec">The entry.</param>
    /// <param name="custom">The user's own perturbation; null: it is none.</param>
    /// <param name="range">Black and white.</param>
    /// <param name="rows">Rows of the golden set, by which random numbers are drawn; the inner feed has them once for each level.</param>
    public PerturbedImageFeed(ImageTarget target, RobustSpec spec, CustomPerturbation? custom, PixelRange range, int[] rows)
        : base(new ModelValue(target.Feed.Name, ModelValueKind.Tensor, target.Feed.Element, ModelElement.Undefined, null), target.Feed.RowShape)
    {
        (inner, this.target, this.spec, this.custom, this.range, this.rows) = (target.Feed, target, spec, custom, range, rows);
        var image = (spec.Perturbation as ImagePerturbation)?.Image ?? ((CustomPerturbationSpec)spec.Perturbation).Image!;
        fill = image.Fill ?? range.Low;
        purpose = RowRandom.PurposeOf(spec.Perturbation.Key.Value);
        states = new byte[rows.Length * spec.Perturbation.Levels.Count];
        Identity = FormattableString.Invariant(
            $"{inner.Identity} {Format} {spec.Perturbation.Terms} levels {string.Join(", ", spec.Perturbation.Levels.Select(level => level.Name))} range {range.Low:R} {range.High:R} layout {target.Layout} seed {spec.Seed} {custom?.Version}");
    }

    /// <inheritdoc />
    public override string Identity { get; }

    /// <inheritdoc />
    public override void Fill(int first, int count, Span<byte> buffer)
    {
        inner.Fill(first, count, buffer);
        var worker = spare.TryTake(out var used) ? used : new Worker(target.Layout, range, fill, RowBytes);
        for (var i = 0; i < count; i++)
        {
            var (level, row) = Math.DivRem(first + i, rows.Length);
            var bytes = buffer.Slice(i * RowBytes, RowBytes);
            bytes.CopyTo(worker.Before);
            PixelCodec.Read(bytes, Element, worker.Pixels);
            Apply(worker, spec.Perturbation.Levels[level], rows[row]);
            PixelCodec.Write(worker.Pixels, Element, bytes);
            states[first + i] = bytes.SequenceEqual(worker.Before) ? Same : Altered;
        }

        spare.Add(worker);
    }

    /// <summary>Which rows a level altered at all; those that the model was not fed, since its answers were kept, are made for it.</summary>
    /// <param name="level">Index of the level.</param>
    /// <param name="threads">Most threads.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    public bool[] AlteredBy(int level, int threads, CancellationToken cancellationToken)
    {
        var first = level * rows.Length;
        try
        {
            Parallel.For(
                0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = cancellationToken }, () => new byte[RowBytes],
                (row, _, buffer) =>
                {
                    if (states[first + row] == 0)
                    {
                        Fill(first + row, 1, buffer);
                    }

                    return buffer;
                },
                _ => { });
        }
        catch (AggregateException several) when (several.InnerException is PerturbationFailedException failure)
        {
            throw new PerturbationFailedException(failure.Message);
        }

        return [.. states.AsSpan(first, rows.Length).ToArray().Select(state => state == Altered)];
    }

    /// <summary>The images of a row before and after, for people: how far its pixels moved.</summary>
    /// <param name="position">Position of the feed.</param>
    public (double Mean, double Largest) Movement(int position)
    {
        var (before, after) = (new byte[RowBytes], new byte[RowBytes]);
        inner.Fill(position, 1, before);
        Fill(position, 1, after);
        var (from, to) = (new float[target.Layout.Values], new float[target.Layout.Values]);
        PixelCodec.Read(before, Element, from);
        PixelCodec.Read(after, Element, to);
        var (sum, largest) = (0.0, 0.0);
        for (var i = 0; i < from.Length; i++)
        {
            var moved = Math.Abs((double)to[i] - from[i]);
            (sum, largest) = (sum + moved, Math.Max(largest, moved));
        }

        return (sum / from.Length, largest);
    }

    private void Apply(Worker worker, PerturbationLevel level, int row)
    {
        // One draw a row for all levels: a curve shows the amount, and not other noise or another direction.
        var random = new RowRandom((ulong)spec.Seed, purpose, row);
        if (spec.Perturbation is ImagePerturbation image)
        {
            var operation = (ImageOperation)image.Change;
            var amount = image.BySeverity ? ImageSeverities.Amount(operation, (int)level.Amount, target.Layout) : level.Amount;
            worker.Perturber.Apply(operation, amount, DirectionOf(image.Direction), ref random, worker.Pixels);
            return;
        }

        worker.Row.Begin((int)level.Amount, random);
        worker.Pixels.CopyTo(worker.Row.Pixels);
        if (custom!.Perturb(worker.Row) is { } failure)
        {
            throw new PerturbationFailedException($"{spec.Perturbation.Key.Value} failed on a row: {failure}");
        }

        for (var i = 0; i < worker.Pixels.Length; i++)
        {
            worker.Pixels[i] = range.Clip(worker.Row.Pixels[i]);
        }
    }

    private static ImageDirection DirectionOf(string? word) => word is null ? ImageDirection.Any : Enum.Parse<ImageDirection>(word, ignoreCase: true);

    private sealed class Worker(ImageLayout layout, PixelRange range, double fill, int rowBytes)
    {
        public byte[] Before { get; } = new byte[rowBytes];

        public float[] Pixels { get; } = new float[layout.Values];

        public ImagePerturber Perturber { get; } = new(layout, range, fill);

        public PerturbedRow Row { get; } = new(layout, range);
    }
}
