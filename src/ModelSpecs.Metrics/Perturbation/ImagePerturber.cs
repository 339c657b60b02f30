namespace ModelSpecs.Metrics.Perturbation;

/// <summary>Perturbs images in place. One for each thread: it keeps what it needs between images.</summary>
public sealed class ImagePerturber
{
    private readonly ImageLayout layout;
    private readonly PixelRange range;
    private readonly double fill;
    private readonly float[] copy;
    private readonly double[] line;

    /// <summary>A perturber of images of one layout.</summary>
    /// <param name="layout">Where pixels lie.</param>
    /// <param name="range">What a pixel may be; no result lies outside.</param>
    /// <param name="fill">What comes into the picture from beyond its border.</param>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public ImagePerturber(ImageLayout layout, PixelRange range, double fill)
    {
        if (!(range.Low < range.High) || !double.IsFinite(range.Width))
        {
            throw new ArgumentException($"The range of pixels must run from a smaller to a larger number: {range.Low}, {range.High}.", nameof(range));
        }

        this.layout = layout;
        this.range = range;
        this.fill = fill;
        copy = new float[layout.Values];
        line = new double[Math.Max(layout.Height, layout.Width)];
    }

    /// <summary>Perturbs one image.</summary>
    /// <param name="operation">What is done.</param>
    /// <param name="amount">How much: <see cref="ImageOperation"/> says of what.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="random">The row's random numbers.</param>
    /// <param name="pixels">The image, of <see cref="ImageLayout.Values"/> values.</param>
    public void Apply(ImageOperation operation, double amount, ImageDirection direction, ref RowRandom random, Span<float> pixels)
    {
        switch (operation)
        {
            case ImageOperation.Brightness:
                Brighten(pixels, direction == ImageDirection.Darker ? -amount : amount);
                break;
            case ImageOperation.Contrast:
                Flatten(pixels, amount);
                break;
            case ImageOperation.Noise:
                AddNoise(pixels, amount, ref random);
                break;
            case ImageOperation.Blur:
                GaussianBlur.Apply(pixels, layout, amount, line);
                break;
            case ImageOperation.Rotation:
                var turnsLeft = direction == ImageDirection.Any ? random.NextIndex(2) == 0 : direction == ImageDirection.Counterclockwise;
                Resample.Rotate(pixels, copy, layout, turnsLeft ? amount : -amount, fill);
                break;
            case ImageOperation.Translation:
                var (down, right) = Step(direction == ImageDirection.Any ? (ImageDirection)((int)ImageDirection.Left + random.NextIndex(4)) : direction);
                Resample.Translate(pixels, copy, layout, down * (int)amount, right * (int)amount, fill);
                break;
            case ImageOperation.Occlusion:
                Occlude(pixels, amount, ref random);
                break;
            default:
                BlockQuantiser.Apply(pixels, layout, range, (int)amount);
                break;
        }
    }

    private static (int Down, int Right) Step(ImageDirection direction) => direction switch
    {
        ImageDirection.Left => (0, -1),
        ImageDirection.Right => (0, 1),
        ImageDirection.Up => (-1, 0),
        _ => (1, 0),
    };

    private void Brighten(Span<float> pixels, double share)
    {
        var step = share * range.Width;
        foreach (ref var pixel in pixels)
        {
            pixel = range.Clip(pixel + step);
        }
    }

    private void Flatten(Span<float> pixels, double factor)
    {
        for (var c = 0; c < layout.Channels; c++)
        {
            var sum = 0.0;
            for (var y = 0; y < layout.Height; y++)
            {
                for (var x = 0; x < layout.Width; x++)
                {
                    sum += pixels[(c * layout.ChannelStride) + (y * layout.RowStride) + (x * layout.ColumnStride)];
                }
            }

            var mean = sum / (layout.Height * layout.Width);
            for (var y = 0; y < layout.Height; y++)
            {
                for (var x = 0; x < layout.Width; x++)
                {
                    ref var pixel = ref pixels[(c * layout.ChannelStride) + (y * layout.RowStride) + (x * layout.ColumnStride)];
                    pixel = range.Clip(mean + (factor * (pixel - mean)));
                }
            }
        }
    }

    private void AddNoise(Span<float> pixels, double share, ref RowRandom random)
    {
        var std = share * range.Width;
        foreach (ref var pixel in pixels)
        {
            pixel = range.Clip(pixel + (std * random.NextNormal()));
        }
    }

    private void Occlude(Span<float> pixels, double share, ref RowRandom random)
    {
        var side = Math.Clamp((int)Math.Round(share * layout.ShorterSide), 1, layout.ShorterSide);
        var top = random.NextIndex(layout.Height - side + 1);
        var left = random.NextIndex(layout.Width - side + 1);
        var grey = (float)(range.Low + (range.Width / 2));
        for (var c = 0; c < layout.Channels; c++)
        {
            for (var y = top; y < top + side; y++)
            {
                for (var x = left; x < left + side; x++)
                {
                    pixels[(c * layout.ChannelStride) + (y * layout.RowStride) + (x * layout.ColumnStride)] = grey;
                }
            }
        }
    }
}
