namespace ModelSpecs.Metrics.Perturbation;

/// <summary>Where the pixels of an image lie among the values of a row.</summary>
/// <param name="Channels">Channels.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Columns of pixels.</param>
/// <param name="ChannelStride">Values from a channel to the next.</param>
/// <param name="RowStride">Values from a row of pixels to the next.</param>
/// <param name="ColumnStride">Values from a pixel to its right neighbour.</param>
public readonly record struct ImageLayout(int Channels, int Height, int Width, int ChannelStride, int RowStride, int ColumnStride)
{
    /// <summary>Values of one image.</summary>
    public int Values => Channels * Height * Width;

    /// <summary>The shorter side in pixels, by which severities are scaled.</summary>
    public int ShorterSide => Math.Min(Height, Width);

    /// <summary>[channels, height, width], row-major; a channel's pixels lie together.</summary>
    public static ImageLayout ChannelsFirst(int channels, int height, int width) => new(channels, height, width, height * width, width, 1);

    /// <summary>[height, width, channels], row-major; a pixel's channels lie together.</summary>
    public static ImageLayout ChannelsLast(int height, int width, int channels) => new(channels, height, width, 1, width * channels, channels);
}

/// <summary>What a pixel may be.</summary>
/// <param name="Low">Smallest value: black.</param>
/// <param name="High">Largest value: white.</param>
public readonly record struct PixelRange(double Low, double High)
{
    /// <summary>From black to white.</summary>
    public double Width => High - Low;

    /// <summary>The value, or the end of the range beyond which it lies. NaN stays NaN.</summary>
    public float Clip(double value) => (float)(value < Low ? Low : value > High ? High : value);
}
