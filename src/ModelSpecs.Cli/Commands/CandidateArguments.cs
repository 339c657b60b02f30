using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.Compare;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Commands;

/// <summary>The candidates of a command line.</summary>
internal static class CandidateArguments
{
    /// <summary>A candidate as it was given.</summary>
    /// <param name="Name">Its name; null: the file's.</param>
    /// <param name="Value">A path, or a mapping in YAML.</param>
    public sealed record Given(string? Name, string Value)
    {
        /// <summary>Whether it is a mapping and no path.</summary>
        public bool IsMapping => Name is not null && Value.StartsWith('{');
    }

    /// <summary>Takes the arguments apart; what is no candidate, and files that are not there, are reported.</summary>
    public static IReadOnlyList<Given> Read(CliConsole console, IReadOnlyList<string> models, IReadOnlyList<string> candidates, ICollection<SpecDiagnostic> problems)
    {
        var given = models.Select(model => new Given(null, model)).ToList();
        foreach (var text in candidates)
        {
            var (name, value) = text.IndexOf('=') is > 0 and var equals ? (text[..equals].Trim(), text[(equals + 1)..].Trim()) : ("", "");
            if (name.Length == 0 || value.Length == 0)
            {
                problems.Add(SpecDiagnostics.CandidateNotUnderstood.At(SourceSpan.CommandLine,
                    $"--candidate is no candidate. Found {OneLine.Quote(text)}; expected NAME=FILE, or NAME={{ … }} with what `compare: {{ champion: … }}` takes, such as v2={{ predictions: {{ score: score_v2 }} }}."));
                continue;
            }

            given.Add(new Given(name, value));
        }

        foreach (var file in given.Where(one => !one.IsMapping).Select(one => one.Value).Distinct(StringComparer.Ordinal).Where(file => !File.Exists(console.FullPath(file))))
        {
            var folder = Path.GetDirectoryName(console.FullPath(file));
            var near = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
            problems.Add(SpecDiagnostics.CandidateMissing.At(SourceSpan.CommandLine,
                $"The model is not there. Found no file {OneLine.Quote(file)}; expected an ONNX model.{Suggestion.DidYouMean(Path.GetFileName(file), near)}"));
        }

        return given;
    }

    /// <summary>The candidates under a spec: those given, or where none is the spec's champion and its model.</summary>
    public static IReadOnlyList<Candidate> Of(CliConsole console, SuiteSpec suite, IReadOnlyList<Given> given, ICollection<SpecDiagnostic> problems)
    {
        if (given.Count == 0)
        {
            return Candidate.OfSpec(suite);
        }

        var candidates = new List<Candidate>();
        foreach (var one in given)
        {
            if (!one.IsMapping)
            {
                candidates.Add(Candidate.OfFile(suite, one.Name, new FileReference(new Located<string>(one.Value, SourceSpan.CommandLine), console.FullPath(one.Value))));
            }
            else if (CandidateParser.Parse(one.Value, console.CurrentDirectory, suite.Root, problems) is { } source)
            {
                candidates.Add(new Candidate(one.Name!, source));
            }
        }

        return candidates;
    }
}
