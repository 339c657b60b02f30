using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Parsing.Bindings;

/// <summary>Reads <c>golden</c>, and files that are a path or <c>{path, sha256}</c>.</summary>
internal static class GoldenReader
{
    /// <summary>A file of either form; null where absent or wrong.</summary>
    public static FileReference? File(MappingReader reader, string key)
    {
        if (reader.Entry(key) is not { } entry)
        {
            return null;
        }

        var shape = (EitherShape)reader.ShapeOf(key);
        if (entry.Value is not YamlMap map)
        {
            return Short(entry.Value, shape, key, reader.Context);
        }

        var parts = new MappingReader(map, ((MappingShape)shape.Full).Mapping, OneLine.Quote(key), reader.Context);
        return Full(parts, entry);
    }

    /// <summary>The golden set; null where absent or wrong.</summary>
    public static GoldenSpec? Read(MappingReader reader)
    {
        if (reader.Entry("golden") is not { } entry)
        {
            return null;
        }

        if (entry.Value is not YamlMap map)
        {
            return File(reader, "golden") is { } path ? new GoldenSpec { File = path } : null;
        }

        var parts = new MappingReader(map, PartKeys.Golden, OneLine.Quote("golden"), reader.Context);
        var file = Full(parts, entry);
        var missing = parts.Choice<LabelsMissing>("labels_missing");
        var least = parts.Number("labelled_at_least");
        if (least is not null && missing?.Value != LabelsMissing.Drop)
        {
            reader.Context.Bag.Report(SpecDiagnostics.DependentKey, parts.Entry("labelled_at_least")!.Key.Span, "'labelled_at_least' means nothing without 'labels_missing: drop'", null, null, "A missing label is an error unless it is dropped.");
        }

        var golden = new GoldenSpec
        {
            File = file!,
            Format = parts.Word("format"),
            Weight = parts.Text("weight"),
            Cluster = parts.Text("cluster"),
            Columns = Columns(parts),
            Nulls = Nulls(parts),
            Where = Where(parts),
            Quarantine = QuarantineReader.Read(parts),
            LabelsMissing = missing?.Value ?? LabelsMissing.Error,
            LabelledAtLeast = least?.Value ?? 0,
        };
        return file is null ? null : golden;
    }

    /// <summary>A data set besides the golden one; null where absent or wrong.</summary>
    /// <param name="reader">The mapping that has it.</param>
    /// <param name="key">A key of <see cref="Catalogue.Guards.OtherSetKeys.Shape"/>.</param>
    public static GoldenSpec? Other(MappingReader reader, string key)
    {
        if (reader.Entry(key) is not { } entry || entry.Value is not YamlMap)
        {
            return File(reader, key) is { } path ? new GoldenSpec { File = path } : null;
        }

        var parts = reader.Mapping(key)!;
        return Full(parts, entry) is { } file
            ? new GoldenSpec { File = file, Format = parts.Word("format"), Columns = Columns(parts), Nulls = Nulls(parts), Where = Where(parts) }
            : null;
    }

    private static FileReference? Short(YamlNode node, EitherShape shape, string key, ParseContext context)
    {
        switch (node)
        {
            case YamlScalar { IsNull: true }:
                ValueReader.Empty(node, shape.Short, key, context);
                return null;
            case YamlScalar:
                return ValueReader.File(node, (TextShape)shape.Short, key, context);
            default:
                ValueReader.WrongType(node, shape, key, context);
                return null;
        }
    }

    private static FileReference? Full(MappingReader parts, YamlEntry entry)
    {
        parts.Require(entry.Key.Span);
        return Path(parts);
    }

    /// <summary>The file of a mapping with <c>path</c> and <c>sha256</c>; null where absent or wrong.</summary>
    public static FileReference? Path(MappingReader parts)
    {
        var hash = HashValue.Read(parts, "sha256");
        return parts.Entry("path") is { } path && ValueReader.File(path.Value, (TextShape)parts.ShapeOf("path"), "path", parts.Context) is { } file
            ? file with { Sha256 = hash }
            : null;
    }

    private static Dictionary<string, Located<ColumnKind>> Columns(MappingReader parts)
    {
        var columns = new Dictionary<string, Located<ColumnKind>>(StringComparer.Ordinal);
        if (parts.Map("columns") is not { } map)
        {
            return columns;
        }

        var shape = (NamedShape)parts.ShapeOf("columns");

        foreach (var column in map.Entries)
        {
            if (ValueReader.Choice(column.Value, (ChoiceShape)shape.Value, column.Key.Text, parts.Context) is { } kind)
            {
                columns[column.Key.Text] = new Located<ColumnKind>((ColumnKind)kind.Value, kind.Span);
            }
        }

        return columns;
    }

    // Spellings are taken as written: null, ~ and the empty text are among the usual ones.
    private static List<string>? Nulls(MappingReader parts)
    {
        if (parts.Entry("nulls") is not { } entry)
        {
            return null;
        }

        var shape = (ListShape)parts.ShapeOf("nulls");
        var nulls = new List<string>();
        foreach (var item in ValueReader.Items(entry.Value, shape, "nulls", parts.Context))
        {
            if (item is not YamlScalar scalar)
            {
                ValueReader.WrongType(item, shape.Item, "nulls", parts.Context);
            }
            else if (nulls.Contains(scalar.Text, StringComparer.Ordinal))
            {
                parts.Context.Bag.Report(SpecDiagnostics.DuplicateEntry, scalar.Span, $"{OneLine.Quote(scalar.Text)} stands twice in 'nulls'", null, null, "Remove one of the two.");
            }
            else
            {
                nulls.Add(scalar.Text);
            }
        }

        return nulls;
    }

    private static Predicate? Where(MappingReader parts)
    {
        if (parts.Entry("where") is not { } entry || PredicateValue.Read(entry.Value, (TextShape)parts.ShapeOf("where"), "where", parts.Context) is not { } where)
        {
            return null;
        }

        foreach (var column in where.Columns.Where(column => column.IsDerived))
        {
            parts.Context.Bag.Report(SpecDiagnostics.DerivedColumnHere, column.Span, $"Which rows are judged cannot depend on the prediction", OneLine.Quote(column.Name), "columns of the golden set", $"If the golden set has such a column, write `{column.Name}` in backquotes; for a slice of the judged rows use slices.");
        }

        return where;
    }
}
