using System.Numerics;
using ModelSpecs.Metrics.Calibration;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>Logistic recalibration of replicates of runs. The fit of the runs as they are is made once; a replicate's is one Newton step from there, which is
/// right to the order of 1/n (Davison and Hinkley 1997, 2.7 call it the one-step bootstrap); with few rows the steps are taken to their end.</summary>
internal sealed class RunRecalibration
{
    private const int MostSteps = 25;
    private const double Settled = 1e-10;

    private readonly Side positives;
    private readonly Side negatives;
    private readonly bool freeSlope;
    private readonly bool oneStep;
    private readonly double intercept;
    private readonly double slope = 1;

    /// <summary>Fits the runs as they are.</summary>
    /// <param name="counts">The runs.</param>
    /// <param name="freeSlope">Whether the slope is fitted too; otherwise it is 1.</param>
    /// <param name="oneStep">Whether a replicate takes one step only.</param>
    public RunRecalibration(RunCounts counts, bool freeSlope, bool oneStep)
    {
        this.freeSlope = freeSlope;
        this.oneStep = oneStep;
        positives = new Side(counts.PositiveScore);
        negatives = new Side(counts.NegativeScore);
        (intercept, slope) = Fit(counts.Positives, counts.Negatives, 0, 1, MostSteps);
        positives.Prepare(intercept, slope);
        negatives.Prepare(intercept, slope);
    }

    /// <summary>The slope, or the intercept where the slope is 1; NaN where no fit is found.</summary>
    /// <param name="ofPositives">Weight of each run's positives.</param>
    /// <param name="ofNegatives">Weight of each run's negatives.</param>
    public double Value(double[] ofPositives, double[] ofNegatives)
    {
        if (!oneStep)
        {
            var (a, b) = Fit(ofPositives, ofNegatives, intercept, slope, MostSteps);
            return freeSlope ? b : a;
        }

        var sums = new Sums();
        positives.Add(ofPositives, 1, ref sums);
        negatives.Add(ofNegatives, 0, ref sums);
        var (stepA, stepB) = Step(sums);
        return freeSlope ? slope + stepB : intercept + stepA;
    }

    private (double Intercept, double Slope) Fit(double[] ofPositives, double[] ofNegatives, double a, double b, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            positives.Prepare(a, b);
            negatives.Prepare(a, b);
            var sums = new Sums();
            positives.Add(ofPositives, 1, ref sums);
            negatives.Add(ofNegatives, 0, ref sums);
            var (stepA, stepB) = Step(sums);
            a += stepA;
            b += stepB;
            if (!double.IsFinite(a + b))
            {
                break;
            }

            if (Math.Abs(stepA) + Math.Abs(stepB) < Settled)
            {
                return (a, b);
            }
        }

        return (double.NaN, double.NaN);
    }

    private (double A, double B) Step(Sums sums)
    {
        if (!freeSlope)
        {
            return (sums.Gradient0 / sums.Hessian00, 0);
        }

        var determinant = (sums.Hessian00 * sums.Hessian11) - (sums.Hessian01 * sums.Hessian01);
        return (
            ((sums.Hessian11 * sums.Gradient0) - (sums.Hessian01 * sums.Gradient1)) / determinant,
            ((sums.Hessian00 * sums.Gradient1) - (sums.Hessian01 * sums.Gradient0)) / determinant);
    }

    private struct Sums
    {
        public double Gradient0;
        public double Gradient1;
        public double Hessian00;
        public double Hessian01;
        public double Hessian11;
    }

    /// <summary>Log odds of one side's runs, and their fitted probabilities.</summary>
    private sealed class Side(double[] scores)
    {
        private readonly double[] odds = Array.ConvertAll(
            scores, score => Math.Clamp(Math.Log(score / (1 - score)), -Recalibration.MostLogOdds, Recalibration.MostLogOdds));

        private readonly double[] fitted = new double[scores.Length];

        public void Prepare(double a, double b)
        {
            for (var i = 0; i < odds.Length; i++)
            {
                fitted[i] = 1 / (1 + Math.Exp(-(a + (b * odds[i]))));
            }
        }

        public void Add(double[] weights, double truth, ref Sums sums)
        {
            var (g0, g1, h00, h01, h11) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
            var one = Vector<double>.One;
            for (var i = 0; i < odds.Length; i += Vector<double>.Count)
            {
                var (w, x, p) = (new Vector<double>(weights, i), new Vector<double>(odds, i), new Vector<double>(fitted, i));
                var g = w * (new Vector<double>(truth) - p);
                var h = w * p * (one - p);
                g0 += g;
                g1 += g * x;
                h00 += h;
                h01 += h * x;
                h11 += h * x * x;
            }

            sums.Gradient0 += Vector.Sum(g0);
            sums.Gradient1 += Vector.Sum(g1);
            sums.Hessian00 += Vector.Sum(h00);
            sums.Hessian01 += Vector.Sum(h01);
            sums.Hessian11 += Vector.Sum(h11);
        }
    }
}
