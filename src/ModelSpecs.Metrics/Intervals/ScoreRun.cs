namespace ModelSpecs.Metrics.Intervals;

/// <summary>Neighbouring scores of one slice, resampled together: its rows are taken to have the run's mean losses and to tie in rank.</summary>
internal struct ScoreRun
{
    /// <summary>Positive rows.</summary>
    public double Positives;

    /// <summary>Negative rows.</summary>
    public double Negatives;

    /// <summary>Σ score of the positives, and of the negatives.</summary>
    public double PositiveScore;

    /// <summary>Σ score of the negatives.</summary>
    public double NegativeScore;

    /// <summary>Σ log loss of the positives.</summary>
    public double PositiveLoss;

    /// <summary>Σ log loss of the negatives.</summary>
    public double NegativeLoss;

    /// <summary>Σ squared error of the positives.</summary>
    public double PositiveSquare;

    /// <summary>Σ squared error of the negatives.</summary>
    public double NegativeSquare;

    /// <summary>Stretch of scores between two edges of calibration bins, numbered from the highest.</summary>
    public int Stretch;
}

/// <summary>A slice on its way down the scores: its open tie, its open run, and the sums of DeLong's structural components.</summary>
internal struct ScoreRunState
{
    private long run;
    private double tiePositives;
    private double tieNegatives;
    private double positivesAbove;
    private double negativesAbove;
    private double negativeRanks;
    private double negativeSquares;
    private double positiveSquares;
    private ScoreRun open;
    private double mass;

    /// <summary>What a positive and a negative weigh towards closing a run.</summary>
    public double PositiveMass;

    /// <summary>What a negative weighs.</summary>
    public double NegativeMass;

    /// <summary>Closed runs, highest scores first.</summary>
    public ScoreRun[] Runs;

    /// <summary>How many.</summary>
    public int Count;

    /// <summary>Rows taken in.</summary>
    public readonly long Rows => (long)(positivesAbove + negativesAbove);

    /// <summary>Prepares for a slice of known size.</summary>
    /// <param name="positives">Its positives.</param>
    /// <param name="negatives">Its negatives.</param>
    /// <param name="runs">Most runs, apart from those that an edge cuts.</param>
    public void Begin(long positives, long negatives, int runs)
    {
        // Half of the runs follow the positives and half the negatives, so that a rare class is resolved as finely as a frequent one.
        var sides = (positives > 0 ? 1 : 0) + (negatives > 0 ? 1 : 0);
        PositiveMass = positives > 0 ? (double)runs / sides / positives : 0;
        NegativeMass = negatives > 0 ? (double)runs / sides / negatives : 0;
        Runs = new ScoreRun[Math.Min(runs, positives + negatives) + 1];
    }

    /// <summary>Takes in a row.</summary>
    public void Add(long ofRun, bool isPositive, double score, double loss)
    {
        if (run != ofRun)
        {
            CloseTie();
            run = ofRun;
            if (mass >= 1)
            {
                CloseRun();
            }
        }

        if (isPositive)
        {
            tiePositives++;
            mass += PositiveMass;
            open.PositiveScore += score;
            open.PositiveLoss += loss;
            open.PositiveSquare += (1 - score) * (1 - score);
        }
        else
        {
            tieNegatives++;
            mass += NegativeMass;
            open.NegativeScore += score;
            open.NegativeLoss += loss;
            open.NegativeSquare += score * score;
        }
    }

    /// <summary>Closes what is open and begins another stretch.</summary>
    public void EndStretch()
    {
        CloseTie();
        if (open.Positives + open.Negatives > 0)
        {
            CloseRun();
        }

        open.Stretch++;
    }

    /// <summary>DeLong's variance of the area, once all rows are in; NaN with fewer than two rows on a side.</summary>
    public readonly double AreaVariance
    {
        get
        {
            var (m, n) = (positivesAbove, negativesAbove);
            if (m < 2 || n < 2)
            {
                return double.NaN;
            }

            var area = negativeRanks / (m * n);
            var ofPositives = Math.Max(0, (positiveSquares / (n * n)) - (m * (1 - area) * (1 - area))) / (m - 1);
            var ofNegatives = Math.Max(0, (negativeSquares / (m * m)) - (n * area * area)) / (n - 1);
            return (ofPositives / m) + (ofNegatives / n);
        }
    }

    private void CloseTie()
    {
        // A negative's component is the positives above it, ties half. A positive's is the negatives below it; the negatives above it vary as much, and
        // are known here.
        var above = positivesAbove + (0.5 * tiePositives);
        negativeRanks += tieNegatives * above;
        negativeSquares += tieNegatives * above * above;
        var negatives = negativesAbove + (0.5 * tieNegatives);
        positiveSquares += tiePositives * negatives * negatives;
        positivesAbove += tiePositives;
        negativesAbove += tieNegatives;
        open.Positives += tiePositives;
        open.Negatives += tieNegatives;
        tiePositives = tieNegatives = 0;
    }

    private void CloseRun()
    {
        if (Count == Runs.Length)
        {
            Array.Resize(ref Runs, 2 * Count);
        }

        Runs[Count++] = open;
        open = new ScoreRun { Stretch = open.Stretch };
        mass = 0;
    }
}
