using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Bindings;

/// <summary>Reads <c>predictions</c>.</summary>
internal static class PredictionsReader
{
    /// <summary>The columns; null where absent or wrong.</summary>
    public static PredictionsSpec? Read(MappingReader reader)
    {
        if (reader.Mapping("predictions") is not { } predictions)
        {
            return null;
        }

        var entry = reader.Entry("predictions")!;
        predictions.Exclude("score", "scores", "value", "labels");
        predictions.Exclude("label", "value");
        predictions.Exclude("label", "labels");
        if (!predictions.Has("score") && !predictions.Has("scores") && !predictions.Has("label") && !predictions.Has("labels") && !predictions.Has("value"))
        {
            reader.Context.Bag.Report(SpecDiagnostics.MissingKey, entry.Key.Span, "'predictions' names no column", null, "score, scores, label, labels or value");
        }

        return new PredictionsSpec
        {
            Span = entry.Key.Span,
            Score = predictions.Text("score"),
            Scores = Columns(predictions, "scores"),
            Label = predictions.Text("label"),
            Labels = Columns(predictions, "labels"),
            Value = predictions.Text("value"),
        };

    }

    private static List<Located<string>> Columns(MappingReader predictions, string key)
    {
        if (predictions.Entry(key) is not { } entry)
        {
            return [];
        }

        var shape = (ListShape)((EitherShape)predictions.ShapeOf(key)).Full;
        IReadOnlyList<YamlNode> items = entry.Value is YamlScalar ? [entry.Value] : ValueReader.Items(entry.Value, shape, key, predictions.Context);
        var columns = new List<Located<string>>();
        foreach (var column in predictions.Texts(items, (TextShape)shape.Item, key))
        {
            if (!ColumnRun.IsMeant(column.Value))
            {
                columns.Add(column);
            }
            else if (ColumnRun.TryParse(column.Value) is { Count: <= SpecLimits.Classes } run)
            {
                // The order of the classes or labels is the order of these columns, so the run is written out here.
                columns.AddRange(run.Names().Select(name => new Located<string>(name, column.Span)));
            }
            else
            {
                predictions.Context.Bag.Report(SpecDiagnostics.MalformedColumnRun, column.Span, "A run of columns has one prefix and ascending numbers", OneLine.Quote(column.Value), "a run such as p0..p9");
            }
        }

        return columns;
    }
}
