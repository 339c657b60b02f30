using System.Globalization;

namespace ModelSpecs.Engine.Inference.Labels;

/// <summary>Type a label was written in.</summary>
internal enum LabelKind
{
    /// <summary>A whole number, 1.0 included.</summary>
    Integer,

    /// <summary>Another number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Text.</summary>
    Text,
}

/// <summary>A label in one canonical spelling: <c>1</c> for 1 and 1.0, <c>true</c>, text as it is.</summary>
/// <param name="Kind">Type it was written in.</param>
/// <param name="Text">The spelling.</param>
internal readonly record struct LabelValue(LabelKind Kind, string Text)
{
    private const double LargestExact = 9_007_199_254_740_992;

    /// <summary>A whole number.</summary>
    public static LabelValue Of(long value) => new(LabelKind.Integer, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number.</summary>
    public static LabelValue Of(double value) => value == Math.Truncate(value) && Math.Abs(value) <= LargestExact
        ? Of((long)value)
        : new LabelValue(LabelKind.Number, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A boolean.</summary>
    public static LabelValue Of(bool value) => new(LabelKind.Boolean, value ? "true" : "false");

    /// <summary>A text.</summary>
    public static LabelValue Of(string value) => new(LabelKind.Text, value);
}
