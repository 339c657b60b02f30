namespace ModelSpecs.Engine.Tests.Guards;

/// <summary>The blocks of a page that show what a failure says are what one says.</summary>
internal static class PageBlock
{
    /// <summary>The first block of text of a page holds the lines of a message, from the first that begins with a word to the one before another; <c>MODELSPECS_UPDATE=1</c> writes them.</summary>
    public static void ShouldHold(string page, string message, string from, string before)
    {
        var lines = message.Split('\n').SkipWhile(line => !line.TrimStart().StartsWith(from, StringComparison.Ordinal)).TakeWhile(line => !line.StartsWith(before, StringComparison.Ordinal))
            .Select(line => line.Length > 2 ? line[2..] : line).ToList();
        var path = Path.Combine(RepositoryRoot.Path, "docs", page);
        var text = File.ReadAllText(path);
        var start = text.IndexOf("```text\n", StringComparison.Ordinal) + "```text\n".Length;
        var end = text.IndexOf("\n```\n", start, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1")
        {
            File.WriteAllText(path, text[..start] + string.Join('\n', lines) + text[end..]);
            return;
        }

        lines.Should().HaveCountGreaterThan(2);
        text[start..end].Split('\n').Should().Equal(lines);
    }
}
