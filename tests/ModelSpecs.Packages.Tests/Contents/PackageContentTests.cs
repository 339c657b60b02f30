using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using ModelSpecs.Packages.Tests.Support;

namespace ModelSpecs.Packages.Tests.Contents;

/// <summary>What the packages hold and say of themselves.</summary>
[Collection(FeedCollection.Name)]
[Trait("Category", "Slow")]
public sealed class PackageContentTests(Feed feed)
{
    public static TheoryData<string> Ours => [.. Libraries, "ModelSpecs.Tool"];

    private static readonly string[] Libraries = ["ModelSpecs", "ModelSpecs.Xunit", "ModelSpecs.FluentAssertions"];

    [Theory]
    [MemberData(nameof(Ours))]
    public void A_package_says_what_it_is_and_how_it_is_licensed(string id)
    {
        var package = PackageFile.Open(feed.Packages, id);

        package.Metadata("license").Should().Be("MIT");
        package.Metadata("readme").Should().Be("README.md");
        Encoding.UTF8.GetString(package.Files["README.md"]).Should().StartWith($"# {id}\n");
        package.Metadata("description").Should().NotBeNullOrWhiteSpace();
        package.Metadata("authors").Should().Be("The ModelSpecs developers");
        package.Version.Should().Be(feed.Version);
    }

    [Theory]
    [MemberData(nameof(Ours))]
    public void A_package_names_no_path_of_the_machine_it_was_made_on(string id)
    {
        var paths = new[] { Feed.RepositoryRoot.TrimEnd('/', '\\'), Path.GetDirectoryName(feed.Packages)!, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) };
        // A home folder as short as "/root" may be part of another text.
        var texts = paths.Where(path => path.Length > 6).SelectMany(path => new[] { Encoding.UTF8.GetBytes(path), Encoding.Unicode.GetBytes(path) }).ToList();
        texts.Should().NotBeEmpty();
        foreach (var extension in id == "ModelSpecs.Tool" ? ["nupkg"] : (string[])["nupkg", "snupkg"])
        {
            var ours = PackageFile.Open(feed.Packages, id, extension).Files.Where(file => Path.GetFileName(file.Key).StartsWith("modelspecs", StringComparison.OrdinalIgnoreCase)).ToList();
            ours.Should().NotBeEmpty();
            ours.Where(file => texts.Exists(text => file.Value.AsSpan().IndexOf(text) >= 0)).Select(file => file.Key).Should().BeEmpty();
            // Symbols hold paths in parts.
            var documents = ours.Where(file => file.Key.EndsWith(".pdb", StringComparison.Ordinal)).SelectMany(file => Documents(file.Value)).ToList();
            documents.Where(document => !document.StartsWith("/_/", StringComparison.Ordinal)).Should().BeEmpty();
            (extension == "nupkg" && id != "ModelSpecs.Tool" ? 1 : documents.Count).Should().BePositive();
        }
    }

    [Fact]
    public void Every_assembly_of_ours_comes_with_its_documentation_and_its_symbols()
    {
        foreach (var id in Libraries)
        {
            var package = PackageFile.Open(feed.Packages, id);
            var symbols = PackageFile.Open(feed.Packages, id, "snupkg");
            var assemblies = package.Files.Keys.Where(file => file.StartsWith("lib/", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal)).ToList();
            assemblies.Should().NotBeEmpty().And.OnlyContain(file => file.StartsWith("lib/net10.0/ModelSpecs", StringComparison.Ordinal));
            foreach (var assembly in assemblies)
            {
                XDocument.Load(new MemoryStream(package.Files[Path.ChangeExtension(assembly, ".xml")])).Descendants("member").Should().NotBeEmpty();
                using var binary = new PEReader(new MemoryStream(package.Files[assembly]));
                using var pdb = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols.Files[Path.ChangeExtension(assembly, ".pdb")]));
                var codeView = binary.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
                new BlobContentId(pdb.GetMetadataReader().DebugMetadataHeader!.Id).Guid.Should().Be(binary.ReadCodeViewDebugDirectoryData(codeView).Guid, $"{assembly} has the symbols it was built with");
            }

            package.Files.Keys.Should().NotContain(file => file.StartsWith("lib/", StringComparison.Ordinal) && file.EndsWith(".pdb", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Dependencies_are_what_the_assemblies_refer_to_and_in_the_ranges_that_fit()
    {
        Dependencies("ModelSpecs").Should().BeEquivalentTo(["MathNet.Numerics", "Microsoft.ML.OnnxRuntime", "YamlDotNet"]);
        References("ModelSpecs").Should().BeEquivalentTo(["MathNet.Numerics", "Microsoft.ML.OnnxRuntime", "YamlDotNet"]);

        Dependencies("ModelSpecs.Xunit").Should().BeEquivalentTo(["ModelSpecs", "xunit.v3.extensibility.core", "DiffEngine"]);
        References("ModelSpecs.Xunit").Should().OnlyContain(name => name.StartsWith("ModelSpecs", StringComparison.Ordinal) || name == "DiffEngine" || name == "xunit.v3.core" || name == "xunit.v3.common");

        Dependencies("ModelSpecs.FluentAssertions").Should().BeEquivalentTo(["ModelSpecs", "FluentAssertions"]);
        References("ModelSpecs.FluentAssertions").Should().OnlyContain(name => name.StartsWith("ModelSpecs", StringComparison.Ordinal) || name == "FluentAssertions");

        var fluent = PackageFile.Open(feed.Packages, "ModelSpecs.FluentAssertions").Dependencies;
        fluent["FluentAssertions"].Should().Be("[6.12.0, 7.0.0)");
        fluent["ModelSpecs"].Should().Be($"[{feed.Version}]");
        PackageFile.Open(feed.Packages, "ModelSpecs.Xunit").Dependencies["ModelSpecs"].Should().Be($"[{feed.Version}]");
        PackageFile.Open(feed.Packages, "ModelSpecs.Tool").Dependencies.Should().BeEmpty("a tool carries all it needs");
    }

    [Fact]
    public void The_package_of_test_projects_carries_generator_targets_and_the_command_without_its_native_library()
    {
        var files = PackageFile.Open(feed.Packages, "ModelSpecs.Xunit").Files.Keys;

        files.Where(file => file.StartsWith("analyzers/", StringComparison.Ordinal)).Should().BeEquivalentTo(
            ["analyzers/dotnet/cs/ModelSpecs.Generator.dll", "analyzers/dotnet/cs/ModelSpecs.Spec.dll", "analyzers/dotnet/cs/YamlDotNet.dll"]);
        files.Where(file => file.StartsWith("build", StringComparison.Ordinal)).Should().Contain(["build/ModelSpecs.Xunit.props", "build/ModelSpecs.Xunit.targets", "buildTransitive/ModelSpecs.Xunit.targets"]);
        files.Should().NotContain(file => file.Contains("InRepository"));
        files.Should().Contain(["tools/net10.0/modelspecs.dll", "tools/net10.0/modelspecs.runtimeconfig.json"]);
        files.Should().NotContain(file => file.Contains("/native/"));
    }

    private IEnumerable<string> Dependencies(string id) => PackageFile.Open(feed.Packages, id).Dependencies.Keys;

    /// <summary>Assemblies outside of the package and of .NET that its own refer to.</summary>
    private IReadOnlyList<string> References(string id)
    {
        var assemblies = PackageFile.Open(feed.Packages, id).Files.Where(file => file.Key.StartsWith("lib/", StringComparison.Ordinal) && file.Key.EndsWith(".dll", StringComparison.Ordinal)).ToList();
        var here = assemblies.Select(file => Path.GetFileNameWithoutExtension(file.Key));
        var framework = Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll").Select(file => Path.GetFileNameWithoutExtension(file));
        return [.. assemblies.SelectMany(file => ReferencesOf(file.Value)).Distinct().Except(here).Except(framework).Order(StringComparer.Ordinal)];
    }

    private static List<string> ReferencesOf(byte[] assembly)
    {
        using var binary = new PEReader(new MemoryStream(assembly));
        var reader = binary.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }

    private static List<string> Documents(byte[] symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))];
    }
}
