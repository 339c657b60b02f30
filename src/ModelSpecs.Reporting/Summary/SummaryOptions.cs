namespace ModelSpecs.Reporting.Summary;

/// <summary>How a summary is written.</summary>
public sealed record SummaryOptions
{
    /// <summary>Longest key of a summary.</summary>
    public const int LongestKey = 64;

    /// <summary>Least room: headings and counts take as much in the worst case.</summary>
    public const int LeastCharacters = 50_000;

    /// <summary>Tells this summary from others of the same pull request, so that each is updated in place; null: there is one. Letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    /// <exception cref="ArgumentException">It holds another character, is empty or too long.</exception>
    public string? Key
    {
        get;
        init => field = value is null || IsKey(value) ? value : throw new ArgumentException($"Found a key that is not 1 to {LongestKey} letters, digits, '.', '_' or '-'.", nameof(value));
    }

    /// <summary>What the runs are called that stand beside this one on the page; empty: none.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>Most characters (UTF-16 units), at least <see cref="LeastCharacters"/>: GitHub takes 65,536 in a comment, and what is written around it wants some.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less.</exception>
    public int MostCharacters
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, LeastCharacters);
            field = value;
        }
    } = 60_000;

    /// <summary>Whether a text can be a key: it stands in a comment of HTML, which nothing in it may end.</summary>
    public static bool IsKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= LongestKey && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-') && !text.Contains("--", StringComparison.Ordinal);
    }

    /// <summary>The first line of the summary: hidden, and what a program finds the comment by.</summary>
    public string Marker => Key is null ? "<!-- modelspecs-summary -->" : $"<!-- modelspecs-summary: {Key} -->";
}
