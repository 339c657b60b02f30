using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Parsing.Values;

/// <summary>Links that reports show: http(s), or a relative path.</summary>
internal static class LinkValue
{
    /// <summary>The link; null where absent or not allowed.</summary>
    public static string? Read(MappingReader reader, string key)
    {
        if (reader.Text(key) is not { } link)
        {
            return null;
        }

        if (IsAllowed(link.Value))
        {
            return link.Value;
        }

        reader.Context.Bag.Report(SpecDiagnostics.LinkNotAllowed, link.Span, $"The link of {OneLine.Quote(key)} is not allowed", OneLine.Quote(link.Value), reader.ShapeOf(key).Expected);
        return null;
    }

    /// <summary>Whether a report may carry the link.</summary>
    internal static bool IsAllowed(string link)
    {
        if (OneLine.IsUnsafe(link))
        {
            return false;
        }

        if (link.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || link.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return link.IndexOf(' ') < 0;
        }

        // A scheme ends with the first colon; before a slash there is none in a relative path. A browser reads \ as /.
        var colon = link.IndexOf(':');
        var slash = link.IndexOf('/');
        return (colon < 0 || (slash >= 0 && slash < colon)) && link[0] is not ('/' or '\\') && !char.IsWhiteSpace(link[0]);
    }
}
