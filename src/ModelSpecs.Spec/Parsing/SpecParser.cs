namespace ModelSpecs.Spec.Parsing;

/// <summary>Turns a spec file, its defaults and its <c>extends</c> targets into a <see cref="Model.SuiteSpec"/>.</summary>
public static class SpecParser
{
    /// <summary>Parses one spec. Never throws on any content: every problem is a diagnostic.</summary>
    /// <param name="path">Full path of the spec file.</param>
    /// <param name="files">The files that may be read.</param>
    public static SpecParseResult Parse(string path, ISpecFiles files) => throw new NotSupportedException(path + files);
}
