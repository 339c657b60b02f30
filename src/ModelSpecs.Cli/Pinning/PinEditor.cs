using ModelSpecs.Spec.Locations;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ModelSpecs.Cli.Pinning;

/// <summary>A pin cannot be written where the file is named; the message says how to write it so that it can.</summary>
internal sealed class PinNotPossibleException(string reason) : Exception(reason);

/// <summary>A changed text and the lines that differ.</summary>
/// <param name="Text">The whole new text.</param>
/// <param name="Start">Index of the first change.</param>
/// <param name="Removed">Characters of the old text that were replaced.</param>
/// <param name="Inserted">Characters that replace them.</param>
internal sealed record PinEdit(string Text, int Start, int Removed, int Inserted);

/// <summary>Puts a sha256 beside a path in YAML text. Only those characters change: comments, order, quotes and line ends stay.</summary>
internal static class PinEditor
{
    private const string PathKey = "path";
    private const string HashKey = "sha256";

    /// <summary>The text with the pin.</summary>
    /// <param name="text">A YAML file that parses.</param>
    /// <param name="place">Where the path is written.</param>
    /// <param name="sha256">64 lower-case hexadecimal digits.</param>
    /// <exception cref="PinNotPossibleException">The path is written in a form that is not edited.</exception>
    public static PinEdit Apply(string text, SourceSpan place, string sha256)
    {
        var found = PathPlace.Find(text, place) ?? throw new PinNotPossibleException(
            "Found an alias or a value that another file gives; expected the path itself. Write the path where the file is named.");
        var path = found.Value;
        if (!path.Anchor.IsEmpty || !path.Tag.IsEmpty)
        {
            throw new PinNotPossibleException("Found a path with an anchor or a tag; expected the path alone. Put the anchor on a mapping `{ path: … }`.");
        }

        if (path.Style is ScalarStyle.Literal or ScalarStyle.Folded || path.End.Line != path.Start.Line)
        {
            throw new PinNotPossibleException("Found a path over several lines; expected one line.");
        }

        if (found.Key != PathKey)
        {
            return Replace(text, path, $"{{ {PathKey}: {FlowText(text, path)}, {HashKey}: {sha256} }}");
        }

        if (found.Hash is { } old)
        {
            var isEmpty = old.Start.Index == old.End.Index;
            return Replace(text, old, isEmpty && old.Start.Index > 0 && text[(int)old.Start.Index - 1] == ':' ? " " + sha256 : sha256);
        }

        return found.IsFlow
            ? Insert(text, (int)path.End.Index, $", {HashKey}: {sha256}")
            : InsertLine(text, path, (int)found.KeyStart.Column - 1, $"{HashKey}: {sha256}");
    }

    private static PinEdit Replace(string text, Scalar scalar, string replacement)
    {
        var (start, end) = ((int)scalar.Start.Index, (int)scalar.End.Index);
        return new PinEdit(string.Concat(text.AsSpan(0, start), replacement, text.AsSpan(end)), start, end - start, replacement.Length);
    }

    private static PinEdit Insert(string text, int at, string inserted) => new(text.Insert(at, inserted), at, 0, inserted.Length);

    /// <summary>A line below the path's, behind its comment, with the path's indent and the file's line ends.</summary>
    private static PinEdit InsertLine(string text, Scalar path, int indent, string line)
    {
        var end = text.IndexOf('\n', (int)path.End.Index);
        var newLine = end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
        var indented = new string(' ', indent) + line;
        return end < 0 ? Insert(text, text.Length, newLine + indented) : Insert(text, end + 1, indented + newLine);
    }

    /// <summary>The path as it stands, or quoted where braces and commas around it would cut it.</summary>
    private static string FlowText(string text, Scalar path)
    {
        var written = text[(int)path.Start.Index..(int)path.End.Index];
        return path.Style == ScalarStyle.Plain && written.AsSpan().ContainsAny(",[]{}")
            ? $"'{written.Replace("'", "''", StringComparison.Ordinal)}'"
            : written;
    }
}
