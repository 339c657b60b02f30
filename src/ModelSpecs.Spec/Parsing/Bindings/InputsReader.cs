using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Bindings;

/// <summary>Reads <c>inputs</c>: columns, runs of columns, shapes, NPY files.</summary>
internal sealed class InputsReader(ParseContext context)
{
    private static readonly TextShape Column = CommonKeys.Column;

    /// <summary>The bindings; wrong ones are reported and left out.</summary>
    public IReadOnlyList<InputBinding> Read(MappingReader reader)
    {
        if (reader.Map("inputs") is not { } map)
        {
            return [];
        }

        var bindings = new List<InputBinding>();
        foreach (var input in map.Entries)
        {
            if (Source(input, ((NamedShape)reader.ShapeOf("inputs")).Value) is { } source)
            {
                bindings.Add(new InputBinding(new Located<string>(input.Key.Text, input.Key.Span), source));
            }
        }

        return bindings;
    }

    private InputSource? Source(YamlEntry input, ValueShape shape)
    {
        var key = input.Key.Text;
        switch (input.Value)
        {
            case YamlScalar { IsNull: true }:
                ValueReader.Empty(input.Value, shape, key, context);
                return null;
            case YamlMap map:
                return Mapping(map, input);
            default:
                return Columns(input.Value, key) is { Count: > 0 } columns ? new ColumnsSource(columns, null) : null;
        }
    }

    private InputSource? Mapping(YamlMap map, YamlEntry input)
    {
        var reader = new MappingReader(map, PartKeys.Input, $"input {OneLine.Quote(input.Key.Text)}", context);
        reader.Exclude("columns", "npy");
        reader.Need("shape", "columns");
        var npy = reader.Entry("npy") is { } file ? ValueReader.File(file.Value, (TextShape)reader.ShapeOf("npy"), "npy", context) : null;
        var columns = reader.Entry("columns") is { } entry ? Columns(entry.Value, "columns") : [];
        var shape = Shape(reader);
        if (!reader.Has("npy") && !reader.Has("columns"))
        {
            context.Bag.Report(SpecDiagnostics.MissingKey, input.Key.Span, $"Input {OneLine.Quote(input.Key.Text)} says neither columns nor npy", null, "columns: with columns of the golden set, or npy: with a file");
        }

        return npy is not null ? new NpySource(npy)
            : columns.Count > 0 ? new ColumnsSource(columns, shape)
            : null;
    }

    private int[]? Shape(MappingReader reader)
    {
        if (reader.Entry("shape") is not { } entry)
        {
            return null;
        }

        var shape = (ListShape)reader.ShapeOf("shape");
        return [.. ValueReader.Items(entry.Value, shape, "shape", context)
            .Select(item => ValueReader.Integer(item, (IntegerShape)shape.Item, "shape", context))
            .Where(length => length is not null).Select(length => length!.Value)];
    }

    /// <summary>Columns of one source, in order: a name, or a list of names and runs.</summary>
    public List<Located<string>> Columns(YamlNode node, string key)
    {
        IReadOnlyList<YamlNode> items = node is YamlScalar ? [node] : ValueReader.Items(node, new ListShape(Column), key, context);
        var columns = new List<Located<string>>(items.Count);
        foreach (var item in items)
        {
            // A column may feed an input twice, so repeated names are no error here.
            if (ValueReader.Text(item, Column, key, context) is { } column && IsColumnOrRun(column))
            {
                columns.Add(column);
            }
        }

        return columns;
    }

    private bool IsColumnOrRun(Located<string> column)
    {
        if (!ColumnRun.IsMeant(column.Value) || ColumnRun.TryParse(column.Value) is not null)
        {
            return true;
        }

        context.Bag.Report(SpecDiagnostics.MalformedColumnRun, column.Span, "A run of columns has one prefix and ascending numbers", OneLine.Quote(column.Value), "a run such as px0..px63");
        return false;
    }
}
