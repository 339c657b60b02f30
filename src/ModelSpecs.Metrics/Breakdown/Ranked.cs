namespace ModelSpecs.Metrics.Breakdown;

/// <summary>Takes areas over ranked scores apart, by counting pairs anew.</summary>
internal static class Ranked
{
    /// <summary>Of one class, of all (row, class) pairs, or of pairs of classes.</summary>
    public static MetricBreakdown Of(MetricInput input, SliceAxis? axis, MetricRequest request)
    {
        var rows = Enumerable.Range(0, input.Rows).Where(row => axis is null || axis.Codes[row] == 0).ToArray();
        var isOfClass = input.Task == MetricTask.Binary || request.Class is not null;
        if (isOfClass)
        {
            return Made(request, OneVersusRest(input, rows, request.Class ?? 1));
        }

        if (request.Average == MetricAverage.Micro)
        {
            var scores = rows.SelectMany(row => Enumerable.Range(0, input.ClassCount).Select(c => ScoreOf(input, row, c))).ToArray();
            var positive = rows.SelectMany(row => Enumerable.Range(0, input.ClassCount).Select(c => IsOf(input, row, c))).ToArray();
            var weights = rows.SelectMany(row => Enumerable.Repeat(WeightOf(input, row), input.ClassCount)).ToArray();
            return Made(request, PairCounts.Of(scores, positive, weights));
        }

        return request.Pairing == MulticlassPairing.OneVersusOne ? Pairs(input, rows, request) : new MetricBreakdown();
    }

    private static MetricBreakdown Made(MetricRequest request, PairCounts counts) => request.Name == "roc_auc"
        ? new MetricBreakdown { Terms = [new("won", counts.Won), new("tied", counts.Tied), new("pairs", counts.Pairs)] }
        : new MetricBreakdown
        {
            Formula = "Σ (TPₙ − TPₙ₋₁) Pₙ / positives; over distinct scores, highest first",
            Terms = [new("Σ (TPₙ − TPₙ₋₁) Pₙ", counts.Steps), new("positives", counts.Positives)],
        };

    private static PairCounts OneVersusRest(MetricInput input, int[] rows, int ofClass) => PairCounts.Of(
        Array.ConvertAll(rows, row => ScoreOf(input, row, ofClass)),
        Array.ConvertAll(rows, row => IsOf(input, row, ofClass)),
        Array.ConvertAll(rows, row => WeightOf(input, row)));

    private static MetricBreakdown Pairs(MetricInput input, int[] rows, MetricRequest request)
    {
        var weighted = request.Average == MetricAverage.Weighted;
        var parts = new List<MetricPart>();
        for (var first = 0; first < input.ClassCount; first++)
        {
            for (var second = 0; second < input.ClassCount; second++)
            {
                if (first != second)
                {
                    var both = Array.FindAll(rows, row => IsOf(input, row, first) || IsOf(input, row, second));
                    var counts = OneVersusRest(input, both, first);
                    parts.Add(new MetricPart(first, second, (counts.Won + (counts.Tied / 2)) / counts.Pairs, weighted ? both.Sum(row => WeightOf(input, row)) : 1));
                }
            }
        }

        return new MetricBreakdown { Formula = weighted ? "Σ rows of the pair × value / Σ rows of the pair" : "mean of the pairs of classes", PartKind = MetricPartKind.Pair, Parts = parts };
    }

    private static double ScoreOf(MetricInput input, int row, int ofClass) => input.Task == MetricTask.Binary
        ? ofClass == 1 ? input.Scores![row] : -input.Scores![row]
        : input.Scores![(row * input.ClassCount) + ofClass];

    private static bool IsOf(MetricInput input, int row, int ofClass) => input.Task == MetricTask.Multilabel
        ? input.Truth![(row * input.ClassCount) + ofClass] == 1
        : input.Truth![row] == ofClass;

    private static double WeightOf(MetricInput input, int row) => input.Weights is { } weights ? weights[row] : 1;
}
