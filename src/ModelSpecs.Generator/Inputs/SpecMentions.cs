using ModelSpecs.Generator.Model;

namespace ModelSpecs.Generator.Inputs;

/// <summary>Finds the specs that other files may extend, so that only those are given to every spec.</summary>
internal static class SpecMentions
{
    /// <summary>Names of spec files that stand anywhere in a text: all that it could extend, and perhaps more.</summary>
    public static EquatableArray<string> In(string text)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        for (var at = 0; (at = text.IndexOf(SpecGenerator.SpecSuffix, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += SpecGenerator.SpecSuffix.Length)
        {
            var start = at;
            while (start > 0 && text[start - 1] is not ('/' or '\\' or '"' or '\'' or '\n' or '\r'))
            {
                start--;
            }

            names.Add(text.Substring(start, at + SpecGenerator.SpecSuffix.Length - start));
        }

        return names.ToEquatableArray();
    }

    /// <summary>Whether a spec's file name ends one of the mentions: a plain one may have a key and a bracket before it.</summary>
    public static bool Contain(IEnumerable<string> mentions, string path) =>
        mentions.Any(mention => mention.EndsWith(Path.GetFileName(path), StringComparison.OrdinalIgnoreCase));
}
