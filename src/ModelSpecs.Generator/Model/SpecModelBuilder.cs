using ModelSpecs.Generator.Inputs;
using ModelSpecs.Generator.Naming;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Generator.Model;

/// <summary>Turns a spec file into the model of its tests.</summary>
internal static class SpecModelBuilder
{
    /// <summary>Parses a spec and plans its tests.</summary>
    /// <param name="path">Path of the spec, as the compiler was given it.</param>
    /// <param name="files">The compiler's files.</param>
    /// <param name="settings">The project.</param>
    public static SpecModel Build(string path, CompilerSpecFiles files, ProjectSettings settings)
    {
        var file = Path.GetFullPath(path);
        var parsed = SpecParser.Parse(file, files);
        var model = new SpecModel
        {
            File = file,
            ProjectFile = RelativePath.From(settings.ProjectDir, file),
            ProjectRoot = RelativePath.From(settings.ProjectDir, files.RootOf(file)),
            Suite = parsed.Spec?.Name.Value,
            NameSpan = parsed.Spec?.Name.Span ?? SourceSpan.StartOf(file),
            ClassName = parsed.Spec is { } named ? TestIdentifier.OfSuite(named.Name.Value) : TestIdentifier.OfUnreadable(RelativePath.From(settings.ProjectDir, file)),
        };
        if (parsed.Spec is not { } suite)
        {
            return model with { Diagnostics = Infos(parsed.Diagnostics, files) };
        }

        var plan = CheckPlan.Of(suite);
        if (plan.Count == 0)
        {
            // Said once, and as what it is here: an error.
            var others = parsed.Diagnostics.Where(d => !string.Equals(d.Id, SpecDiagnostics.NothingExpected.Id, StringComparison.Ordinal));
            return model with { Diagnostics = Infos(others.Append(NoCheck(suite)), files) };
        }

        var traits = plan.Select(TraitsOf).ToList();
        var shared = traits[0].Where(trait => traits.TrueForAll(own => own.Contains(trait))).ToList();
        return model with
        {
            Fingerprint = CheckPlan.FingerprintOf(plan),
            Traits = shared.ToEquatableArray(),
            Checks = plan.Select((planned, i) => CheckOf(planned, traits[i].Except(shared))).ToEquatableArray(),
            Diagnostics = Infos(parsed.Diagnostics, files),
        };
    }

    private static SpecDiagnostic NoCheck(SuiteSpec suite) => SpecDiagnostics.NoCheck.At(suite.Name.Span,
        $"The spec has no check, so nothing of it would be tested. Found {suite.Slices.Count} slice{(suite.Slices.Count == 1 ? "" : "s")} and no expectation; expected at least one, e.g. expect: {{ accuracy: \">= trivial + 0.05\" }}.");

    private static CheckModel CheckOf(PlannedCheck planned, IEnumerable<TraitModel> traits) => new()
    {
        MethodName = TestIdentifier.OfCheck(planned),
        Id = planned.IdOf(null),
        DisplayName = planned.DisplayNameOf(null),
        IsPerGroup = planned.IsPerGroup,
        File = planned.Check.Span.File,
        Line = planned.Check.Span.Line,
        Traits = traits.ToEquatableArray(),
    };

    private static List<TraitModel> TraitsOf(PlannedCheck planned) => [.. CheckTraits.Of(planned).Select(trait => new TraitModel(trait.Key, trait.Value))];

    private static EquatableArray<DiagnosticInfo> Infos(IEnumerable<SpecDiagnostic> diagnostics, CompilerSpecFiles files) =>
        diagnostics.Select(d => DiagnosticInfo.Of(d, d.Span.Line == 0 ? null : files.TextOf(d.Span.File))).ToEquatableArray();
}
