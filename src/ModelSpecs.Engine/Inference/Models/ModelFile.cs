using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;
using System.Text;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Inference.Models;

/// <summary>A model file that was found, read and may be used.</summary>
internal sealed class ModelFile
{
    private const int HashBlock = 1 << 20;
    private static readonly byte[] LfsPointer = "version https://git-lfs.github.com/spec/"u8.ToArray();

    private readonly FileReference reference;
    private readonly List<string> externalFiles;
    private string? hash;

    private ModelFile(FileReference reference, ModelSignature signature, List<string> externalFiles)
    {
        this.reference = reference;
        this.externalFiles = externalFiles;
        Signature = signature;
    }

    /// <summary>Full path.</summary>
    public string Path => reference.FullPath;

    /// <summary>Where the spec names the model.</summary>
    public SourceSpan Span => reference.Written.Span;

    /// <summary>The model as the spec names it.</summary>
    public string Written => reference.Written.Value;

    /// <summary>Inputs, outputs, metadata.</summary>
    public ModelSignature Signature { get; }

    /// <summary>Full paths of the model and of its weights beside it.</summary>
    public IEnumerable<string> Files => externalFiles.Prepend(Path);

    /// <summary>Bytes of the model and of its weights beside it.</summary>
    public long Bytes => externalFiles.Prepend(Path).Sum(file => new FileInfo(file).Length);

    /// <summary>Opens the model of a spec: it exists below the root, is ONNX, and its weights lie beside it.</summary>
    /// <exception cref="SpecException">It cannot be used.</exception>
    public static ModelFile Open(SuiteSpec suite)
    {
        var reference = suite.Model ?? throw new InvalidOperationException("The spec names no model.");
        CheckFile(suite.Root, reference);
        var signature = ReadSignature(reference);
        var problems = new List<SpecDiagnostic>();
        var external = new List<string>();
        foreach (var location in signature.ExternalFiles)
        {
            external.AddRange(ExternalFile(suite.Root, reference, location, problems) is { } path ? [path] : []);
        }

        return problems.Count == 0 ? new ModelFile(reference, signature, external) : throw new SpecException(problems);
    }

    /// <summary>Bytes of the model and its weights.</summary>
    public long Size => externalFiles.Prepend(Path).Sum(file => new FileInfo(file).Length);

    /// <summary>SHA-256 of the model and its weights, <c>sha256:…</c>. Without files of its own for weights it is the hash of the file.</summary>
    /// <exception cref="SpecException">The file is not the pinned one.</exception>
    public string Hash()
    {
        if (hash is not null)
        {
            return hash;
        }

        var own = HashOf(Path);
        CheckPin(own);
        if (externalFiles.Count == 0)
        {
            return hash = $"sha256:{own}";
        }

        var text = new StringBuilder("onnx with external data\n").Append(own).Append('\n');
        for (var i = 0; i < externalFiles.Count; i++)
        {
            text.Append(Signature.ExternalFiles[i]).Append('\n').Append(HashOf(externalFiles[i])).Append('\n');
        }

        return hash = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))}";
    }

    // The file exists, no link of its path leaves the root, and it is no Git LFS pointer.
    private static void CheckFile(string root, FileReference reference)
    {
        var span = reference.Written.Span;
        var written = OneLine.Quote(reference.Written.Value);
        if (LinkGuard.LeavesRoot(root, reference.FullPath))
        {
            throw new SpecException(SpecDiagnostics.ModelLeavesRoot.At(span,
                $"The model is a link out of the root. Found {written}; expected a file below {OneLine.Quote(root)}. Copy it there, or run with --root for a wider root."));
        }

        if (!File.Exists(reference.FullPath))
        {
            var where = Directory.Exists(reference.FullPath) ? "a folder" : "no file";
            var relative = SpecPath.Relative(root, reference.FullPath);
            var also = string.Equals(relative, reference.Written.Value, StringComparison.Ordinal) ? "" : $" (that is {relative})";
            throw new SpecException(SpecDiagnostics.ModelMissing.At(span,
                $"The model is not there. Found {where} at {written}{also}; expected a file, relative to the spec.{Nearby(reference.FullPath)}"));
        }

        try
        {
            Span<byte> start = stackalloc byte[64];
            using var stream = File.OpenRead(reference.FullPath);
            if (start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)].StartsWith(LfsPointer))
            {
                throw new SpecException(SpecDiagnostics.ModelIsLfsPointer.At(span,
                    $"The model was not downloaded. Found a Git LFS pointer in {written}; expected the file that it stands for. Run: git lfs pull."));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpecException(SpecDiagnostics.ModelMissing.At(span, $"The model cannot be read. Found {written}: {e.Message}"));
        }
    }

    private static string HashOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, HashBlock, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private void CheckPin(string found)
    {
        if (reference.Sha256 is { } pin && !string.Equals(pin.Value, found, StringComparison.OrdinalIgnoreCase))
        {
            throw new SpecException(SpecDiagnostics.ModelHashDiffers.At(pin.Span,
                $"The model is not the pinned file. Found sha256 {found} of {OneLine.Quote(Written)}; expected {pin.Value}. If the change is meant, run: modelspecs pin."));
        }
    }

    private static unsafe ModelSignature ReadSignature(FileReference reference)
    {
        var span = reference.Written.Span;
        var written = OneLine.Quote(reference.Written.Value);
        var length = 0L;
        try
        {
            // Of the opened file: the length of a link is its own.
            using var stream = new FileStream(reference.FullPath, FileMode.Open, FileAccess.Read, FileShare.Read);
            length = stream.Length;
            if (length is 0 or > int.MaxValue)
            {
                throw new SpecException(SpecDiagnostics.ModelNotOnnx.At(span, length == 0
                    ? $"The model file is empty. Found 0 bytes in {written}; expected an ONNX model."
                    : $"The model file is larger than an ONNX file can be. Found {length} bytes in {written}; expected less than 2 GiB. Export the weights into a file beside the model (external data)."));
            }

            using var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            using var view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            try
            {
                return OnnxFile.Read(new ReadOnlySpan<byte>(start + view.PointerOffset, (int)length));
            }
            finally
            {
                view.SafeMemoryMappedViewHandle.ReleasePointer();
            }
        }
        catch (InvalidDataException e)
        {
            throw new SpecException(SpecDiagnostics.ModelNotOnnx.At(span,
                $"The model is no ONNX file. Found {written} of {length} bytes: {e.Message}; expected a model in ONNX format. Export it to ONNX, for example with skl2onnx or torch.onnx.export."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpecException(SpecDiagnostics.ModelMissing.At(span, $"The model cannot be read. Found {written}: {e.Message}"));
        }
    }

    private static string? ExternalFile(string root, FileReference reference, string location, List<SpecDiagnostic> problems)
    {
        var span = reference.Written.Span;
        var folder = System.IO.Path.GetDirectoryName(reference.FullPath)!;
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, location));
        if (location.Length == 0 || System.IO.Path.IsPathRooted(location) || !SpecPath.IsBelow(folder, path) || LinkGuard.LeavesRoot(root, path))
        {
            problems.Add(SpecDiagnostics.ModelWeightsOutside.At(span,
                $"The model's weights lie outside its folder. Found {OneLine.Quote(location)} in {OneLine.Quote(reference.Written.Value)}; expected a file beside the model. Export the model again with its weights beside it."));
            return null;
        }

        if (!File.Exists(path))
        {
            problems.Add(SpecDiagnostics.ModelWeightsMissing.At(span,
                $"A file with the model's weights is not there. Found no {OneLine.Quote(location)} beside {OneLine.Quote(reference.Written.Value)}; expected it there. Copy it together with the model (git lfs pull, if it is in Git LFS)."));
            return null;
        }

        return path;
    }

    private static string Nearby(string path)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        return Directory.Exists(folder)
            ? Suggestion.DidYouMean(System.IO.Path.GetFileName(path), Directory.EnumerateFiles(folder).Select(f => System.IO.Path.GetFileName(f)).Order(StringComparer.Ordinal).Take(1000))
            : $" The folder {OneLine.Quote(folder)} does not exist.";
    }
}
