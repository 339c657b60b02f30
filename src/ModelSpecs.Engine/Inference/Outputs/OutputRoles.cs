using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Outputs;

/// <summary>Which outputs of a model carry scores, labels or numbers.</summary>
/// <param name="Score">Output with scores, or with the numbers of a regression that nobody named so; null: none.</param>
/// <param name="ScoreColumn">The one column of it that is meant; null: all.</param>
/// <param name="Label">Output with predicted labels; null: none.</param>
/// <param name="Value">Output with a regression's numbers; null: none, or not known yet.</param>
/// <param name="ValueColumn">The one column of it that is meant; null: all.</param>
internal sealed record OutputRoles(ModelOutput? Score, int? ScoreColumn, ModelOutput? Label, ModelOutput? Value, int? ValueColumn)
{
    /// <summary>The outputs to fetch, each once.</summary>
    public IReadOnlyList<ModelValue> Fetched => [.. new[] { Score, Label, Value }.Where(o => o is not null).Select(o => o!.Value).DistinctBy(v => v.Name)];

    /// <summary>Finds the outputs that the spec names, and where it names none those that can be meant; null where a problem was reported.</summary>
    public static OutputRoles? Find(SuiteSpec suite, ModelSignature signature, ICollection<SpecDiagnostic> problems)
    {
        var before = problems.Count;
        var said = suite.Outputs;
        var score = Said(said.Score, "score", signature, IsNumeric, "numbers", problems);
        var label = Said(said.Label, "label", signature, IsLabel, "labels: integers, booleans or strings", problems);
        var value = Said(said.Value, "value", signature, o => IsNumeric(o) && o.Value.Kind == ModelValueKind.Tensor, "numbers", problems);
        if (problems.Count != before)
        {
            return null;
        }

        if (value is null && suite.Task?.Value == TaskKind.Regression)
        {
            value = OnlyValue(suite, signature, problems);
        }
        else if (value is null)
        {
            score ??= OnlyScore(suite, signature, problems);
            label ??= OnlyLabel(suite, signature, score, problems);
        }

        return problems.Count == before ? new OutputRoles(score, said.Score?.Value.Column, label, value, said.Value?.Value.Column) : null;
    }

    private static ModelOutput? Said(
        Located<OutputReference>? said, string key, ModelSignature signature, Func<ModelOutput, bool> fits, string expected, ICollection<SpecDiagnostic> problems)
    {
        if (said is null)
        {
            return null;
        }

        var reference = said.Value;
        if (signature.FindOutput(reference.Name) is not { } output)
        {
            problems.Add(SpecDiagnostics.OutputUnknown.At(said.Span,
                $"The model has no such output. Found {key}: {OneLine.Quote(reference.Name)}; expected one of {List(signature)}.{Suggestion.DidYouMean(reference.Name, signature.Outputs.Select(o => o.Value.Name))}"));
            return null;
        }

        if (!fits(output))
        {
            problems.Add(SpecDiagnostics.OutputUnusable.At(said.Span,
                $"The model's output {OneLine.Quote(reference.Name)} cannot be the {key}. Found {output.Value.Display}; expected {expected}. Name another output: the model has {List(signature)}."));
        }
        else if (reference.Column is { } column && DeclaredWidth(output) is { } width && column >= width)
        {
            problems.Add(SpecDiagnostics.OutputUnusable.At(said.Span,
                FormattableString.Invariant($"The model's output {OneLine.Quote(reference.Name)} has no such column. Found column {column}; expected 0 to {width - 1} of {output.Value.Display}.")));
        }

        return output;
    }

    /// <summary>Columns of an output as the file declares them; null: not said.</summary>
    public static long? DeclaredWidth(ModelOutput output) => output.Value.Kind == ModelValueKind.MapSequence
        ? output.ClassLabels.Count > 0 ? output.ClassLabels.Count : null
        : output.Value.Shape is null ? null : Width(output.Value.Shape);

    private static long? Width(IReadOnlyList<long> shape) => shape.Skip(1).Any(length => length < 0)
        ? null
        : shape.Skip(1).Aggregate(1L, (product, length) => product * length);

    private static ModelOutput? OnlyValue(SuiteSpec suite, ModelSignature signature, ICollection<SpecDiagnostic> problems)
    {
        var floats = signature.Outputs.Where(o => o.Value.Kind == ModelValueKind.Tensor && IsFloat(o) && IsFlat(o)).ToList();
        var candidates = floats.Count > 0 ? floats : signature.Outputs.Where(o => o.Value.Kind == ModelValueKind.Tensor && o.Value.Element.IsInteger() && IsFlat(o)).ToList();
        return candidates.Count == 1 ? candidates[0] : Unclear("value", "a number a row", candidates, suite, signature, problems);
    }

    private static ModelOutput? OnlyScore(SuiteSpec suite, ModelSignature signature, ICollection<SpecDiagnostic> problems)
    {
        var candidates = signature.Outputs.Where(o => IsFloat(o) && IsFlat(o)).ToList();
        return candidates.Count switch
        {
            0 => null,
            1 => candidates[0],
            _ => Unclear("score", "the scores", candidates, suite, signature, problems),
        };
    }

    private static ModelOutput? OnlyLabel(SuiteSpec suite, ModelSignature signature, ModelOutput? score, ICollection<SpecDiagnostic> problems)
    {
        var candidates = signature.Outputs
            .Where(o => o != score && o.Value.Kind == ModelValueKind.Tensor && (o.Value.Element.IsInteger() || o.Value.Element is ModelElement.String or ModelElement.Bool)
                && DeclaredWidth(o) is null or 1)
            .ToList();
        if (candidates.Count == 1)
        {
            return candidates[0];
        }

        // Scores decide: labels beside them are needed by nobody, unless they are all there is.
        return score is null && problems.Count == 0
            ? Unclear(candidates.Count == 0 ? "score" : "label", candidates.Count == 0 ? "scores, labels or numbers" : "the label", candidates, suite, signature, problems)
            : null;
    }

    private static ModelOutput? Unclear(
        string key, string what, List<ModelOutput> candidates, SuiteSpec suite, ModelSignature signature, ICollection<SpecDiagnostic> problems)
    {
        problems.Add(SpecDiagnostics.OutputUnclear.At(suite.Model!.Written.Span,
            $"It is not clear which output of the model gives {what}. Found {(candidates.Count == 0 ? $"none that could be it among {List(signature)}" : string.Join(" and ", candidates.Select(Describe)))}; expected one. Say which: outputs: {{ {key}: {(candidates.Count == 0 ? "name" : candidates[0].Value.Name)} }}."));
        return null;
    }

    private static bool IsNumeric(ModelOutput output) => output.Value.Kind == ModelValueKind.MapSequence
        || (output.Value.Kind == ModelValueKind.Tensor && (output.Value.Element.IsFloat() || output.Value.Element.IsInteger()));

    private static bool IsFloat(ModelOutput output) => output.Value.Kind == ModelValueKind.MapSequence
        || (output.Value.Kind == ModelValueKind.Tensor && output.Value.Element.IsFloat());

    private static bool IsLabel(ModelOutput output) => output.Value.Kind == ModelValueKind.Tensor
        && (IsNumeric(output) || output.Value.Element is ModelElement.String or ModelElement.Bool);

    // One row of values for each row: boxes, feature maps and sequences are no scores.
    private static bool IsFlat(ModelOutput output) => output.Value.Shape is not { } shape || (shape.Count > 0 && shape.Skip(1).Count(length => length != 1) <= 1);

    private static string List(ModelSignature signature) => string.Join(", ", signature.Outputs.Select(Describe));

    private static string Describe(ModelOutput output) => $"{OneLine.Quote(output.Value.Name)} ({output.Value.Display})";
}
