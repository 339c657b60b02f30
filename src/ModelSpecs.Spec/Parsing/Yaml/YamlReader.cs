using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using YamlDotNet.Core;

namespace ModelSpecs.Spec.Parsing.Yaml;

/// <summary>Turns the text of one YAML file into nodes with places. A syntax error ends the file; everything else is reported and read on.</summary>
internal static class YamlReader
{
    /// <summary>The mapping that a file holds; empty for an empty file; null where a problem ended the file.</summary>
    public static YamlMap? Read(string file, string text, DiagnosticBag bag)
    {
        if (text.Length > SpecLimits.FileCharacters)
        {
            bag.Report(SpecDiagnostics.LimitExceeded, SourceSpan.StartOf(file), "The file is too large", null, $"at most {SpecLimits.FileCharacters} characters");
            return null;
        }

        var source = new YamlText(text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text);
        if (source.FindUnreadable() is { } unreadable)
        {
            bag.Report(
                SpecDiagnostics.YamlSyntax,
                source.SpanOf(file, unreadable),
                source.Text[unreadable] == '\uFFFD' ? "The file is not UTF-8 text" : "The file holds a control character",
                $"U+{(int)source.Text[unreadable]:X4}",
                "UTF-8 text");
            return null;
        }

        YamlMap? map;
        while (!TryRead(file, source, bag, out map))
        {
            // Mended; nothing is kept of the pass that found the need.
        }

        return map;
    }

    private static bool TryRead(string file, YamlText source, DiagnosticBag bag, out YamlMap? map)
    {
        var found = new DiagnosticBag();
        map = null;
        try
        {
            map = new YamlComposer(file, source, found).ReadFile();
        }
        catch (YamlEndException)
        {
            // What ended the file is reported.
        }
        catch (YamlException error)
        {
            if (source.TryMend((int)error.Start.Index))
            {
                return false;
            }

            YamlSyntaxError.Report(file, source, error, found);
        }
#pragma warning disable CA1031 // a fault of the YAML library must be a diagnostic of the file that triggers it
        catch (Exception error) when (error is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            found.Report(SpecDiagnostics.YamlSyntax, SourceSpan.StartOf(file), "The file cannot be read as YAML", OneLine.Quote(error.Message));
        }

        bag.AddRange(found);
        return true;
    }
}

/// <summary>Ends the reading of a file whose problem is already reported.</summary>
#pragma warning disable CA1032, CA1064 // never leaves this folder
internal sealed class YamlEndException : Exception;
#pragma warning restore CA1032, CA1064
