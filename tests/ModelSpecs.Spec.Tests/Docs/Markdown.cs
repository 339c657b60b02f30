namespace ModelSpecs.Spec.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
internal sealed record MarkdownBlock(string Language, string Text, int Line);

/// <summary>Reads fenced blocks.</summary>
internal static class Markdown
{
    public static IReadOnlyList<MarkdownBlock> Blocks(string path)
    {
        var blocks = new List<MarkdownBlock>();
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var start = i;
            var end = Array.FindIndex(lines, i + 1, line => line == "```");
            end.Should().BePositive($"the block in line {start + 1} of {path} ends");
            blocks.Add(new MarkdownBlock(lines[start][3..], string.Join('\n', lines[(start + 1)..end]), start + 1));
            i = end;
        }

        return blocks;
    }
}
