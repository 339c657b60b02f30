using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using static ModelSpecs.Spec.Catalogue.CommonKeys;

namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary><c>health</c>.</summary>
internal static class HealthKeys
{
    private static readonly MeasureShape Share = new(MeasureUnit.Plain, BoundReference.Snapshot) { Maximum = 1, Example = "<= 1 %" };
    private static readonly MeasureShape LeastShare = new(MeasureUnit.Plain, BoundReference.Snapshot) { Maximum = 1, Example = ">= 95 %" };
    private static readonly MeasureShape Days = new(MeasureUnit.Days, BoundReference.Snapshot);
    private static readonly ListShape ColumnList = new(Column, Maximum: 1_000);
    private static readonly KeyDescriptor Only = new("columns", ColumnList, "Columns that rows are compared by; all but the id unless said.", "[\"income\", \"age\"]");
    private static readonly KeyDescriptor Ignored = new("ignore", ColumnList, "Columns that rows are not compared by.", "[\"applied_at\"]");
    private static readonly KeyDescriptor Absolute = new("atol", new NumberShape(0), "Absolute part of the tolerance of two numbers. 0 unless said.", "0.5");
    private static readonly KeyDescriptor Relative = new("rtol", new NumberShape(0, 0.5), "Relative part of the tolerance, a share of the larger of the two. 0.001 unless said.", "0.01");

    /// <summary><c>schema: { column: { … } }</c></summary>
    public static MappingDescriptor Rules { get; } = new(
        "rules of a column",
        [
            new("type", new ChoiceShape("integer", "number", "boolean", "string", "date"), "Type that every value has.", "\"integer\""),
            new("min", Free, "Smallest value: a number, or a date.", "18"),
            new("max", Free, "Largest value.", "120"),
            new("in", new ListShape(Free, Maximum: 10_000), "The values that there may be.", "[\"DE\", \"FR\"]"),
            new("pattern", Free, "Regular expression that the whole of each text matches; without look-around and back-references, so that no text takes long.", "\"[0-9]{5}\""),
            new("unique", new TrueShape(), "No value occurs twice.", "true"),
            new("not_null", new TrueShape(), "Each row has a value.", "true"),
            new("is", Share, "Share of rows that may break a rule. `<= 0` unless said.", "\"<= 0.1 %\""),
        ]);

    /// <summary><c>nulls: { columns, is }</c></summary>
    public static MappingDescriptor Nulls { get; } = new(
        "nulls of columns",
        [
            new("columns", ColumnList, "Columns that this bound is for, each a check of its own.", "[\"income\"]", Required: true),
            new("is", Share, "Largest share of nulls of each of them.", "\"<= 5 %\"", Required: true),
        ]);

    /// <summary><c>duplicates: { … }</c></summary>
    public static MappingDescriptor Duplicates { get; } = new(
        "duplicates", [Only, Ignored, new("is", Share, "Largest share of rows that repeat an earlier one.", "\"<= 0\"", Required: true)]);

    /// <summary><c>near_duplicates: { … }</c></summary>
    public static MappingDescriptor NearDuplicates { get; } = new(
        "near_duplicates", [Only, Ignored, Absolute, Relative, new("is", Share, "Largest share of rows that are close to an earlier one.", "\"<= 1 %\"", Required: true)]);

    /// <summary><c>leakage: { … }</c></summary>
    public static MappingDescriptor Leakage { get; } = new(
        "leakage",
        [
            new("train", OtherSetKeys.Shape, "The training set.", "\"../testdata/loan/train.csv\"", Required: true),
            new("key", Column, "Column that names what a row is of, in both sets: no key of the one may be in the other.", "\"customer_id\""),
            Only with { Description = "Columns that rows are compared by. What the model reads unless said; without a model all that both sets have but id, key and label." },
            Ignored,
            new("is", Share, "Largest share of rows that are in the training set too, and of rows whose key is. `<= 0` unless said.", "\"<= 0.1 %\""),
            new("near", Share, "Largest share of rows that are close to a row of the training set; not looked for unless said.", "\"<= 1 %\""),
            Absolute,
            Relative,
        ]);

    /// <summary><c>label_balance: { … }</c></summary>
    public static MappingDescriptor Balance { get; } = new(
        "label_balance",
        [
            new("is", LeastShare, "Smallest share of the rarest class.", "\">= 5 %\""),
            new("ratio", LeastShare, "Smallest ratio of the rarest class to the most common one.", "\">= 10 %\""),
        ]);

    /// <summary><c>label_delay: { … }</c></summary>
    public static MappingDescriptor Delay { get; } = new(
        "label_delay",
        [
            new("from", Column, "Column of the time at which a row came to be.", "\"applied_at\"", Required: true),
            new("to", Column, "Column of the time at which its label came.", "\"labelled_at\"", Required: true),
            .. LabelDelaySpec.Quantiles.Select(quantile => new KeyDescriptor(quantile.Key, Days, quantile.Key == "max" ? "Longest delay." : $"Delay that {quantile.Key.Substring(1)} % of the labels take at most.", "\"<= 30 days\"")),
        ]);

    /// <summary><c>as_of: { … }</c></summary>
    public static MappingDescriptor AsOf { get; } = new(
        "as_of",
        [
            new("column", Column, "Column whose newest time ages are counted from.", "\"scored_at\"", Required: true),
            new("data", OtherSetKeys.Shape, "Set that has it; the same one unless said.", "\"../testdata/loan/train.csv\""),
        ]);

    /// <summary><c>freshness: { … }</c></summary>
    public static MappingDescriptor Freshness { get; } = new(
        "freshness",
        [
            new("column", Column, "Column of times.", "\"applied_at\"", Required: true),
            new("as_of", new EitherShape(new TextShape(TextUse.Date), new MappingShape(AsOf)), "Day that ages are counted from, or the newest time of a column: never the clock, so that what passed today passes tomorrow.", "\"2026-06-30\""),
            new("is", Days, "Age of the newest row.", "\"<= 30 days\""),
            new("gap", Days, "Longest time without a row between the first and the last.", "\"<= 2 days\""),
        ]);

    /// <summary><c>columns: { column: { … } }</c> of a skew.</summary>
    public static MappingDescriptor SkewTolerance { get; } = new("a tolerance of a column",
    [
        new("atol", new NumberShape(0), "Absolute part of the tolerance: two numbers agree where |here − other| <= atol + rtol · |other|.", "0.01"),
        new("rtol", new NumberShape(0), "Relative part of the tolerance.", "1e-6"),
    ]);

    /// <summary><c>skew: { … }</c></summary>
    public static MappingDescriptor Skew { get; } = new(
        "skew",
        [
            new("other", OtherSetKeys.Shape, "The set that has to agree, row by row.", "\"../testdata/loan/served.csv\"", Required: true),
            new("key", Column, "Column that names a row in both sets; each name once.", "\"loan_id\"", Required: true),
            new("columns", new EitherShape(ColumnList, new NamedShape("column", new MappingShape(SkewTolerance))), "Columns that are compared, with tolerances of their own where these are said; all that both sets have unless said.", "{ \"income\": { \"rtol\": 1e-6 } }"),
            new("atol", new NumberShape(0), "Absolute part of the tolerance of every column. 1e-8 unless said.", "1e-6"),
            new("rtol", new NumberShape(0), "Relative part of the tolerance of every column. 1e-5 unless said.", "1e-3"),
            new("is", Share, "Largest share of the rows in both sets that disagree in a column. `<= 0` unless said.", "\"<= 0.1 %\""),
            new("matched", LeastShare, "Smallest share of the rows that the other set has too.", "\">= 99 %\""),
        ]);

    /// <summary><c>health: { … }</c></summary>
    public static MappingDescriptor Mapping { get; } = new(
        "health",
        [
            new("name", NameText, "Name, where several sets are checked.", "\"june\""),
            new("data", OtherSetKeys.Shape, "The set; the golden one unless said.", "\"../testdata/loan/june.csv\""),
            new("schema", new NamedShape("column", new EitherShape(Rules.Find("type")!.Shape, new MappingShape(Rules))), "Columns and what is expected of their values; a type alone is short for `{ type: … }`.", "{ \"age\": { \"type\": \"integer\", \"min\": 18 } }"),
            new("columns", new ChoiceShape("exact"), "The set has no other columns than those of `schema`.", "\"exact\""),
            new("nulls", new EitherShape(Share, new EitherShape(new MappingShape(Nulls), new ListShape(new MappingShape(Nulls), Maximum: 100))), "Largest share of nulls of any column; or of some columns, each a check of its own.", "\"<= 1 %\""),
            new("duplicates", new EitherShape(Share, new MappingShape(Duplicates)), "Largest share of rows that repeat an earlier one in every column but the id.", "\"<= 0\""),
            new("near_duplicates", new EitherShape(Share, new MappingShape(NearDuplicates)), "Largest share of rows that are close to an earlier one: numbers within a tolerance, texts equal but for case and spaces.", "\"<= 1 %\""),
            new("leakage", new MappingShape(Leakage), "No row is one that the model was trained on.", "{ \"train\": \"../testdata/loan/train.csv\", \"key\": \"loan_id\" }"),
            new("label_balance", new EitherShape(LeastShare, new MappingShape(Balance)), "Smallest share of the rarest class.", "\">= 5 %\""),
            new("labels_received", LeastShare, "Smallest share of rows that have a label. Below it the spec's metrics are inconclusive, whatever their values. Needs `labels_missing: drop`.", "\">= 95 %\""),
            new("label_delay", new MappingShape(Delay), "How long labels take.", "{ \"from\": \"applied_at\", \"to\": \"labelled_at\", \"p95\": \"<= 30 days\" }"),
            new("freshness", new MappingShape(Freshness), "How old the newest row is, and how long there was none.", "{ \"column\": \"applied_at\", \"as_of\": \"2026-06-30\", \"is\": \"<= 30 days\" }"),
            new("skew", new MappingShape(Skew), "Another set has the same values for the same rows.", "{ \"other\": \"../testdata/loan/served.csv\", \"key\": \"loan_id\" }"),
            .. OnSlicesKeys.Keys,
        ]);

    /// <summary>Every mapping of it, the outermost first.</summary>
    public static IReadOnlyList<MappingDescriptor> Mappings { get; } = [Mapping, Rules, Nulls, Duplicates, NearDuplicates, Leakage, Balance, Delay, Freshness, AsOf, Skew, SkewTolerance];

    /// <summary>The key.</summary>
    public static KeyDescriptor Key { get; } = new(
        "health", new EitherShape(new MappingShape(Mapping), new ListShape(new MappingShape(Mapping), Maximum: 50)), "What is expected of the data itself: of the golden set or of another, as a list of several.", "{ \"nulls\": \"<= 1 %\", \"duplicates\": \"<= 0\" }");
}
