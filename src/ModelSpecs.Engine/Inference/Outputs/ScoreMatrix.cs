using System.Globalization;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Outputs;

/// <summary>Scores in double precision, row-major, after the activation.</summary>
/// <param name="values">The scores, [rows, width].</param>
/// <param name="rows">Rows.</param>
/// <param name="width">Columns.</param>
internal sealed class ScoreMatrix(double[] values, int rows, int width)
{
    private const double Rounding = 1e-6;
    private const double SumTolerance = 1e-3;

    /// <summary>The scores, [rows, width].</summary>
    public double[] Values { get; } = values;

    /// <summary>Rows.</summary>
    public int Rows { get; } = rows;

    /// <summary>Columns.</summary>
    public int Width { get; } = width;

    /// <summary>Scores of one row.</summary>
    public ReadOnlySpan<double> this[int row] => Values.AsSpan(row * Width, Width);

    /// <summary>One column.</summary>
    public double[] Column(int column)
    {
        if (Width == 1)
        {
            return Values;
        }

        var one = new double[Rows];
        for (var row = 0; row < one.Length; row++)
        {
            one[row] = Values[(row * Width) + column];
        }

        return one;
    }

    /// <summary>The same scores with their columns in another order.</summary>
    public ScoreMatrix Reorder(IReadOnlyList<int> columns)
    {
        var reordered = new double[Values.Length];
        for (var row = 0; row < Rows; row++)
        {
            for (var k = 0; k < Width; k++)
            {
                reordered[(row * Width) + k] = Values[(row * Width) + columns[k]];
            }
        }

        return new ScoreMatrix(reordered, Rows, Width);
    }

    /// <summary>Whether the scores are probabilities: in [0, 1], and rows of several columns sum to 1 within 1e-3.</summary>
    public bool AreProbabilities()
    {
        for (var row = 0; row < Rows; row++)
        {
            var sum = 0.0;
            foreach (var score in this[row])
            {
                // A float softmax may end a rounding beyond its range.
                if (score is < -Rounding or > 1 + Rounding)
                {
                    return false;
                }

                sum += score;
            }

            if (Width > 1 && Math.Abs(sum - 1) > SumTolerance)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every score by itself lies in [0, 1], as the probabilities of labels do that do not exclude each other.</summary>
    public bool AreWithinOne() => Array.TrueForAll(Values, score => score is >= -Rounding and <= 1 + Rounding);

    /// <summary>Takes back what rounding put beyond [0, 1].</summary>
    public void Clamp()
    {
        foreach (ref var score in Values.AsSpan())
        {
            score = Math.Clamp(score, 0, 1);
        }
    }

    /// <summary>Turns logits into probabilities, in place.</summary>
    public void Activate(Activation activation)
    {
        for (var row = 0; row < Rows; row++)
        {
            var scores = Values.AsSpan(row * Width, Width);
            if (activation == Activation.Sigmoid)
            {
                foreach (ref var score in scores)
                {
                    // The form that does not overflow on its side of zero.
                    score = score >= 0 ? 1 / (1 + Math.Exp(-score)) : Math.Exp(score) / (1 + Math.Exp(score));
                }
            }
            else if (activation == Activation.Softmax)
            {
                Softmax(scores);
            }
        }
    }

    /// <summary>Reads the scores that are meant.</summary>
    /// <exception cref="SpecException">Some are no finite numbers.</exception>
    public static ScoreMatrix Read(PredictionSource source)
    {
        var raw = source.Score!;
        var width = source.Width;
        var first = source.ScoreColumn ?? 0;
        var values = raw.Doubles is not null && source.ScoreColumn is null ? [.. raw.Doubles] : new double[checked(raw.Rows * width)];
        if (raw.Doubles is null || source.ScoreColumn is not null)
        {
            for (var row = 0; row < raw.Rows; row++)
            {
                for (var k = 0; k < width; k++)
                {
                    values[(row * width) + k] = raw.Number(row, first + k);
                }
            }
        }

        if (source.AllowNoAnswer)
        {
            ClearNoAnswers(values, width);
        }
        else
        {
            RequireFinite(values, width, raw.Name, source);
        }

        return new ScoreMatrix(values, raw.Rows, width);
    }

    // A row with an infinite score would say by its others that these are no probabilities.
    private static void ClearNoAnswers(double[] values, int width)
    {
        for (var row = 0; row < values.Length; row += width)
        {
            var scores = values.AsSpan(row, width);
            foreach (var score in scores)
            {
                if (!double.IsFinite(score))
                {
                    scores.Fill(double.NaN);
                    break;
                }
            }
        }
    }

    /// <summary>Every number is finite.</summary>
    /// <exception cref="SpecException">Some are not.</exception>
    public static void RequireFinite(double[] values, int width, string name, PredictionSource source)
    {
        var found = new Findings();
        double? example = null;
        for (var row = 0; row < values.Length / width; row++)
        {
            foreach (var value in values.AsSpan(row * width, width))
            {
                if (!double.IsFinite(value))
                {
                    example ??= value;
                    found.Add(row);
                    break;
                }
            }
        }

        if (found.Count > 0)
        {
            throw new SpecException(SpecDiagnostics.PredictionNotFinite.At(source.Span, string.Create(CultureInfo.InvariantCulture,
                $"The predictions are not all finite numbers. Found {example} in {OneLine.Quote(name)}, {found.Name(source.Rows)} ({found.Count:N0} of {source.Rows.Count:N0} rows); expected a finite number in each row. Look for missing values that the model does not handle, or leave the rows out with golden.where.")));
        }
    }

    private static void Softmax(Span<double> scores)
    {
        var highest = double.NegativeInfinity;
        foreach (var score in scores)
        {
            highest = Math.Max(highest, score);
        }

        var sum = 0.0;
        foreach (ref var score in scores)
        {
            score = Math.Exp(score - highest);
            sum += score;
        }

        foreach (ref var score in scores)
        {
            score /= sum;
        }
    }
}
