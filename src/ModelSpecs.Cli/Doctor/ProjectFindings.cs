using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Cli.Doctor;

/// <summary>The test projects below a folder: the packages' version, the runner, what git leaves out.</summary>
internal static class ProjectFindings
{
    private const string Area = "projects";
    private const string Package = "ModelSpecs.Xunit";
    private const int MostProjects = 500;
    private const long LargestFile = 4_000_000;

    /// <summary>What was found.</summary>
    /// <param name="console">The process.</param>
    /// <param name="specs">The specs.</param>
    /// <param name="toolVersion">Version of this program.</param>
    public static IEnumerable<Finding> Of(CliConsole console, IReadOnlyList<ParsedSpec> specs, string toolVersion)
    {
        var root = specs.Count > 0 ? specs[0].Root : console.CurrentDirectory;
        var versions = Versions(root).Distinct().ToList();
        var other = versions.Where(one => one.Version is not null && !one.Version.StartsWith('[') && one.Version.Split('-', '+')[0] != toolVersion).ToList();
        if (versions.Count == 0)
        {
            yield return new Finding(Area, "packages", FindingState.Ok, $"no project below {console.Display(root)} refers to {Package}");
        }
        else if (other.Count > 0)
        {
            yield return new Finding(Area, "packages", FindingState.Warning,
                $"{Package} is {string.Join(", ", other.Select(one => $"{OneLine.Escape(one.Version!)} in {console.Display(one.File)}"))}; this program is {toolVersion}", "Bring both to one version: a spec may say what the older of them does not know.");
        }
        else
        {
            yield return new Finding(Area, "packages", FindingState.Ok, $"{Package} {toolVersion}, as this program");
        }

        yield return Runner(console, root);
        if (specs.Count > 0)
        {
            yield return Ignored(root, specs.Any(spec => spec.Result.Spec?.Snapshot is not null));
        }
    }

    private static IEnumerable<(string File, string? Version)> Versions(string root)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden };
        var files = ((string[])["*.csproj", "*.fsproj", "Directory.Packages.props"]).SelectMany(pattern => Directory.EnumerateFiles(root, pattern, options))
            .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules")).Order(StringComparer.Ordinal).Take(MostProjects);
        foreach (var file in files)
        {
            if (Load(file) is not { } project)
            {
                continue;
            }

            foreach (var reference in project.Descendants().Where(element => element.Name.LocalName is "PackageReference" or "PackageVersion" && (string?)element.Attribute("Include") == Package))
            {
                var version = (string?)reference.Attribute("Version") ?? reference.Elements().FirstOrDefault(element => element.Name.LocalName == "Version")?.Value;
                // A project whose versions stand elsewhere says none, and neither does a property that only a build resolves.
                yield return (file, version is null || version.Contains('$', StringComparison.Ordinal) ? null : version);
            }
        }
    }

    private static XDocument? Load(string file)
    {
        try
        {
            if (new FileInfo(file).Length > LargestFile)
            {
                return null;
            }

            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or XmlException)
        {
            return null;
        }
    }

    private static Finding Runner(CliConsole console, string root)
    {
        const string Name = "test runner";
        for (var folder = console.CurrentDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "global.json");
            if (!File.Exists(file))
            {
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
                var runner = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("test", out var test) && test.ValueKind == JsonValueKind.Object
                    && test.TryGetProperty("runner", out var named) ? named.ToString() : null;
                return runner is null or "VSTest" or "Microsoft.Testing.Platform"
                    ? new Finding(Area, Name, FindingState.Ok, runner == "Microsoft.Testing.Platform" ? "Microsoft.Testing.Platform, as global.json says: dotnet test --project, filters after --" : "VSTest: dotnet test, --filter")
                    : new Finding(Area, Name, FindingState.Problem, $"global.json names {OneLine.Quote(runner)}", "Name VSTest or Microsoft.Testing.Platform in test.runner, or leave it out.");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
            {
                return new Finding(Area, Name, FindingState.Problem, $"{console.Display(file)} cannot be read: {OneLine.Escape(exception.Message)}", "Mend it: dotnet itself does not start with it.");
            }
        }

        return new Finding(Area, Name, FindingState.Ok, $"VSTest: no global.json above {console.Display(root)} says otherwise");
    }

    private static Finding Ignored(string root, bool hasSnapshots)
    {
        const string Name = ".gitignore";
        var lines = Lines(Path.Combine(root, ".gitignore"));
        var wanted = new List<string>();
        if (hasSnapshots && !lines.Exists(line => line.Contains(".received.", StringComparison.Ordinal)))
        {
            wanted.Add("*.received.*");
        }

        foreach (var folder in (string[])["TestResults", ".modelspecs"])
        {
            if (!lines.Exists(line => line.Trim('/') is var name && (string.Equals(name, folder, StringComparison.OrdinalIgnoreCase) || name == $"[{folder[0]}{char.ToLowerInvariant(folder[0])}]est[Rr]esult*")))
            {
                wanted.Add($"{folder}/");
            }
        }

        return wanted.Count == 0
            ? new Finding(Area, Name, FindingState.Ok, "leaves out what runs leave behind")
            : new Finding(Area, Name, FindingState.Warning, $"does not leave out {string.Join(", ", wanted)}", "Add these lines to it: what a run leaves behind is not for a commit.");
    }

    private static List<string> Lines(string path)
    {
        try
        {
            return File.Exists(path) ? [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
