using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Parsing.Values;

/// <summary>Paths written in specs: relative to the file they are written in, below the root, the same on every machine.</summary>
internal static class PathValue
{
    private const int LongestPath = 1_000;

    /// <summary>The full path, or null where the path is not allowed, which is reported.</summary>
    public static string? Resolve(Located<string> written, ParseContext context)
    {
        var text = written.Value;
        if (text.Length > LongestPath)
        {
            context.Bag.Report(SpecDiagnostics.LimitExceeded, written.Span, "The path is too long", null, $"at most {LongestPath} characters");
            return null;
        }

        if (!IsCarried(text))
        {
            context.Bag.Report(SpecDiagnostics.FileNameNotAllowed, written.Span, "A file name with quotes or control characters is not allowed", OneLine.Quote(text), remedy: "Rename the file.");
            return null;
        }

        if (FormProblem(text) is var (what, remedy) && what is not null)
        {
            context.Bag.Report(SpecDiagnostics.PathNotAllowed, written.Span, what, OneLine.Quote(text), "a path relative to this file, such as ../testdata/golden.csv", remedy);
            return null;
        }

        return Join(written, context);
    }

    /// <summary>Whether generated code, logs and traits can carry a file name.</summary>
    public static bool IsCarried(string path) => path.IndexOf('"') < 0 && !OneLine.IsUnsafe(path);

    private static (string? What, string? Remedy) FormProblem(string text)
    {
        if (text.IndexOf("://", StringComparison.Ordinal) >= 0)
        {
            return ("A path is not a link", "Keep the file in the repository.");
        }

        if (text[0] is '/' or '~' || (text.Length > 1 && text[1] == ':'))
        {
            return ("An absolute path is not allowed", null);
        }

        if (text.IndexOf('\\') >= 0)
        {
            return ("A backslash does not separate folders on every machine", $"Write {OneLine.Quote(text.Replace("\\\\", "/").Replace('\\', '/'))}.");
        }

        return text[text.Length - 1] == '/' ? ("The path names a folder, not a file", null) : (null, null);
    }

    private static string? Join(Located<string> written, ParseContext context)
    {
        var parts = new List<string>();
        var folder = Path.GetDirectoryName(written.Span.File) ?? context.Root;
        if (!SpecPath.AreEqual(folder, context.Root))
        {
            parts.AddRange(SpecPath.Relative(context.Root, folder).Split('/'));
        }

        foreach (var part in written.Value.Split('/'))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part != "..")
            {
                parts.Add(part);
                continue;
            }

            if (parts.Count == 0)
            {
                context.Bag.Report(SpecDiagnostics.PathNotAllowed, written.Span, "The path leaves the root", OneLine.Quote(written.Value), $"a path below {OneLine.Quote(context.Root)}", "The root is the nearest folder with .git or a modelspecs.yaml that says root: true, else that of the spec; put such a modelspecs.yaml into the folder that holds both.");
                return null;
            }

            parts.RemoveAt(parts.Count - 1);
        }

        if (parts.Find(part => part[0] == '.') is { } hidden)
        {
            context.Bag.Report(SpecDiagnostics.PathNotAllowed, written.Span, "A hidden file or folder is not allowed", OneLine.Quote(hidden), "a path without a component that begins with a dot");
            return null;
        }

        if (parts.Count == 0)
        {
            context.Bag.Report(SpecDiagnostics.PathNotAllowed, written.Span, "The path names the root itself", OneLine.Quote(written.Value), "a file below it");
            return null;
        }

        return Path.Combine(context.Root, string.Join(Path.DirectorySeparatorChar.ToString(), parts));
    }
}
