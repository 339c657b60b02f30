using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Baselines;

/// <summary>The champion as a spec of its own: the same golden set and slices, another source of predictions.</summary>
internal static class Champion
{
    /// <summary>Name of the champion where a bound names it.</summary>
    public const string Name = "champion";

    /// <summary>The spec with the champion in the model's place; null where there is none.</summary>
    public static SuiteSpec? SuiteOf(SuiteSpec suite)
    {
        return suite.Compare?.Champion is { } champion ? With(suite, champion) with { Compare = null, Snapshot = null } : null;
    }

    /// <summary>The spec with another source of predictions in the model's place, and everything else as it is.</summary>
    public static SuiteSpec With(SuiteSpec suite, ChampionSpec champion)
    {
        // What the champion does not say is as the spec says; of a model's inputs a champion in columns has none.
        var isModel = champion.Model is not null;
        return suite with
        {
            Model = champion.Model,
            Predictions = champion.Predictions,
            Inputs = !isModel ? [] : champion.Inputs.Count > 0 ? champion.Inputs : suite.Inputs,
            Outputs = !isModel ? new OutputsSpec() : champion.Outputs ?? suite.Outputs,
            Threshold = champion.Threshold ?? suite.Threshold,
            // Columns have no outputs to hold against others, and no file to hold to a contract.
            Parity = isModel ? suite.Parity : [],
            Contract = isModel ? suite.Contract : null,
        };
    }

    /// <summary>Reports a champion that answers another question than the model.</summary>
    /// <param name="model">The model's rows.</param>
    /// <param name="champion">The champion's.</param>
    /// <param name="span">Where it is reported.</param>
    /// <param name="diagnostics">Told of it.</param>
    public static void Check(EvaluationData model, EvaluationData champion, SourceSpan span, ICollection<SpecDiagnostic> diagnostics)
    {
        var (own, other) = (Describe(model), Describe(champion));
        if (!string.Equals(own, other, StringComparison.Ordinal))
        {
            diagnostics.Add(SpecDiagnostics.ChampionDiffers.At(span,
                $"compare: the champion and the model do not predict the same thing. Found {other} of the champion and {own} of the model; expected the same. Compare a model with one that answers the same question; where both name the classes differently, say `classes:`."));
        }
    }

    private static string Describe(EvaluationData data) => data.Predictions.Task == TaskKind.Regression
        ? "a number"
        : data.Predictions.Task == TaskKind.Ranking ? "a ranking"
        : $"{data.Predictions.Task.ToString().ToLowerInvariant()} classes {OneLine.Escape(string.Join(", ", data.Input.ClassNames ?? data.Predictions.Classes))}";
}
