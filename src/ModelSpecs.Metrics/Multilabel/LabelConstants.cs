namespace ModelSpecs.Metrics.Multilabel;

/// <summary>The best constant prediction of every slice of a multi-label task: each label's share as its probability, and the label
/// itself where more than half of the weight has it. Slices of one axis share no row, so the rows of an axis can carry their
/// slices' constants and be measured like any predictions.</summary>
internal static class LabelConstants
{
    /// <summary>The input whose rows carry the constant of their group; rows of no group carry zeros.</summary>
    /// <param name="input">The truth.</param>
    /// <param name="codes">Group of each row; null: all rows are one.</param>
    /// <param name="groups">Groups.</param>
    public static MetricInput Of(MetricInput input, int[]? codes, int groups)
    {
        var labels = input.ClassCount;
        var (weights, own) = (new double[groups], new double[checked(groups * labels)]);
        for (var row = 0; row < input.Rows; row++)
        {
            var group = codes is null ? 0 : codes[row];
            if (group < 0)
            {
                continue;
            }

            var weight = input.Weights is null ? 1 : input.Weights[row];
            weights[group] += weight;
            for (var label = 0; label < labels; label++)
            {
                own[(group * labels) + label] += input.Truth![(row * labels) + label] == 1 ? weight : 0;
            }
        }

        var (predicted, scores) = (new int[input.Truth!.Length], new double[input.Truth.Length]);
        for (var row = 0; row < input.Rows; row++)
        {
            var group = codes is null ? 0 : codes[row];
            if (group < 0 || !(weights[group] > 0))
            {
                continue;
            }

            for (var label = 0; label < labels; label++)
            {
                var share = own[(group * labels) + label] / weights[group];
                (scores[(row * labels) + label], predicted[(row * labels) + label]) = (share, share > 0.5 ? 1 : 0);
            }
        }

        return new MetricInput
        {
            Task = MetricTask.Multilabel,
            Rows = input.Rows,
            ClassCount = labels,
            ClassesDeclared = input.ClassesDeclared,
            ClassNames = input.ClassNames,
            Truth = input.Truth,
            Predicted = predicted,
            Scores = scores,
            ScoresAreProbabilities = true,
            Weights = input.Weights,
            Columns = input.Columns,
        };
    }
}
