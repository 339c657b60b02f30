using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Schema;

namespace ModelSpecs.Spec.Tests.Catalogue;

/// <summary>For each key of the catalogue a spec that differs from another only in having it.</summary>
internal static class KeyPlaces
{
    private const string Head = "spec: Loan default\nmodel: model.onnx\ngolden: golden.csv\nlabel: defaulted\n";

    private const string Waived = "slices: { young: { where: age < 25, expect: { recall: \">= 0.7\" } } }\n";

    /// <summary>The key's example, or another value, in a spec where it means something.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="key">The key; null: the same spec without it.</param>
    /// <param name="name">Name of the key.</param>
    public static string Spec(MappingDescriptor mapping, KeyDescriptor? key, string name)
    {
        var pair = key is null ? "" : $"{name}: {YamlExample.Of(key.Example)}";
        if (ReferenceEquals(mapping, KeyCatalogue.Spec) || ReferenceEquals(mapping, KeyCatalogue.Defaults))
        {
            return Top(name, pair);
        }

        if (ReferenceEquals(mapping, PartKeys.Model))
        {
            return Top("model", $"model: {{ {Join(name == "path" ? "" : "path: model.onnx", pair)} }}");
        }

        if (ReferenceEquals(mapping, PartKeys.Golden))
        {
            return Top("golden", $"golden: {{ {Join(name == "path" ? "" : "path: golden.csv", name == "labelled_at_least" ? "labels_missing: drop" : "", pair)} }}" + (name == "quarantine" ? "\nid: loan_id" : ""));
        }

        if (ReferenceEquals(mapping, PartKeys.Predictions))
        {
            var other = name is "score" ? "label: other" : name is "value" or "scores" or "labels" ? "" : "score: s";
            var spec = Top("predictions", $"predictions: {{ {Join(other, pair)} }}" + (name == "scores" ? "\nclasses: [a, b, c]" : ""));
            return name == "labels" ? spec.Replace("label: defaulted", "label: [sport, politics]", StringComparison.Ordinal) : spec;
        }

        if (ReferenceEquals(mapping, PartKeys.Input))
        {
            return Head + $"inputs: {{ X: {{ {Join(name == "shape" ? "columns: px0..px63" : "", pair)} }} }}";
        }

        if (ReferenceEquals(mapping, PartKeys.Slice))
        {
            return Head + $"slices:\n  country: {{ by: country }}\n  income: {{ by: income }}\n  it: {{ {Join(SliceKind(name), pair)} }}";
        }

        if (ReferenceEquals(mapping, CheckKeys.Check) || ReferenceEquals(mapping, CheckKeys.GapCheck))
        {
            var isGap = ReferenceEquals(mapping, CheckKeys.GapCheck);
            var metric = name switch
            {
                "bins" or "strategy" => "ece",
                "epsilon" => "mape",
                "beta" => "fbeta",
                "k" => "top_k_accuracy",
                "alpha" => "pinball",
                "at_prevalence" => "precision",
                "false_positive" or "false_negative" or "true_positive" or "true_negative" or "matrix" or "total" => "cost",
                "at_top" => "lift",
                "of" => "mean",
                "q" => "quantile",
                "multi_class" => "roc_auc",
                _ => "recall",
            };
            var comparison = name is "is" or "ratio" or "group_min" or "group_max" ? "" : name == "total" ? "false_positive: 1, is: \"<= 0.5\"" : name == "q" ? "of: a, is: \"<= 0.5\"" : "is: \"<= 0.5\"";
            return Head + $"slices: {{ country: {{ by: country, {(isGap ? "gap" : "expect")}: {{ {metric}: {{ {Join(pair, comparison)} }} }} }} }}";
        }

        if (ReferenceEquals(mapping, CheckKeys.TimeCheck))
        {
            return Head + $"slices: {{ month: {{ by: at, every: month, over_time: {{ accuracy: {{ {pair} }} }} }} }}";
        }

        if (ReferenceEquals(mapping, PartKeys.Verdict))
        {
            var needed = name switch { "correction" => "judge: lenient", "family" => "judge: lenient, correction: holm", _ => "" };
            return Head + $"verdict: {{ {Join(needed, pair)} }}";
        }

        if (ReferenceEquals(mapping, PartKeys.Intervals))
        {
            return Head + $"verdict: {{ intervals: {{ {pair} }} }}";
        }

        if (ReferenceEquals(mapping, PartKeys.Quarantine))
        {
            return Top("golden", $"id: loan_id\ngolden: {{ path: golden.csv, quarantine: [{{ {Join(name is "id" or "ids" ? "" : "id: x", name == "because" ? "" : "because: it is wrong", pair)} }}] }}");
        }

        if (ReferenceEquals(mapping, BaselineKeys.Compare))
        {
            return Head + $"compare: {{ {Join(name == "champion" ? "" : "champion: champion.onnx", pair)} }}";
        }

        if (ReferenceEquals(mapping, BaselineKeys.Champion))
        {
            return Head + $"compare: {{ champion: {{ {Join(name is "path" or "predictions" ? "" : "path: champion.onnx", pair)} }} }}";
        }

        if (ReferenceEquals(mapping, BaselineKeys.Tolerance))
        {
            return Head + $"snapshot: {{ recall: {{ {pair} }} }}";
        }

        if (ReferenceEquals(mapping, ParityKeys.Parity))
        {
            var source = name switch { "model" or "test_data" or "columns" or "arrays" => "", "inputs" => "arrays: out.npz", _ => "model: other.onnx" };
            return Head + $"expect: {{ recall: \">= 0.5\" }}\nparity: {{ other: {{ {Join(source, pair)} }} }}";
        }

        if (ReferenceEquals(mapping, ParityKeys.Tolerance))
        {
            return Head + $"parity: {{ other: {{ model: other.onnx, outputs: {{ y: {{ {pair} }} }} }} }}";
        }

        if (ReferenceEquals(mapping, PartKeys.Waiver))
        {
            var others = PartKeys.Waiver.Keys.Where(row => row.Required && row.Name != name).Select(row => $"{row.Name}: {YamlExample.Of(row.Example)}");
            return Head + Waived + $"waivers: [{{ {Join([.. others, pair])} }}]";
        }

        if (ReferenceEquals(mapping, DriftKeys.Mapping))
        {
            var measure = name is "psi" ? "" : name is "alpha" or "psi_mark" or "correction" ? "share: \"<= 20 %\"" : "psi: \"<= 0.25\"";
            return Head + $"slices: {{ young: age < 25 }}\ndrift: {{ {Join(name == "reference" ? "" : "reference: train.csv", measure, pair)} }}";
        }

        if (ReferenceEquals(mapping, DriftKeys.OfColumns))
        {
            return Head + $"drift: {{ reference: train.csv, psi: {{ {Join(name == "is" ? "" : "is: \"<= 0.25\"", pair)} }} }}";
        }

        if (ReferenceEquals(mapping, OtherSetKeys.Mapping))
        {
            return Head + $"drift: {{ psi: \"<= 0.25\", reference: {{ {Join(name == "path" ? "" : "path: train.csv", pair)} }} }}";
        }

        if (ReferenceEquals(mapping, CostKeys.Mapping))
        {
            return Head + Waived + $"cost: {{ {Join(name == "per_call" ? "" : "per_call: price", name == "is" ? "" : "is: \"<= 1\"", pair)} }}";
        }

        if (ReferenceEquals(mapping, LatencyKeys.Mapping))
        {
            return Head + Waived + $"compare: {{ champion: champion.onnx }}\nlatency: {{ {Join(name == "max" ? "mean: \"<= 1 s\"" : "max: \"<= 1 s\"", pair)} }}";
        }

        if (UnknownPlaces.Of(mapping, name, pair) is { } guard)
        {
            return Head + guard;
        }

        if (HealthPlaces.Of(mapping, name, pair) is { } health)
        {
            return Head.Replace("golden: golden.csv", "golden: { path: golden.csv, labels_missing: drop }", StringComparison.Ordinal) + health;
        }

        return Head + (RobustPlaces.Lines(mapping, name, pair) ?? $"{mapping.Name}: {{ {pair} }}");
    }

    private static string Top(string name, string pair)
    {
        var head = Head.TrimEnd('\n').Split('\n').Where(line => !line.StartsWith(name + ":", StringComparison.Ordinal));
        if (name == "predictions")
        {
            head = head.Where(line => !line.StartsWith("model:", StringComparison.Ordinal));
        }

        return string.Join('\n', head) + "\n" + (name == "waivers" ? Waived : "") + pair;
    }

    private static string SliceKind(string name) => name switch
    {
        "where" or "by" or "cross" => "",
        "others" => "by: country, values: [DE]",
        "over_time" => "by: at, every: month",
        "edges" or "every" or "values" or "gap" or "max_groups" => "by: country",
        _ => "where: age < 25",
    };

    private static string Join(params string[] pairs) => string.Join(", ", pairs.Where(pair => pair.Length > 0));
}
