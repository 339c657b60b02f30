using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Layers;

/// <summary>Reads a spec, the defaults of its folders and what they extend, and merges them.</summary>
/// <remarks>From the farthest to the nearest: <c>modelspecs.yaml</c> from the root down to the spec's folder, the spec's
/// <c>extends</c> in the order written, the spec. What a file extends lies below that file.</remarks>
internal sealed class LayerLoader(ISpecFiles files, ParseContext context)
{
    private readonly List<string> _sources = [];
    private readonly Dictionary<string, YamlMap?> _read = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];
    private int _loads;

    private enum Kind
    {
        Spec,
        Defaults,
        Extended,
    }

    /// <summary>Every file read: the spec, then its defaults, then what they extend.</summary>
    public IReadOnlyList<string> Sources => _sources;

    /// <summary>The merged mapping; null where a file could not be read or is no YAML.</summary>
    public YamlMap? Load(string specPath)
    {
        if (ReadFile(specPath, SourceSpan.StartOf(specPath)) is not { } spec)
        {
            return null;
        }

        var merged = new YamlMap([], SourceSpan.StartOf(specPath));
        var complete = true;
        foreach (var folder in FoldersDownTo(specPath))
        {
            var defaults = Path.Combine(folder, SpecDefaults.FileName);
            if (Text(defaults, SourceSpan.StartOf(specPath)) is { } text)
            {
                complete &= Lay(ref merged, defaults, Parse(defaults, text), Kind.Defaults);
            }
        }

        complete &= Lay(ref merged, specPath, spec, Kind.Spec);
        return complete ? merged : null;
    }

    private bool Lay(ref YamlMap merged, string file, YamlMap? map, Kind kind)
    {
        if (map is null)
        {
            return false;
        }

        _open.Add(file);
        var complete = true;
        if (map.Find("extends") is { } extends)
        {
            complete = LayExtended(ref merged, extends.Value);
        }

        _open.RemoveAt(_open.Count - 1);
        merged = YamlMerge.Merge(merged, Own(map, kind), KeyCatalogue.Spec);
        return complete;
    }

    private bool LayExtended(ref YamlMap merged, YamlNode extends)
    {
        var shape = (EitherShape)KeyCatalogue.Spec.Find("extends")!.Shape;
        var text = (TextShape)shape.Short;
        var items = extends is YamlScalar ? [extends] : ValueReader.Items(extends, (ListShape)shape.Full, "extends", context);
        var complete = items.Count > 0;
        foreach (var item in items)
        {
            complete &= ValueReader.File(item, text, "extends", context) is { } target && LayTarget(ref merged, target.FullPath, item);
        }

        return complete;
    }

    private bool LayTarget(ref YamlMap merged, string target, YamlNode item)
    {
        if (!target.EndsWith(".yaml", StringComparison.Ordinal) && !target.EndsWith(".yml", StringComparison.Ordinal))
        {
            context.Bag.Report(SpecDiagnostics.PathNotAllowed, item.Span, "A file that is extended must be YAML", OneLine.Quote(Path.GetFileName(target)), "a name that ends in .yaml");
            return false;
        }

        if (_open.Contains(target, StringComparer.Ordinal))
        {
            var chain = _open.SkipWhile(file => !string.Equals(file, target, StringComparison.Ordinal)).Concat([target]).Select(Path.GetFileName);
            context.Bag.Report(SpecDiagnostics.CyclicExtends, item.Span, "The file extends itself", string.Join(" → ", chain), "a chain that ends", "Remove one of the links.");
            return false;
        }

        if (++_loads > SpecLimits.Files)
        {
            context.Bag.Report(SpecDiagnostics.LimitExceeded, item.Span, "The spec is merged from too many files", null, $"at most {SpecLimits.Files}");
            return false;
        }

        return Lay(ref merged, target, ReadFile(target, item.Span), Kind.Extended);
    }

    /// <summary>The file's keys that take part in the merge; those of another kind of file are reported.</summary>
    private YamlMap Own(YamlMap map, Kind kind)
    {
        var entries = new List<YamlEntry>(map.Entries.Count);
        foreach (var entry in map.Entries)
        {
            switch (entry.Key.Text)
            {
                case "extends":
                    break;
                case "root" when kind == Kind.Defaults:
                    if (entry.Value is not YamlScalar { Text: "true", Style: YamlStyle.Plain })
                    {
                        ValueReader.WrongType(entry.Value, KeyCatalogue.Defaults.Find("root")!.Shape, "root", context);
                    }

                    break;
                case "root":
                    ReportKind(entry.Key, "the root is said by the folder", SpecDefaults.FileName);
                    break;
                case "spec" when kind == Kind.Defaults:
                    ReportKind(entry.Key, "every spec has a name of its own", "the spec");
                    break;
                case "spec" when kind == Kind.Extended:
                    // A spec may extend another spec, and keeps its own name.
                    break;
                default:
                    entries.Add(entry);
                    break;
            }
        }

        return new YamlMap(entries, map.Span);
    }

    private void ReportKind(YamlScalar key, string reason, string where) =>
        context.Bag.Report(SpecDiagnostics.KeyOfAnotherFile, key.Span, $"{OneLine.Quote(key.Text)} does not belong here: {reason}", null, null, $"Move it to {where}.");

    private IEnumerable<string> FoldersDownTo(string specPath)
    {
        yield return context.Root;
        var folder = context.Root;
        var below = SpecPath.Relative(context.Root, specPath).Split('/');
        for (var i = 0; i < below.Length - 1; i++)
        {
            folder = Path.Combine(folder, below[i]);
            yield return folder;
        }
    }

    private YamlMap? ReadFile(string path, SourceSpan span)
    {
        if (_read.TryGetValue(path, out var known))
        {
            return known;
        }

        var before = context.Bag.Count;
        if (Text(path, span) is { } text)
        {
            return Parse(path, text);
        }

        if (context.Bag.Count == before)
        {
            context.Bag.Report(SpecDiagnostics.FileNotRead, span, "The file does not exist below the root", OneLine.Quote(SpecPath.Relative(context.Root, path)), "an existing file", "A link that leaves the root counts as missing.");
        }

        return null;
    }

    private YamlMap? Parse(string path, string text)
    {
        if (!_read.TryGetValue(path, out var map))
        {
            _sources.Add(path);
            map = YamlReader.Read(path, text, context.Bag);
            _read.Add(path, map);
        }

        return map;
    }

    private string? Text(string path, SourceSpan span)
    {
        try
        {
            return files.Read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            context.Bag.Report(SpecDiagnostics.FileNotRead, span, "The file cannot be read", OneLine.Quote(SpecPath.Relative(context.Root, path)), null, OneLine.Escape(error.Message));
            return null;
        }
    }
}
