using System.Text;
using ModelSpecs.Engine.Running;

namespace ModelSpecs.Cli.Commands;

/// <summary>The files that the validation of specs rests on.</summary>
internal static class ValidationInputs
{
    /// <summary>Full paths in path order, one a line: the specs and what they are merged from, their golden sets, models and whatever else they name, whether it exists or not.</summary>
    public static void Write(IReadOnlyList<ParsedSpec> specs, Stream stream)
    {
        var paths = new SortedSet<string>(specs.SelectMany(Of), StringComparer.Ordinal);
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        foreach (var path in paths)
        {
            writer.WriteLine(path);
        }
    }

    /// <summary>Those of one spec.</summary>
    public static IReadOnlyList<string> Of(ParsedSpec spec) => spec.Result.Spec is { } suite ? SuiteInputs.Of(suite) : [spec.Path];
}
