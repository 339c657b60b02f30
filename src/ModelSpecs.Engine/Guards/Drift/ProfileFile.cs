using System.Security.Cryptography;
using ModelSpecs.Results.Json;
using ModelSpecs.Results.Profiles;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>Reads profiles from files.</summary>
public static class ProfileFile
{
    // A reviewable file is small; beyond this it is none.
    private const long MostBytes = 256L << 20;

    /// <summary>A profile; null where it cannot be read, which is reported.</summary>
    /// <param name="file">The file, and its pin where it has one.</param>
    /// <param name="root">Full path of the root that it, links followed, must lie below; null: it was named by whoever typed the command.</param>
    /// <param name="diagnostics">Takes the problem.</param>
    public static ProfileDocument? Read(FileReference file, string? root, ICollection<SpecDiagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(diagnostics);
        try
        {
            if (root is not null && File.Exists(file.FullPath) && LinkGuard.LeavesRoot(root, file.FullPath))
            {
                Report($"A link leads out of the root. Found a file that is not below {root}; expected one that is.");
                return null;
            }

            // A pipe or a device has no length, and opening it could wait for ever.
            if (File.Exists(file.FullPath) && new FileInfo(file.FullPath).Length == 0)
            {
                Report("Found 0 bytes; expected what `modelspecs profile` writes.");
                return null;
            }

            using var stream = new FileStream(file.FullPath, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > MostBytes)
            {
                Report(FormattableString.Invariant($"Found {stream.Length >> 20} MiB; expected at most {MostBytes >> 20} MiB."));
                return null;
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (file.Sha256 is { } pin && !pin.Value.Equals(hash, StringComparison.OrdinalIgnoreCase))
            {
                diagnostics.Add(SpecDiagnostics.DataFilePinDiffers.At(pin.Span, $"The file is not the pinned one. Found sha256 {hash}; expected {OneLine.Escape(pin.Value)}. If the change is meant, write the new one."));
                return null;
            }

            return ProfileText.Read(bytes);
        }
        catch (ResultsFormatException problem)
        {
            Report(problem.Message);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Report(problem is FileNotFoundException or DirectoryNotFoundException ? "Found no such file; expected one that `modelspecs profile` wrote." : $"Found {problem.Message} Expected a file that can be read.");
            return null;
        }

        void Report(string what) => diagnostics.Add(SpecDiagnostics.ProfileInvalid.At(file.Written.Span,
            $"The profile {OneLine.Quote(file.Written.Value)} cannot be read. {OneLine.Escape(what)}"));
    }
}
