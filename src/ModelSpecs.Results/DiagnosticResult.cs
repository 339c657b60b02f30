namespace ModelSpecs.Results;

/// <summary>A diagnostic in a result.</summary>
/// <param name="Id">MSPEC###.</param>
/// <param name="Severity">error or warning.</param>
/// <param name="File">File relative to the root where it is below it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Message">What, found, expected, remedy.</param>
public sealed record DiagnosticResult(string Id, string Severity, string File, int Line, int Column, string Message)
{
    /// <summary>Severity of a problem that keeps a spec from being judged.</summary>
    public const string Error = "error";

    /// <summary>Severity of a problem that a person should look at.</summary>
    public const string Warning = "warning";

    /// <summary><c>file(line,col): error MSPEC###: message</c>, the form that MSBuild and editors make a link of.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}({Line},{Column}): {Severity} {Id}: {Message}");
}
