using ModelSpecs.Spec.Catalogue.Guards;
using static ModelSpecs.Spec.Catalogue.CommonKeys;

namespace ModelSpecs.Spec.Catalogue;

/// <summary>The keys of the spec language: what the parser knows, the JSON Schema offers and the reference lists.</summary>
internal static class KeyCatalogue
{
    private static readonly KeyDescriptor SpecName = new("spec", NameText, "Name of the spec; the one key that is never inherited.", "\"Loan default\"", Required: true);

    private static readonly KeyDescriptor[] Shared =
    [
        new("extends", new EitherShape(new TextShape(TextUse.YamlPath), new ListShape(new TextShape(TextUse.YamlPath), Maximum: 16)), "Other YAML files whose keys this one starts from; of several the later wins.", "\"../shared/credit.yaml\""),
        new("model", new EitherShape(FilePath, new MappingShape(PartKeys.Model)), "The ONNX model.", "\"../testdata/loan/model.onnx\""),
        new("predictions", new MappingShape(PartKeys.Predictions), "Columns of the golden set that already hold predictions; then no model is run.", "{ \"score\": \"score\" }"),
        new("golden", new EitherShape(FilePath, new MappingShape(PartKeys.Golden)), "The golden set: labelled rows to judge the model on.", "\"../testdata/loan/golden.csv\"", Required: true),
        new("label", new EitherShape(Column, new ListShape(Column, Minimum: 2, Maximum: 1_000)), "Column that holds the truth; of a multi-label task the columns, one a label, each 0 or 1, or false or true; of a ranking the relevance of each row, a number from 0 up.", "\"defaulted\"", Required: true),
        new("query", Column, "Of a ranking: column whose equal values are rows of one query, which are ranked by their scores.", "\"query_id\""),
        new("id", Column, "Column that identifies a row; without it rows are named by their line.", "\"loan_id\""),
        new("task", new ChoiceShape(["binary", "multiclass", "regression", "multilabel", "ranking"], ["detection", "segmentation"]), "What the model predicts; inferred where it can be.", "\"binary\""),
        new("classes", new ListShape(NameText, Minimum: 2), "Class names in the order of the model's score columns.", "[\"cat\", \"dog\", \"other\"]"),
        new("positive", NameText, "Name of the positive class of a binary task.", "\"defaulted\""),
        new("threshold", new EitherShape(new NumberShape(), new NamedShape("label", new NumberShape())), "Operating point of a binary or multi-label task: a score at or above it is positive; of several labels one for each, or one for all. 0.5 unless said.", "0.3"),
        new("inputs", new NamedShape("input", new EitherShape(Column, new EitherShape(new ListShape(Column), new MappingShape(PartKeys.Input)))), "Where each model input comes from; an input that is not named is matched by name.", "{ \"X\": [\"income\", \"debt_ratio\", \"age\"] }"),
        new("outputs", new MappingShape(PartKeys.Outputs), "What the model's outputs mean, where that cannot be inferred.", "{ \"score\": \"probabilities[1]\" }"),
        new("expect", new ChecksShape(CheckPlace.Overall), "What is expected of the whole golden set.", "{ \"roc_auc\": \">= 0.80\" }"),
        new("slices", new NamedShape("slice", new EitherShape(PredicateText, new MappingShape(PartKeys.Slice))), "The parts of the golden set that matter, and what is expected of each.", "{ \"young\": { \"where\": \"age < 25\", \"expect\": { \"recall\": \">= 0.70\" } } }"),
        new("every_slice", new MappingShape(PartKeys.EverySlice), "What is expected of every slice.", "{ \"expect\": { \"accuracy\": \">= 0.60\" } }"),
        new("verdict", new MappingShape(PartKeys.Verdict), "How verdicts are reached.", "{ \"min_rows\": 30, \"inconclusive\": \"warn\" }"),
        new("snapshot", new EitherShape(new TrueShape(), new ChecksShape(CheckPlace.Snapshot)), "What may change against the approved results in the `.verified.json` file beside the spec; `true`: nothing that is measured may get worse.", "{ \"roc_auc\": { \"max_drop\": 0.01 }, \"newly_wrong\": \"<= 1 %\" }"),
        new("compare", new ChecksShape(CheckPlace.Compare), "Another model on the same rows and slices, and how much worse than it this one may be.", "{ \"champion\": \"../testdata/loan/champion.onnx\", \"recall\": { \"max_drop\": 0.02 } }"),
        new("parity", new NamedShape("parity", new MappingShape(ParityKeys.Parity)), "Recorded outputs, or another model, that the model has to agree with, value by value; each under a name of your choice.", "{ \"fp32\": { \"model\": \"../testdata/loan/model-fp32.onnx\", \"atol\": 0.01 } }"),
        new("contract", new MappingShape(ParityKeys.Contract), "What callers of the model rely on: inputs, outputs, operator sets, metadata, size.", "{ \"inputs\": { \"X\": \"float [?, 9]\" }, \"max_size\": \"20 MB\" }"),
        .. GuardKeys.All,
        new("run", new MappingShape(PartKeys.Run), "Batch size and threads.", "{ \"batch_size\": 256 }"),
        new("waivers", new ListShape(new MappingShape(PartKeys.Waiver), Maximum: 1_000), "Checks that may fail until a date; each with an owner and a reason.", "[{ \"check\": \"young: recall\", \"until\": \"2026-12-31\", \"owner\": \"risk-ml\", \"because\": \"the March cohort is relabelled in Q4\" }]"),
        OwnerKey,
        RunbookKey,
        ActionKey,
        TagsKey,
    ];

    /// <summary>A <c>*.spec.yaml</c> file.</summary>
    public static MappingDescriptor Spec { get; } = new("a spec", [SpecName, .. Shared]);

    /// <summary>A <c>modelspecs.yaml</c> file.</summary>
    public static MappingDescriptor Defaults { get; } = new(
        "modelspecs.yaml",
        [
            new("root", new TrueShape(), "This folder is the root: no path of a spec below it may leave it. No default.", "true"),
            .. Shared,
        ]);

    /// <summary>Every mapping with known keys, outermost first.</summary>
    public static IReadOnlyList<MappingDescriptor> All { get; } =
        [
        Spec, Defaults, PartKeys.Model, PartKeys.Predictions, PartKeys.Golden, PartKeys.Quarantine, PartKeys.Input, PartKeys.Outputs, PartKeys.Slice,
        PartKeys.EverySlice, PartKeys.Verdict, PartKeys.Intervals, BaselineKeys.Snapshot, BaselineKeys.Compare, BaselineKeys.Champion, ParityKeys.Parity, ParityKeys.Tolerance, ParityKeys.Contract, .. GuardKeys.Mappings, PartKeys.Run, PartKeys.Waiver,
        CheckKeys.Check, CheckKeys.GapCheck, CheckKeys.TimeCheck, BaselineKeys.Tolerance,
    ];
}
