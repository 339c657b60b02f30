namespace ModelSpecs.Metrics.Custom;

/// <summary>Names after <c>custom:</c>.</summary>
public static class CustomName
{
    /// <summary>What such a name begins with in a spec.</summary>
    public const string Prefix = "custom:";

    /// <summary>Most characters of a name.</summary>
    public const int Longest = 100;

    private const int LongestReason = 300;

    /// <summary>Whether a text is a letter or underscore, then letters, digits and underscores, at most <see cref="Longest"/>.</summary>
    public static bool Is(string? name) =>
        name is { Length: > 0 and <= Longest } && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>The name as it is.</summary>
    /// <param name="name">Of a class of the user's.</param>
    /// <param name="parameter">Parameter that the class came in.</param>
    /// <exception cref="ArgumentException">It is no such name.</exception>
    internal static string Require(string? name, string parameter) => Is(name) ? name!
        : throw new ArgumentException($"its Name is {(name is null ? "null" : $"'{name}'")}; expected a letter or underscore, then letters, digits and underscores, at most {Longest}", parameter);

    /// <summary>What code of another's threw, with its place.</summary>
    internal static string Reason(string method, Exception exception)
    {
        var place = new System.Diagnostics.StackTrace(exception, fNeedFileInfo: true).GetFrame(0) is { } frame && frame.GetFileLineNumber() > 0
            ? FormattableString.Invariant($" ({Path.GetFileName(frame.GetFileName())}, line {frame.GetFileLineNumber()})")
            : "";
        var message = exception.Message;
        return $"{method} threw {exception.GetType().Name}: {(message.Length > LongestReason ? message[..LongestReason] + "…" : message)}{place}";
    }
}
