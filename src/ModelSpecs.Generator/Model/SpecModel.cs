using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Generator.Model;

/// <summary>All that the generated class of one spec depends on. Equal models give equal text, so an unchanged spec is not generated again.</summary>
internal sealed record SpecModel
{
    /// <summary>Full path of the spec file.</summary>
    public required string File { get; init; }

    /// <summary>The spec file relative to the project's folder, forward slashes.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>The root relative to the project's folder, forward slashes.</summary>
    public required string ProjectRoot { get; init; }

    /// <summary>Name of the suite; null where the spec could not be read.</summary>
    public required string? Suite { get; init; }

    /// <summary>Place of the name, where a second spec of that name is reported.</summary>
    public required SourceSpan NameSpan { get; init; }

    /// <summary>Name of the class.</summary>
    public required string ClassName { get; init; }

    /// <summary>Fingerprint of the checks, by which a run sees that the tests are older than the spec.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Traits that every check has.</summary>
    public EquatableArray<TraitModel> Traits { get; init; }

    /// <summary>The checks in the order of the spec; empty where it could not be read.</summary>
    public EquatableArray<CheckModel> Checks { get; init; }

    /// <summary>Problems.</summary>
    public EquatableArray<DiagnosticInfo> Diagnostics { get; init; }

    /// <summary>Whether the spec has tests of its own; else its class is the one failing test that says why not.</summary>
    public bool IsUsable => Checks.Count > 0;

    /// <summary>Whether a problem lies in the spec itself and not in a file it builds on.</summary>
    public bool IsOwn(DiagnosticInfo diagnostic) => string.Equals(diagnostic.Span.File, File, StringComparison.Ordinal);
}

/// <summary>One check as a test method.</summary>
internal sealed record CheckModel
{
    /// <summary>Name of the method.</summary>
    public required string MethodName { get; init; }

    /// <summary>Identity of the check; of a group's, without its value.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the test case; of a group's, without its value.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Whether each value of the group is a test case.</summary>
    public required bool IsPerGroup { get; init; }

    /// <summary>File of the check: the spec, its defaults or what it extends.</summary>
    public required string File { get; init; }

    /// <summary>Line of the check.</summary>
    public required int Line { get; init; }

    /// <summary>Traits beyond those of the class.</summary>
    public required EquatableArray<TraitModel> Traits { get; init; }
}

/// <summary>A trait of a test case.</summary>
internal sealed record TraitModel(string Name, string Value);
