using System.Globalization;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads perturbations of images, and those of the user, which go by severity too.</summary>
internal static class ImageReader
{
    private const int Severities = 5;
    private const string Severity = "severity";

    /// <summary>An operation on images.</summary>
    public static ImagePerturbation? Read(MappingReader reader, Located<string> key, YamlNode value)
    {
        var row = RobustKeys.Images.First(image => string.Equals(image.Key.Name, key.Value, StringComparison.Ordinal));
        if (value is not YamlMap map)
        {
            var short1 = Judged(value, reader.ShapeOf(key.Value), ((EitherShape)reader.ShapeOf(key.Value)).Short, key.Value, reader.Context);
            return short1.Count == 0 ? null : new ImagePerturbation { Key = key, Levels = Levels(short1), Change = row.Change, Image = new ImageInputSpec { Span = key.Span }, BySeverity = true };
        }

        var keys = new MappingReader(map, row.Mapping, OneLine.Quote(key.Value), reader.Context);
        keys.Exclude(Severity, row.Amount.Name);
        if (!keys.Has(Severity) && !keys.Has(row.Amount.Name))
        {
            reader.Context.Bag.Report(SpecDiagnostics.MissingKey, key.Span, $"{OneLine.Quote(key.Value)} does not say how strong", null, $"severity: from 1 to 5, or {row.Amount.Name}:");
        }

        var amounts = keys.Entry(row.Amount.Name) is { } amount ? AmountReader.Read(amount.Value, (EitherShape)row.Amount.Shape, row.Amount.Name, reader.Context) : [];
        var severities = keys.Entry(Severity) is { } said ? Judged(said.Value, keys.ShapeOf(Severity), keys.ShapeOf(Severity), Severity, reader.Context) : [];
        var image = Image(keys, key.Span);
        var toward = keys.Takes("toward") ? keys.Word("toward") : null;
        if (amounts.Count == 0 && severities.Count == 0)
        {
            return null;
        }

        // Of contrast and quality less is more.
        var levels = row.Change is ImageChange.Contrast or ImageChange.Blocks ? amounts.OrderByDescending(level => level.Amount) : amounts.OrderBy(level => level.Amount);
        return new ImagePerturbation
        {
            Key = key, Levels = severities.Count > 0 ? Levels(severities) : [.. levels], Change = row.Change, Image = image, BySeverity = severities.Count > 0, Direction = toward?.Value,
        };
    }

    /// <summary>A perturbation of the user's own.</summary>
    public static CustomPerturbationSpec? Custom(MappingReader reader, Located<string> key, YamlNode value)
    {
        if (value is not YamlMap map)
        {
            var said = Judged(value, reader.ShapeOf(key.Value), ((EitherShape)reader.ShapeOf(key.Value)).Short, key.Value, reader.Context);
            return said.Count == 0 ? null : new CustomPerturbationSpec { Key = key, Levels = Levels(said), Names = [], Image = new ImageInputSpec { Span = key.Span } };
        }

        var keys = new MappingReader(map, RobustKeys.Custom, OneLine.Quote(key.Value), reader.Context);
        foreach (var ofImage in new[] { "input", "shape", "layout", "range", "fill" })
        {
            keys.ExcludePair("columns", ofImage, "Columns are no images.");
        }

        var columns = keys.Entry("columns") is { } entry ? PerturbedColumns.Read(entry.Value, keys.ShapeOf("columns"), "columns", reader.Context) : [];
        var judged = keys.Entry(Severity) is { } severity ? Judged(severity.Value, keys.ShapeOf(Severity), keys.ShapeOf(Severity), Severity, reader.Context) : [];
        var image = Image(keys, key.Span);
        if (!keys.Has(Severity))
        {
            reader.Context.Bag.Report(SpecDiagnostics.MissingKey, key.Span, $"{OneLine.Quote(key.Value)} does not say how strong", null, "severity: from 1 to 5");
        }

        return judged.Count == 0 || (keys.Has("columns") && columns.Count == 0) ? null
            : new CustomPerturbationSpec { Key = key, Levels = Levels(judged), Names = columns, Image = columns.Count > 0 ? null : image };
    }

    private static HashSet<int> Judged(YamlNode node, ValueShape whole, ValueShape severity, string key, ParseContext context)
    {
        var judged = new HashSet<int>();
        var (one, list) = ((IntegerShape)((EitherShape)severity).Short, (ListShape)((EitherShape)severity).Full);
        if (node is YamlScalar { IsNull: true })
        {
            ValueReader.Empty(node, whole, key, context);
            return judged;
        }

        if (node is YamlScalar { Style: YamlStyle.Plain } or YamlList)
        {
            foreach (var item in node is YamlList ? ValueReader.Items(node, list, key, context) : [node])
            {
                if (ValueReader.Integer(item, one, key, context) is { } value && !judged.Add(value.Value))
                {
                    context.Bag.Report(SpecDiagnostics.DuplicateEntry, item.Span, $"Severity {value.Value} stands twice", null, null, "Remove one of the two.");
                }
            }

            return judged;
        }

        ValueReader.WrongType(node, whole, key, context);
        return judged;
    }

    private static IReadOnlyList<PerturbationLevel> Levels(HashSet<int> judged) =>
        [.. Enumerable.Range(1, Severities).Select(level => new PerturbationLevel(level, false, $"severity {level.ToString(CultureInfo.InvariantCulture)}", judged.Contains(level)))];

    private static ImageInputSpec Image(MappingReader keys, SourceSpan span)
    {
        var range = keys.Entry("range") is { } entry ? Numbers(keys, entry) : [];
        if (range.Count == 2 && range[0].Value >= range[1].Value)
        {
            keys.Context.Bag.Report(SpecDiagnostics.NumberOutOfRange, range[1].Span, "The range of pixels is empty", null, "black, then a larger number for white");
        }

        var shape = keys.Entry("shape") is { } said ? ValueReader.Items(said.Value, (ListShape)keys.ShapeOf("shape"), "shape", keys.Context)
            .Select(item => ValueReader.Integer(item, (IntegerShape)((ListShape)keys.ShapeOf("shape")).Item, "shape", keys.Context)).Where(length => length is not null).Select(length => length!.Value) : [];
        return new ImageInputSpec
        {
            Input = keys.Text("input"),
            Shape = [.. shape],
            ChannelsFirst = keys.Word("layout") is { } layout ? layout.Value == "channels_first" : null,
            Range = range.Count == 2 ? (range[0].Value, range[1].Value) : null,
            Fill = keys.Number("fill")?.Value,
            Span = span,
        };
    }

    private static List<Located<double>> Numbers(MappingReader keys, YamlEntry entry)
    {
        var shape = (ListShape)keys.ShapeOf("range");
        return [.. ValueReader.Items(entry.Value, shape, "range", keys.Context).Select(item => ValueReader.Number(item, (NumberShape)shape.Item, "range", keys.Context)).Where(number => number is not null).Select(number => number!)];
    }
}
