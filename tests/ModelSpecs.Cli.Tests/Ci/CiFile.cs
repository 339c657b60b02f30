using YamlDotNet.RepresentationModel;

namespace ModelSpecs.Cli.Tests.Ci;

/// <summary>A ready file of <c>docs/ci</c>, or the composite action: what it runs, and with what rights.</summary>
internal sealed class CiFile
{
    private CiFile(string path)
    {
        Path = path;
        Text = Repository.Read(path.Split('/'));
        var stream = new YamlStream();
        using var reader = new StringReader(Text);
        stream.Load(reader);
        Root = (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        .. Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "docs", "ci"), "*.yml").Select(file => $"docs/ci/{System.IO.Path.GetFileName(file)}").Order(StringComparer.Ordinal),
        ".github/actions/modelspecs/action.yml",
    ];

    public string Path { get; }

    public string Text { get; }

    public YamlMappingNode Root { get; }

    /// <summary>Every script that it has the service run, with its name.</summary>
    public IReadOnlyList<(string Name, string Script)> Scripts =>
    [
        .. Mappings(Root).SelectMany(mapping => mapping.Children.Where(pair => pair.Key is YamlScalarNode { Value: "run" or "bash" or "script" })
            .SelectMany(pair => ScriptsOf(pair.Value).Select(script => (NameOf(mapping), script)))),
    ];

    /// <summary>Every action that it uses.</summary>
    public IReadOnlyList<string> Uses => [.. Mappings(Root).Select(mapping => Value(mapping, "uses")).OfType<string>()];

    /// <summary>Every block of rights, by permission.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Permissions =>
    [
        .. Mappings(Root).SelectMany(mapping => mapping.Children).Where(pair => pair.Key is YamlScalarNode { Value: "permissions" } && pair.Value is YamlMappingNode)
            .Select(pair => ((YamlMappingNode)pair.Value).ToDictionary(one => ((YamlScalarNode)one.Key).Value!, one => ((YamlScalarNode)one.Value).Value!)),
    ];

    public static CiFile Load(string path) => new(path);

    /// <summary>The script of a step.</summary>
    public string Script(string name) => Scripts.Single(script => script.Name == name).Script;

    public static IEnumerable<YamlMappingNode> Mappings(YamlNode node) => node.AllNodes.OfType<YamlMappingNode>();

    public static string? Value(YamlMappingNode mapping, string key) => mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? (value as YamlScalarNode)?.Value : null;

    // Scalars of a list are lines of one script in GitLab.
    private static IEnumerable<string> ScriptsOf(YamlNode node) => node switch
    {
        YamlScalarNode { Value: { } text } => [text],
        YamlSequenceNode lines => [string.Join('\n', lines.OfType<YamlScalarNode>().Select(line => line.Value))],
        _ => [],
    };

    private static string NameOf(YamlMappingNode step) => Value(step, "name") ?? Value(step, "displayName") ?? Value(step, "stage") ?? "";
}
