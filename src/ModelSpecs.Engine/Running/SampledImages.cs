using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Running;

/// <summary>The input of a row as a small picture, where it has the shape of one: height × width, with one channel or three, first or last.</summary>
internal sealed class SampledImages
{
    private const int LeastSide = 4;
    private const int MostValues = 4096;
    private const long MostBytes = 1_000_000_000;

    private readonly TensorColumn column;
    private readonly int[]? rows;
    private readonly bool channelsFirst;

    private SampledImages(TensorColumn column, int[]? rows, ImageShapeResult shape, bool channelsFirst)
    {
        this.column = column;
        this.rows = rows;
        this.channelsFirst = channelsFirst;
        Shape = shape;
    }

    /// <summary>What all of them have.</summary>
    public ImageShapeResult Shape { get; }

    /// <summary>The first input that is a picture; null: none is, or it is too large to be shown beside hundreds of others.</summary>
    /// <param name="data">The judged rows.</param>
    /// <param name="fileRows">Row of the golden set's file by judged row; null: the same.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static SampledImages? Of(EvaluationData data, int[]? fileRows, CancellationToken cancellationToken)
    {
        foreach (var column in data.Table.Columns.OfType<TensorColumn>())
        {
            if (ShapeOf(column) is var (shape, first))
            {
                return new SampledImages(column, null, shape, first);
            }
        }

        foreach (var binding in data.Suite.Inputs)
        {
            if (binding.Source is NpySource source && Read(source, data.Suite.Root, binding.Input.Value, cancellationToken) is { } column && ShapeOf(column) is var (shape, first)
                && column.Length > (fileRows is null ? data.Input.Rows - 1 : fileRows.Max()))
            {
                return new SampledImages(column, fileRows, shape, first);
            }
        }

        return null;
    }

    /// <summary>One byte a value, channels last, as Base64: the lowest value of the picture is 0 and the highest 255.</summary>
    public string Image(int row)
    {
        var (width, height, channels) = (Shape.Width, Shape.Height, Shape.Channels);
        var values = new double[width * height * channels];
        var from = (rows is null ? row : rows[row]) * values.Length;
        for (var i = 0; i < values.Length; i++)
        {
            var at = channelsFirst ? (i % channels * width * height) + (i / channels) : i;
            values[i] = Convert.ToDouble(column.Values.GetValue(from + at), CultureInfo.InvariantCulture);
        }

        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var (low, high) = (finite.Min(), finite.Max());
        return Convert.ToBase64String(Array.ConvertAll(values, value =>
            (byte)(double.IsFinite(value) && high > low ? Math.Round((value - low) / (high - low) * 255, MidpointRounding.AwayFromZero) : 0)));
    }

    private static (ImageShapeResult Shape, bool ChannelsFirst)? ShapeOf(TensorColumn column)
    {
        (int Height, int Width, int Channels, bool First)? found = column.Shape switch
        {
            [var h, var w] => (h, w, 1, false),
            [1 or 3, var h, var w] => (h, w, column.Shape[0], true),
            [var h, var w, 1 or 3] => (h, w, column.Shape[2], false),
            _ => null,
        };
        return column.Values is not Half[] && found is var (height, width, channels, first) && Math.Min(height, width) >= LeastSide && (long)height * width * channels <= MostValues
            ? (new ImageShapeResult(column.Name, width, height, channels), first)
            : null;
    }

    // The run has read and fed it already: what cannot be read now is simply not shown.
    private static TensorColumn? Read(NpySource source, string root, string name, CancellationToken cancellationToken)
    {
        try
        {
            return NpyReader.Read(source.File, root, name, MostBytes, cancellationToken).Column;
        }
        catch (SpecException)
        {
            return null;
        }
    }
}
