using System.Reflection;

namespace ModelSpecs.Tests.Shared;

/// <summary>A text of the repository that a test makes anew and compares; <c>MODELSPECS_UPDATE=1</c> writes it.</summary>
internal static class ApprovedText
{
    public static string Root { get; } = typeof(ApprovedText).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>Holds a text against a file.</summary>
    /// <param name="text">The text as it is now.</param>
    /// <param name="path">The file, relative to the repository.</param>
    public static void Verify(string text, string path)
    {
        var file = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        var kept = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        // Line by line: the first difference is worth more than two pages.
        text.Split('\n').Should().Equal(kept.Split('\n'), $"{path} is what the code says; run the test with MODELSPECS_UPDATE=1 if the change is meant");
    }

}
