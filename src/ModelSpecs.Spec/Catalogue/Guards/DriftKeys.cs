using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using static ModelSpecs.Spec.Catalogue.CommonKeys;

namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary><c>drift</c>.</summary>
internal static class DriftKeys
{
    /// <summary>Measures of a column, with their largest value.</summary>
    public static IReadOnlyList<string> ColumnMeasures { get; } = ["psi", "kl", "js", "ks", "chi2", "wasserstein", "null_rate", "unseen", "p_value"];

    /// <summary>Measures of the whole set.</summary>
    public static IReadOnlyList<string> SetMeasures { get; } = ["share", "prediction_rate", "volume"];

    private static readonly MeasureShape Distance = new(MeasureUnit.Plain, BoundReference.Snapshot) { Example = "<= 0.25" };
    private static readonly MeasureShape Share = Distance with { Maximum = 1, Example = "<= 5 %" };
    private static readonly MeasureShape Chance = Distance with { Maximum = 1, Example = ">= 0.01" };
    private static readonly MeasureShape Times = Distance with { Example = ">= 0.5" };

    /// <summary><c>psi: { columns: […], is: … }</c></summary>
    public static MappingDescriptor OfColumns { get; } = new(
        "a bound on columns",
        [
            new("columns", new ListShape(Column, Maximum: 10_000), "The columns that it is about, each a check of its own; the worst of all columns unless said.", "[\"income\"]"),
            new(CheckKeys.Is, Distance, "The bound.", "\"<= 0.1\"", Required: true),
        ]);

    /// <summary><c>drift: { … }</c></summary>
    public static MappingDescriptor Mapping { get; } = new(
        "drift",
        [
            new("name", NameText, "Its name, where a spec has several.", "\"training\""),
            new("reference", OtherSetKeys.Shape, "What the set is held against: a data set, or a frozen profile (`x.profile.json`, which `modelspecs profile` writes).", "\"../testdata/loan/train.csv\"", Required: true),
            new("data", OtherSetKeys.Shape, "The set that is held against the reference; the golden set unless said.", "\"../testdata/loan/this-month.csv\""),
            new("columns", new ListShape(Column, Maximum: 10_000), "Columns that are looked at; all that feed the model unless said, or without a model all but those of label, id, weight and predictions. `score` and `prediction` are what the model says.", "[\"income\", \"score\"]"),
            Row("psi", Distance, "Population stability index over ten quantile bins, or categories, of the reference; of all columns the largest. Usual marks: 0.1 and 0.25.", "\"<= 0.25\""),
            Row("kl", Distance, "Kullback–Leibler divergence from the reference over the same bins, in bits.", "\"<= 0.1\""),
            Row("js", Share, "Jensen–Shannon distance over the same bins, from 0 to 1.", "\"<= 0.2\""),
            Row("ks", Share, "Statistic of Kolmogorov and Smirnov of columns of numbers: the largest difference of the distribution functions.", "\"<= 0.1\""),
            Row("chi2", Distance, "Pearson's chi-squared of columns with categories, or over the bins of a column that is named. It grows with the rows: `p_value` says what it means.", "\"<= 30\""),
            Row("wasserstein", Distance, "Wasserstein distance of columns of numbers, in standard deviations of the reference.", "\"<= 0.2\""),
            Row("null_rate", Share, "Difference of the shares of rows without a value.", "\"<= 2 %\""),
            Row("unseen", Share, "Share of the rows whose category the reference does not have.", "\"<= 1 %\""),
            Row("p_value", Chance, "Smallest corrected p-value that a column comes from the distribution of the reference: Kolmogorov–Smirnov for numbers, chi-squared for categories.", "\">= 0.001\""),
            new("share", Share, "Share of the columns that have drifted: by their corrected p-value (`alpha`), or by `psi_mark`.", "\"<= 20 %\""),
            new("prediction_rate", Share, "Difference of the shares of rows that the model predicts a class for; of several classes the largest.", "\"<= 5 %\""),
            new("volume", Times, "Rows as a multiple of the reference's.", "[\">= 0.5\", \"<= 2\"]"),
            new("alpha", new NumberShape(0, 1, AboveMinimum: true), "With `share`: level below which a corrected p-value is drift. 0.05 unless said.", "0.01"),
            new("psi_mark", new NumberShape(0, AboveMinimum: true), "With `share`: a column has drifted where its population stability index is above this.", "0.25"),
            new("correction", new ChoiceShape("holm", "benjamini_hochberg", "none"), "Correction of p-values over the columns. `holm` unless said.", "\"benjamini_hochberg\""),
            .. OnSlicesKeys.Keys,
        ]);

    /// <summary>The key.</summary>
    public static KeyDescriptor Key { get; } = new(
        "drift", new EitherShape(new MappingShape(Mapping), new ListShape(new MappingShape(Mapping), Maximum: 100)),
        "How far the golden set, or another, may be from a reference, column by column; one, or a list of named ones.", "{ \"reference\": \"../testdata/loan/train.csv\", \"psi\": \"<= 0.25\" }");

    /// <summary>The bound of a measure.</summary>
    public static MeasureShape BoundOf(string measure) => measure switch
    {
        "js" or "ks" or "null_rate" or "unseen" or "share" or "prediction_rate" => Share,
        "p_value" => Chance,
        "volume" => Times,
        _ => Distance,
    };

    private static KeyDescriptor Row(string name, MeasureShape bound, string description, string example) =>
        new(name, new EitherShape(bound, new EitherShape(new MappingShape(OfColumns), new ListShape(new MappingShape(OfColumns), Maximum: 1_000))), description, example);
}
