using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Outputs;

/// <summary>Names of the score columns: from <c>classes</c>, the keys of a map, the model's metadata, the classifier in the graph, or the model's
/// label output. Never from agreement with the truth.</summary>
internal static class ClassNames
{
    /// <summary>Names of the columns of a matrix with several; columns of maps are put into the order of <c>classes</c>.</summary>
    /// <exception cref="SpecException">They are not known, or do not fit.</exception>
    public static IReadOnlyList<string> Of(PredictionSource source, ref ScoreMatrix scores)
    {
        var declared = source.Suite.Classes.Select(c => c.Value).ToList();
        var keys = source.Score!.Keys;
        if (declared.Count > 0 && declared.Count != scores.Width)
        {
            throw new SpecException(CountDiffers(source.Suite, scores.Width, source.Score.Name));
        }

        if (keys.Count > 0)
        {
            return declared.Count == 0 ? keys : OfKeys(source, declared, ref scores);
        }

        if (declared.Count > 0)
        {
            return declared;
        }

        var width = scores.Width;
        return new[] { source.MetadataClasses, source.GraphClasses }.FirstOrDefault(names => names.Count == width)
            ?? (source.Label is { } labels ? LabelPairs.Names(scores, labels) : null)
            ?? throw new SpecException(Unknown(source.Suite, source.Score.Name, width, source));
    }

    /// <summary>Two classes of a task with one score a row.</summary>
    /// <exception cref="SpecException">There are more than two, or they are not known.</exception>
    public static IReadOnlyList<string> OfOneScore(PredictionSource source)
    {
        var suite = source.Suite;
        if (suite.Classes.Count > 0)
        {
            return suite.Classes.Count == 2 ? [.. suite.Classes.Select(c => c.Value)] : throw new SpecException(SpecDiagnostics.ClassCountDiffers.At(suite.Classes[0].Span,
                FormattableString.Invariant($"The number of classes does not fit the scores. Found {suite.Classes.Count} classes and one score a row; expected 2 classes. Name two, or give a score for each class.")));
        }

        var inOrder = new[] { source.Score?.Keys ?? [], source.MetadataClasses, source.GraphClasses }.FirstOrDefault(names => names.Count == 2);
        return inOrder ?? Two(PositiveClass.Complete(SeenClasses.Of(source), suite), source);
    }

    /// <summary>Problems with the names that are certain before anything runs.</summary>
    public static void CheckDeclared(SuiteSpec suite, OutputRoles roles, ModelSignature signature, PredictionSource source, ICollection<SpecDiagnostic> problems)
    {
        if (roles.Score is not { } score || roles.ScoreColumn is not null || suite.Task?.Value is TaskKind.Regression or TaskKind.Multilabel or TaskKind.Ranking || OutputRoles.DeclaredWidth(score) is not (> 1 and var width))
        {
            return;
        }

        if (suite.Classes.Count > 0)
        {
            if (suite.Classes.Count != width)
            {
                problems.Add(CountDiffers(suite, (int)width, score.Value.Name));
            }
        }
        else if (score.Value.Kind == ModelValueKind.Tensor && roles.Label is null && ModelMetadata.Classes(signature.Metadata).Count != width && score.ClassLabels.Count != width)
        {
            problems.Add(Unknown(suite, score.Value.Name, (int)width, source));
        }
    }

    private static List<string> OfKeys(PredictionSource source, List<string> declared, ref ScoreMatrix scores)
    {
        var keys = source.Score!.Keys;
        var matcher = new ClassMatcher(keys);
        var columns = declared.ConvertAll(name => matcher.IndexOf(LabelValue.Of(name)));
        if (columns.All(column => column >= 0) && columns.Distinct().Count() == columns.Count)
        {
            scores = scores.Reorder(columns);
            return declared;
        }

        // Keys 0 to K − 1 are indexes, which the declared names then stand for.
        var indexes = Enumerable.Range(0, keys.Count).Select(k => matcher.IndexOf(LabelValue.Of(k))).ToList();
        if (source.Score.KeysAreIntegers && indexes.All(column => column >= 0))
        {
            scores = scores.Reorder(indexes);
            return declared;
        }

        throw new SpecException(SpecDiagnostics.ClassCountDiffers.At(source.Suite.Classes[0].Span,
            $"The classes are not those of the model's output {OneLine.Quote(source.Score.Name)}. Found {ClassMatcher.List(declared)}; expected {ClassMatcher.List(keys)}. Write the model's names, or remove classes."));
    }

    private static IReadOnlyList<string> Two(IReadOnlyList<string> names, PredictionSource source) => names.Count switch
    {
        2 => names,
        1 => throw new SpecException(SpecDiagnostics.PositiveUnclear.At(source.Suite.Label.Span,
            $"It is not clear which class is the positive one. Found {ClassMatcher.List(names)} alone in the label column; expected positive: to name one, unless it is 1, true or yes. Add positive:, or classes: with both names.")),
        _ => throw new SpecException(SpecDiagnostics.TaskDoesNotFit.At(source.Suite.Task?.Span ?? source.Suite.Label.Span, FormattableString.Invariant(
            $"A task with one score a row has two classes. Found {names.Count} different labels in {OneLine.Quote(source.Suite.Label.Value)}: {ClassMatcher.List(names)}; expected two. Correct the labels, name the classes, or say task: regression if the label is a number."))),
    };

    private static SpecDiagnostic CountDiffers(SuiteSpec suite, int width, string output) => SpecDiagnostics.ClassCountDiffers.At(suite.Classes[0].Span, FormattableString.Invariant(
        $"The number of classes does not fit the scores. Found {suite.Classes.Count} classes and {width} columns in {OneLine.Quote(output)}; expected a class for each column, in the model's order."));

    private static SpecDiagnostic Unknown(SuiteSpec suite, string output, int width, PredictionSource source)
    {
        var metadata = source.MetadataClasses.Count == 0 ? "no class names in the model's metadata"
            : FormattableString.Invariant($"{source.MetadataClasses.Count} class names in the model's metadata");
        var labels = source.Label is null ? "no label output" : "a label output that does not tell the columns apart on these rows";
        var seen = source.LabelCategories is { IsTooMany: false, Values.Count: > 0 } categories
            ? $" The label column holds {ClassMatcher.List([.. categories.Values.Select(v => v.Text)])}, but says nothing of their order in the model."
            : "";
        return SpecDiagnostics.ClassesUnknown.At(source.Span, FormattableString.Invariant(
            $"The classes of the {width} score columns of {OneLine.Quote(output)} are not known. Found {metadata} and {labels}; expected classes: with {width} names in the model's order.{seen}"));
    }
}
