using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Outputs;

/// <summary>The positive class of a binary task: the one said, else 1, true or yes.</summary>
internal static class PositiveClass
{
    private static readonly (string Negative, string Positive)[] Pairs = [("0", "1"), ("false", "true"), ("no", "yes")];

    /// <summary>Index of the positive one of two classes.</summary>
    /// <exception cref="SpecException">None is, or it is not clear which.</exception>
    public static int IndexIn(IReadOnlyList<string> classes, PredictionSource source)
    {
        var suite = source.Suite;
        if (suite.Positive is { } said)
        {
            var index = new ClassMatcher(classes).IndexOf(LabelValue.Of(said.Value));
            return index >= 0 ? index : throw new SpecException(SpecDiagnostics.PositiveUnknown.At(said.Span,
                $"The positive class is none of the classes. Found positive: {OneLine.Quote(said.Value)}; expected one of {ClassMatcher.List(classes)}.{Suggestion.DidYouMean(said.Value, classes)}"));
        }

        var usual = Enumerable.Range(0, classes.Count).Where(i => IsUsual(classes[i])).ToList();
        return usual.Count == 1 ? usual[0] : throw new SpecException(SpecDiagnostics.PositiveUnclear.At(suite.Label.Span,
            $"It is not clear which class is the positive one. Found {ClassMatcher.List(classes)}; expected positive: to name one, unless exactly one of them is 1, true or yes. Add positive: {(classes.Count > 1 ? classes[1] : classes[0])} (or the other one); task: multiclass treats them alike."));
    }

    /// <summary>Two classes where the data shows fewer: the other one is the usual partner, or named after the one that is known.</summary>
    public static IReadOnlyList<string> Complete(IReadOnlyList<string> seen, SuiteSpec suite)
    {
        if (seen.Count >= 2)
        {
            return seen;
        }

        var positive = suite.Positive?.Value;
        if (seen.Count == 0)
        {
            return positive is null ? ["0", "1"] : [NegativeOf(positive), positive];
        }

        var only = seen[0];
        if (positive is not null)
        {
            return new ClassMatcher(seen).IndexOf(LabelValue.Of(positive)) == 0 ? [NegativeOf(only), only] : [only, positive];
        }

        foreach (var pair in Pairs)
        {
            if (Same(only, pair.Negative) || Same(only, pair.Positive))
            {
                return Same(only, pair.Negative) ? [only, pair.Positive] : [pair.Negative, only];
            }
        }

        return seen;
    }

    private static string NegativeOf(string positive) => Pairs.Where(pair => Same(positive, pair.Positive)).Select(pair => pair.Negative).FirstOrDefault() ?? $"not {positive}";

    private static bool IsUsual(string name) => Pairs.Any(pair => Same(name, pair.Positive));

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
