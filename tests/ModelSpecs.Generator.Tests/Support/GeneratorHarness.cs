using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ModelSpecs.Generator.Tests.Support;

/// <summary>A project in memory: files, properties, and the generator run on them as the compiler would.</summary>
internal sealed class GeneratorHarness
{
    /// <summary>Folder of the project; nothing of it is on disk.</summary>
    public const string Project = "/repo/tests/Specs";

    /// <summary>Stands for the run time that generated code calls.</summary>
    private const string Runtime = """
        namespace ModelSpecs.Xunit
        {
            public sealed class GeneratedSpec(System.Type testClass, string file, string root, string fingerprint)
            {
                public System.Type TestClass => testClass;
                public string About => file + root + fingerprint;
                public System.Threading.Tasks.Task Check(string id) => System.Threading.Tasks.Task.FromResult(id);
                public System.Threading.Tasks.Task CheckGroup(string id, string? group, string? problem) => System.Threading.Tasks.Task.FromResult(id + group + problem);
                public System.Threading.Tasks.Task Unusable() => System.Threading.Tasks.Task.CompletedTask;
            }

            public sealed class SpecTestOrderer : global::Xunit.v3.ITestCaseOrderer
            {
                public System.Collections.Generic.IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(System.Collections.Generic.IReadOnlyCollection<TTestCase> testCases)
                    where TTestCase : notnull, global::Xunit.Sdk.ITestCase => testCases;
            }

            public sealed class SpecCollectionOrderer : global::Xunit.v3.ITestCollectionOrderer
            {
                public System.Collections.Generic.IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(System.Collections.Generic.IReadOnlyCollection<TTestCollection> testCollections)
                    where TTestCollection : global::Xunit.Sdk.ITestCollection => testCollections;
            }

            public sealed class SpecReportFixture;

            [System.AttributeUsage(System.AttributeTargets.Method)]
            public sealed class SpecGroupsAttribute(string file, string root, string check) : global::Xunit.v3.DataAttribute
            {
                public string About => file + root + check;
                public override System.Threading.Tasks.ValueTask<System.Collections.Generic.IReadOnlyCollection<global::Xunit.ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, global::Xunit.Sdk.DisposalTracker disposalTracker) => throw new System.NotSupportedException();
                public override bool SupportsDiscoveryEnumeration() => true;
            }
        }
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private static readonly CSharpCompilation Base = CSharpCompilation.Create(
        "Specs",
        [CSharpSyntaxTree.ParseText(Runtime, ParseOptions, "Runtime.cs")],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["build_property.ModelSpecsProjectDir"] = Project,
        ["build_property.RootNamespace"] = "My.Specs",
        ["build_property.ModelSpecsRepositoryRoot"] = "/repo",
        ["build_property.MSBuildProjectFullPath"] = Project + "/Specs.csproj",
    };

    private ImmutableArray<AdditionalText> _files = [];
    private GeneratorDriver? _driver;
    private CSharpCompilation _compilation = Base;

    public static GeneratorHarness With(string path, string text) => new GeneratorHarness().Write(path, text);

    /// <summary>Adds a file or edits it; a path that is not absolute lies below the project.</summary>
    public GeneratorHarness Write(string path, string text)
    {
        var full = Path.GetFullPath(path, Project);
        var file = new MemoryText(full, text);
        var old = _files.FirstOrDefault(f => f.Path == full);
        _files = old is null ? _files.Add(file) : _files.Replace(old, file);
        _driver = old is null ? _driver?.AddAdditionalTexts([file]) : _driver?.ReplaceAdditionalText(old, file);
        return this;
    }

    public GeneratorHarness Property(string name, string? value)
    {
        _properties["build_property." + name] = value ?? "";
        return this;
    }

    public GeneratorHarness Suppress(string id)
    {
        _compilation = _compilation.WithOptions(_compilation.Options.WithSpecificDiagnosticOptions([new(id, ReportDiagnostic.Suppress)]));
        return this;
    }

    public GeneratorHarness Edit(string code)
    {
        _compilation = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(code, ParseOptions));
        return this;
    }

    /// <summary>Runs the generator, again where it ran before.</summary>
    public GeneratorRun Run()
    {
        _driver ??= CSharpGeneratorDriver.Create(
            [new SpecGenerator().AsSourceGenerator()],
            _files,
            ParseOptions,
            new Options(_properties),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var compilation, out var diagnostics);
        if (_driver.GetRunResult().Results.Single().Exception is { } failure)
        {
            throw new InvalidOperationException("The generator failed.", failure);
        }

        return new GeneratorRun(_driver.GetRunResult().Results.Single(), (CSharpCompilation)compilation, diagnostics);
    }

    /// <summary>Errors of the project where the generator did not run.</summary>
    public IReadOnlyList<Diagnostic> Compile() => [.. _compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error)];

    private sealed class MemoryText(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class Options(Dictionary<string, string> properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values(Dictionary<string, string> properties) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => properties.TryGetValue(key, out value);
        }
    }
}
