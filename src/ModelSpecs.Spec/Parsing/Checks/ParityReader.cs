using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Bindings;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>Reads <c>parity</c>.</summary>
internal sealed class ParityReader(ParseContext context)
{
    private const int Most = 100;

    /// <summary>The entries in the order written; wrong ones are reported and left out.</summary>
    public IReadOnlyList<ParitySpec> Read(MappingReader reader)
    {
        if (reader.Map("parity") is not { } map)
        {
            return [];
        }

        var shape = (MappingShape)((NamedShape)reader.ShapeOf("parity")).Value;
        if (map.Entries.Count > Most)
        {
            context.Bag.Report(SpecDiagnostics.LimitExceeded, map.Span, "Too many entries in 'parity'", $"{map.Entries.Count}", $"at most {Most}");
            return [];
        }

        if (map.Entries.Count == 0)
        {
            ValueReader.Empty(map, reader.ShapeOf("parity"), "parity", context);
        }

        var read = new List<ParitySpec>();
        foreach (var entry in map.Entries)
        {
            if (ValueReader.Text(entry.Key, CommonKeys.NameText, "parity", context) is not { } name)
            {
                continue;
            }

            if (entry.Value is not YamlMap parts)
            {
                ValueReader.WrongType(entry.Value, shape, name.Value, context);
            }
            else if (Entry(name, new MappingReader(parts, shape.Mapping, $"parity {OneLine.Quote(name.Value)}", context)) is { } parity)
            {
                read.Add(parity);
            }
        }

        return read;
    }

    private ParitySpec? Entry(Located<string> name, MappingReader keys)
    {
        keys.Exclude("model", "test_data", "columns", "arrays");
        keys.Need("inputs", "arrays");
        var (absolute, relative) = (keys.Number("atol"), keys.Number("rtol"));
        var tolerance = new Closeness(absolute?.Value ?? ParitySpec.DefaultAbsolute, relative?.Value ?? ParitySpec.DefaultRelative);
        var outputs = Outputs(keys, tolerance);
        var isNanEqual = keys.IsTrue("equal_nan");
        var isAnyType = keys.Word("types") is not null;
        var source = Source(keys);
        if (!keys.Has("model") && !keys.Has("test_data") && !keys.Has("columns") && !keys.Has("arrays"))
        {
            context.Bag.Report(SpecDiagnostics.MissingKey, name.Span, $"parity {OneLine.Quote(name.Value)} says nothing to agree with", null, "one of model, test_data, columns and arrays");
        }

        return source is null ? null : new ParitySpec { Name = name, Source = source, Tolerance = tolerance, Outputs = outputs, EqualNan = isNanEqual, AnyType = isAnyType };
    }

    private ParitySource? Source(MappingReader keys)
    {
        var model = GoldenReader.File(keys, "model");
        var folder = keys.Entry("test_data") is { } entry ? ValueReader.File(entry.Value, (TextShape)keys.ShapeOf("test_data"), "test_data", context) : null;
        var columns = Columns(keys);
        var (arrays, inputs) = (Files(keys, "arrays"), Files(keys, "inputs"));
        return model is not null ? new ModelSource(model)
            : folder is not null ? new TestDataSource(folder)
            : columns.Count > 0 ? new RecordedColumnsSource(columns)
            : arrays.Count > 0 ? new ArraysSource(arrays, inputs)
            : null;
    }

    private List<KeyValuePair<Located<string>, IReadOnlyList<Located<string>>>> Columns(MappingReader keys)
    {
        var read = new List<KeyValuePair<Located<string>, IReadOnlyList<Located<string>>>>();
        if (keys.Map("columns") is not { } map)
        {
            return read;
        }

        if (map.Entries.Count == 0)
        {
            ValueReader.Empty(map, keys.ShapeOf("columns"), "columns", context);
        }

        var inputs = new InputsReader(context);
        foreach (var output in map.Entries)
        {
            var columns = inputs.Columns(output.Value, output.Key.Text);
            if (columns.Count > 0)
            {
                read.Add(new(new Located<string>(output.Key.Text, output.Key.Span), columns));
            }
        }

        return read;
    }

    private List<RecordedFile> Files(MappingReader keys, string key)
    {
        var files = new List<RecordedFile>();
        if (keys.Entry(key) is not { } entry)
        {
            return files;
        }

        if (entry.Value is not YamlMap map)
        {
            if (Path(entry.Value, keys.ShapeOf(key), key) is { } file)
            {
                files.Add(new RecordedFile(null, file));
                ReportKind(file, ".npz", key, "An NPY file holds one array without a name: say whose it is, as in");
            }

            return files;
        }

        if (map.Entries.Count == 0)
        {
            ValueReader.Empty(map, keys.ShapeOf(key), key, context);
        }

        foreach (var part in map.Entries)
        {
            if (Path(part.Value, CommonKeys.FilePath, part.Key.Text) is { } file)
            {
                files.Add(new RecordedFile(new Located<string>(part.Key.Text, part.Key.Span), file));
                ReportKind(file, ".npy", key, "An NPZ file names its arrays itself: write");
            }
        }

        return files;
    }

    private FileReference? Path(YamlNode node, ValueShape shape, string key)
    {
        if (node is YamlScalar { IsNull: false })
        {
            return ValueReader.File(node, CommonKeys.FilePath, key, context);
        }

        if (node is YamlScalar)
        {
            ValueReader.Empty(node, shape, key, context);
        }
        else
        {
            ValueReader.WrongType(node, shape, key, context);
        }

        return null;
    }

    private void ReportKind(FileReference file, string ending, string key, string remedy)
    {
        var written = file.Written.Value;
        if (!written.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && !written.EndsWith(ending + ".gz", StringComparison.OrdinalIgnoreCase))
        {
            var example = ending == ".npz" ? $"{key}: {{ name: {written} }}" : $"{key}: {written}";
            context.Bag.Report(SpecDiagnostics.UnknownValue, file.Written.Span, $"{OneLine.Quote(key)} takes another kind of file here", OneLine.Quote(written), $"a {ending} file", $"{remedy} {OneLine.Quote(example)}.");
        }
    }

    private List<ParityOutput> Outputs(MappingReader keys, Closeness ofAll)
    {
        var outputs = new List<ParityOutput>();
        if (keys.Entry("outputs") is not { } entry)
        {
            return outputs;
        }

        var shape = (EitherShape)keys.ShapeOf("outputs");
        if (entry.Value is YamlList list)
        {
            var items = (ListShape)shape.Short;
            outputs.AddRange(keys.Texts(ValueReader.Items(list, items, "outputs", context), (TextShape)items.Item, "outputs").Select(name => new ParityOutput(name, null)));
            return outputs;
        }

        if (entry.Value is not YamlMap { Entries.Count: > 0 } map)
        {
            if (entry.Value is YamlMap or YamlScalar { IsNull: true })
            {
                ValueReader.Empty(entry.Value, shape, "outputs", context);
            }
            else
            {
                ValueReader.WrongType(entry.Value, shape, "outputs", context);
            }

            return outputs;
        }

        foreach (var output in map.Entries)
        {
            if (output.Value is not YamlMap own)
            {
                ValueReader.WrongType(output.Value, ((NamedShape)shape.Full).Value, output.Key.Text, context);
                continue;
            }

            var parts = new MappingReader(own, ParityKeys.Tolerance, $"output {OneLine.Quote(output.Key.Text)}", context);
            var (absolute, relative) = (parts.Number("atol"), parts.Number("rtol"));
            outputs.Add(new ParityOutput(
                new Located<string>(output.Key.Text, output.Key.Span),
                parts.Has("atol") || parts.Has("rtol") ? new Closeness(absolute?.Value ?? ofAll.Absolute, relative?.Value ?? ofAll.Relative) : null));
        }

        return outputs;
    }
}
