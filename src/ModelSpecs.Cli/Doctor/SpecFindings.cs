using System.Globalization;
using System.Text;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.Running;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Doctor;

/// <summary>The specs, their roots and the cache of each.</summary>
internal static class SpecFindings
{
    private const string Area = "specs";
    private const int Listed = 5;

    /// <summary>What was found.</summary>
    /// <param name="console">The process.</param>
    /// <param name="specs">The specs; none: there is none.</param>
    /// <param name="givenRoot">What <c>--root</c> says; null: nothing.</param>
    public static IEnumerable<Finding> Of(CliConsole console, IReadOnlyList<ParsedSpec> specs, string? givenRoot)
    {
        if (specs.Count == 0)
        {
            yield return new Finding(Area, "specs", FindingState.Warning, $"no *{SpecFinder.Extension} below {OneLine.Quote(console.CurrentDirectory)}", "Go to the folder of your specs, or name it: modelspecs doctor FOLDER.");
            yield break;
        }

        var broken = specs.Where(spec => spec.Result.Spec is null).ToList();
        yield return broken.Count == 0
            ? new Finding(Area, "specs", FindingState.Ok, string.Create(CultureInfo.InvariantCulture, $"{specs.Count} found, all understood"))
            : new Finding(Area, "specs", FindingState.Problem,
                string.Create(CultureInfo.InvariantCulture, $"{specs.Count} found, {broken.Count} not understood: {string.Join(", ", broken.Take(Listed).Select(spec => console.Display(spec.Path)))}{(broken.Count > Listed ? ", …" : "")}"),
                "`modelspecs validate` lists every mistake with its place.");
        foreach (var root in specs.Select(spec => spec.Root).Distinct(StringComparer.Ordinal))
        {
            yield return new Finding(Area, "root", FindingState.Ok, $"{root}: {WhyRoot(console, root, givenRoot)}; no path of a spec may leave it");
            yield return Cache(console, root);
        }
    }

    private static string WhyRoot(CliConsole console, string root, string? given)
    {
        if (given is not null || console.Variable(SpecSet.RootVariable) is { Length: > 0 })
        {
            return given is not null ? "--root names it" : $"{SpecSet.RootVariable} names it";
        }

        var git = Path.Combine(root, ".git");
        return Directory.Exists(git) || File.Exists(git) ? "the nearest folder above the specs with .git"
            : File.Exists(Path.Combine(root, SpecDefaults.FileName)) ? $"its {SpecDefaults.FileName} says root: true"
            : "the spec's own folder, since none above it has .git or says root: true";
    }

    private static Finding Cache(CliConsole console, string root)
    {
        const string Name = "cache";
        if (DefaultCache.DirectoryFor(root, console.Variable(DefaultCache.Variable)) is not { } folder)
        {
            return new Finding(Name, Name, FindingState.Warning, $"switched off by {DefaultCache.Variable}", "Every run predicts anew. Take the variable away to keep predictions.");
        }

        if (!CanWrite(folder, out var why))
        {
            return new Finding(Name, Name, FindingState.Problem, $"{folder} cannot be written to: {OneLine.Escape(why)}", $"Let this user write there, or name another folder in {DefaultCache.Variable}.");
        }

        var (entries, bytes) = SizeOf(folder);
        return new Finding(Name, Name, FindingState.Ok, string.Create(CultureInfo.InvariantCulture, $"{folder}, can be written to, {entries} entr{(entries == 1 ? "y" : "ies")}, {bytes / 1e6:0.0} MB; {(entries == 0 ? "the next run predicts everything" : "a run of an unchanged model and golden set need not predict")}"));
    }

    // What is asked is whether a file can be made, which rights alone do not tell; the folder itself is only made by a run.
    private static bool CanWrite(string folder, out string why)
    {
        var nearest = folder;
        while (!Directory.Exists(nearest))
        {
            if (File.Exists(nearest) || Path.GetDirectoryName(nearest) is not { } above)
            {
                why = File.Exists(nearest) ? "a file stands in its way." : "there is no such place.";
                return false;
            }

            nearest = above;
        }

        try
        {
            using var probe = new FileStream(Path.Combine(nearest, $".modelspecs-doctor-{Path.GetRandomFileName()}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            why = "";
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            why = exception.Message;
            return false;
        }
    }

    private static (int Entries, long Bytes) SizeOf(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return (0, 0);
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        var files = new DirectoryInfo(folder).EnumerateFiles("*", options).ToList();
        return (files.Count, files.Sum(file => file.Length));
    }
}
