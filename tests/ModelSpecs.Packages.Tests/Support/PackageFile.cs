using System.IO.Compression;
using System.Xml.Linq;

namespace ModelSpecs.Packages.Tests.Support;

/// <summary>A package as it was written.</summary>
internal sealed class PackageFile
{
    private readonly XElement _metadata;

    private PackageFile(string path)
    {
        Path = path;
        using var archive = ZipFile.OpenRead(path);
        Files = archive.Entries.ToDictionary(entry => Uri.UnescapeDataString(entry.FullName), Read, StringComparer.Ordinal);
        var nuspec = Files.Single(file => !file.Key.Contains('/') && file.Key.EndsWith(".nuspec", StringComparison.Ordinal));
        _metadata = XDocument.Load(new MemoryStream(nuspec.Value)).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    public string Path { get; }

    /// <summary>What it holds, by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    public string Version => Metadata("version")!;

    /// <summary>What it depends on, with the range of versions.</summary>
    public IReadOnlyDictionary<string, string> Dependencies => _metadata.Descendants().Where(element => element.Name.LocalName == "dependency")
        .ToDictionary(dependency => (string)dependency.Attribute("id")!, dependency => (string)dependency.Attribute("version")!, StringComparer.Ordinal);

    /// <summary>The package of an id in a folder.</summary>
    public static PackageFile Open(string folder, string id, string extension = "nupkg") =>
        new(Directory.EnumerateFiles(folder, $"{id}.*.{extension}").Single(file => char.IsDigit(System.IO.Path.GetFileName(file)[id.Length + 1])));

    public string? Metadata(string name) => _metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
