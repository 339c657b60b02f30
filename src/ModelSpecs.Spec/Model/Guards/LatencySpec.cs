using System.Globalization;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model.Guards;

/// <summary><c>latency</c>: how long calls of the model take here, and what it costs in memory and disk.</summary>
public sealed record LatencySpec : GuardSpec
{
    /// <summary>Calls before the measuring, unless said.</summary>
    public const int DefaultWarmUp = 50;

    /// <summary>Seconds of measuring for each model, batch size and slice, unless said.</summary>
    public const double DefaultDuration = 5;

    /// <summary>The same where calls come at a rate.</summary>
    public const double DefaultDurationAtRate = 10;

    /// <summary>Quantiles by their name.</summary>
    public static IReadOnlyList<KeyValuePair<string, double>> Quantiles { get; } = [new("p50", 0.5), new("p90", 0.9), new("p95", 0.95), new("p99", 0.99)];

    /// <summary>Rows a call, each size measured apart; empty: 1, or what a model of fixed batch size takes.</summary>
    public IReadOnlyList<Located<int>> Batches { get; init; } = [];

    /// <summary>Calls in work at once.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>Calls that come in a second, whatever has been answered; null: one comes when the one before is answered.</summary>
    public double? Rate { get; init; }

    /// <summary>Most calls measured; null: enough for the highest quantile that is asked for.</summary>
    public int? Calls { get; init; }

    /// <summary>Seconds of measuring for each model, batch size and slice; null: <see cref="DefaultDuration"/>.</summary>
    public double? Duration { get; init; }

    /// <summary>Calls before the measuring.</summary>
    public int WarmUp { get; init; } = DefaultWarmUp;

    /// <inheritdoc />
    public override string Kind => "latency";

    /// <inheritdoc />
    public override string Terms => string.Join(", ", new[]
    {
        Batches.Count == 0 ? null : $"batch {string.Join(" ", Batches.Select(batch => Text(batch.Value)))}",
        Concurrency == 1 ? null : $"concurrency {Text(Concurrency)}",
        Rate is { } rate ? $"rate {Text(rate)}" : null,
        Calls is { } calls ? $"calls {Text(calls)}" : null,
        Duration is { } duration ? $"duration {Text(duration)}" : null,
        WarmUp == DefaultWarmUp ? null : $"warm_up {Text(WarmUp)}",
    }.Where(term => term is not null));

    /// <summary>Name of a measure at a batch size: alone, where there is one size.</summary>
    public string NameOf(string measure, int batch) => Batches.Count > 1 ? $"{measure}(batch={Text(batch)})" : measure;

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
