using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Latency;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>Turns what was measured into numbers with their noise.</summary>
/// <param name="verdict">Confidence and seed.</param>
/// <param name="guard">What is asked for.</param>
/// <param name="measured">What was measured.</param>
/// <param name="nameOf">Name of a row of the golden set.</param>
internal sealed class LatencyValues(VerdictSpec verdict, LatencySpec guard, LatencyMeasurement measured, Func<int, string> nameOf)
{
    private const int Named = 3;

    // A clock that shows a tenth of the time only, or coarser, orders no two models.
    private const double MostStep = 0.1;

    /// <summary>Adds every number.</summary>
    public GuardOutcome AddTo(GuardOutcome outcome)
    {
        foreach (var calls in measured.Calls)
        {
            var whole = measured.Calls.First(other => other.Batch == calls.Batch && other.Target.Place is null);
            foreach (var (name, share) in LatencySpec.Quantiles)
            {
                Add(name, SeriesStatistic.Quantile(share), calls.Model.Seconds, QuantileEstimate.Of(calls.Model.Seconds, share), TooFew(name, share, calls.Model.Count));
            }

            outcome.Add(guard.NameOf("max", calls.Batch), calls.Target.Place, Time(calls, calls.Model.Seconds.Max(), calls.Champion?.Seconds.Max()));
            Add("mean", SeriesStatistic.Mean, calls.Model.Seconds, null, null);
            Add("throughput", SeriesStatistic.Rate(calls.Batch), calls.Model.Gaps, null, null);

            void Add(string name, SeriesStatistic statistic, double[] series, Estimate? estimate, string? undecided)
            {
                var isRate = name == "throughput";
                var others = isRate ? calls.Champion?.Gaps : calls.Champion?.Seconds;
                var isAsked = LatencyPlan.Asks(guard, name);
                estimate ??= isAsked ? BlockBootstrap.Of(statistic, series, Seed) : new BareEstimate(BlockBootstrap.ValueOf(statistic, series), series.Length, "nobody asked");
                var value = Time(calls, estimate.Value, others is null ? null : BlockBootstrap.ValueOf(statistic, others));
                outcome.Add(guard.NameOf(name, calls.Batch), calls.Target.Place, value with
                {
                    Estimate = isAsked || estimate.HasInterval ? estimate : null,
                    Undecided = undecided ?? value.Undecided,
                    Shown = isRate ? LatencyText.Rate(estimate.Value) : value.Shown,
                    Format = isRate ? LatencyText.Rate : value.Format,
                    // The faster the machine, the more it answers.
                    KeptScale = isRate ? 1 / measured.Calibration : value.KeptScale,
                    Difference = (reference, factor) => reference switch
                    {
                        BoundReference.Champion when others is not null => Difference(statistic, series, others, factor),
                        BoundReference.Overall => Difference(statistic, series, isRate ? whole.Model.Gaps : whole.Model.Seconds, factor),
                        _ => null,
                    },
                });
            }
        }

        return AddModel(outcome);
    }

    private ulong Seed => (ulong)verdict.Intervals.Seed;

    // Where the time was over first for one of the two, its last calls have no counterpart.
    private Estimate Difference(SeriesStatistic statistic, double[] series, double[] others, double factor)
    {
        var both = Math.Min(series.Length, others.Length);
        return BlockBootstrap.Difference(statistic, series[..both], others[..both], factor, Seed);
    }

    private GuardOutcome AddModel(GuardOutcome outcome)
    {
        if (measured.Model.Cold is { } cold)
        {
            AddCold("first_call", cold.First, measured.Champion?.Cold?.First);
            AddCold("load", cold.Load, measured.Champion?.Cold?.Load);
        }

        if (measured.Model.Peak is { } peak)
        {
            outcome.Add("peak_memory", null, Size(peak, measured.Champion?.Peak) with { IsNoisy = true });
        }

        return outcome.Add("model_size", null, Size(measured.Model.Size, measured.Champion?.Size));

        void AddCold(string name, double[] times, double[]? others)
        {
            var estimate = QuantileEstimate.Of(times, 0.5);
            outcome.Add(name, null, new GuardValue
            {
                Value = estimate.Value, Rows = times.Length, CountsRows = false, Estimate = estimate, Shown = LatencyText.Time(estimate.Value), Format = LatencyText.Time, IsNoisy = true, KeptScale = measured.Calibration,
                Champion = others is null ? double.NaN : QuantileEstimate.Of(others, 0.5).Value,
                Difference = (reference, factor) => reference == BoundReference.Champion && others is not null
                    ? new DifferenceEstimate(estimate, QuantileEstimate.Of(others, 0.5), factor, overlap: 0) : null,
                Details = [("times", string.Join(", ", times.Select(LatencyText.Time)))],
            });
        }
    }

    private static GuardValue Size(long bytes, long? champion) => new()
    {
        Value = bytes, Rows = 1, CountsRows = false, Shown = LatencyText.Size(bytes), Format = LatencyText.Size, Champion = champion ?? double.NaN,
    };

    private GuardValue Time(MeasuredLatency calls, double value, double? champion) => new()
    {
        Value = value,
        Rows = calls.Model.Count,
        CountsRows = false,
        Champion = champion ?? double.NaN,
        Shown = LatencyText.Time(value),
        Format = LatencyText.Time,
        IsNoisy = true,
        KeptScale = measured.Calibration,
        Undecided = measured.Step > MostStep * calls.Model.Seconds.Average()
            ? $"the clock of this machine moves in steps of {LatencyText.Time(measured.Step)}, which is too coarse for calls of {LatencyText.Time(calls.Model.Seconds.Average())}; a larger batch takes longer" : null,
        Details = Details(calls),
    };

    private string? TooFew(string name, double share, int calls)
    {
        var confidence = verdict.Confidence;
        var needed = OrderStatistics.Needed(share, confidence);
        return calls >= needed ? null : FormattableString.Invariant(
            $"{name} rests on {calls:N0} calls, and no fewer than {needed:N0} tell it with {100 * confidence:G4} % confidence: say calls: {needed} or more, and a duration that is long enough for them");
    }

    private List<(string Name, string Text)> Details(MeasuredLatency calls)
    {
        var (seconds, model) = (calls.Model.Seconds, calls.Model);
        var worst = Enumerable.Range(0, model.Count).OrderByDescending(at => seconds[at]).ThenBy(at => at).Take(Named).ToList();
        List<(string Name, string Text)> details =
        [
            ("calls", FormattableString.Invariant($"{model.Count:N0} of {calls.Batch} {(calls.Batch == 1 ? "row" : "rows")}, median {LatencyText.Time(Median(seconds))}, garbage collections in {model.Collections:N0}")),
        ];
        details.AddRange(worst.Select((at, i) => (i == 0 ? "slowest" : "", FormattableString.Invariant(
            $"{LatencyText.Time(seconds[at])}, call {at + 1:N0}, {nameOf(calls.RowOf(model.CallAt(at)))}{(calls.Batch > 1 ? " and those after it" : "")}{(model.WasCollectedAt(at) ? ", during a garbage collection" : "")}"))));
        return details;
    }

    private static double Median(double[] seconds) => seconds.Order().ElementAt(OrderStatistics.Place(seconds.Length, 0.5));
}
