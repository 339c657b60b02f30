using System.Text;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Cli.Pinning;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs pin</c>.</summary>
internal sealed class PinCommand(CliConsole console, CliEngine engine)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes the hashes of golden sets and models into specs, or says which are missing or stale.</summary>
    /// <exception cref="SpecException">A spec does not parse, or a file cannot be read or pinned; what was pinned before stays.</exception>
    public int Execute(IReadOnlyList<string> arguments, bool check, string? root, CancellationToken cancellationToken)
    {
        var files = SpecSet.Files(console, root);
        var paths = SpecFinder.Find(console, arguments);

        // All of them parse, or none is touched.
        var problems = SpecSet.Parse(engine, paths, files).Where(s => s.Result.Spec is null).SelectMany(s => s.Result.Diagnostics).ToList();
        if (problems.Count > 0)
        {
            throw new SpecException(problems);
        }

        var (held, written) = (0, 0);
        var broken = new List<SpecDiagnostic>();
        foreach (var path in paths)
        {
            // By name: after a change every place in the text below it is another.
            foreach (var name in PinTarget.Of(engine.Parse(path, files).SpecOrThrow()).Select(t => t.Name))
            {
                var suite = engine.Parse(path, files).SpecOrThrow();
                var target = PinTarget.Of(suite).Single(t => t.Name == name);
                var hash = target.Hash(cancellationToken);
                if (target.File.Sha256?.Value == hash)
                {
                    held++;
                }
                else if (check)
                {
                    broken.Add(Broken(target, hash));
                }
                else
                {
                    Write(suite, target, hash, files);
                    written++;
                }
            }
        }

        foreach (var diagnostic in broken)
        {
            console.Out.WriteLine(TerminalText.Line(diagnostic.ToString(), console.Show.Unicode));
        }

        console.Out.WriteLine(check
            ? $"{(broken.Count == 0 ? "All pins hold" : "Not all pins hold")}: {held} of {held + broken.Count}."
            : $"{written} pin{(written == 1 ? "" : "s")} written, {held} held already.");
        return broken.Count > 0 ? ExitCodes.Failed : ExitCodes.Passed;
    }

    private static SpecDiagnostic Broken(PinTarget target, string hash) => target.File.Sha256 is { } pin
        ? SpecDiagnostics.PinStale.At(pin.Span,
            $"The file of '{target.Name}' is not the pinned one. Found sha256 {hash} of {OneLine.Quote(target.File.Written.Value)}; expected {pin.Value}. If the change is meant, `modelspecs pin` writes the new one.")
        : SpecDiagnostics.PinMissing.At(target.File.Written.Span,
            $"The file of '{target.Name}' is not pinned. Found {OneLine.Quote(target.File.Written.Value)} without sha256; expected {hash}. `modelspecs pin` writes it.");

    private void Write(SuiteSpec suite, PinTarget target, string hash, ISpecFiles files)
    {
        var file = target.File.Written.Span.File;
        var (text, hasMark) = Read(file, target);
        PinEdit edit;
        try
        {
            edit = PinEditor.Apply(text, target.File.Written.Span, hash);
        }
        catch (PinNotPossibleException exception)
        {
            throw NotPossible(target, exception.Message);
        }

        // What is not understood is not written: the changed text must be the same spec but for the pin.
        var after = engine.Parse(suite.File, new OverlaidFiles(files, file, edit.Text)).Spec;
        if (after is null || PinTarget.Of(after).SingleOrDefault(t => t.Name == target.Name)?.File is not { } pinned
            || pinned.Sha256?.Value != hash || pinned.FullPath != target.File.FullPath || !Checks(after).SequenceEqual(Checks(suite), StringComparer.Ordinal))
        {
            throw NotPossible(target, $"Found a form that `pin` does not know; expected `{target.Name}: path` or `{target.Name}: {{ path: … }}`. Write the pin by hand: sha256: {hash}.");
        }

        try
        {
            AtomicFile.Write(file, stream =>
            {
                stream.Write(hasMark ? Encoding.UTF8.Preamble : default);
                stream.Write(StrictUtf8.GetBytes(edit.Text));
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotPossible(target, $"{OneLine.Escape(exception.Message)} Expected a file that may be written to.");
        }

        Show(target, text, edit);
    }

    /// <summary>The lines that differ, before and after.</summary>
    private void Show(PinTarget target, string before, PinEdit edit)
    {
        console.Out.WriteLine(TerminalText.Line($"{target.File.Written.Span}: pinned '{target.Name}'", console.Show.Unicode));
        foreach (var (sign, text, length) in new[] { ("-", before, edit.Removed), ("+", edit.Text, edit.Inserted) })
        {
            if (length == 0)
            {
                continue;
            }

            var start = edit.Start == 0 ? 0 : text.LastIndexOf('\n', edit.Start - 1) + 1;
            var end = text.IndexOf('\n', edit.Start + length - 1);
            foreach (var line in TerminalText.Lines(text[start..(end < 0 ? text.Length : end)], console.Show.Unicode))
            {
                console.Out.WriteLine($"  {sign} {line}");
            }
        }
    }

    private static (string Text, bool HasMark) Read(string file, PinTarget target)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            var hasMark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble);
            return (StrictUtf8.GetString(bytes.AsSpan(hasMark ? Encoding.UTF8.Preamble.Length : 0)), hasMark);
        }
        catch (DecoderFallbackException)
        {
            throw NotPossible(target, "Found a file that is not UTF-8; expected UTF-8.");
        }
    }

    private static SpecException NotPossible(PinTarget target, string reason) => new(SpecDiagnostics.PinNotPossible.At(target.File.Written.Span,
        $"The pin of '{target.Name}' cannot be written here. {reason}"));

    private static IEnumerable<string> Checks(SuiteSpec suite) =>
        CheckPlan.Of(suite).Select(c => $"{c.DisplayNameOf(null)} {c.MinRows} {c.Owner}").Prepend($"{suite.Name} {suite.Label} {suite.Slices.Count}");
}
