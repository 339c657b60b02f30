using System.Text;
using System.Text.RegularExpressions;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Schema;

namespace ModelSpecs.Cli.Doctor;

/// <summary>Whether editors find the schema of each spec: the lines at its top, and what they name.</summary>
internal static partial class EditorFindings
{
    private const string Area = "editor";
    private const int Listed = 5;
    private const int TopLines = 20;
    private const string Remedy = "`modelspecs schema --out schema/modelspec.schema.json` writes the schema of this version; docs/editor.md shows both lines.";

    /// <summary>What was found of all specs.</summary>
    public static IEnumerable<Finding> Of(CliConsole console, IReadOnlyList<ParsedSpec> specs)
    {
        if (specs.Count == 0)
        {
            yield break;
        }

        var lines = specs.Select(spec => (Spec: spec, Lines: Top(spec.Path))).ToList();
        foreach (var (name, who, pattern) in ((string, string, Regex)[])[("yaml-language-server line", "editors with yaml-language-server, such as VS Code,", LanguageServer()), ("$schema line", "editors of JetBrains, such as Rider,", JetBrains())])
        {
            var without = lines.Where(one => !one.Lines.Exists(line => pattern.IsMatch(line))).Select(one => console.Display(one.Spec.Path)).ToList();
            yield return without.Count == 0
                ? new Finding(Area, name, FindingState.Ok, $"in every spec; {who} complete and check them")
                : new Finding(Area, name, FindingState.Warning, $"missing in {List(without)}: {who} do not know them as specs", Remedy);
        }

        var named = lines.SelectMany(one => one.Lines.Select(line => LanguageServer().Match(line) is { Success: true } match ? match : JetBrains().Match(line))
            .Where(match => match.Success).Select(match => (one.Spec, Target: match.Groups[1].Value))).Distinct().ToList();
        if (named.Count == 0)
        {
            yield break;
        }

        var local = named.Where(one => !one.Target.Contains("://", StringComparison.Ordinal)).ToList();
        var missing = local.Where(one => !File.Exists(FullPath(one.Spec, one.Target))).Select(one => $"{console.Display(one.Spec.Path)} ({one.Target})").Distinct(StringComparer.Ordinal).ToList();
        var old = local.Where(one => File.Exists(FullPath(one.Spec, one.Target)) && !IsOfThisVersion(FullPath(one.Spec, one.Target))).Select(one => one.Target).Distinct(StringComparer.Ordinal).ToList();
        yield return missing.Count > 0
            ? new Finding(Area, "schema file", FindingState.Warning, $"not there: {List(missing)}", Remedy)
            : old.Count > 0 ? new Finding(Area, "schema file", FindingState.Warning, $"of another version: {List(old)}", Remedy)
            : new Finding(Area, "schema file", FindingState.Ok, local.Count == 0 ? "named by its web address; it was not looked at" : "of this version");
    }

    /// <summary>Whether a schema is the one that this version writes, as it is or with the names of a spec.</summary>
    private static bool IsOfThisVersion(string path)
    {
        try
        {
            var text = File.ReadAllText(path).TrimEnd();
            return string.Equals(text.ReplaceLineEndings("\n"), SpecSchema.Write().TrimEnd(), StringComparison.Ordinal) || text.Contains($"\"$comment\": \"{SchemaMark.Text}", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string FullPath(ParsedSpec spec, string target) => Path.GetFullPath(target, Path.GetDirectoryName(spec.Path)!);

    private static List<string> Top(string path)
    {
        try
        {
            return [.. File.ReadLines(path, Encoding.UTF8).Take(TopLines)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string List(List<string> names) => $"{string.Join(", ", names.Take(Listed).Select(OneLine.Escape))}{(names.Count > Listed ? $" and {names.Count - Listed} more" : "")}";

    [GeneratedRegex(@"^#\s*yaml-language-server:\s*\$schema\s*=\s*(\S+)\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex LanguageServer();

    [GeneratedRegex(@"^#\s*\$schema:\s*(\S+)\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex JetBrains();
}
