using System.Reflection;

namespace ModelSpecs.Spec.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = typeof(Checkout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Compares a generated file with the checkout's; with MODELSPECS_UPDATE=1 it is written instead.</summary>
    public static void ShouldHold(string relative, string generated)
    {
        var path = PathOf(relative);
        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, generated);
        }

        File.Exists(path).Should().BeTrue($"{relative} is generated; run the tests of ModelSpecs.Spec with MODELSPECS_UPDATE=1");
        File.ReadAllText(path).ReplaceLineEndings("\n").Should().Be(generated, $"{relative} is generated; run the tests of ModelSpecs.Spec with MODELSPECS_UPDATE=1 and commit it");
    }
}
