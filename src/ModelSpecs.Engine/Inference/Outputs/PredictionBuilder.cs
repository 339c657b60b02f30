using System.Globalization;
using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Outputs;

/// <summary>Reads what a model gave as predictions: the task, the classes, the positive one, scores as probabilities where they are.</summary>
internal static class PredictionBuilder
{
    /// <summary>The predictions.</summary>
    /// <exception cref="SpecException">They cannot be read; the message says what the spec has to say.</exception>
    public static Predictions Build(PredictionSource source)
    {
        var task = TaskChoice.Of(source);
        return task == TaskKind.Regression ? Regression(source)
            : task == TaskKind.Ranking ? Ranking(source)
            : task == TaskKind.Multilabel ? LabelScores.Read(source)
            : source.Score is null ? LabelsOnly(source, task)
            : source.Width == 1 ? OneScore(source)
            : ScorePerClass(source, task);
    }

    private static Predictions Regression(PredictionSource source)
    {
        var raw = source.Value ?? source.Score ?? source.LabelAsNumber!;
        var column = source.Value is not null ? source.ValueColumn : source.ScoreColumn;
        CheckColumn(raw, column, source);
        if (column is null && raw.Width != 1)
        {
            throw new SpecException(SpecDiagnostics.OutputUnusable.At(source.Span,
                $"The predictions hold several numbers a row. Found {raw.Width} columns in {OneLine.Quote(raw.Name)}; expected one, the prediction of {OneLine.Quote(source.Suite.Label.Value)}. Name its column: outputs: {{ value: \"{raw.Name}[0]\" }}."));
        }

        var values = new double[raw.Rows];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = raw.Number(row, column ?? 0);
        }

        ScoreMatrix.RequireFinite(values, 1, raw.Name, source);
        return new Predictions { Task = TaskKind.Regression, Rows = values.Length, ModelHash = source.ModelHash, Values = values };
    }

    private static Predictions Ranking(PredictionSource source)
    {
        CheckColumn(source.Score!, source.ScoreColumn, source);
        var scores = ScoreMatrix.Read(source);
        return new Predictions { Task = TaskKind.Ranking, Rows = scores.Rows, ModelHash = source.ModelHash, Scores = scores.Values };
    }

    private static Predictions ScorePerClass(PredictionSource source, TaskKind task)
    {
        var scores = ScoreMatrix.Read(source);
        var areProbabilities = Activate(scores, source, out var applied, out var logits);
        var names = ClassNames.Of(source, ref scores);
        var predictions = new Predictions
        {
            Task = task, Rows = scores.Rows, ModelHash = source.ModelHash, Classes = names, ClassesDeclared = source.Suite.Classes.Count > 0,
            Scores = scores.Values, ScoresAreProbabilities = areProbabilities, Applied = applied, Logits = logits, Labels = Labels(source, names, scores),
        };
        if (task == TaskKind.Multiclass)
        {
            return predictions;
        }

        var positive = PositiveClass.IndexIn(names, source);
        RequireOperatingPoint(scores.Column(positive), areProbabilities, source);
        var lead = new double[scores.Rows];
        for (var row = 0; row < lead.Length; row++)
        {
            lead[row] = scores[row][positive] - scores[row][1 - positive];
        }

        RequireSameDirection(lead, names, positive, source);
        return predictions.AsBinary(positive, scores.Column(positive), areProbabilities);
    }

    private static Predictions OneScore(PredictionSource source)
    {
        CheckColumn(source.Score!, source.ScoreColumn, source);
        var scores = ScoreMatrix.Read(source);
        var areProbabilities = Activate(scores, source, out var applied, out var logits);
        var names = ClassNames.OfOneScore(source);
        var positive = PositiveClass.IndexIn(names, source);
        if (source.ScoreColumn is { } column && source.Score!.Width == 2 && IsInOrder(names, source) && column != positive)
        {
            throw new SpecException(SpecDiagnostics.ScoreOfOtherClass.At(source.Suite.Outputs.Score?.Span ?? source.Span,
                $"The score is not that of the positive class. Found column {column} of {OneLine.Quote(source.Score.Name)}, which is class {OneLine.Quote(names[column])}; expected column {positive} for the positive class {OneLine.Quote(names[positive])}. Name that column, or change positive."));
        }

        RequireOperatingPoint(scores.Values, areProbabilities, source);
        RequireSameDirection(scores.Values, names, positive, source);
        return new Predictions
        {
            Task = TaskKind.Binary, Rows = scores.Rows, ModelHash = source.ModelHash, Classes = names, ClassesDeclared = source.Suite.Classes.Count > 0,
            PositiveIndex = positive, Scores = scores.Values, ScoresAreProbabilities = areProbabilities, Applied = applied, Logits = logits, Labels = Labels(source, names, null),
        };
    }

    private static Predictions LabelsOnly(PredictionSource source, TaskKind task)
    {
        var declared = source.Suite.Classes.Select(c => c.Value).ToList();
        IReadOnlyList<string> names = declared.Count > 0 ? declared
            : source.MetadataClasses.Count > 0 ? source.MetadataClasses
            : task == TaskKind.Binary ? PositiveClass.Complete(SeenClasses.Of(source), source.Suite)
            : SeenClasses.Of(source);
        if (task == TaskKind.Binary && names.Count != 2)
        {
            throw new SpecException(SpecDiagnostics.ClassCountDiffers.At(declared.Count > 0 ? source.Suite.Classes[0].Span : source.Span, string.Create(CultureInfo.InvariantCulture,
                $"A binary task has two classes. Found {names.Count}: {ClassMatcher.List(names)}; expected two. Name them under classes, or say task: multiclass.")));
        }

        return new Predictions
        {
            Task = task, Rows = source.Rows.Count, ModelHash = source.ModelHash, Classes = names, ClassesDeclared = declared.Count > 0,
            PositiveIndex = task == TaskKind.Binary ? PositiveClass.IndexIn(names, source) : -1, Labels = Labels(source, names, null),
        };
    }

    /// <summary>Applies the activation; an output called logits that holds no probabilities needs none to be said.</summary>
    /// <returns>Whether the scores are probabilities now.</returns>
    private static bool Activate(ScoreMatrix scores, PredictionSource source, out Activation applied, out double[]? logits)
    {
        (applied, logits) = (ActivationOf(scores, source), null);
        var said = source.Suite.Outputs.Activation;
        if (said is { Value: Activation.Softmax } && scores.Width == 1)
        {
            throw new SpecException(SpecDiagnostics.ActivationDoesNotFit.At(said.Span,
                $"A softmax needs a score for each class. Found one column in {OneLine.Quote(source.Score!.Name)}; expected several. Write activation: sigmoid for the logit of the positive class."));
        }

        if (applied != Activation.None)
        {
            logits = source.KeepLogits ? [.. scores.Values] : null;
            scores.Activate(applied);
        }

        if (!scores.AreProbabilities())
        {
            return false;
        }

        scores.Clamp();
        return true;
    }

    private static Activation ActivationOf(ScoreMatrix scores, PredictionSource source) =>
        source.Suite.Outputs.Activation is { } said ? said.Value
        : source.Score!.Name.ToUpperInvariant() is "LOGITS" or "LOGIT" && !scores.AreProbabilities() ? (scores.Width == 1 ? Activation.Sigmoid : Activation.Softmax)
        : Activation.None;

    // 0.5 says something of a probability and nothing of a logit.
    private static void RequireOperatingPoint(double[] scores, bool areProbabilities, PredictionSource source)
    {
        if (areProbabilities || source.Suite.Threshold is not null || scores.All(score => score is >= 0 and <= 1))
        {
            return;
        }

        throw new SpecException(SpecDiagnostics.ScoresNotProbabilities.At(source.Suite.Outputs.Score?.Span ?? source.Span, string.Create(CultureInfo.InvariantCulture,
            $"The scores are no probabilities, so the usual operating point of 0.5 means nothing. Found {scores.Min():G6} to {scores.Max():G6} in {OneLine.Quote(source.Score!.Name)}; expected 0 to 1. If they are logits, add outputs: {{ activation: {(source.Width == 1 ? "sigmoid" : "softmax")} }}; otherwise state threshold.")));
    }

    // A label output that goes with low scores of the positive class says that the classes are in another order.
    private static void RequireSameDirection(double[] statistic, IReadOnlyList<string> names, int positive, PredictionSource source)
    {
        // Rows without an answer have no direction; where they are allowed, that of the golden set is known.
        if (source.AllowNoAnswer || source.Label is not { IsTooMany: false } labels)
        {
            return;
        }

        var matcher = new ClassMatcher(names);
        for (var code = 0; code < labels.Values.Count; code++)
        {
            if (matcher.IndexOf(labels.Values[code]) == positive && LabelPairs.RisesWith(statistic, labels, code) == false)
            {
                throw new SpecException(SpecDiagnostics.ScoreOfOtherClass.At(source.Suite.Positive?.Span ?? (source.Suite.Classes.Count > 0 ? source.Suite.Classes[0].Span : source.Span),
                    $"The score is not that of the positive class. Found that the model's own labels say {OneLine.Quote(names[positive])} exactly where its score in {OneLine.Quote(source.Score!.Name)} is low; expected where it is high. Put classes in the model's order, name the other score column, or change positive."));
            }
        }
    }

    private static int[]? Labels(PredictionSource source, IReadOnlyList<string> names, ScoreMatrix? scores)
    {
        if (source.Label is not { } labels)
        {
            return null;
        }

        var matcher = new ClassMatcher(names);
        var classes = labels.Values.Select(matcher.IndexOf).ToArray();
        if (labels.IsTooMany || classes.Contains(-1))
        {
            var areIntegers = labels.Values.All(value => value.Kind == LabelKind.Integer);
            if (areIntegers && source.ModelHash is not null && AsIndexes(labels, names.Count, scores) is { } indexes)
            {
                classes = indexes;
            }
            else if (areIntegers && source.Score is not null)
            {
                // The scores decide; numbers of another counting beside them are needed by nobody.
                return null;
            }
            else
            {
                var strange = labels.Values.Where((_, i) => classes[i] < 0).Select(value => value.Text).ToList();
                throw new SpecException(SpecDiagnostics.PredictedLabelUnknown.At(source.Suite.Outputs.Label?.Span ?? source.Suite.Predictions?.Label?.Span ?? source.Span,
                    $"A predicted label is none of the classes. Found {ClassMatcher.List(strange)}; expected {ClassMatcher.List(names)}. Correct classes, or name the labels as the model does."));
            }
        }

        return Array.ConvertAll(labels.Codes, code => classes[code]);
    }

    /// <summary>Integers as indexes of the classes: from 0, below their number, and where there are scores the highest score's.</summary>
    private static int[]? AsIndexes(Categories labels, int count, ScoreMatrix? scores)
    {
        var indexes = labels.Values.Select(value => long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < count ? (int)index : -1).ToArray();
        if (indexes.Contains(-1))
        {
            return null;
        }

        if (scores is null)
        {
            return indexes.Contains(0) ? indexes : null;
        }

        var names = LabelPairs.Names(scores, labels);
        return names is not null && indexes.All(index => names[index] == index.ToString(CultureInfo.InvariantCulture)) ? indexes : null;
    }

    private static bool IsInOrder(IReadOnlyList<string> names, PredictionSource source) =>
        source.Suite.Classes.Count == 2 || ReferenceEquals(names, source.MetadataClasses) || ReferenceEquals(names, source.GraphClasses) || ReferenceEquals(names, source.Score!.Keys);

    private static void CheckColumn(RawOutput raw, int? column, PredictionSource source)
    {
        if (column >= raw.Width)
        {
            throw new SpecException(SpecDiagnostics.OutputUnusable.At(source.Suite.Outputs.Score?.Span ?? source.Suite.Outputs.Value?.Span ?? source.Span, FormattableString.Invariant(
                $"The model's output {OneLine.Quote(raw.Name)} has no such column. Found column {column}; expected 0 to {raw.Width - 1}.")));
        }
    }
}
