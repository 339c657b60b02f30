using System.Security.Cryptography;

namespace ModelSpecs.EndToEnd.Tests.Samples;

/// <summary>What testdata/make.py made is what lies there.</summary>
public sealed class TestDataTests
{
    private static readonly string Folder = Path.Combine(Sample.Root, "testdata");
    private static readonly string[] Made = [".onnx", ".pb", ".csv", ".tsv", ".gz", ".jsonl", ".npy", ".npz"];

    [Fact]
    public void Every_made_file_has_its_checksum()
    {
        var recorded = File.ReadAllLines(Path.Combine(Folder, "CHECKSUMS"))
            .Select(line => line.Split("  "))
            .ToDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal);
        var present = MadeFiles().ToDictionary(
            file => Path.GetRelativePath(Folder, file).Replace('\\', '/'),
            file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))),
            StringComparer.Ordinal);

        present.Should().BeEquivalentTo(recorded);
    }

    [Fact]
    public void The_files_stay_small()
    {
        var sizes = MadeFiles().Select(file => new FileInfo(file).Length).ToList();

        sizes.Max().Should().BeLessThan(2_000_000);
        sizes.Sum().Should().BeLessThan(8_000_000);
    }

    [Fact]
    public void Every_sample_has_the_script_that_made_it_and_its_source()
    {
        var samples = MadeFiles().Select(file => Path.Combine(Folder, Path.GetRelativePath(Folder, file).Split(Path.DirectorySeparatorChar)[0])).Distinct(StringComparer.Ordinal).ToList();

        samples.Should().NotBeEmpty().And.OnlyContain(folder => File.Exists(Path.Combine(folder, "make.py")) && File.Exists(Path.Combine(folder, "SOURCE.md")));
        samples.Select(folder => File.ReadAllText(Path.Combine(folder, "SOURCE.md"))).Should().OnlyContain(text => text.Contains("**Licence**", StringComparison.Ordinal));
    }

    private static IEnumerable<string> MadeFiles() =>
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(file => Made.Contains(Path.GetExtension(file)));
}
