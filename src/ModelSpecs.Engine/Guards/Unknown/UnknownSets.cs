using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Metrics.Unknown;

namespace ModelSpecs.Engine.Guards.Unknown;

/// <summary>The golden rows and the unknown ones, with what the model says of both.</summary>
internal sealed class UnknownSets(Predictions known, Predictions unknown, Table table)
{
    private readonly Dictionary<ConfidenceScore, (double[] Known, double[] Unknown)> scores = [];
    private readonly Dictionary<ConfidenceScore, KnownAgainstUnknown> against = [];

    /// <summary>Predictions of the judged golden rows.</summary>
    public Predictions Known => known;

    /// <summary>Predictions of the unknown rows.</summary>
    public Predictions Unknown => unknown;

    /// <summary>The unknown rows.</summary>
    public Table Table => table;

    /// <summary>Largest probability of each golden row.</summary>
    public double[] KnownConfidence => Scores(ConfidenceScore.MaxProbability).Known;

    /// <summary>Largest probability of each unknown row.</summary>
    public double[] UnknownConfidence => Scores(ConfidenceScore.MaxProbability).Unknown;

    /// <summary>Unknown rows with scores.</summary>
    public int Answered => Enumerable.Range(0, unknown.Rows).Count(HasAnswer);

    /// <summary>Whether the model gave finite numbers for an unknown row.</summary>
    public bool HasAnswer(int row) => !double.IsNaN(unknown.Scores![row * (unknown.Scores.Length / unknown.Rows)]);

    /// <summary>A score of the rows of both sets.</summary>
    public (double[] Known, double[] Unknown) Scores(ConfidenceScore score)
    {
        if (!scores.TryGetValue(score, out var both))
        {
            var ofUnknown = RowConfidence.Of(unknown, score);
            for (var row = 0; row < ofUnknown.Length; row++)
            {
                // Less sure than of anything else.
                ofUnknown[row] = HasAnswer(row) ? ofUnknown[row] : double.NegativeInfinity;
            }

            scores[score] = both = (RowConfidence.Of(known, score), ofUnknown);
        }

        return both;
    }

    /// <summary>How well a score tells the two apart.</summary>
    public KnownAgainstUnknown Against(ConfidenceScore score)
    {
        if (!against.TryGetValue(score, out var sets))
        {
            var both = Scores(score);
            against[score] = sets = new KnownAgainstUnknown(both.Known, both.Unknown);
        }

        return sets;
    }

    /// <summary>The likeliest class of an unknown row.</summary>
    public string ClassOf(int row)
    {
        var count = unknown.Classes.Count;
        if (unknown.PositiveIndex >= 0)
        {
            return unknown.Classes[unknown.Scores![row] >= 0.5 ? unknown.PositiveIndex : 1 - unknown.PositiveIndex];
        }

        var of = unknown.Scores.AsSpan(row * count, count);
        var best = 0;
        for (var k = 1; k < of.Length; k++)
        {
            best = of[k] > of[best] ? k : best;
        }

        return unknown.Classes[best];
    }
}
