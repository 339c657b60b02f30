namespace ModelSpecs.Metrics.Perturbation;

/// <summary>What is done to an image.</summary>
public enum ImageOperation
{
    /// <summary>Every pixel brighter or darker by a share of the range.</summary>
    Brightness,

    /// <summary>Every pixel nearer to its channel's mean: the factor that is left of the distance.</summary>
    Contrast,

    /// <summary>A Gaussian blur: standard deviation in pixels.</summary>
    Blur,

    /// <summary>Gaussian noise on every value: standard deviation as a share of the range.</summary>
    Noise,

    /// <summary>Turned about the centre: degrees.</summary>
    Rotation,

    /// <summary>Moved by whole pixels.</summary>
    Translation,

    /// <summary>A grey square at a random place: its side as a share of the shorter side.</summary>
    Occlusion,

    /// <summary>Quantised in blocks of 8 × 8 as JPEG does: quality from 1 to 100.</summary>
    Blocks,
}

/// <summary>Which way something is done; a direction that an operation does not have means <see cref="Any"/>.</summary>
public enum ImageDirection
{
    /// <summary>Drawn for each row; of brightness: brighter.</summary>
    Any,

    /// <summary>Brighter.</summary>
    Brighter,

    /// <summary>Darker.</summary>
    Darker,

    /// <summary>To the left.</summary>
    Left,

    /// <summary>To the right.</summary>
    Right,

    /// <summary>Up.</summary>
    Up,

    /// <summary>Down.</summary>
    Down,

    /// <summary>Clockwise.</summary>
    Clockwise,

    /// <summary>Counterclockwise.</summary>
    Counterclockwise,
}

/// <summary>How strong an operation is at a severity from 1 to 5.</summary>
public static class ImageSeverities
{
    /// <summary>Severities, the mildest first.</summary>
    public const int Most = 5;

    // What is counted in pixels is for a shorter side of so many.
    private const int Side = 32;

    private static readonly double[][] Table =
    [
        [0.1, 0.2, 0.3, 0.4, 0.5],
        [0.75, 0.5, 0.4, 0.3, 0.15],
        [0.4, 0.6, 0.7, 0.8, 1.0],
        [0.04, 0.08, 0.12, 0.18, 0.26],
        [5, 10, 15, 20, 30],
        [1, 2, 3, 4, 5],
        [0.1, 0.2, 0.3, 0.4, 0.5],
        [80, 60, 40, 20, 10],
    ];

    /// <summary>The amount of a severity. Blur and translation are counted in pixels: of an image whose shorter side has more than 32 they grow with it.</summary>
    /// <param name="operation">What is done.</param>
    /// <param name="severity">From 1 to 5.</param>
    /// <param name="layout">Of the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">The severity is none.</exception>
    public static double Amount(ImageOperation operation, int severity, ImageLayout layout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(severity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(severity, Most);
        var amount = Table[(int)operation][severity - 1];
        var scale = Math.Max(1, layout.ShorterSide / (double)Side);
        return operation switch
        {
            ImageOperation.Blur => amount * scale,
            ImageOperation.Translation => Math.Round(amount * scale),
            _ => amount,
        };
    }
}
