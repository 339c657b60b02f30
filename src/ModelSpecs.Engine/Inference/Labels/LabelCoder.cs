using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Inference.Labels;

/// <summary>Numbers distinct labels in order of first occurrence; small integers, the usual labels, without hashing.</summary>
internal sealed class LabelCoder
{
    private const int SmallIntegers = 1024;
    private const double LargestExact = 9_007_199_254_740_992;

    private readonly int[] small = new int[SmallIntegers];
    private readonly Dictionary<long, int> integers = [];
    private readonly Dictionary<long, int> fractions = [];
    private readonly int[] booleans = [-1, -1];
    private readonly List<LabelValue> values = [];

    public LabelCoder() => Array.Fill(small, -1);

    /// <summary>The distinct labels.</summary>
    public IReadOnlyList<LabelValue> Values => values;

    /// <summary>Whether there are more than a task can have classes.</summary>
    public bool IsTooMany => values.Count > SpecLimits.Classes;

    /// <summary>Code of a new label.</summary>
    public int Add(LabelValue value)
    {
        values.Add(value);
        return values.Count - 1;
    }

    /// <summary>Code of an integer.</summary>
    public int Code(long value)
    {
        if ((ulong)value < SmallIntegers)
        {
            ref var code = ref small[value];
            return code >= 0 ? code : code = Add(LabelValue.Of(value));
        }

        return integers.TryGetValue(value, out var known) ? known : integers[value] = Add(LabelValue.Of(value));
    }

    /// <summary>Code of a number; a whole one is the integer.</summary>
    public int Code(double value)
    {
        if (value == Math.Truncate(value) && Math.Abs(value) <= LargestExact)
        {
            return Code((long)value);
        }

        // By its bits a NaN equals itself.
        var bits = BitConverter.DoubleToInt64Bits(value);
        return fractions.TryGetValue(bits, out var known) ? known : fractions[bits] = Add(LabelValue.Of(value));
    }

    /// <summary>Code of a boolean.</summary>
    public int Code(bool value)
    {
        ref var code = ref booleans[value ? 1 : 0];
        return code >= 0 ? code : code = Add(LabelValue.Of(value));
    }
}
