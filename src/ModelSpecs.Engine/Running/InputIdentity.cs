using System.Runtime.InteropServices;
using System.Text;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Engine.Running;

/// <summary>Names of what is measured, the same for the same content and, but for an accident below 2⁻⁶⁴, for no other.</summary>
/// <param name="WithoutClasses">Of everything but the predicted classes.</param>
/// <param name="WithClasses">Of everything.</param>
internal sealed record InputIdentity(Hash128 WithoutClasses, Hash128 WithClasses)
{
    /// <summary>The names of an input and the axes over it.</summary>
    public static InputIdentity Of(MetricInput input, IReadOnlyList<SliceAxis> axes)
    {
        var hash = new FastHash();
        Add<int>(ref hash, [(int)input.Task, input.Rows, input.ClassCount, input.ClassesDeclared ? 1 : 0, input.ScoresAreProbabilities ? 1 : 0, input.Predicted is null ? 0 : 1]);
        Add<byte>(ref hash, input.ClassNames is null ? null : [.. input.ClassNames.SelectMany(Counted)]);
        Add(ref hash, input.Truth);
        Add(ref hash, input.Scores);
        Add(ref hash, input.TrueValues);
        Add(ref hash, input.PredictedValues);
        Add(ref hash, input.Queries);
        Add(ref hash, input.Weights);
        foreach (var column in (input.Columns ?? new Dictionary<string, double[]>(StringComparer.Ordinal)).OrderBy(column => column.Key, StringComparer.Ordinal))
        {
            Add(ref hash, Counted(column.Key));
            Add(ref hash, column.Value);
        }

        foreach (var axis in axes)
        {
            Add<int>(ref hash, [axis.Groups]);
            Add(ref hash, axis.Codes);
        }

        var without = hash.Finish();
        Add(ref hash, input.Predicted);
        return new InputIdentity(without, hash.Finish());
    }

    /// <summary>The name of an array.</summary>
    public static Hash128 Of(int[] values) => FastHash.Of(MemoryMarshal.AsBytes(values.AsSpan()));

    // Lengths before contents, so that no two lists of arrays run into the same bytes.
    private static void Add<T>(ref FastHash hash, T[]? values)
        where T : unmanaged
    {
        hash.Append(BitConverter.GetBytes(values?.Length ?? -1));
        hash.Append(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static byte[] Counted(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. BitConverter.GetBytes(bytes.Length), .. bytes];
    }
}

/// <summary>All that a measurement depends on.</summary>
internal sealed class MeasurementKey : IEquatable<MeasurementKey>
{
    private readonly string what;
    private readonly Hash128 data;
    private readonly MetricRequest[] requests;
    private readonly IntervalOptions? options;
    private readonly Hash128? clusters;
    private readonly (int Axis, int Request)[]? wanted;

    /// <summary>A key.</summary>
    /// <param name="what">What is measured.</param>
    /// <param name="data">On what.</param>
    /// <param name="requests">The metrics, in order.</param>
    /// <param name="options">How intervals are made; null: there are none.</param>
    public MeasurementKey(string what, Hash128 data, IReadOnlyList<MetricRequest> requests, IntervalOptions? options)
    {
        (this.what, this.data, this.requests) = (what, data, [.. requests]);

        // What the record compares by reference is compared by content here.
        this.options = options is null ? null : options with { Wanted = null, Clusters = null };
        clusters = options?.Clusters is { } each ? InputIdentity.Of(each) : null;
        wanted = options?.Wanted is { } pairs ? [.. pairs.Order()] : null;
    }

    /// <inheritdoc/>
    public bool Equals(MeasurementKey? other) =>
        other is not null && what == other.what && data == other.data && options == other.options && clusters == other.clusters
        && requests.AsSpan().SequenceEqual(other.requests)
        && (wanted is null) == (other.wanted is null) && wanted.AsSpan().SequenceEqual(other.wanted);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MeasurementKey);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(what, data, requests.Length, options);
}
