using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Checks;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing;

/// <summary>Reads a candidate that the command line describes in the words of <c>compare: { champion: … }</c>.</summary>
public static class CandidateParser
{
    /// <summary>What stands in the place of a file's name where something that the command line said is wrong.</summary>
    public const string Place = "--candidate";

    /// <summary>The candidate; null where a problem was reported, as one of the command line.</summary>
    /// <param name="text">YAML: a mapping such as <c>{ predictions: { score: score_v2 } }</c>.</param>
    /// <param name="folder">Full path of the folder that paths in it are relative to.</param>
    /// <param name="root">Full path of the root that they do not leave.</param>
    /// <param name="diagnostics">Told of every problem.</param>
    public static ChampionSpec? Parse(string text, string folder, string root, ICollection<SpecDiagnostic> diagnostics)
    {
        if (text is null)
        {
            throw new ArgumentNullException(nameof(text));
        }

        if (diagnostics is null)
        {
            throw new ArgumentNullException(nameof(diagnostics));
        }

        var bag = new DiagnosticBag();
        var file = Path.Combine(folder, Place);
        ChampionSpec? candidate = null;
        if (YamlReader.Read(file, $"champion: {text}", bag) is { } map)
        {
            var context = new ParseContext(SpecPath.WithoutTrailingSeparator(root), bag);
            candidate = BaselineReader.Champion(new MappingReader(map, BaselineKeys.Compare, "the candidate", context), context, "the candidate");
        }

        foreach (var problem in bag.Sorted([file]))
        {
            diagnostics.Add(problem with { Span = SourceSpan.CommandLine, Message = $"{Place} {OneLine.Quote(text)}: {problem.Message}" });
        }

        return bag.HasErrors ? null : candidate;
    }
}
