using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Generator.Inputs;

/// <summary>The YAML files that the compiler was handed. Nothing else is read: a generator that looked at the disk would not see its inputs change.</summary>
internal sealed class CompilerSpecFiles : ISpecFiles
{
    private readonly Dictionary<string, AdditionalText> _files = new(StringComparer.Ordinal);
    private readonly ProjectSettings _settings;

    public CompilerSpecFiles(AdditionalText spec, ImmutableArray<AdditionalText> others, ProjectSettings settings)
    {
        _settings = settings;
        foreach (var file in others)
        {
            _files[Path.GetFullPath(file.Path)] = file;
        }

        _files[Path.GetFullPath(spec.Path)] = spec;
    }

    /// <inheritdoc />
    public string RootOf(string specPath)
    {
        if (_settings.Root is { } root)
        {
            return Path.GetFullPath(root);
        }

        var repository = _settings.RepositoryRoot is { } folderWithGit ? Path.GetFullPath(folderWithGit) : null;
        var folder = Path.GetDirectoryName(Path.GetFullPath(specPath)) ?? specPath;
        for (var candidate = folder; candidate is not null; candidate = Path.GetDirectoryName(candidate))
        {
            if ((repository is not null && SpecPath.AreEqual(candidate, repository))
                || (Find(Path.Combine(candidate, SpecDefaults.FileName))?.GetText()?.ToString() is { } defaults && SpecDefaults.SaysRoot(defaults)))
            {
                return candidate;
            }
        }

        return folder;
    }

    /// <inheritdoc />
    public string? Read(string path)
    {
        if (TextOf(path) is { } text)
        {
            return text.ToString();
        }

        return string.Equals(Path.GetFileName(path), SpecDefaults.FileName, StringComparison.Ordinal)
            ? null
            : throw new FileNotFoundException("It is no input of the build. Where the file exists, name it in the project's property ModelSpecsFiles.");
    }

    /// <summary>Text of an input; null where there is none of that path.</summary>
    public SourceText? TextOf(string path) => Find(Path.GetFullPath(path))?.GetText();

    private AdditionalText? Find(string fullPath) => _files.TryGetValue(fullPath, out var file) ? file : null;
}
