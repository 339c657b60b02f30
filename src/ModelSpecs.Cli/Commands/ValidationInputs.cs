using System.Text;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Cli.Commands;

/// <summary>The files that the validation of specs rests on.</summary>
internal static class ValidationInputs
{
    /// <summary>Full paths in path order, one a line: the specs and what they are merged from, their golden sets, models and arrays, whether they exist or not.</summary>
    public static void Write(IReadOnlyList<ParsedSpec> specs, Stream stream)
    {
        var paths = new SortedSet<string>(specs.SelectMany(Of), StringComparer.Ordinal);
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        foreach (var path in paths)
        {
            writer.WriteLine(path);
        }
    }

    private static IEnumerable<string> Of(ParsedSpec spec) => spec.Result.Spec is { } suite
        ?
        [
            spec.Path,
            .. suite.Sources,
            suite.Golden.File.FullPath,
            .. suite.Model is { } model ? [model.FullPath] : Array.Empty<string>(),
            .. suite.Inputs.Select(input => input.Source).OfType<NpySource>().Select(source => source.File.FullPath),
        ]
        : [spec.Path];
}
