namespace ModelSpecs.Spec.Catalogue;

/// <summary>One parameter of metrics.</summary>
/// <param name="Flag">Metrics with this flag take it.</param>
/// <param name="Key">Its key.</param>
internal sealed record MetricParameterDescriptor(MetricParameters Flag, KeyDescriptor Key)
{
    /// <summary>What the metric is computed from with it, where that is something else than without.</summary>
    public MetricNeeds? Needs { get; init; }

    /// <summary>Whether the metric is then about one class.</summary>
    public bool IsAboutOneClass { get; init; }
}

/// <summary>The parameters a metric may take, in the order that a check's name lists them.</summary>
internal static class MetricParameterCatalogue
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<MetricParameterDescriptor> All { get; } =
    [
        new(MetricParameters.Of, new("of", new TextShape(TextUse.Column), "The numeric column of the golden set that the metric is about; its nulls are left out.", "\"latency_ms\"")),
        new(MetricParameters.Quantile, new("q", new NumberShape(0, 1), "Share of the rows at or below the value.", "0.95")),
        new(MetricParameters.Class, new("class", new TextShape(TextUse.Name), "The one class the metric is about.", "\"7\"")),
        new(MetricParameters.Average, new("average", new ChoiceShape("macro", "micro", "weighted", "samples"), "How the classes of a multi-class or multi-label task are averaged; `macro` unless said. `samples`, over the rows, is for multi-label tasks alone.", "\"weighted\"")),
        new(MetricParameters.ZeroDivision, new("zero_division", new IntegerShape(0, 1), "Value of a ratio whose denominator is zero; undefined unless said. In a ranking: of a query without a relevant row, which is left out unless said.", "0")),
        new(MetricParameters.Bins, new("bins", new IntegerShape(1, 10_000), "Number of bins; 15 unless said.", "10")),
        new(MetricParameters.Bins, new("strategy", new ChoiceShape("uniform", "quantile"), "Bins of equal width (`uniform`, the default) or of equal count.", "\"quantile\"")),
        new(MetricParameters.Epsilon, new("epsilon", new NumberShape(0, AboveMinimum: true), "Floor of a truth's absolute value; without it a zero truth makes the metric undefined.", "0.01")),
        new(MetricParameters.Beta, new("beta", new NumberShape(0, AboveMinimum: true), "How many times as much recall counts as precision; 1 unless said.", "2")),
        new(MetricParameters.TopK, new("k", new IntegerShape(1, 10_000), "How many of the highest scores count: of a row's classes 2 unless said, of a query's rows 10 for `hit_rate` and all for the rest.", "3")),
        new(MetricParameters.Alpha, new("alpha", new NumberShape(0, 1), "The quantile that is predicted; 0.5 unless said.", "0.9")),
        new(MetricParameters.AtFpr, new("at_fpr", new NumberShape(0, 1), "At the threshold of the slice's own scores that has the largest recall at no more than this false positive rate.", "0.01")) { Needs = MetricNeeds.Scores, IsAboutOneClass = true },
        new(MetricParameters.AtPrecision, new("at_precision", new NumberShape(0, 1, AboveMinimum: true), "At the threshold of the slice's own scores that has the largest recall at no less than this precision; 0 where none has it.", "0.9")) { Needs = MetricNeeds.Scores, IsAboutOneClass = true },
        new(MetricParameters.AtPrevalence, new("at_prevalence", new NumberShape(0, 1, AboveMinimum: true), "Stated for a population with this share of positives, from the slice's recall and false positive rate.", "0.001")) { IsAboutOneClass = true },
        new(MetricParameters.AtTop, new("at_top", new NumberShape(0, 1, AboveMinimum: true), "Among this share of the rows, those that score highest.", "0.1")) { Needs = MetricNeeds.Scores },
        new(MetricParameters.Costs, new("false_positive", new NumberShape(), "Cost of a negative that is predicted positive; 0 unless said.", "10")),
        new(MetricParameters.Costs, new("false_negative", new NumberShape(), "Cost of a positive that is predicted negative; 0 unless said.", "1000")),
        new(MetricParameters.Costs, new("true_positive", new NumberShape(), "Cost of a positive that is predicted positive; a gain is negative.", "-5")),
        new(MetricParameters.Costs, new("true_negative", new NumberShape(), "Cost of a negative that is predicted negative; a gain is negative.", "-1")),
        new(MetricParameters.Costs, new("matrix", new NamedShape("class", new NamedShape("class", new NumberShape())), "Cost by true and then by predicted class; what is not named costs 0.", "{ \"cat\": { \"dog\": 3 } }")),
        new(MetricParameters.Costs, new("total", new TrueShape(), "The sum over rows instead of the mean.", "true")),
        new(MetricParameters.MultiClass, new("multi_class", new ChoiceShape("ovr", "ovo"), "Each class against the rest (`ovr`, the default) or against each other class.", "\"ovo\"")),
    ];

    /// <summary>Parameters without which a metric that takes them says nothing: a check has one of each list at least.</summary>
    public static IReadOnlyList<(MetricParameters Flag, IReadOnlyList<string> AnyOf)> Required { get; } =
    [
        (MetricParameters.Of, ["of"]),
        (MetricParameters.Quantile, ["q"]),
        (MetricParameters.Costs, ["false_positive", "false_negative", "true_positive", "true_negative", "matrix"]),
    ];

    /// <summary>Pairs of parameters of which a check has one at most, and why.</summary>
    public static IReadOnlyList<(string First, string Second, string Why)> Exclusive { get; } =
    [
        ("class", "average", "A check is about one class or about an average over all."),
        ("at_fpr", "at_precision", "A threshold is chosen by the one or by the other."),
        ("average", "at_fpr", OneClass),
        ("average", "at_precision", OneClass),
        ("average", "at_prevalence", OneClass),
        ("zero_division", "at_fpr", NeverEmpty),
        ("zero_division", "at_precision", NeverEmpty),
        ("zero_division", "at_prevalence", NeverEmpty),
        ("false_positive", "matrix", AllInMatrix),
        ("false_negative", "matrix", AllInMatrix),
        ("true_positive", "matrix", AllInMatrix),
        ("true_negative", "matrix", AllInMatrix),
    ];

    private const string OneClass = "A threshold or a prevalence is that of one class: name it by class.";
    private const string NeverEmpty = "A slice that lacks a side has no such value: zero_division replaces the plain ratio's alone.";
    private const string AllInMatrix = "A matrix has a cell for each outcome.";
}
