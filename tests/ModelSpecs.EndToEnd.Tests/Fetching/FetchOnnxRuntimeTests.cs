using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ModelSpecs.EndToEnd.Tests.Fetching;

/// <summary>eng/onnxruntime/fetch.mjs against a registry of its own: an npm that hands out a small archive.</summary>
public sealed class FetchOnnxRuntimeTests : IDisposable
{
    private const string Package = "com.github.asus4.onnxruntime";

    private static readonly string[] Wanted =
    [
        "LICENSE", "Plugins/Linux/x64/libonnxruntime.so", "Plugins/Windows/arm64/onnxruntime.dll", "Plugins/Windows/x64/onnxruntime.dll",
        "Plugins/macOS/arm64/libonnxruntime.dylib", "Runtime/OrtEnv.shared.cs", "Runtime/Tensors/Tensor.shared.cs",
    ];

    private readonly string root = Directory.CreateTempSubdirectory("modelspecs-test-").FullName;
    private readonly string bin;
    private readonly string node;

    public FetchOnnxRuntimeTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the npm in its place is a shell script");
        bin = Directory.CreateDirectory(Path.Combine(root, "bin")).FullName;
        node = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, "node")).First(File.Exists);
        var repository = typeof(FetchOnnxRuntimeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        File.Copy(Path.Combine(repository, "eng", "onnxruntime", "fetch.mjs"), Path.Combine(root, "fetch.mjs"));
        Publish([.. Wanted, "Editor/Build.cs", "Plugins/Android/onnxruntime.aar", "../../evil.cs", "Runtime/../../evil.cs"]);
        Npm("cp \"$(dirname \"$0\")/archive.tgz\" \"$4/package.tgz\"");
    }

    private string Target => Path.Combine(root, "cache", "1.0");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Only_the_wanted_files_are_kept()
    {
        (await FetchAsync()).Should().Be((0, ""));

        Files(root, "cache").Should().Equal([.. Wanted.Select(f => $"cache/1.0/{f}").Append("cache/1.0/complete.json").Order(StringComparer.Ordinal)]);
        (await File.ReadAllTextAsync(Path.Combine(Target, Wanted[1]), TestContext.Current.CancellationToken)).Should().Be($"package/{Wanted[1]} of some length");
        Files(Path.GetDirectoryName(root)!, Path.GetFileName(root)).Should().NotContain(f => f.Contains("evil"));
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_again()
    {
        await FetchAsync();
        Npm("exit 1");

        (await FetchAsync()).Should().Be((0, ""));
    }

    [Fact]
    public async Task A_damaged_folder_is_replaced()
    {
        await FetchAsync();
        await File.WriteAllTextAsync(Path.Combine(Target, Wanted[1]), "cut", TestContext.Current.CancellationToken);

        (await FetchAsync()).Should().Be((0, ""));

        (await File.ReadAllTextAsync(Path.Combine(Target, Wanted[1]), TestContext.Current.CancellationToken)).Should().Contain("of some length");
        Directory.GetFileSystemEntries(Path.Combine(root, "cache")).Should().ContainSingle();
    }

    [Fact]
    public async Task Builds_that_start_at_once_leave_one_folder()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => FetchAsync()));

        all.Should().AllBeEquivalentTo((0, ""));
        Directory.GetFileSystemEntries(Path.Combine(root, "cache")).Should().ContainSingle();
    }

    [Fact]
    public async Task An_archive_of_another_hash_is_an_error_and_leaves_nothing()
    {
        Lock("sha512-" + Convert.ToBase64String(SHA512.HashData("something else"u8)));

        var (code, output) = await FetchAsync();

        code.Should().Be(1);
        output.Should().StartWith($"ORT006: The archive of {Package} is not the one in package-lock.json. Found sha512-").And.NotContain("\n");
        Directory.GetFileSystemEntries(Path.Combine(root, "cache")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("echo 'npm error code E404' >&2; exit 1", "ORT004: npm's registry has no com.github.asus4.onnxruntime 1.0.0.")]
    [InlineData("echo 'npm error code ENOTFOUND' >&2; echo 'npm error more' >&2; exit 1", "ORT005: npm could not fetch com.github.asus4.onnxruntime 1.0.0: code ENOTFOUND more.")]
    [InlineData("exit 0", "ORT005: npm pack com.github.asus4.onnxruntime@1.0.0 wrote no archive.")]
    public async Task A_failing_npm_is_one_line_with_a_remedy(string script, string expected)
    {
        Npm(script);

        var (code, output) = await FetchAsync();

        code.Should().Be(1);
        output.Should().StartWith(expected).And.NotContain("\n");
    }

    [Fact]
    public async Task A_missing_npm_is_named()
    {
        File.Delete(Path.Combine(bin, "npm"));

        (await FetchAsync()).Should().Be((1, "ORT002: npm was not found. Install Node.js with npm, or build with -p:OnnxRuntimeFrom=nuget."));
    }

    [Fact]
    public async Task An_archive_without_the_libraries_is_an_error()
    {
        Publish(["LICENSE", "Runtime/OrtEnv.shared.cs"]);

        (await FetchAsync()).Output.Should().StartWith("ORT007: ");
    }

    private void Npm(string script)
    {
        var path = Path.Combine(bin, "npm");
        File.WriteAllText(path, $"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void Publish(IEnumerable<string> files)
    {
        var archive = Path.Combine(bin, "archive.tgz");
        using (var tar = new TarWriter(new GZipStream(File.Create(archive), CompressionLevel.Fastest), TarEntryFormat.Ustar))
        {
            foreach (var file in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "package/" + file)
                {
                    DataStream = new MemoryStream(Encoding.ASCII.GetBytes($"package/{file} of some length")),
                });
            }
        }

        Lock("sha512-" + Convert.ToBase64String(SHA512.HashData(File.ReadAllBytes(archive))));
    }

    private void Lock(string integrity) => File.WriteAllText(
        Path.Combine(root, "package-lock.json"), $$"""{ "packages": { "node_modules/{{Package}}": { "version": "1.0.0", "integrity": "{{integrity}}" } } }""");

    private async Task<(int Code, string Output)> FetchAsync()
    {
        var start = new ProcessStartInfo(node, [Path.Combine(root, "fetch.mjs"), Target]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = bin;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output.TrimEnd('\n'));
    }

    private static IEnumerable<string> Files(string folder, string below) => Directory.EnumerateFiles(Path.Combine(folder, below), "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
