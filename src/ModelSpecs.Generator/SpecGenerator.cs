using Microsoft.CodeAnalysis;
using ModelSpecs.Generator.Emission;
using ModelSpecs.Generator.Inputs;
using ModelSpecs.Generator.Model;
using ModelSpecs.Generator.Naming;

namespace ModelSpecs.Generator;

/// <summary>One class a spec, one test case a check.</summary>
/// <remarks>
/// Each spec is a step and an output of its own, made of values that compare by content: editing one spec generates one
/// class. The files that specs build on are given to each of them; editing one parses all and generates those that changed.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class SpecGenerator : IIncrementalGenerator
{
    /// <summary>Ending of a spec's file name.</summary>
    public const string SpecSuffix = ".spec.yaml";

    /// <summary>Name of the step that turns files into models, by which tests see what ran again.</summary>
    internal const string ModelStep = "SpecModel";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var settings = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => ProjectSettings.Of(options.GlobalOptions));
        var specs = context.AdditionalTextsProvider.Where(static file => IsSpec(file.Path));
        var shared = Shared(context.AdditionalTextsProvider, specs);
        var models = specs.Combine(shared).Combine(settings)
            .Select(static (input, _) =>
            {
                var ((spec, others), project) = input;
                return SpecModelBuilder.Build(spec.Path, new CompilerSpecFiles(spec, others, project), project);
            })
            .WithTrackingName(ModelStep);

        var namespaces = settings.Select(static (project, _) => TestIdentifier.OfNamespace(project.Namespace));
        var duplicates = models.Select(static (spec, _) => SuiteName.Of(spec)).Collect().Select(static (names, _) => SuiteName.Duplicates(names));
        context.RegisterSourceOutput(models.Combine(namespaces).Combine(duplicates), static (output, input) =>
        {
            var ((spec, @namespace), taken) = input;
            var duplicate = taken.FirstOrDefault(d => string.Equals(d.Span.File, spec.File, StringComparison.Ordinal));
            foreach (var diagnostic in spec.Diagnostics.Where(spec.IsOwn).Concat(duplicate is null ? [] : [duplicate]))
            {
                output.ReportDiagnostic(diagnostic.ToDiagnostic());
            }

            if (duplicate is null)
            {
                output.AddSource(HintName(spec), SpecClassWriter.Write(spec, @namespace));
            }
        });

        // What is wrong with a shared file is said once, not by each spec that builds on it.
        var elsewhere = models.SelectMany(static (spec, _) => spec.Diagnostics.Where(diagnostic => !spec.IsOwn(diagnostic))).Collect();
        context.RegisterSourceOutput(elsewhere, static (output, diagnostics) =>
        {
            foreach (var diagnostic in diagnostics.Distinct())
            {
                output.ReportDiagnostic(diagnostic.ToDiagnostic());
            }
        });

        var hasOrderer = context.CompilationProvider.Select(static (compilation, _) => compilation.Assembly.GetAttributes()
            .Any(attribute => attribute.AttributeClass?.AllInterfaces.Any(type => type.ToDisplayString() == "Xunit.v3.ITestCollectionOrdererAttribute") == true));
        context.RegisterSourceOutput(hasOrderer, static (output, has) => output.AddSource("ModelSpecsTestRun.g.cs", MarkerWriter.Attributes(has)));

        // Not a post-initialisation output: that would be there even where the generator failed.
        var isEmpty = specs.Collect().Select(static (files, _) => files.IsEmpty);
        context.RegisterSourceOutput(isEmpty.Combine(settings), static (output, input) =>
        {
            output.AddSource("ModelSpecs.GeneratorRan.g.cs", MarkerWriter.Text);
            if (input.Left)
            {
                output.ReportDiagnostic(NoSpec.In(input.Right).ToDiagnostic());
            }
        });
    }

    /// <summary>Every file that is no spec, and the specs that another file may extend.</summary>
    private static IncrementalValueProvider<System.Collections.Immutable.ImmutableArray<AdditionalText>> Shared(
        IncrementalValuesProvider<AdditionalText> files,
        IncrementalValuesProvider<AdditionalText> specs)
    {
        var mentions = files
            .Where(static file => IsYaml(file.Path))
            .Select(static (file, cancellation) => SpecMentions.In(file.GetText(cancellation)?.ToString() ?? ""))
            .Where(static found => found.Count > 0)
            .Collect()
            .Select(static (found, _) => found.SelectMany(names => names).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray());
        var extended = specs.Combine(mentions)
            .Where(static pair => SpecMentions.Contain(pair.Right, pair.Left.Path))
            .Select(static (pair, _) => pair.Left)
            .Collect();
        return files.Where(static file => !IsSpec(file.Path)).Collect().Combine(extended)
            .Select(static (both, _) => both.Left.AddRange(both.Right));
    }

    private static bool IsSpec(string path) => path.EndsWith(SpecSuffix, StringComparison.OrdinalIgnoreCase);

    private static bool IsYaml(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    // Hint names differ by more than case, and no two specs have one path.
    private static string HintName(SpecModel spec) => $"{spec.ClassName.TrimStart('@')}.{Spec.Planning.StableHash.Of(spec.ProjectFile)}.g.cs";
}
