using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ModelSpecs.Metrics.Accumulation;

namespace ModelSpecs.Metrics.Calibration;

/// <summary>A logistic regression on one column for every slice, by Newton's method, a step halved where it goes
/// well past the top of the likelihood. Slices that are done are skipped.</summary>
/// <param name="slots">Slots of the layout.</param>
/// <param name="freeSlope">Whether the slope is fitted; otherwise it is 1.</param>
internal sealed class LogisticFit(int slots, bool freeSlope)
{
    private const int MostSteps = 100;

    // The next step of Newton's method is about the square of this one.
    private const double SmallStep = 1e-10;

    // How steep the likelihood may fall where a step ends, against how it rose where it began.
    private const double TooFar = 0.9;

    private const double LongestStep = 8;

    private readonly Point[] points = new Point[slots];

    /// <summary>The intercept of a slice.</summary>
    public double Intercept(int slot) => points[slot].Intercept;

    /// <summary>The slope of a slice.</summary>
    public double Slope(int slot) => points[slot].Slope;

    /// <summary>Variance of the fitted slope, or of the intercept where the slope is 1: the inverse of Fisher's information, for rows
    /// of weight 1.</summary>
    public double Variance(int slot) => points[slot].Variance;

    /// <summary>What became of a slice's fit.</summary>
    public FitState State(int slot) => points[slot].State;

    /// <summary>Where a slice begins.</summary>
    public void Start(int slot, double intercept, FitState state) =>
        points[slot] = new Point { Intercept = intercept, Slope = freeSlope ? 0 : 1, State = state };

    /// <summary>Fits every open slice.</summary>
    public void Run(LogOddsRows rows, int threads, CancellationToken cancellationToken)
    {
        for (var step = 0; step < MostSteps && points.Any(point => point.State == FitState.Open); step++)
        {
            var sums = new Pass(rows, points);
            RowPass.Run([sums], rows.LogOdds.Length, threads, cancellationToken);
            for (var slot = 0; slot < points.Length; slot++)
            {
                if (points[slot].State == FitState.Open)
                {
                    Step(ref points[slot], sums.Of(slot));
                }
            }
        }

        foreach (ref var point in points.AsSpan())
        {
            point.State = point.State == FitState.Open ? FitState.NotConverged : point.State;
        }
    }

    private void Step(ref Point point, ReadOnlySpan<double> sums)
    {
        var (gradient, ofSlope) = (sums[Pass.Gradient], freeSlope ? sums[Pass.GradientSlope] : 0);
        if (double.IsNaN(gradient))
        {
            // Of a score that is not finite: the value is then no number, and said to be none.
            (point.Intercept, point.Slope, point.State) = (double.NaN, double.NaN, FitState.Found);
            return;
        }

        // The likelihood is concave: past its top along the step, and as steep again, the step was too long.
        var rise = (gradient * point.InterceptStep) + (ofSlope * point.SlopeStep);
        if (rise < -TooFar * point.Rise)
        {
            point.InterceptStep *= 0.5;
            point.SlopeStep *= 0.5;
            point.Rise *= 0.5;
            point.Intercept -= point.InterceptStep;
            point.Slope -= point.SlopeStep;
            return;
        }

        var (curve, curveSlope, curveSlope2) = (sums[Pass.Curve], sums[Pass.CurveSlope], sums[Pass.CurveSlope2]);
        if (freeSlope)
        {
            var determinant = (curve * curveSlope2) - (curveSlope * curveSlope);
            point.InterceptStep = ((curveSlope2 * gradient) - (curveSlope * ofSlope)) / determinant;
            point.SlopeStep = ((curve * ofSlope) - (curveSlope * gradient)) / determinant;
            point.Variance = curve / determinant;
        }
        else
        {
            // Far out the curve is flat, and the step it gives without bound.
            point.InterceptStep = Math.Clamp(gradient / curve, -LongestStep, LongestStep);
            point.Variance = 1 / curve;
        }

        if (!double.IsFinite(point.InterceptStep) || !double.IsFinite(point.SlopeStep))
        {
            point.State = FitState.NotConverged;
            return;
        }

        point.Rise = (gradient * point.InterceptStep) + (ofSlope * point.SlopeStep);
        point.Intercept += point.InterceptStep;
        point.Slope += point.SlopeStep;
        if (Math.Abs(point.InterceptStep) <= SmallStep * (1 + Math.Abs(point.Intercept)) && Math.Abs(point.SlopeStep) <= SmallStep * (1 + Math.Abs(point.Slope)))
        {
            point.State = FitState.Found;
        }
    }

    private struct Point
    {
        public double Intercept;
        public double Slope;
        public double InterceptStep;
        public double SlopeStep;
        public double Rise;
        public double Variance;
        public FitState State;
    }

    /// <summary>Gradient and curvature of the likelihood of every open slice at its point.</summary>
    private sealed class Pass : RowAccumulator
    {
        public const int Gradient = 0;
        public const int GradientSlope = 1;
        public const int Curve = 2;
        public const int CurveSlope = 3;
        public const int CurveSlope2 = 4;
        private const int Width = 8;

        private readonly LogOddsRows rows;
        private readonly Point[] points;
        private readonly bool[] isOpen;
        private readonly CellTable[] tables;
        private readonly double[] fitted = new double[RowPass.BlockRows];
        private readonly double[] odds = new double[RowPass.BlockRows];

        public Pass(LogOddsRows rows, Point[] points)
        {
            this.rows = rows;
            this.points = points;
            tables = [new CellTable(rows.Layout, 1, Width)];
            isOpen = new bool[rows.Layout.Axes.Count + 1];
            isOpen[0] = points[0].State == FitState.Open;
            for (var axis = 0; axis < rows.Layout.Axes.Count; axis++)
            {
                isOpen[axis + 1] = points.AsSpan(rows.Layout.FirstSlot(axis), rows.Layout.SlotsOf(axis)).ToArray().Any(point => point.State == FitState.Open);
            }
        }

        protected override ReadOnlySpan<CellTable> Tables => tables;

        public ReadOnlySpan<double> Of(int slot) => tables[0].Sums(slot);

        public override RowAccumulator Fresh() => new Pass(rows, points);

        public override void Add(int start, int count)
        {
            for (var axis = -1; axis < rows.Layout.Axes.Count; axis++)
            {
                if (isOpen[axis + 1])
                {
                    Fit(axis, start, fitted.AsSpan(0, count));
                    SmallOdds(fitted.AsSpan(0, count), odds);
                    Sum(axis, start, count);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Fit(int axis, int start, Span<double> values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                ref var point = ref points[rows.Slot(axis, start + i)];
                values[i] = point.Intercept + (point.Slope * rows.LogOdds[start + i]);
            }
        }

        /// <summary>e^−|z|: of the smaller of p and 1 − p, so that neither loses its digits.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void SmallOdds(ReadOnlySpan<double> values, Span<double> odds)
        {
            var i = 0;
            for (; i + Vector256<double>.Count <= values.Length; i += Vector256<double>.Count)
            {
                Vector256.Exp(-Vector256.Abs(Vector256.Create(values[i..]))).CopyTo(odds[i..]);
            }

            // The same function of the same lane, so that where a row stands in its block does not show.
            for (; i < values.Length; i++)
            {
                odds[i] = Vector256.Exp(Vector256.Create(-Math.Abs(values[i]))).ToScalar();
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Sum(int axis, int start, int count)
        {
            var all = tables[0].AllSums;
            var truth = rows.Input.Truth.AsSpan(start, count);
            for (var i = 0; i < count; i++)
            {
                var slot = rows.Slot(axis, start + i);
                var weight = rows.Weight(start + i);
                if (points[slot].State != FitState.Open || weight == 0)
                {
                    continue;
                }

                var x = rows.LogOdds[start + i];
                var small = odds[i] / (1 + odds[i]);
                var isLow = fitted[i] < 0;
                var rest = truth[i] == rows.Class ? (isLow ? 1 - small : small) : (isLow ? -small : small - 1);
                var curve = weight * small * (1 - small);
                rest *= weight;
                var sums = all.Slice(slot * Width, Width);
                sums[Gradient] += rest;
                sums[GradientSlope] += rest * x;
                sums[Curve] += curve;
                sums[CurveSlope] += curve * x;
                sums[CurveSlope2] += curve * x * x;
            }
        }
    }
}
