using ModelSpecs.Metrics.Calibration;
using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Queries;
using ModelSpecs.Metrics.Ranking;

namespace ModelSpecs.Metrics;

/// <summary>How wrong each row is predicted, for lists of the worst rows.</summary>
public static class RowLoss
{
    /// <summary>Losses of all rows, larger is worse. With probabilities: −ln p of the truth, clipped as in <c>log_loss</c>.
    /// With other scores: how far the truth's score lies under the highest other one; binary, where the scale is unknown: the share
    /// of all rows that score higher than a positive, or lower than a negative, ties half. Without scores: 0 where the prediction is right, 1 otherwise. Regression: |truth − prediction|.
    /// Multi-label: the mean log loss of the labels; with other scores the share of pairs of labels in the wrong order; without scores the
    /// share of labels that are wrong. Ranking: the share of its query's best gain that the row's place costs, which add up to 1 − ndcg; negative where it
    /// stands higher than it should.</summary>
    /// <param name="input">Truth and predictions.</param>
    /// <param name="losses">One loss a row.</param>
    /// <exception cref="ArgumentException">Of another length than the rows.</exception>
    public static void Compute(MetricInput input, Span<double> losses)
    {
        if (losses.Length != input.Rows)
        {
            throw new ArgumentException($"There are {losses.Length} places for the losses of {input.Rows} rows.", nameof(losses));
        }

        InputValidation.Check(input, [], [], readsPredictions: true);
        if (input.Task == MetricTask.Regression)
        {
            var (truth, predicted) = (input.TrueValues!, input.PredictedValues!);
            for (var row = 0; row < losses.Length; row++)
            {
                losses[row] = Math.Abs(truth[row] - predicted[row]);
            }
        }
        else if (input.Task == MetricTask.Ranking)
        {
            PlaceLoss.Fill(input, losses);
        }
        else if (input.Task == MetricTask.Multilabel)
        {
            FillLabels(input, losses);
        }
        else if (input.Scores is null)
        {
            var (truth, predicted) = (input.Truth!, input.Predicted!);
            for (var row = 0; row < losses.Length; row++)
            {
                losses[row] = truth[row] == predicted[row] ? 0 : 1;
            }
        }
        else if (input.ScoresAreProbabilities)
        {
            new LogLossColumn().Fill(input, 0, losses);
        }
        else
        {
            FillScores(input, losses);
        }
    }

    private static void FillLabels(MetricInput input, Span<double> losses)
    {
        if (input is { Scores: not null, ScoresAreProbabilities: true })
        {
            LabelLogLoss.Column.Fill(input, 0, losses);
            return;
        }

        var labels = input.ClassCount;
        for (var row = 0; row < losses.Length; row++)
        {
            var truth = input.Truth.AsSpan(row * labels, labels);
            losses[row] = input.Scores is { } scores
                ? RankingLoss.Of(truth, scores.AsSpan(row * labels, labels))
                : HammingLoss.Of(truth, input.Predicted.AsSpan(row * labels, labels));
        }
    }

    private static void FillScores(MetricInput input, Span<double> losses)
    {
        if (input.Task == MetricTask.Binary)
        {
            FillRanks(input, losses);
        }
        else
        {
            FillMargins(input, losses);
        }
    }

    private static void FillRanks(MetricInput input, Span<double> losses)
    {
        var column = new ScoreColumn(input.Scores!, 0, 1, input.Rows, lowestFirst: true);
        var order = ScoreOrder.Of(column, new ScoreOrder.SortBuffers(), 1, CancellationToken.None);
        var start = 0;
        while (start < order.Length)
        {
            var end = start + 1;
            while (end < order.Length && order[end] < ScoreOrder.StartsRun)
            {
                end++;
            }

            var below = (start + end) / (2.0 * order.Length);
            for (; start < end; start++)
            {
                var row = (int)(order[start] & ~ScoreOrder.StartsRun);
                losses[row] = input.Truth![row] == 1 ? 1 - below : below;
            }
        }
    }

    private static void FillMargins(MetricInput input, Span<double> losses)
    {
        var (truth, scores, classes) = (input.Truth!, input.Scores!, input.ClassCount);
        for (var row = 0; row < losses.Length; row++)
        {
            var ofRow = scores.AsSpan(row * classes, classes);
            var highest = double.NegativeInfinity;
            for (var ofClass = 0; ofClass < classes; ofClass++)
            {
                highest = ofClass == truth[row] ? highest : Math.Max(highest, ofRow[ofClass]);
            }

            losses[row] = highest - ofRow[truth[row]];
        }
    }
}
