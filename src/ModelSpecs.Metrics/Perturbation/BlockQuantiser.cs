namespace ModelSpecs.Metrics.Perturbation;

/// <summary>What JPEG loses: blocks of 8 × 8 pixels, their cosine transform rounded to multiples of the luminance table of ITU-T T.81, annex K, scaled by the quality as libjpeg does. Every channel by
/// itself with that table: colours are neither converted nor thinned, and nothing is coded. At the border the last pixels are repeated.</summary>
internal static class BlockQuantiser
{
    private const int Side = 8;

    private static readonly int[] Luminance =
    [
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99,
    ];

    // Row k of the orthonormal cosine transform of length 8.
    private static readonly double[] Cosines = [.. Enumerable.Range(0, Side * Side).Select(i =>
        Math.Cos(((2 * (i % Side)) + 1) * (i / Side) * Math.PI / (2 * Side)) * Math.Sqrt((i / Side == 0 ? 1.0 : 2.0) / Side))];

    /// <summary>Quantises in place.</summary>
    /// <param name="pixels">The image.</param>
    /// <param name="layout">Where pixels lie.</param>
    /// <param name="range">Black and white, which are 0 and 255 of a JPEG.</param>
    /// <param name="quality">From 1 to 100.</param>
    public static void Apply(Span<float> pixels, ImageLayout layout, PixelRange range, int quality)
    {
        Span<double> table = stackalloc double[Side * Side];
        var scale = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = Math.Clamp(((Luminance[i] * scale) + 50) / 100, 1, 255);
        }

        Span<double> block = stackalloc double[Side * Side];
        Span<double> half = stackalloc double[Side * Side];
        var unit = range.Width / 255;
        for (var c = 0; c < layout.Channels; c++)
        {
            var channel = pixels[(c * layout.ChannelStride)..];
            for (var top = 0; top < layout.Height; top += Side)
            {
                for (var left = 0; left < layout.Width; left += Side)
                {
                    for (var i = 0; i < block.Length; i++)
                    {
                        var (y, x) = (Math.Min(top + (i / Side), layout.Height - 1), Math.Min(left + (i % Side), layout.Width - 1));
                        block[i] = ((channel[(y * layout.RowStride) + (x * layout.ColumnStride)] - range.Low) / unit) - 128;
                    }

                    Quantise(block, half, table);
                    for (var i = 0; i < block.Length; i++)
                    {
                        var (y, x) = (top + (i / Side), left + (i % Side));
                        if (y < layout.Height && x < layout.Width)
                        {
                            channel[(y * layout.RowStride) + (x * layout.ColumnStride)] = range.Clip(range.Low + ((block[i] + 128) * unit));
                        }
                    }
                }
            }
        }
    }

    private static void Quantise(Span<double> block, Span<double> half, ReadOnlySpan<double> table)
    {
        Transform(block, half, inverse: false);
        for (var i = 0; i < block.Length; i++)
        {
            block[i] = Math.Round(block[i] / table[i]) * table[i];
        }

        Transform(block, half, inverse: true);
    }

    private static void Transform(Span<double> block, Span<double> half, bool inverse)
    {
        for (var y = 0; y < Side; y++)
        {
            for (var k = 0; k < Side; k++)
            {
                var sum = 0.0;
                for (var x = 0; x < Side; x++)
                {
                    sum += block[(y * Side) + x] * (inverse ? Cosines[(x * Side) + k] : Cosines[(k * Side) + x]);
                }

                half[(y * Side) + k] = sum;
            }
        }

        for (var x = 0; x < Side; x++)
        {
            for (var k = 0; k < Side; k++)
            {
                var sum = 0.0;
                for (var y = 0; y < Side; y++)
                {
                    sum += half[(y * Side) + x] * (inverse ? Cosines[(y * Side) + k] : Cosines[(k * Side) + y]);
                }

                block[(k * Side) + x] = sum;
            }
        }
    }
}
