using System.Numerics;
using System.Runtime.CompilerServices;

namespace ModelSpecs.Metrics;

/// <summary>Refuses what a caller must not pass: the loops index by classes and groups.</summary>
internal static class InputValidation
{
    private const int MostBins = 1_000_000;

    /// <summary>Throws where the shapes or ranges are wrong.</summary>
    public static void Check(MetricInput input, IReadOnlyList<SliceAxis> axes, IReadOnlyList<MetricRequest> requests, bool readsPredictions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(input.Rows);
        if (input.Task == MetricTask.Regression)
        {
            CheckLength(input.TrueValues, input.Rows, nameof(input.TrueValues));
            if (readsPredictions && input.PredictedValues is not null)
            {
                CheckLength(input.PredictedValues, input.Rows, nameof(input.PredictedValues));
            }
        }
        else if (input.Task == MetricTask.Ranking)
        {
            CheckQueries(input, readsPredictions);
        }
        else
        {
            CheckClasses(input, readsPredictions);
        }

        if (input.Weights is not null)
        {
            CheckLength(input.Weights, input.Rows, nameof(input.Weights));
            CheckWeights(input.Weights);
        }

        foreach (var (name, column) in input.Columns ?? new Dictionary<string, double[]>())
        {
            CheckLength(column, input.Rows, name);
        }

        foreach (var axis in axes)
        {
            CheckLength(axis.Codes, input.Rows, nameof(axis.Codes));
            CheckRange(axis.Codes, -1, axis.Groups, nameof(axis.Codes));
        }

        foreach (var request in requests)
        {
            CheckRequest(input, request);
        }
    }

    private static void CheckClasses(MetricInput input, bool readsPredictions)
    {
        if (input.ClassCount < 1 || (input.Task == MetricTask.Binary && input.ClassCount != 2))
        {
            throw new ArgumentException($"A {input.Task} task cannot have {input.ClassCount} classes.", nameof(input));
        }

        var (length, end) = input.Task == MetricTask.Multilabel ? ((long)input.Rows * input.ClassCount, 2) : (input.Rows, input.ClassCount);
        CheckLength(input.Truth, length, nameof(input.Truth));
        CheckRange(input.Truth!, 0, end, nameof(input.Truth));
        if (readsPredictions && input.Predicted is not null)
        {
            CheckLength(input.Predicted, length, nameof(input.Predicted));
            CheckRange(input.Predicted, 0, end, nameof(input.Predicted));
        }

        if (readsPredictions && input.Scores is not null)
        {
            CheckLength(input.Scores, input.Task == MetricTask.Binary ? input.Rows : (long)input.Rows * input.ClassCount, nameof(input.Scores));
        }
    }

    private static void CheckQueries(MetricInput input, bool readsPredictions)
    {
        CheckLength(input.TrueValues, input.Rows, nameof(input.TrueValues));
        if (!Array.TrueForAll(input.TrueValues!, gain => gain >= 0 && double.IsFinite(gain)))
        {
            throw new ArgumentException("A gain is negative or not finite.", nameof(input));
        }

        CheckLength(input.Queries, input.Rows, nameof(input.Queries));
        CheckRange(input.Queries!, 0, input.Rows, nameof(input.Queries));
        if (readsPredictions && input.Scores is not null)
        {
            CheckLength(input.Scores, input.Rows, nameof(input.Scores));
        }
    }

    private static void CheckRequest(MetricInput input, MetricRequest request)
    {
        if (request.Class is { } ofClass && (ofClass < 0 || ofClass >= input.ClassCount))
        {
            throw new ArgumentException($"{request.Name}: there is no class {ofClass} of {input.ClassCount}.", nameof(request));
        }

        if (request.Average == MetricAverage.Samples && input.Task != MetricTask.Multilabel)
        {
            throw new ArgumentException($"{request.Name}: only a multi-label task has an average over samples.", nameof(request));
        }

        if (!(request.Beta > 0) || request.TopK < 1 || request.AtMost < 1 || !(request.Alpha >= 0 && request.Alpha <= 1))
        {
            throw new ArgumentException($"{request.Name}: beta must be above 0, k at least 1, alpha from 0 to 1.", nameof(request));
        }

        if (!(request.AtFpr is null or (>= 0 and <= 1)) || !(request.AtPrecision is null or (> 0 and <= 1)) || !(request.AtPrevalence is null or (> 0 and <= 1))
            || !(request.AtTop is null or (> 0 and <= 1)))
        {
            throw new ArgumentException($"{request.Name}: at_fpr must be from 0 to 1, at_precision, at_prevalence and at_top above 0 and up to 1.", nameof(request));
        }

        if (request.Costs is { } costs && costs.Classes != input.ClassCount)
        {
            throw new ArgumentException($"{request.Name}: costs of {costs.Classes} classes for a task of {input.ClassCount}.", nameof(request));
        }

        if (!(request.Quantile >= 0 && request.Quantile <= 1))
        {
            throw new ArgumentException($"{request.Name}: q must be from 0 to 1.", nameof(request));
        }

        if (request.Bins is < 1 or > MostBins)
        {
            throw new ArgumentException($"{request.Name}: {request.Bins} bins; expected 1 to {MostBins}.", nameof(request));
        }
    }

    private static void CheckLength(Array? values, long length, string name)
    {
        if (values is null || values.LongLength != length)
        {
            throw new ArgumentException($"{name} has {values?.LongLength.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no"} entries; expected {length}.", name);
        }
    }

    private static void CheckRange(ReadOnlySpan<int> values, int least, int end, string name)
    {
        var lowest = new Vector<int>(least);
        var highest = new Vector<int>(least);
        var rest = values;
        while (rest.Length >= Vector<int>.Count)
        {
            var some = new Vector<int>(rest);
            lowest = Vector.Min(lowest, some);
            highest = Vector.Max(highest, some);
            rest = rest[Vector<int>.Count..];
        }

        var isInRange = Vector.GreaterThanOrEqualAll(lowest, new Vector<int>(least)) && Vector.LessThanAll(highest, new Vector<int>(end));
        foreach (var value in rest)
        {
            isInRange &= value >= least && value < end;
        }

        if (!isInRange && !values.IsEmpty)
        {
            throw new ArgumentException($"{name} has an entry outside {least} to {end - 1}.", name);
        }
    }

    private static void CheckWeights(ReadOnlySpan<double> weights)
    {
        foreach (var weight in weights)
        {
            if (!(weight >= 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException("A weight is negative or not finite.", nameof(weights));
            }
        }
    }
}
