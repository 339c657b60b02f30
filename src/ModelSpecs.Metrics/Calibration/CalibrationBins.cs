using System.Runtime.CompilerServices;
using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Calibration;

/// <summary>Sums of one slice's calibration bins.</summary>
/// <param name="rows">Rows a bin.</param>
/// <param name="sums">Confidence, hits and weight a bin; a fourth is not used.</param>
internal readonly ref struct BinSums(ReadOnlySpan<long> rows, ReadOnlySpan<double> sums)
{
    private readonly ReadOnlySpan<long> rows = rows;
    private readonly ReadOnlySpan<double> sums = sums;

    /// <summary>Number of bins.</summary>
    public int Count => rows.Length;

    /// <summary>Rows.</summary>
    public long Rows(int bin) => rows[bin];

    /// <summary>Σ weight × confidence.</summary>
    public double Confidence(int bin) => sums[4 * bin];

    /// <summary>Σ weight of the rows that are positive, or predicted right.</summary>
    public double Hits(int bin) => sums[(4 * bin) + 1];

    /// <summary>Σ weight.</summary>
    public double Weight(int bin) => sums[(4 * bin) + 2];
}

/// <summary>Confidence against what happened, by slice and bin. In a binary task confidence is the positive class's score and
/// a hit a positive row; otherwise the top score and a row predicted right; of one class its score and a row of it.</summary>
/// <param name="input">Truth and probabilities.</param>
/// <param name="layout">The slices.</param>
/// <param name="bins">How bins are laid.</param>
internal sealed class CalibrationBins(MetricInput input, SliceLayout layout, BinLayout bins) : RowAccumulator
{
    private const int Width = 4;

    private readonly CellTable[] tables = [new CellTable(layout, bins.Bins, Width)];
    private readonly int[] cells = new int[RowPass.BlockRows];
    private readonly double[] confidence = new double[RowPass.BlockRows];
    private readonly double[] values = new double[Width * RowPass.BlockRows];

    /// <summary>How bins are laid.</summary>
    public BinLayout Bins => bins;

    /// <inheritdoc/>
    protected override ReadOnlySpan<CellTable> Tables => tables;

    /// <summary>Bins of a slice.</summary>
    public BinSums Of(int slot) => new(tables[0].Counts(slot), tables[0].Sums(slot));

    /// <summary>Adds one row to a bin of one slice.</summary>
    public void Add(int slot, int bin, double rowConfidence, bool isHit, double weight)
    {
        tables[0].Counts(slot)[bin]++;
        var sums = tables[0].Sums(slot)[(bin * Width)..];
        sums[0] += weight == 0 ? 0 : weight * rowConfidence;
        sums[1] += isHit ? weight : 0;
        sums[2] += weight;
    }

    /// <summary>Makes a slice's sums those of a constant prediction that is right on average.</summary>
    public void SetCalibrated(int slot, double share, long rows, double weight)
    {
        tables[0].Counts(slot)[0] = rows;
        var sums = tables[0].Sums(slot);
        sums[0] = sums[1] = share * weight;
        sums[2] = weight;
    }

    /// <inheritdoc/>
    public override RowAccumulator Fresh() => new CalibrationBins(input, layout, bins);

    /// <inheritdoc/>
    public override void Add(int start, int count)
    {
        var ofRow = confidence.AsSpan(0, count);
        Confidence.Fill(input, bins.Class, start, ofRow);
        FillRows(start, ofRow);
        tables[0].Add(start, cells.AsSpan(0, count), values.AsSpan(0, Width * count));
    }

    private void FillRows(int start, ReadOnlySpan<double> ofRow)
    {
        var weights = input.Weights;
        for (var i = 0; i < ofRow.Length; i++)
        {
            var weight = weights is null ? 1 : weights[start + i];
            cells[i] = UniformBin(ofRow[i], bins.Bins);
            values[Width * i] = weight == 0 ? 0 : weight * ofRow[i];
            values[(Width * i) + 1] = Confidence.IsHit(input, bins.Class, start + i) ? weight : 0;
            values[(Width * i) + 2] = weight;
        }
    }

    /// <summary>Bin (k/B, (k + 1)/B] of a confidence, 0 in the first; what lies outside [0, 1] goes to the outermost.</summary>
    public static int UniformBin(double value, int count)
    {
        // The product may round across an edge; the edges themselves decide.
        var bin = Math.Clamp((int)Math.Clamp(value * count, 0, count), 0, count - 1);
        while (bin > 0 && value <= (double)bin / count)
        {
            bin--;
        }

        while (bin < count - 1 && value > (double)(bin + 1) / count)
        {
            bin++;
        }

        return bin;
    }
}
