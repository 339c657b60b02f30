using System.Numerics;
using System.Runtime.CompilerServices;
using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Ranking;

/// <summary>What a sweep must know of a row, packed into one word (its class and its group on several axes), so that a row
/// met in score order costs one access to memory, not one an axis.</summary>
internal sealed class RowWords
{
    /// <summary>Set in a sorted word whose score differs from the one before.</summary>
    public const ulong StartsRun = 1;

    /// <summary>Set in a sorted word whose row is positive.</summary>
    public const ulong IsPositive = 2;

    /// <summary>Where the positive bit is.</summary>
    public const int PositiveShift = 1;

    private const int TruthShift = 2;

    private RowWords(ulong[] words, int truthBits, List<AxisField> fields)
    {
        Words = words;
        TruthMask = (1UL << truthBits) - 1;
        Fields = fields;
    }

    /// <summary>Words by row; the two lowest bits are clear.</summary>
    public ulong[] Words { get; }

    /// <summary>Axes in these words; the whole set is axis −1 and has no bits.</summary>
    public List<AxisField> Fields { get; }

    private ulong TruthMask { get; }

    /// <summary>True class of a word's row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Truth(ulong word) => (int)((word >> TruthShift) & TruthMask);

    /// <summary>Which axes share words: as many as fit into 64 bits each.</summary>
    public static List<List<AxisField>> Plan(SliceLayout layout, int classes)
    {
        var truthBits = Bits(classes);
        var planes = new List<List<AxisField>>();
        var plane = new List<AxisField> { new(-1, 0, 0) };
        var used = TruthShift + truthBits;
        for (var axis = 0; axis < layout.Axes.Count; axis++)
        {
            var bits = Bits(layout.SlotsOf(axis));
            if (used + bits > 64)
            {
                planes.Add(plane);
                plane = [];
                used = TruthShift + truthBits;
            }

            plane.Add(new AxisField(axis, used, bits));
            used += bits;
        }

        planes.Add(plane);
        return planes;
    }

    /// <summary>Packs the rows for one plan entry.</summary>
    public static RowWords Pack(
        MetricInput input, SliceLayout layout, List<AxisField> fields, int threads, CancellationToken cancellationToken)
    {
        var words = new ulong[input.Rows];
        var lanes = (int)(((long)input.Rows + RowPass.LaneRows - 1) / RowPass.LaneRows);
        Workers.Run(
            threads,
            lanes,
            lane =>
            {
                var start = lane * RowPass.LaneRows;
                var end = (int)Math.Min(input.Rows, (long)start + RowPass.LaneRows);
                var target = words.AsSpan(start..end);
                PackTruth(input.Truth.AsSpan(start..end), target);
                foreach (var field in fields)
                {
                    if (field.Bits > 0)
                    {
                        PackCodes(layout.Axes[field.Axis].Codes.AsSpan(start..end), field.Shift, target);
                    }
                }
            },
            cancellationToken);
        return new RowWords(words, Bits(input.ClassCount), fields);
    }

    private static int Bits(int values) => values <= 1 ? 1 : 32 - BitOperations.LeadingZeroCount((uint)(values - 1));

    private static void PackTruth(ReadOnlySpan<int> truth, Span<ulong> words)
    {
        words = words[..truth.Length];
        for (var i = 0; i < truth.Length; i++)
        {
            words[i] = (ulong)(uint)truth[i] << TruthShift;
        }
    }

    private static void PackCodes(ReadOnlySpan<int> codes, int shift, Span<ulong> words)
    {
        words = words[..codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            words[i] |= (ulong)(uint)(codes[i] + 1) << shift;
        }
    }
}

/// <summary>Where an axis's group stands in a word: code + 1, so that 0 is no group.</summary>
/// <param name="Axis">Index of the axis; −1 for the whole set.</param>
/// <param name="Shift">Lowest bit.</param>
/// <param name="Bits">Number of bits.</param>
internal readonly record struct AxisField(int Axis, int Shift, int Bits)
{
    /// <summary>The bits, shifted down.</summary>
    public ulong Mask => (1UL << Bits) - 1;
}
