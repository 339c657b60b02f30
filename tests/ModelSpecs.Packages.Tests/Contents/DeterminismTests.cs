using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ModelSpecs.Packages.Tests.Support;

namespace ModelSpecs.Packages.Tests.Contents;

/// <summary>The same sources give the same assemblies, wherever they lie.</summary>
[Collection(FeedCollection.Name)]
[Trait("Category", "Slow")]
public sealed class DeterminismTests(Feed feed)
{
    // The generator and what it loads, and a library: those that need nothing fetched by npm.
    private static readonly string[] Projects = ["ModelSpecs.Spec", "ModelSpecs.Generator", "ModelSpecs.Results"];

    [Fact]
    public async Task Packed_assemblies_are_those_that_a_copy_of_the_sources_in_another_folder_gives()
    {
        var copy = feed.NewFolder("another copy");
        foreach (var file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "src/Directory.Build.props", "src/Directory.Build.targets", "eng/packages/Package.targets" }
            .Concat(Projects.SelectMany(SourcesOf)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy.Full(file))!);
            File.Copy(Path.Combine(Feed.RepositoryRoot, file), copy.Full(file));
        }

        var packed = PackageFile.Open(feed.Packages, "ModelSpecs.Xunit").Files["analyzers/dotnet/cs/ModelSpecs.Generator.dll"];
        // The commit is part of an assembly's version, and a copy knows none.
        var commit = InformationalVersionOf(packed).Split('+').ElementAtOrDefault(1);
        foreach (var project in (string[])["ModelSpecs.Generator", "ModelSpecs.Results"])
        {
            var build = await copy.DotnetAsync("build", $"src/{project}", "-c", "Release", "-v:quiet", $"-p:SourceRevisionId={commit}");
            build.ExitCode.Should().Be(0, build.ToString());
        }

        var library = PackageFile.Open(feed.Packages, "ModelSpecs").Files;
        File.ReadAllBytes(copy.Full("src/ModelSpecs.Generator/bin/Release/netstandard2.0/ModelSpecs.Generator.dll")).Should().Equal(packed);
        File.ReadAllBytes(copy.Full("src/ModelSpecs.Spec/bin/Release/netstandard2.0/ModelSpecs.Spec.dll")).Should().Equal(library["lib/net10.0/ModelSpecs.Spec.dll"]);
        File.ReadAllBytes(copy.Full("src/ModelSpecs.Results/bin/Release/net10.0/ModelSpecs.Results.dll")).Should().Equal(library["lib/net10.0/ModelSpecs.Results.dll"]);
    }

    private static IEnumerable<string> SourcesOf(string project)
    {
        var folder = Path.Combine(Feed.RepositoryRoot, "src", project);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Feed.RepositoryRoot, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith($"src/{project}/bin/", StringComparison.Ordinal) && !file.StartsWith($"src/{project}/obj/", StringComparison.Ordinal));
    }

    private static string InformationalVersionOf(byte[] assembly)
    {
        using var binary = new PEReader(new MemoryStream(assembly));
        var reader = binary.GetMetadataReader();
        return reader.GetAssemblyDefinition().GetCustomAttributes().Select(handle => reader.GetCustomAttribute(handle))
            .Where(attribute => attribute.Constructor.Kind == HandleKind.MemberReference
                && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
                && reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name) == nameof(AssemblyInformationalVersionAttribute))
            .Select(attribute => { var blob = reader.GetBlobReader(attribute.Value); blob.ReadUInt16(); return blob.ReadSerializedString()!; })
            .Single();
    }
}
