using static ModelSpecs.Spec.Catalogue.CommonKeys;

namespace ModelSpecs.Spec.Catalogue;

/// <summary>The mappings below the top level.</summary>
internal static class PartKeys
{
    /// <summary><c>model: { … }</c></summary>
    public static MappingDescriptor Model { get; } = new("model", [PathKey with { Example = "\"../testdata/model.onnx\"" }, HashKey]);

    /// <summary><c>golden: { quarantine: [{ … }] }</c></summary>
    public static MappingDescriptor Quarantine { get; } = new(
        "a quarantine",
        [
            new("id", Free, "The row, by the column that `id` names.", "\"L-4711\""),
            new("ids", new ListShape(Free, Maximum: 10_000), "Several rows with one reason.", "[\"L-4711\", \"L-4712\"]"),
            new("because", Free, "Why the rows are not judged.", "\"double booking, relabelled in Q4\"", Required: true),
        ]);

    /// <summary><c>golden: { … }</c></summary>
    public static MappingDescriptor Golden { get; } = new(
        "golden",
        [
            PathKey,
            HashKey,
            new("format", new ChoiceShape("csv", "tsv", "jsonl", "npy", "npz"), "Format of the file where its name does not say it; `.gz` is understood with each.", "\"csv\""),
            new("weight", Column, "Column of sample weights, not negative; every metric takes them.", "\"exposure\""),
            new("cluster", Column, "Column whose equal values are rows that are not independent, such as a patient: whole clusters are resampled for intervals.", "\"patient_id\""),
            new("columns", new NamedShape("column", new ChoiceShape(ColumnTypes)), "Types of columns where the inferred one is wrong, such as a postcode of digits.", "{ \"zip\": \"string\" }"),
            new("nulls", new ListShape(new TextShape(TextUse.Spelling), Minimum: 1, Maximum: 100), "Spellings of null; without it the empty field.", "[\"\", \"NA\"]"),
            new("where", PredicateText, "Rows to keep: nothing else of the file is judged.", "\"split = 'test'\""),
            new("quarantine", new ListShape(new MappingShape(Quarantine), Maximum: 1_000), "Rows left out with a reason; metrics are reported with and without them. Needs `id`.", "[{ \"ids\": [\"L-4711\", \"L-4712\"], \"because\": \"double booking, relabelled in Q4\" }]"),
            new("labels_missing", new ChoiceShape("error", "drop"), "What a row without a label does: an error (the default), or the row is left out and the share reported.", "\"drop\""),
            new("labelled_at_least", new NumberShape(0, 1), "Smallest share of labelled rows with `labels_missing: drop`; fewer is an error.", "0.95"),
        ],
        ["time"]);

    /// <summary><c>inputs: { name: { … } }</c></summary>
    public static MappingDescriptor Input { get; } = new(
        "an input",
        [
            new("columns", new EitherShape(Column, new ListShape(Column)), "Columns in order; `px0..px63` stands for a run of them.", "\"px0..px63\""),
            new("shape", new ListShape(new IntegerShape(1), Minimum: 1, Maximum: 16), "Shape of one row's values, without the batch axis.", "[1, 8, 8]"),
            new("npy", FilePath, "An NPY file whose first axis is the golden set's rows.", "\"images.npy\""),
        ]);

    /// <summary><c>outputs: { … }</c></summary>
    public static MappingDescriptor Outputs { get; } = new(
        "outputs",
        [
            new("score", new TextShape(TextUse.Output), "Output with the scores, or one column of it.", "\"probabilities[1]\""),
            new("label", new TextShape(TextUse.Output), "Output with the predicted label.", "\"label\""),
            new("value", new TextShape(TextUse.Output), "Output with a regression's value.", "\"variable\""),
            new("activation", new ChoiceShape("none", "softmax", "sigmoid"), "What turns the scores into probabilities; inferred where that is safe.", "\"softmax\""),
        ]);

    /// <summary><c>predictions: { … }</c></summary>
    public static MappingDescriptor Predictions { get; } = new(
        "predictions",
        [
            new("score", Column, "Column with the positive class's score, or with that of a ranking.", "\"score\""),
            new("scores", new EitherShape(Column, new ListShape(Column)), "Score columns, one a class, in the order of `classes`; of a multi-label task in the order of `label`.", "[\"p_setosa\", \"p_versicolor\", \"p_virginica\"]"),
            new("label", Column, "Column with the predicted label.", "\"predicted\""),
            new("labels", new EitherShape(Column, new ListShape(Column)), "Of a multi-label task: columns of 0 and 1, or false and true, that say which labels are predicted, in the order of `label`.", "[\"has_sport\", \"has_politics\"]"),
            new("value", Column, "Column with the predicted number of a regression.", "\"predicted_price\""),
        ]);

    /// <summary><c>slices: { name: { … } }</c></summary>
    public static MappingDescriptor Slice { get; } = new(
        "a slice",
        [
            new("where", PredicateText, "Rows for which the predicate is true; null is not.", "\"history_months < 6 and not (employer is null)\""),
            new("by", Column, "One slice a value of this column; null is its own value.", "\"country\""),
            new("edges", new ListShape(new NumberShape(), Minimum: 1, Maximum: 1_000), "With `by`: intervals of a number; `[a, b]` gives (−∞, a), [a, b) and [b, ∞).", "[20000, 50000]"),
            new("every", new ChoiceShape("day", "week", "month", "quarter", "year"), "With `by`: periods of a time, in UTC; weeks are ISO weeks.", "\"quarter\""),
            new("values", new ListShape(Free, Minimum: 1, Maximum: 10_000), "With `by`: values that must exist; a missing or an unlisted one is an error.", "[\"DE\", \"FR\"]"),
            new("others", new ChoiceShape("allow"), "With `values`: unlisted values are no error.", "\"allow\""),
            new("cross", new ListShape(NameText, Minimum: 2, Maximum: 8), "Every combination of these slices that occurs in the data.", "[\"country\", \"income\"]"),
            new("max_groups", new IntegerShape(1, 100_000), "Most values before it is an error; 500 unless said.", "2000"),
            new("min_rows", new IntegerShape(1), "Fewest rows a metric may rest on (its denominator); below it a check is inconclusive.", "100"),
            new("expect", new ChecksShape(CheckPlace.Slice), "What is expected of the slice, or of each value of a group.", "{ \"recall\": \">= overall - 0.10\" }"),
            new("over_time", new ChecksShape(CheckPlace.Time), "With `every`: how metrics must not go from period to period.", "{ \"accuracy\": { \"trend\": \"not falling\" } }"),
            new("gap", new ChecksShape(CheckPlace.Gap), "What is expected of the spread over a group's values: largest minus smallest.", "{ \"fpr\": \"<= 0.08\" }"),
            OwnerKey,
            RunbookKey,
            ActionKey,
            TagsKey,
        ]);

    /// <summary><c>every_slice: { … }</c></summary>
    public static MappingDescriptor EverySlice { get; } = new(
        "every_slice",
        [
            new("expect", new ChecksShape(CheckPlace.Slice), "What is expected of every slice and of each value of a group, unless it says otherwise itself.", "{ \"accuracy\": \">= 0.60\" }", Required: true),
        ]);

    /// <summary><c>verdict: { intervals: { … } }</c></summary>
    public static MappingDescriptor Intervals { get; } = new(
        "intervals",
        [
            new("proportions", new ChoiceShape("wilson", "clopper_pearson"), "For shares of rows such as recall; `clopper_pearson` never covers less than it says. `wilson` unless said.", "\"clopper_pearson\""),
            new("roc_auc", new ChoiceShape("delong", "logit_delong"), "For the area under a binary ROC curve; `logit_delong` for small sets and areas near 1. `delong` unless said.", "\"logit_delong\""),
            new("bootstrap", new ChoiceShape("percentile", "bca"), "For everything else, which is resampled; `bca` corrects for bias and skewness and takes longer. `percentile` unless said.", "\"bca\""),
            new("replicates", new IntegerShape(1_000, 100_000), "Replicates of a bootstrap; 1000 unless said.", "2000"),
            new("seed", new IntegerShape(0), "Seed of the random numbers; 1 unless said. The same seed gives the same digits on every machine.", "7"),
        ]);

    /// <summary><c>verdict: { … }</c></summary>
    public static MappingDescriptor Verdict { get; } = new(
        "verdict",
        [
            new("min_rows", new IntegerShape(1), "Fewest rows a metric may rest on (its denominator); below it a check is inconclusive. 1 unless said.", "30"),
            new("inconclusive", new ChoiceShape("fail", "warn", "skip"), "What an inconclusive check does to the run; it is never counted as passed. `fail` unless said.", "\"warn\""),
            new("judge", new ChoiceShape("point", "sure", "lenient"), "What is held against a bound: the value (`point`, the default); `sure`: a check passes only if its whole interval clears the bound; `lenient`: it fails only if its whole interval misses the bound. What lies between is inconclusive.", "\"lenient\""),
            new("confidence", new NumberShape(0.5, 0.9999, AboveMinimum: true), "Confidence of the intervals, two-sided; 0.95 unless said.", "0.99"),
            new("correction", new ChoiceShape("holm", "benjamini_hochberg"), "With `judge: lenient`: correction for many checks at once. `holm` keeps the chance of any false failure, `benjamini_hochberg` the share of false ones among the failures.", "\"holm\""),
            new("family", new ChoiceShape("spec", "slice", "metric"), "With `correction`: the checks that are corrected together; all of the spec unless said.", "\"slice\""),
            new("intervals", new MappingShape(Intervals), "How intervals are made.", "{ \"bootstrap\": \"bca\" }"),
        ]);

    /// <summary><c>waivers: [{ … }]</c></summary>
    public static MappingDescriptor Waiver { get; } = new(
        "a waiver",
        [
            new("check", new TextShape(TextUse.Check), "The check, by its name without the bound; of a group with the value, or with `*` for all of them.", "\"young: recall\"", Required: true),
            new("until", new TextShape(TextUse.Date), "Last day (UTC) on which the check may fail; the day after, it fails again.", "\"2026-12-31\"", Required: true),
            new("owner", NameText, "Who answers for it.", "\"risk-ml\"", Required: true),
            new("because", Free, "Why the check may fail.", "\"the March cohort is relabelled in Q4\"", Required: true),
        ]);

    /// <summary><c>run: { … }</c></summary>
    public static MappingDescriptor Run { get; } = new(
        "run",
        [
            new("batch_size", new IntegerShape(1, 1_000_000), "Rows a batch; chosen unless said.", "256"),
            new("threads", new IntegerShape(1, 1_024), "Worker threads; shared among the specs that run at the same time unless said.", "2"),
        ]);

    private static string[] ColumnTypes => ["integer", "number", "boolean", "string", "date"];
}
