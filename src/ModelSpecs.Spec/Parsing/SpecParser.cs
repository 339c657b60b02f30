using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Parsing.Layers;
using ModelSpecs.Spec.Parsing.Values;

namespace ModelSpecs.Spec.Parsing;

/// <summary>Turns a spec file, its defaults and its <c>extends</c> targets into a <see cref="Model.SuiteSpec"/>.</summary>
public static class SpecParser
{
    /// <summary>Parses one spec. Never throws on any content: every problem is a diagnostic, and all are found at once.</summary>
    /// <remarks>No data and no model is read, and whether they exist is not looked at. A file that is no YAML ends the parse.</remarks>
    /// <param name="path">Path of the spec file.</param>
    /// <param name="files">The files that may be read.</param>
    public static SpecParseResult Parse(string path, ISpecFiles files)
    {
        var file = Path.GetFullPath(path);
        var bag = new DiagnosticBag();
        var root = SpecPath.WithoutTrailingSeparator(files.RootOf(file));
        if (!PathValue.IsCarried(file))
        {
            bag.Report(SpecDiagnostics.FileNameNotAllowed, SourceSpan.StartOf(file), "A spec whose path has quotes or control characters is not allowed", null, null, "Rename the file or its folder.");
            return new SpecParseResult(null, bag.Sorted([file]));
        }

        if (!SpecPath.IsBelow(root, file))
        {
            bag.Report(SpecDiagnostics.PathNotAllowed, SourceSpan.StartOf(file), "The spec lies outside the root", OneLine.Quote(file), $"a file below {OneLine.Quote(root)}", "Choose another root, or move the spec.");
            return new SpecParseResult(null, bag.Sorted([file]));
        }

        var context = new ParseContext(root, bag);
        var loader = new LayerLoader(files, context);
        var merged = loader.Load(file);
        var sources = loader.Sources.ToArray();
        var spec = merged is null ? null : new SuiteReader(context, file, sources).Read(merged);
        return new SpecParseResult(bag.HasErrors ? null : spec, bag.Sorted(sources));
    }
}
