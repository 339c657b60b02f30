using ModelSpecs.Results;
namespace ModelSpecs.Reporting.Summary;

/// <summary>A part of a summary: a heading and items, of which the last may be left out where there is no room.</summary>
internal sealed record SummarySection
{
    /// <summary>The heading, safe.</summary>
    public required string Title { get; init; }

    /// <summary>What stands between the heading and the items, safe, ending with a line feed: a sentence and an empty line, the head of a table.</summary>
    public string Intro { get; init; } = "";

    /// <summary>Items, most important first, each whole and ending with a line feed; only those that may be shown.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>How many there are in all.</summary>
    public required long Total { get; init; }

    /// <summary>What one is called.</summary>
    public required string Noun { get; init; }

    /// <summary>Whether it opens only on a click.</summary>
    public bool Folded { get; init; }

    /// <summary>The section of things, the first of which are written as items.</summary>
    public static SummarySection Of<T>(string title, string noun, IReadOnlyList<T> things, int most, Func<T, string> write, string intro = "", bool folded = false) => new()
    {
        Title = title, Noun = noun, Intro = intro, Folded = folded, Total = things.Count, Items = [.. things.Take(most).Select(write)],
    };

    /// <summary>The section with its first items; what is left out is counted.</summary>
    public string Text(int shown)
    {
        var left = Total - shown;
        var more = left > 0 ? $"\n<sub>… {Counted.Of(left, shown > 0 ? "more " + Noun : Noun)}, see <code>report.html</code>.</sub>\n" : "";
        var body = Intro + string.Concat(Items.Take(shown)) + more;
        return Folded ? $"\n<details><summary>{Title}</summary>\n\n{body}\n</details>\n" : $"\n### {Title}\n\n{body}";
    }
}
