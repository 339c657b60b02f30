namespace ModelSpecs.Spec.Locations;

/// <summary>A place in a file; lines and columns count from 1, the end column is exclusive.</summary>
/// <param name="File">Full path of the file.</param>
/// <param name="Line">First line.</param>
/// <param name="Column">First column.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="EndColumn">Column after the last character.</param>
public readonly record struct SourceSpan(string File, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>The start of a file: where a problem of the whole file is reported.</summary>
    public static SourceSpan StartOf(string file) => new(file, 1, 1, 1, 1);

    /// <summary>The command line, which is no place in a file.</summary>
    public static SourceSpan CommandLine => new("modelspecs", 0, 0, 0, 0);

    /// <summary><c>file(line,col)</c>, the form that MSBuild and editors make a link of; a span without a line is its file alone.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}

/// <summary>A value and the place in the spec where it was written.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed record Located<T>(T Value, SourceSpan Span)
{
    /// <inheritdoc />
    public override string ToString() => Value?.ToString() ?? "";
}
