using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ModelSpecs.Packages.Tests.Support;

namespace ModelSpecs.Packages.Tests.Templates;

/// <summary><c>dotnet new modelspecs</c> as installed from the package: what somebody has after one command.</summary>
[Collection(FeedCollection.Name)]
[Trait("Category", "Slow")]
public sealed class TemplateTests(Feed feed)
{
    [Fact]
    public void The_package_is_a_template_that_holds_a_whole_project()
    {
        var package = PackageFile.Open(feed.Packages, "ModelSpecs.Templates");

        package.Metadata("license").Should().Be("MIT");
        package.Metadata("packageTypes").Should().BeEmpty("its elements say it");
        package.Version.Should().Be(feed.Version);
        Encoding.UTF8.GetString(package.Files["README.md"]).Should().StartWith("# ModelSpecs.Templates\n");
        package.Dependencies.Should().BeEmpty();
        package.Files.Keys.Where(file => file.StartsWith("content/modelspecs/", StringComparison.Ordinal)).Select(file => file["content/modelspecs/".Length..]).Should().BeEquivalentTo(
            [".template.config/template.json", "gitignore.txt", "project.xml", "README.md", "schema/modelspec.schema.json", "specs/breast-cancer.spec.yaml", "specs/breast-cancer.onnx", "specs/breast-cancer.csv"]);
        package.Files["content/modelspecs/specs/breast-cancer.onnx"].Should().Equal(File.ReadAllBytes(Path.Combine(Feed.RepositoryRoot, "testdata", "breast_cancer", "model.onnx")));
    }

    [Fact]
    public void The_project_refers_to_the_versions_that_the_repository_is_tested_with()
    {
        var project = XDocument.Load(new MemoryStream(PackageFile.Open(feed.Packages, "ModelSpecs.Templates").Files["content/modelspecs/project.xml"]));
        var known = XDocument.Load(Path.Combine(Feed.RepositoryRoot, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => (string)package.Attribute("Include")!, package => (string)package.Attribute("Version")!, StringComparer.Ordinal);
        known["ModelSpecs.Xunit"] = feed.Version;

        var references = project.Descendants("PackageReference").ToList();
        references.Should().HaveCount(4);
        foreach (var reference in references)
        {
            ((string?)reference.Attribute("Version")).Should().Be(known[(string)reference.Attribute("Include")!], $"{reference} is the tested one");
        }
    }

    [Fact]
    public async Task A_new_project_passes_and_fails_where_a_bound_is_broken()
    {
        var folder = feed.NewFolder("from the template");
        Directory.CreateDirectory(folder.Path);
        // Templates are kept for the user otherwise: this one goes with the folder.
        string[] hive = ["--debug:custom-hive", folder.Full("hive")];
        var package = PackageFile.Open(feed.Packages, "ModelSpecs.Templates").Path;

        var install = await folder.DotnetAsync(["new", "install", package, .. hive]);
        install.ExitCode.Should().Be(0, install.ToString());
        var create = await folder.DotnetAsync(["new", "modelspecs", "-o", "Credit.ModelTests", "--Framework", "net10.0", .. hive]);
        create.ExitCode.Should().Be(0, create.ToString());

        File.Exists(folder.Full("Credit.ModelTests/Credit.ModelTests.csproj")).Should().BeTrue("the name is that of the folder");
        (await File.ReadAllTextAsync(folder.Full("Credit.ModelTests/README.md"), TestContext.Current.CancellationToken)).Should().StartWith("# Credit.ModelTests\n");
        (await File.ReadAllTextAsync(folder.Full("Credit.ModelTests/.gitignore"), TestContext.Current.CancellationToken)).Should().Contain(".modelspecs/");

        var (test, tests) = await folder.TestAsync("Credit.ModelTests");
        test.ExitCode.Should().Be(0, test.ToString());
        test.Output.Should().NotContain(": warning ");
        tests.Should().HaveCountGreaterThan(8).And.OnlyContain(result => result.Outcome == "Passed");
        tests.Select(result => result.Name).Should().Contain("large: recall >= 0.85").And.Contain("overall: roc_auc >= 0.95");

        // What its README says to try.
        var readme = await File.ReadAllTextAsync(folder.Full("Credit.ModelTests/README.md"), TestContext.Current.CancellationToken);
        var change = Regex.Match(readme, "change `(?<from>[^`]+)` to `(?<to>[^`]+)`");
        var spec = await File.ReadAllTextAsync(folder.Full("Credit.ModelTests/specs/breast-cancer.spec.yaml"), TestContext.Current.CancellationToken);
        spec.Should().Contain(change.Groups["from"].Value);
        folder.Write("Credit.ModelTests/specs/breast-cancer.spec.yaml", spec.Replace(change.Groups["from"].Value, change.Groups["to"].Value));

        var (broken, after) = await folder.TestAsync("Credit.ModelTests");
        broken.ExitCode.Should().NotBe(0);
        after.Where(result => result.Outcome == "Failed").Select(result => result.Name).Should().Equal("overall: recall >= 0.95");
        broken.Output.Should().Contain("0.870");
    }
}
