namespace ModelSpecs.Reporting.Tests.Annotations;

/// <summary>A command as a build service understands it.</summary>
internal sealed record ServiceCommand(string Name, IReadOnlyDictionary<string, string> Properties, string Data);

/// <summary>What build services take for commands in a log, after the text of their runners.</summary>
internal static class CommandParsers
{
    /// <summary>GitHub Actions: a line that begins with <c>::</c> after white space; the older <c>##[name]</c> anywhere in any other.</summary>
    public static IReadOnlyList<ServiceCommand> GitHub(string log)
    {
        var commands = new List<ServiceCommand>();
        foreach (var line in Lines(log))
        {
            var text = line.TrimStart();
            if (text.StartsWith("::", StringComparison.Ordinal) && text.IndexOf("::", 2, StringComparison.Ordinal) is var end and > 0)
            {
                var head = text[2..end].Split(' ', 2);
                commands.Add(new ServiceCommand(head[0], Properties(head.Length > 1 ? head[1] : "", ',', GitHubProperty), GitHubData(text[(end + 2)..])));
            }
            else if (line.Contains("##[", StringComparison.Ordinal))
            {
                commands.Add(new ServiceCommand("##[", new Dictionary<string, string>(), line));
            }
        }

        return commands;
    }

    /// <summary>Azure Pipelines: <c>##vso[area.event properties]data</c> anywhere in a line, and <c>##[</c> for looks.</summary>
    public static IReadOnlyList<ServiceCommand> Azure(string log)
    {
        var commands = new List<ServiceCommand>();
        foreach (var line in Lines(log))
        {
            var start = line.IndexOf("##vso[", StringComparison.Ordinal);
            var end = start < 0 ? -1 : line.IndexOf(']', start);
            if (end > 0)
            {
                var head = line[(start + 6)..end].Split(' ', 2);
                commands.Add(new ServiceCommand(head[0], Properties(head.Length > 1 ? head[1] : "", ';', AzureProperty), AzureData(line[(end + 1)..])));
            }

            // A second one in the line would be one to a runner that looks for more than the first.
            if ((start < 0 ? line : line[(start + 6)..]).Contains("##", StringComparison.Ordinal))
            {
                commands.Add(new ServiceCommand("##", new Dictionary<string, string>(), line));
            }
        }

        return commands;
    }

    /// <summary>GitLab: markers of sections, behind an erase-in-line.</summary>
    public static IReadOnlyList<string> GitLab(string log) =>
        [.. log.Split("\u001b[0K").Where(part => part.StartsWith("section_", StringComparison.Ordinal)).Select(part => part.Split('\r')[0])];

    private static string[] Lines(string log) => log.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);

    private static Dictionary<string, string> Properties(string text, char separator, Func<string, string> unescape) => text
        .Split(separator, StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .ToDictionary(pair => pair[0].Trim(), pair => unescape(pair[1]), StringComparer.Ordinal);

    private static string GitHubData(string text) => text.Replace("%0D", "\r").Replace("%0A", "\n").Replace("%25", "%");

    private static string GitHubProperty(string text) => text.Replace("%0D", "\r").Replace("%0A", "\n").Replace("%3A", ":").Replace("%2C", ",").Replace("%25", "%");

    private static string AzureData(string text) => text.Replace("%0D", "\r").Replace("%0A", "\n").Replace("%AZP25", "%");

    private static string AzureProperty(string text) => text.Replace("%3B", ";").Replace("%0D", "\r").Replace("%0A", "\n").Replace("%5D", "]").Replace("%AZP25", "%");
}
