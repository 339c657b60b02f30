using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>Neighbouring scores of one slice, resampled together: its rows are taken to have the run's mean losses and to tie in rank.</summary>
/// <param name="Positives">Of the positive rows: Σ score, Σ log loss, Σ squared error, and their number.</param>
/// <param name="Negatives">Of the negative rows.</param>
/// <param name="Stretch">Stretch of scores between two edges of calibration bins, numbered from the highest.</param>
internal readonly record struct ScoreRun(Vector256<double> Positives, Vector256<double> Negatives, int Stretch)
{
    /// <summary>Where the score stands.</summary>
    public const int Score = 0;

    /// <summary>Where the log loss stands.</summary>
    public const int Loss = 1;

    /// <summary>Where the squared error stands.</summary>
    public const int Square = 2;

    /// <summary>Where the rows stand.</summary>
    public const int Rows = 3;

    /// <summary>Mean of something over the rows of a side; 0 where it has none.</summary>
    public static double Mean(Vector256<double> side, int of) => side.GetElement(Rows) > 0 ? side.GetElement(of) / side.GetElement(Rows) : 0;
}

/// <summary>A slice on its way down the scores, and its open run. Whether a row is positive is as good as random in this order, so that nothing here asks.</summary>
internal struct ScoreRunState
{
    private Vector256<double> positives;
    private Vector256<double> negatives;
    private double positiveMass;
    private double negativeMass;
    private long tie;
    private int stretch;

    /// <summary>Closed runs, highest scores first.</summary>
    public ScoreRun[] Runs;

    /// <summary>How many.</summary>
    public int Count;

    /// <summary>Rows of the closed runs.</summary>
    public double Rows;

    /// <summary>Prepares for a slice of known size.</summary>
    /// <param name="positives">Its positives.</param>
    /// <param name="negatives">Its negatives.</param>
    /// <param name="runs">Most runs, apart from those that an edge cuts.</param>
    public void Begin(long positives, long negatives, int runs)
    {
        // Half of the runs follow the positives and half the negatives, so that a rare class is resolved as finely as a frequent one.
        var sides = (positives > 0 ? 1 : 0) + (negatives > 0 ? 1 : 0);
        positiveMass = positives > 0 ? (double)runs / sides / positives : 0;
        negativeMass = negatives > 0 ? (double)runs / sides / negatives : 0;
        Runs = new ScoreRun[Math.Min(runs, positives + negatives) + 1];
    }

    /// <summary>Takes in a row.</summary>
    /// <param name="ofTie">Number of its score, from 1 up: a run never parts rows of one score.</param>
    /// <param name="isPositive">All bits set for a positive, none for a negative.</param>
    /// <param name="row">Score, log loss, squared error, 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long ofTie, Vector256<double> isPositive, Vector256<double> row)
    {
        if (tie != ofTie)
        {
            tie = ofTie;
            if ((positives.GetElement(ScoreRun.Rows) * positiveMass) + (negatives.GetElement(ScoreRun.Rows) * negativeMass) >= 1)
            {
                CloseRun();
            }
        }

        positives += row & isPositive;
        negatives += Vector256.AndNot(row, isPositive);
    }

    /// <summary>Closes what is open and begins another stretch.</summary>
    public void EndStretch()
    {
        if (positives.GetElement(ScoreRun.Rows) + negatives.GetElement(ScoreRun.Rows) > 0)
        {
            CloseRun();
        }

        stretch++;
    }

    private void CloseRun()
    {
        if (Count == Runs.Length)
        {
            Array.Resize(ref Runs, 2 * Count);
        }

        Runs[Count++] = new ScoreRun(positives, negatives, stretch);
        Rows += positives.GetElement(ScoreRun.Rows) + negatives.GetElement(ScoreRun.Rows);
        positives = negatives = Vector256<double>.Zero;
    }
}
