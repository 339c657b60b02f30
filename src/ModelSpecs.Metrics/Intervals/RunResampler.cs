using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>What is computed of a replicate of runs.</summary>
internal enum RunMetric
{
    /// <summary>Average precision.</summary>
    AveragePrecision,

    /// <summary>Log loss.</summary>
    LogLoss,

    /// <summary>Brier score.</summary>
    Brier,

    /// <summary>Expected calibration error.</summary>
    ExpectedCalibrationError,

    /// <summary>Largest calibration error.</summary>
    MaximumCalibrationError,

    /// <summary>Log loss against that of the class shares.</summary>
    LogLossSkill,

    /// <summary>Brier score against that of the class shares.</summary>
    BrierSkill,

    /// <summary>Slope of the logistic recalibration.</summary>
    CalibrationSlope,

    /// <summary>Intercept of the logistic recalibration with the slope 1.</summary>
    CalibrationIntercept,
}

/// <summary>A metric of runs.</summary>
/// <param name="Metric">Which.</param>
/// <param name="Bins">Number of uniform bins of a calibration error.</param>
internal readonly record struct RunRequest(RunMetric Metric, int Bins);

/// <summary>Draws replicates of one slice: every run's positives and negatives weigh a Poisson number. Holds its buffers: one a thread.</summary>
/// <param name="runs">Runs of all slices.</param>
/// <param name="seed">Seed; every slice uses the same stream, so that no slice's interval depends on which others there are.</param>
internal sealed class RunResampler(ScoreRuns runs, ulong seed)
{
    private double[] positives = [];
    private double[] negatives = [];
    private double[] gains = [];
    private RunRecalibration? slope;
    private RunRecalibration? intercept;

    /// <summary>Replicates of each request, and each request's value of the runs as they are.</summary>
    public double[] Run(int slot, RunRequest[] requests, double[][] replicates)
    {
        var cells = runs.Of(slot);
        var counts = new RunCounts(cells);
        var ofPositives = new PoissonWeights(counts.Positives);
        var ofNegatives = new PoissonWeights(counts.Negatives);
        var room = Math.Max(counts.Positives.Length, ofPositives.Length);
        if (positives.Length < room)
        {
            positives = new double[room];
            negatives = new double[room];
            gains = new double[room];
        }

        var fewRows = runs.RowsOf(slot) <= ScoreRuns.MostRuns;
        slope = Array.Exists(requests, r => r.Metric == RunMetric.CalibrationSlope) ? new RunRecalibration(counts, freeSlope: true, !fewRows) : null;
        intercept = Array.Exists(requests, r => r.Metric == RunMetric.CalibrationIntercept) ? new RunRecalibration(counts, freeSlope: false, !fewRows) : null;
        var own = new double[requests.Length];
        counts.Positives.CopyTo(positives, 0);
        counts.Negatives.CopyTo(negatives, 0);
        for (var i = 0; i < requests.Length; i++)
        {
            own[i] = Value(requests[i], counts);
        }

        var random = new RandomLanes(seed, 1);
        for (var replicate = 0; replicate < replicates[0].Length; replicate++)
        {
            ofPositives.Draw(ref random, positives);
            ofNegatives.Draw(ref random, negatives);
            for (var i = 0; i < requests.Length; i++)
            {
                replicates[i][replicate] = Value(requests[i], counts);
            }
        }

        return own;
    }

    private double Value(RunRequest request, RunCounts counts) => request.Metric switch
    {
        RunMetric.AveragePrecision => AveragePrecision(positives.AsSpan(0, counts.Count), negatives.AsSpan(0, counts.Count), gains),
        RunMetric.LogLoss => Mean(counts.PositiveLoss, counts.NegativeLoss),
        RunMetric.Brier => Mean(counts.PositiveSquare, counts.NegativeSquare),
        RunMetric.LogLossSkill => 1 - (Mean(counts.PositiveLoss, counts.NegativeLoss) / Trivial(counts, share => -(share * Math.Log(share)) - ((1 - share) * Math.Log(1 - share)))),
        RunMetric.BrierSkill => 1 - (Mean(counts.PositiveSquare, counts.NegativeSquare) / Trivial(counts, share => share * (1 - share))),
        RunMetric.CalibrationSlope => slope!.Value(positives, negatives),
        RunMetric.CalibrationIntercept => intercept!.Value(positives, negatives),
        _ => CalibrationError(counts, runs.BinOfStretch(request.Bins), request.Metric == RunMetric.MaximumCalibrationError),
    };

    // 0 with one class alone: the skill is then no number, and the replicate left out.
    private double Trivial(RunCounts counts, Func<double, double> loss)
    {
        var (ofPositives, all) = (Vector<double>.Zero, Vector<double>.Zero);
        for (var i = 0; i < counts.Positives.Length; i += Vector<double>.Count)
        {
            ofPositives += new Vector<double>(positives, i);
            all += new Vector<double>(positives, i) + new Vector<double>(negatives, i);
        }

        return loss(Vector.Sum(ofPositives) / Vector.Sum(all));
    }

    private double Mean(double[] ofPositives, double[] ofNegatives)
    {
        var (weights, sum) = (Vector<double>.Zero, Vector<double>.Zero);
        var width = Vector<double>.Count;
        for (var i = 0; i < ofPositives.Length; i += width)
        {
            var (p, n) = (new Vector<double>(positives, i), new Vector<double>(negatives, i));
            weights += p + n;
            sum += (p * new Vector<double>(ofPositives, i)) + (n * new Vector<double>(ofNegatives, i));
        }

        return Vector.Sum(sum) / Vector.Sum(weights);
    }

    // The running sums first: then the divisions depend on nothing before them, and overlap.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double AveragePrecision(ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives, Span<double> above)
    {
        negatives = negatives[..positives.Length];
        above = above[..positives.Length];
        double truePositives = 0, sum = 0, falsePositives = 0;
        for (var i = 0; i < positives.Length; i++)
        {
            truePositives += positives[i];
            falsePositives += negatives[i];
            above[i] = truePositives / Math.Max(truePositives + falsePositives, double.Epsilon);
        }

        for (var i = 0; i < positives.Length; i++)
        {
            sum += positives[i] * above[i];
        }

        return sum / truePositives;
    }

    private double CalibrationError(RunCounts counts, ReadOnlySpan<int> binOfStretch, bool largest)
    {
        double weight = 0, sum = 0, most = 0;
        for (var i = 0; i < counts.Count;)
        {
            var bin = binOfStretch[counts.Stretch[i]];
            double confidence = 0, hits = 0, inBin = 0;
            for (; i < counts.Count && binOfStretch[counts.Stretch[i]] == bin; i++)
            {
                confidence += (positives[i] * counts.PositiveScore[i]) + (negatives[i] * counts.NegativeScore[i]);
                hits += positives[i];
                inBin += positives[i] + negatives[i];
            }

            var error = Math.Abs(confidence - hits);
            sum += error;
            weight += inBin;
            most = inBin > 0 ? Math.Max(most, error / inBin) : most;
        }

        return largest ? most : sum / weight;
    }
}

/// <summary>Runs of a slice by column, padded with empty ones to a whole number of vectors.</summary>
internal readonly ref struct RunCounts
{
    /// <summary>Turns the runs into columns.</summary>
    public RunCounts(ReadOnlySpan<ScoreRun> runs)
    {
        Count = runs.Length;
        var padded = (runs.Length + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        Positives = new double[padded];
        Negatives = new double[padded];
        PositiveLoss = new double[padded];
        NegativeLoss = new double[padded];
        PositiveSquare = new double[padded];
        NegativeSquare = new double[padded];
        PositiveScore = new double[padded];
        NegativeScore = new double[padded];
        Stretch = new int[runs.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            ref readonly var run = ref runs[i];
            Positives[i] = run.Positives.GetElement(ScoreRun.Rows);
            Negatives[i] = run.Negatives.GetElement(ScoreRun.Rows);
            PositiveLoss[i] = ScoreRun.Mean(run.Positives, ScoreRun.Loss);
            NegativeLoss[i] = ScoreRun.Mean(run.Negatives, ScoreRun.Loss);
            PositiveSquare[i] = ScoreRun.Mean(run.Positives, ScoreRun.Square);
            NegativeSquare[i] = ScoreRun.Mean(run.Negatives, ScoreRun.Square);
            PositiveScore[i] = ScoreRun.Mean(run.Positives, ScoreRun.Score);
            NegativeScore[i] = ScoreRun.Mean(run.Negatives, ScoreRun.Score);
            Stretch[i] = run.Stretch;
        }
    }

    /// <summary>Runs.</summary>
    public int Count { get; }

    /// <summary>Positives a run.</summary>
    public double[] Positives { get; }

    /// <summary>Negatives a run.</summary>
    public double[] Negatives { get; }

    /// <summary>Mean log loss of the positives.</summary>
    public double[] PositiveLoss { get; }

    /// <summary>Mean log loss of the negatives.</summary>
    public double[] NegativeLoss { get; }

    /// <summary>Mean squared error of the positives.</summary>
    public double[] PositiveSquare { get; }

    /// <summary>Mean squared error of the negatives.</summary>
    public double[] NegativeSquare { get; }

    /// <summary>Mean score of the positives.</summary>
    public double[] PositiveScore { get; }

    /// <summary>Mean score of the negatives.</summary>
    public double[] NegativeScore { get; }

    /// <summary>Stretch a run.</summary>
    public int[] Stretch { get; }
}
