using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Metrics.Perturbation;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>The model's input that holds images.</summary>
/// <param name="Feed">What it is fed.</param>
/// <param name="Layout">Where pixels lie.</param>
internal sealed record ImageTarget(NumericFeed Feed, ImageLayout Layout)
{
    private static readonly long[] ChannelCounts = [1, 3, 4];

    /// <summary>The input that an entry means; null: it is not clear which, or how, which is reported.</summary>
    public static ImageTarget? Find(PerturbationSpec perturbation, ImageInputSpec image, InputPlan plan, ICollection<SpecDiagnostic> problems)
    {
        var feeds = plan.Feeds.OfType<NumericFeed>().Where(feed => PixelCodec.Takes(feed.Element) && LayoutOf(image, feed) is not null).ToList();
        if (image.Input is { } name)
        {
            feeds = [.. feeds.Where(feed => string.Equals(feed.Name, name.Value, StringComparison.Ordinal))];
        }

        if (feeds is [var one])
        {
            return new ImageTarget(one, LayoutOf(image, one)!.Value);
        }

        var all = string.Join(", ", plan.Feeds.Select(feed => $"{OneLine.Quote(feed.Name)} with rows of {feed.Element.Display()} {ModelValue.DisplayShape(feed.RowShape)}"));
        problems.Add(SpecDiagnostics.PerturbedImageUnclear.At(image.Input?.Span ?? image.Span, feeds.Count > 1
            ? $"{perturbation.Key.Value}: several inputs could hold images. Found {all}; expected one of them. Say which: input: {feeds[0].Name}."
            : $"{perturbation.Key.Value}: no input holds images whose axes are clear. Found {all}; expected [height, width], or three axes of which one is 1, 3 or 4 channels. Say shape: and layout: where the input's own shape does not say it."));
        return null;
    }

    /// <summary>The layout of an input's rows; null: they are no images, or it is not clear how.</summary>
    private static ImageLayout? LayoutOf(ImageInputSpec image, InputFeed feed)
    {
        long[] shape = image.Shape.Count > 0 ? [.. image.Shape.Select(length => (long)length)] : [.. feed.RowShape];
        if (shape.Aggregate(1L, (product, length) => product * length) != feed.RowValues || shape.Any(length => length < 1))
        {
            return null;
        }

        return shape switch
        {
            [> 1 and var height, > 1 and var width] => ImageLayout.ChannelsFirst(1, (int)height, (int)width),
            [var channels, > 1 and var height, > 1 and var width] when IsFirst(image, channels, width) => ImageLayout.ChannelsFirst((int)channels, (int)height, (int)width),
            [> 1 and var height, > 1 and var width, var channels] when IsLast(image, height, channels) => ImageLayout.ChannelsLast((int)height, (int)width, (int)channels),
            _ => null,
        };
    }

    private static bool IsFirst(ImageInputSpec image, long first, long last) => image.ChannelsFirst ?? (ChannelCounts.Contains(first) && !ChannelCounts.Contains(last));

    private static bool IsLast(ImageInputSpec image, long first, long last) => image.ChannelsFirst is { } said ? !said : ChannelCounts.Contains(last) && !ChannelCounts.Contains(first);

    /// <summary>Black and white as the entry says them, or as the rows show them, with a sentence of which it was.</summary>
    /// <param name="image">The entry's image.</param>
    /// <param name="rows">Positions of the feed that are looked at: the first so many.</param>
    public (PixelRange Range, string? Note)? RangeOf(ImageInputSpec image, int rows)
    {
        if (image.Range is var (said, saidHigh))
        {
            return (new PixelRange(said, saidHigh), null);
        }

        if (Feed.Element == ModelElement.UInt8)
        {
            return (new PixelRange(0, 255), "Pixels are bytes: black is 0 and white 255.");
        }

        var buffer = new byte[Feed.RowBytes];
        var pixels = new float[Layout.Values];
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var row = 0; row < rows; row++)
        {
            Feed.Fill(row, 1, buffer);
            PixelCodec.Read(buffer, Feed.Element, pixels);
            foreach (var pixel in pixels)
            {
                if (float.IsFinite(pixel))
                {
                    (low, high) = (Math.Min(low, pixel), Math.Max(high, pixel));
                }
            }
        }

        if (!(low < high))
        {
            return null;
        }

        // The two usual scales, where the brightest pixel happens not to be white.
        var range = low >= 0 && high is > 0.5 and <= 1 ? new PixelRange(0, 1) : low >= 0 && high is > 127 and <= 255 ? new PixelRange(0, 255) : new PixelRange(low, high);
        return (range, FormattableString.Invariant($"Pixels run from {low:G6} to {high:G6} in these rows: black was taken as {range.Low:G6} and white as {range.High:G6}. Say range: to fix them."));
    }
}
