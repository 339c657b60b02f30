namespace ModelSpecs.Metrics.Perturbation;

/// <summary>Moves pixels to other places.</summary>
internal static class Resample
{
    /// <summary>Turns every channel counterclockwise about its centre, linear between pixels, as if the image went on with the fill beyond its border:
    /// <c>scipy.ndimage.rotate(order=1, reshape=False, mode='grid-constant')</c>.</summary>
    public static void Rotate(Span<float> pixels, float[] copy, ImageLayout layout, double degrees, double fill)
    {
        pixels[..layout.Values].CopyTo(copy);
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        var (middleY, middleX) = ((layout.Height - 1) / 2.0, (layout.Width - 1) / 2.0);
        for (var c = 0; c < layout.Channels; c++)
        {
            var first = c * layout.ChannelStride;
            for (var y = 0; y < layout.Height; y++)
            {
                for (var x = 0; x < layout.Width; x++)
                {
                    var (dy, dx) = (y - middleY, x - middleX);
                    pixels[first + (y * layout.RowStride) + (x * layout.ColumnStride)] =
                        (float)Linear(copy, layout, first, middleY + (cosine * dy) + (sine * dx), middleX - (sine * dy) + (cosine * dx), fill);
                }
            }
        }
    }

    /// <summary>Moves every channel by whole pixels; what comes in is the fill: <c>scipy.ndimage.shift(order=0, mode='constant')</c>.</summary>
    public static void Translate(Span<float> pixels, float[] copy, ImageLayout layout, int down, int right, double fill)
    {
        pixels[..layout.Values].CopyTo(copy);
        for (var c = 0; c < layout.Channels; c++)
        {
            var first = c * layout.ChannelStride;
            for (var y = 0; y < layout.Height; y++)
            {
                for (var x = 0; x < layout.Width; x++)
                {
                    pixels[first + (y * layout.RowStride) + (x * layout.ColumnStride)] = (float)At(copy, layout, first, y - down, x - right, fill);
                }
            }
        }
    }

    private static double Linear(float[] image, ImageLayout layout, int first, double y, double x, double fill)
    {
        var (top, left) = ((int)Math.Floor(y), (int)Math.Floor(x));
        var (belowTop, rightOfLeft) = (y - top, x - left);
        return ((1 - belowTop) * (((1 - rightOfLeft) * At(image, layout, first, top, left, fill)) + (rightOfLeft * At(image, layout, first, top, left + 1, fill))))
            + (belowTop * (((1 - rightOfLeft) * At(image, layout, first, top + 1, left, fill)) + (rightOfLeft * At(image, layout, first, top + 1, left + 1, fill))));
    }

    private static double At(float[] image, ImageLayout layout, int first, int y, int x, double fill) =>
        (uint)y < (uint)layout.Height && (uint)x < (uint)layout.Width ? image[first + (y * layout.RowStride) + (x * layout.ColumnStride)] : fill;
}
