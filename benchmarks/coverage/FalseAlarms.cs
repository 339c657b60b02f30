using ModelSpecs.Engine.Checks;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>How often a model that has not changed fails: every slice's true value meets its bound, and any failed check of a run is a false alarm. Estimates,
/// verdicts and corrections are the product's own.</summary>
internal static class FalseAlarms
{
    private static readonly VerdictSpec Point = new() { Confidence = 1 - AlarmSuite.Level };
    private static readonly VerdictSpec Lenient = Point with { Judge = JudgePolicy.Lenient };
    private static readonly VerdictSpec Hochberg = Lenient with { Correction = Correction.BenjaminiHochberg };
    private static readonly VerdictSpec Holm = Lenient with { Correction = Correction.Holm };

    /// <summary>Runs with a failed check, by policy.</summary>
    /// <param name="population">What every slice is drawn from; only its first metric is judged, with <c>&gt;=</c>.</param>
    /// <param name="method">Method for proportions; the others have their default.</param>
    /// <param name="margin">How far the bound lies below the true value.</param>
    /// <param name="runs">Runs.</param>
    /// <param name="threads">Most threads.</param>
    public static Alarms Run(Population population, IntervalMethod method, double margin, int runs, int threads)
    {
        var (metric, truth) = population.Truths[0];
        var bound = truth - margin;
        var random = new Random(CoverageSimulation.Seed(FormattableString.Invariant($"{population.Name}/{method}/{margin}")));
        var alarms = default(Alarms);
        for (var run = 0; run < runs; run++)
        {
            var rows = new Rows(population.Task, AlarmSuite.Sizes);
            rows.Draw(random, population);
            var (input, axis) = rows.ToInput();
            var options = new IntervalOptions { Proportions = method, Seed = (ulong)random.NextInt64() };
            var estimates = SliceEvaluator.Estimate(input, [axis], [new MetricRequest(metric)], options, threads, CancellationToken.None).Groups[0]
                .Select(slice => slice[0]).ToArray();
            alarms.Runs++;
            alarms.Point += Fails(estimates, bound, Point);
            alarms.Lenient += Fails(estimates, bound, Lenient);
            alarms.LenientHochberg += Fails(estimates, bound, Hochberg);
            alarms.LenientHolm += Fails(estimates, bound, Holm);
        }

        return alarms;
    }

    // The family is the spec, so that no correction asks which check it has before it.
    private static int Fails(Estimate[] estimates, double bound, VerdictSpec verdict) =>
        FamilyCorrection.Apply(verdict, [.. estimates.Select(estimate => new JudgedCheck(null!, null, Judge(estimate, bound, verdict)))])
            .Any(check => check.Judgement.Outcome == Outcome.Failed) ? 1 : 0;

    private static Judgement Judge(Estimate estimate, double bound, VerdictSpec verdict)
    {
        var noise = Noise.Of(estimate, bound, isDifference: false, lowerIsBetter: false, verdict);
        var meets = Verdicts.Meets(estimate.Value, Comparison.AtLeast, bound, 0);
        return new Judgement
        {
            Outcome = Verdicts.Decide(verdict.Judge, meets, noise, Comparison.AtLeast), Value = estimate.Value, Threshold = bound, MeetsBound = meets, Noise = noise,
        };
    }
}

/// <summary>Runs with at least one failed check.</summary>
internal record struct Alarms
{
    /// <summary>Runs simulated.</summary>
    public int Runs { get; set; }

    /// <summary>Judged by the value alone.</summary>
    public int Point { get; set; }

    /// <summary>Failed only where the interval excludes the bound.</summary>
    public int Lenient { get; set; }

    /// <summary>The same with Benjamini and Hochberg's correction.</summary>
    public int LenientHochberg { get; set; }

    /// <summary>The same with Holm's correction.</summary>
    public int LenientHolm { get; set; }
}
