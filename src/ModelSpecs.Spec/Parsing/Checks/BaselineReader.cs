using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Bindings;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>Reads <c>snapshot</c> and <c>compare</c>: keys of their own and, between them, metrics with tolerances.</summary>
/// <param name="context">The parse.</param>
/// <param name="checks">Reads the metrics.</param>
internal sealed class BaselineReader(ParseContext context, CheckListReader checks)
{
    /// <summary>What may change against the approved results; null where nothing is said.</summary>
    public SnapshotSpec? Snapshot(MappingReader reader)
    {
        if (reader.Entry("snapshot") is not { } entry)
        {
            return null;
        }

        if (entry.Value is not YamlMap map)
        {
            // `true`, or reported.
            reader.IsTrue("snapshot");
            return new SnapshotSpec { Span = entry.Key.Span, Changes = Changes(entry) };
        }

        var keys = Keys(map, CheckPlace.Snapshot, "'snapshot'");
        return new SnapshotSpec
        {
            Span = entry.Key.Span,
            Changes = Changes(entry),
            Checks = Checks(map, keys, CheckPlace.Snapshot),
            Improved = keys.Choice<Improved>("improved")?.Value ?? Improved.Ask,
            Allowed = Allowed(keys),
        };
    }

    private static MetricCheckSpec Changes(YamlEntry entry) => new()
    {
        Metric = new MetricReference { Name = "changes" },
        Comparison = Comparison.AtMost,
        Bound = new Bound(BoundReference.Number, 1, 0, false, "0"),
        Scope = CheckScope.Changes,
        Section = CheckSection.Snapshot,
        Span = entry.Key.Span,
    };

    /// <summary>The champion and what may be worse than it; null where nothing is said, or where it names none.</summary>
    public CompareSpec? Compare(MappingReader reader)
    {
        if (reader.Map("compare") is not { } map)
        {
            return null;
        }

        var span = reader.Entry("compare")!.Key.Span;
        var keys = Keys(map, CheckPlace.Compare, "'compare'");
        keys.Require(span);
        var read = Checks(map, keys, CheckPlace.Compare);
        return Champion(keys, context, "'champion'") is { } champion
            ? new CompareSpec { Span = span, Champion = champion, Checks = read, RowsFromChampion = keys.Word("rows_from") is not null }
            : null;
    }

    // Metrics are not in the catalogue of keys; a key that is neither is reported as an unknown metric.
    private MappingReader Keys(YamlMap map, CheckPlace place, string name)
    {
        var shape = BaselineKeys.Of(place)!;
        return new MappingReader(new YamlMap([.. map.Entries.Where(entry => shape.Find(entry.Key.Text) is not null)], map.Span), shape, name, context);
    }

    private List<MetricCheckSpec> Checks(YamlMap map, MappingReader keys, CheckPlace place)
    {
        var shape = BaselineKeys.Of(place)!;
        var metrics = new YamlMap([.. map.Entries.Where(entry => shape.Find(entry.Key.Text) is null)], map.Span);
        var read = new List<MetricCheckSpec>(checks.Read(metrics, place, keys.Place));
        var section = place == CheckPlace.Snapshot ? CheckSection.Snapshot : CheckSection.Compare;
        AddRows(BaselineKeys.NewlyWrong, CheckScope.NewlyWrong);
        AddRows(BaselineKeys.ChangedPredictions, CheckScope.ChangedPredictions);
        return read;

        void AddRows(string key, CheckScope scope)
        {
            if (keys.Entry(key) is { } entry && checks.Share(entry, keys.ShapeOf(key), scope) is { } check)
            {
                read.Add(check with { Section = section });
            }
        }
    }

    private List<SnapshotChange> Allowed(MappingReader keys)
    {
        var allowed = new List<SnapshotChange>();
        if (keys.Entry("allow") is not { } entry)
        {
            return allowed;
        }

        var shape = (ListShape)keys.ShapeOf("allow");
        foreach (var item in ValueReader.Items(entry.Value, shape, "allow", context))
        {
            if (ValueReader.Choice(item, (ChoiceShape)shape.Item, "allow", context) is not { } choice)
            {
                continue;
            }

            var change = (SnapshotChange)choice.Value;
            if (allowed.Contains(change))
            {
                context.Bag.Report(SpecDiagnostics.DuplicateEntry, choice.Span, $"'{((ChoiceShape)shape.Item).Values[choice.Value]}' stands twice in 'allow'", null, null, "Remove one of the two.");
            }
            else
            {
                allowed.Add(change);
            }
        }

        return allowed;
    }

    /// <summary>Another source of predictions; null where nothing is said, or where a problem was reported.</summary>
    /// <param name="keys">A mapping with the key <c>champion</c>.</param>
    /// <param name="context">The parse.</param>
    /// <param name="name">What messages call it.</param>
    internal static ChampionSpec? Champion(MappingReader keys, ParseContext context, string name)
    {
        if (keys.Entry("champion") is not { } entry)
        {
            return null;
        }

        if (entry.Value is not YamlMap map)
        {
            return GoldenReader.File(keys, "champion") is { } file ? new ChampionSpec { Span = entry.Key.Span, Model = file } : null;
        }

        var parts = new MappingReader(map, BaselineKeys.Champion, name, context);
        parts.Exclude("path", "predictions");
        parts.Need("sha256", "path");
        parts.Need("inputs", "path");
        parts.Need("outputs", "path");
        var predictions = PredictionsReader.Read(parts);
        var model = parts.Has("path") ? GoldenReader.Path(parts) : null;
        if (!parts.Has("path") && !parts.Has("predictions"))
        {
            context.Bag.Report(SpecDiagnostics.MissingKey, map.Span, $"{name} says neither a model nor predictions", null, "path: with an ONNX file, or predictions: with columns of the golden set");
        }

        return model is null && predictions is null ? null : new ChampionSpec
        {
            Span = entry.Key.Span,
            Model = model,
            Predictions = predictions,
            Inputs = new InputsReader(context).Read(parts),
            Outputs = parts.Has("outputs") ? OutputsReader.Read(parts) : null,
            Threshold = parts.Number("threshold"),
        };
    }
}
