namespace ModelSpecs.Metrics.Perturbation;

/// <summary>A Gaussian filter, one axis after the other, that mirrors the image at its border, the border's pixel twice (d c b a | a b c d | d c b a), and ends at four standard deviations:
/// <c>scipy.ndimage.gaussian_filter</c> as it is unless told otherwise.</summary>
internal static class GaussianBlur
{
    private const double Truncate = 4;

    /// <summary>Blurs every channel in place.</summary>
    /// <param name="pixels">The image.</param>
    /// <param name="layout">Where pixels lie.</param>
    /// <param name="sigma">Standard deviation in pixels, above 0.</param>
    /// <param name="line">Room for a line of pixels.</param>
    public static void Apply(Span<float> pixels, ImageLayout layout, double sigma, double[] line)
    {
        var radius = (int)((Truncate * sigma) + 0.5);
        Span<double> weights = radius < 256 ? stackalloc double[radius + 1] : new double[radius + 1];
        var sum = 0.0;
        for (var i = 0; i <= radius; i++)
        {
            weights[i] = Math.Exp(-0.5 * i * i / (sigma * sigma));
            sum += i == 0 ? weights[i] : 2 * weights[i];
        }

        foreach (ref var weight in weights)
        {
            weight /= sum;
        }

        for (var c = 0; c < layout.Channels; c++)
        {
            var channel = pixels[(c * layout.ChannelStride)..];
            for (var x = 0; x < layout.Width; x++)
            {
                Filter(channel[(x * layout.ColumnStride)..], layout.Height, layout.RowStride, weights, line);
            }

            for (var y = 0; y < layout.Height; y++)
            {
                Filter(channel[(y * layout.RowStride)..], layout.Width, layout.ColumnStride, weights, line);
            }
        }
    }

    private static void Filter(Span<float> pixels, int length, int stride, ReadOnlySpan<double> weights, double[] line)
    {
        for (var i = 0; i < length; i++)
        {
            line[i] = pixels[i * stride];
        }

        for (var i = 0; i < length; i++)
        {
            var sum = weights[0] * line[i];
            for (var k = 1; k < weights.Length; k++)
            {
                sum += weights[k] * (line[Mirrored(i - k, length)] + line[Mirrored(i + k, length)]);
            }

            pixels[i * stride] = (float)sum;
        }
    }

    private static int Mirrored(int index, int length)
    {
        var period = 2 * length;
        var at = ((index % period) + period) % period;
        return at < length ? at : period - 1 - at;
    }
}
