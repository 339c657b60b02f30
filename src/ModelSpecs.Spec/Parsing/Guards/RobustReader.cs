using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Checks;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads <c>robust</c>.</summary>
internal static class RobustReader
{
    private const string Key = "robust";

    private static readonly string[] Plain =
    [
        RobustSpec.ChangedPredictions, RobustSpec.ScoreMovement, RobustSpec.LargestMovement, RobustSpec.CorruptionError, RobustSpec.RelativeCorruptionError,
    ];

    /// <summary>The entries; wrong ones are reported and left out.</summary>
    public static IEnumerable<GuardSpec> Read(MappingReader reader, CheckListReader checks)
    {
        reader.Need(Key, "model");
        return GuardMappings.Of(reader, Key, RobustKeys.Mapping).Select(item => Entry(item.Reader, item.Span, checks)).OfType<GuardSpec>();
    }

    private static RobustSpec? Entry(MappingReader reader, SourceSpan span, CheckListReader checks)
    {
        var name = reader.Text("name");
        var perturbation = Perturbation(reader, span);
        var expect = checks.Read(reader, "expect");
        var order = Order(reader, out var ofOrder);
        var plain = Plain.SelectMany(key => MeasureReader.Read(reader, key)).ToList();
        var on = OnSlicesReader.Read(reader);
        var (rows, seed) = (reader.Integer("rows"), reader.Integer("seed"));
        if (!Plain.Any(reader.Has) && !reader.Has("score") && !reader.Has("expect"))
        {
            reader.Context.Bag.Report(SpecDiagnostics.MissingKey, span, "An entry of 'robust' expects nothing", null, $"one of {string.Join(", ", Plain.Concat(["score", "expect"]))}");
        }

        if (perturbation is null)
        {
            return null;
        }

        CheckOrder(reader, perturbation);
        var guard = new RobustSpec
        {
            Name = name ?? new Located<string>(perturbation.Display, perturbation.Key.Span),
            Span = span,
            Perturbation = perturbation,
            Expect = expect,
            Order = order,
            On = on,
            Rows = rows?.Value ?? RobustSpec.DefaultRows,
            Seed = seed?.Value ?? RobustSpec.DefaultSeed,
            Measures = [],
        };
        var perLevel = plain.Where(measure => !IsOfAll(measure)).Concat(expect.Select(check => MeasureOf(check) with { RestsOnLabels = true })).ToList();
        var judged = perturbation.Levels.Where(level => level.IsJudged);
        return guard with
        {
            Measures = [.. judged.SelectMany(level => perLevel.Select(measure => measure with { Name = guard.NameAt(measure.Name, level) })), .. ofOrder, .. plain.Where(IsOfAll).Select(measure => measure with { RestsOnLabels = true })],
        };
    }

    private static bool IsOfAll(GuardMeasure measure) => measure.Name is RobustSpec.CorruptionError or RobustSpec.RelativeCorruptionError;

    // A tolerance is a bound on the drop itself, so that its noise is that of a difference of the same rows.
    private static GuardMeasure MeasureOf(MetricCheckSpec check) => check.Section != CheckSection.Perturbed
        ? new GuardMeasure(RobustSpec.NameOf(check), check.Comparison, check.Bound, check.Span)
        : new GuardMeasure(RobustSpec.NameOf(check), Comparison.AtMost, new Bound(BoundReference.Number, 1, Math.Abs(check.Bound.Offset), false, AmountOf(check.Bound)), check.Span);

    // overall - 5 % → 5 %
    private static string AmountOf(Bound bound) => bound.Text.IndexOfAny(['+', '-']) is >= 0 and var sign ? bound.Text.Substring(sign + 1).Trim() : "0";

    private static PerturbationSpec? Perturbation(MappingReader reader, SourceSpan span)
    {
        var said = reader.Entries.Where(entry => RobustKeys.Perturbations.Contains(entry.Key.Text, StringComparer.Ordinal) || CustomMetricNames.IsName(entry.Key.Text)).ToList();
        if (said.Count == 0)
        {
            // A misspelt key has its message already.
            if (reader.Entries.All(entry => reader.Takes(entry.Key.Text)))
            {
                reader.Context.Bag.Report(SpecDiagnostics.MissingKey, span, "An entry of 'robust' does not say what is changed", null, $"one of {string.Join(", ", RobustKeys.Perturbations)} and custom:Name");
            }

            return null;
        }

        reader.Exclude([.. said.Select(entry => entry.Key.Text)]);
        return said.Count == 1 ? PerturbationReader.Read(reader, said[0]) : null;
    }

    private static ScoreOrderSpec? Order(MappingReader reader, out IReadOnlyList<GuardMeasure> measures)
    {
        measures = [];
        if (reader.Entry("score") is not { } entry)
        {
            return null;
        }

        if (entry.Value is not YamlMap)
        {
            var short1 = (ChoiceShape)((EitherShape)reader.ShapeOf("score")).Short;
            if (entry.Value is not YamlScalar { IsNull: false })
            {
                ValueReader.WrongType(entry.Value, reader.ShapeOf("score"), "score", reader.Context);
                return null;
            }

            if (ValueReader.Choice(entry.Value, short1, "score", reader.Context) is not { } choice)
            {
                return null;
            }

            var said = new ScoreOrderSpec(choice.Value == 0, null, ScoreOrderSpec.DefaultWithin);
            measures = [new GuardMeasure(said.Measure, Comparison.AtMost, new Bound(BoundReference.Number, 1, 0, false, "0"), choice.Span)];
            return said;
        }

        var keys = reader.Mapping("score")!;
        keys.Exclude("non_decreasing", "non_increasing");
        var isIncreasing = keys.Has("non_decreasing");
        if (!isIncreasing && !keys.Has("non_increasing"))
        {
            reader.Context.Bag.Report(SpecDiagnostics.MissingKey, entry.Key.Span, "'score' does not say which way it has to go", null, "non_decreasing: or non_increasing: with a share such as \"<= 1 %\"");
            return null;
        }

        var order = new ScoreOrderSpec(isIncreasing, keys.Text("class"), keys.Number("within")?.Value ?? ScoreOrderSpec.DefaultWithin);
        measures = [.. MeasureReader.Read(keys, isIncreasing ? "non_decreasing" : "non_increasing", order.Measure)];
        return order;
    }

    private static void CheckOrder(MappingReader reader, PerturbationSpec perturbation)
    {
        if (reader.Entry("score") is { } score && !perturbation.IsOrdered)
        {
            reader.Context.Bag.Report(SpecDiagnostics.PerturbationWithoutOrder, score.Key.Span, $"{OneLine.Quote(perturbation.Key.Value)} has no more and less, so no score can follow it", null, "shift, scale, or severities");
        }

        var isOfSeverities = perturbation is ImagePerturbation { BySeverity: true } or CustomPerturbationSpec;
        foreach (var key in new[] { RobustSpec.CorruptionError, RobustSpec.RelativeCorruptionError })
        {
            if (reader.Entry(key) is { } entry && !isOfSeverities)
            {
                reader.Context.Bag.Report(SpecDiagnostics.PerturbationWithoutOrder, entry.Key.Span, $"{OneLine.Quote(key)} adds up the five severities, which {OneLine.Quote(perturbation.Key.Value)} does not have here", null, "an image perturbation or custom:Name by severity");
            }
        }
    }
}
