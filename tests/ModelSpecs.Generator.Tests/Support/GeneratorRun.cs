using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ModelSpecs.Generator.Tests.Support;

/// <summary>What a run of the generator gave.</summary>
internal sealed record GeneratorRun(GeneratorRunResult Result, CSharpCompilation Compilation, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The generated test classes by name.</summary>
    public IReadOnlyDictionary<string, ClassDeclarationSyntax> Classes => Result.GeneratedSources
        .SelectMany(source => source.SyntaxTree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
        .Where(type => type.Members.Count > 0)
        .ToDictionary(type => type.Identifier.ValueText, StringComparer.Ordinal);

    /// <summary>The test methods of the only test class.</summary>
    public IReadOnlyList<TestMethod> Tests => TestsOf(Classes.Keys.Single());

    /// <summary>Errors and warnings of the compiler about the project with what was generated.</summary>
    public IReadOnlyList<Diagnostic> CompilerProblems =>
        [.. Compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity is DiagnosticSeverity.Error or DiagnosticSeverity.Warning)];

    /// <summary>How the build prints the diagnostics, the project's folder shortened to <c>~</c>.</summary>
    public IReadOnlyList<string> Lines => [.. Diagnostics.Select(d =>
    {
        var span = d.Location.GetLineSpan();
        var place = d.Location == Location.None ? "none" : $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})";
#pragma warning disable CA1308 // as the build prints it
        return $"{place}: {d.Severity.ToString().ToLowerInvariant()} {d.Id}: {d.GetMessage()}".Replace(GeneratorHarness.Project, "~");
#pragma warning restore CA1308
    })];

    public IReadOnlyList<TestMethod> TestsOf(string className) => [.. Classes[className].Members.OfType<MethodDeclarationSyntax>().Select(method => new TestMethod(method, Compilation))];

    /// <summary>Why each model was made or not, by class.</summary>
    public IReadOnlyDictionary<string, IncrementalStepRunReason> Models => Result.TrackedSteps[SpecGenerator.ModelStep]
        .SelectMany(step => step.Outputs)
        .ToDictionary(output => ((ModelSpecs.Generator.Model.SpecModel)output.Value).ClassName, output => output.Reason, StringComparer.Ordinal);

    /// <summary>Why each source file was made or not, by the first part of its name.</summary>
    public IReadOnlyDictionary<string, IncrementalStepRunReason> Sources => Result.TrackedOutputSteps
        .SelectMany(steps => steps.Value)
        .SelectMany(step => step.Outputs)
        .Select(output => (Files: FilesOf(output.Value), output.Reason))
        .SelectMany(output => output.Files.Select(file => (file, output.Reason)))
        .ToDictionary(pair => pair.file.Split('.')[0], pair => pair.Reason, StringComparer.Ordinal);

    // The value of an output step is a tuple of internal types: (generated sources, diagnostics).
    private static IEnumerable<string> FilesOf(object value)
    {
        var sources = (System.Collections.IEnumerable)((System.Runtime.CompilerServices.ITuple)value)[0]!;
        foreach (var source in sources)
        {
            yield return (string)source.GetType().GetProperty("HintName")!.GetValue(source)!;
        }
    }
}

/// <summary>A generated test method, read back from its syntax and its symbols.</summary>
internal sealed class TestMethod(MethodDeclarationSyntax syntax, CSharpCompilation compilation)
{
    private readonly IMethodSymbol _symbol = compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax)!;

    public string Name => _symbol.Name;

    public string Attribute => TestAttribute.AttributeClass!.Name;

    public string? DisplayName => TestAttribute.NamedArguments.Single(a => a.Key == "DisplayName").Value.Value as string;

    /// <summary>Traits of the method and its class, <c>Name=Value</c>.</summary>
    public IReadOnlyList<string> Traits => [.. _symbol.GetAttributes().Concat(_symbol.ContainingType.GetAttributes())
        .Where(a => a.AttributeClass!.Name == "TraitAttribute")
        .Select(a => $"{a.ConstructorArguments[0].Value}={a.ConstructorArguments[1].Value}")
        .Order(StringComparer.Ordinal)];

    /// <summary>Identity that the body hands on.</summary>
    public string Id => (string)((LiteralExpressionSyntax)((InvocationExpressionSyntax)syntax.ExpressionBody!.Expression).ArgumentList.Arguments[0].Expression).Token.Value!;

    /// <summary>Where the compiler says its attributes, its name and its body are.</summary>
    public IReadOnlyList<string> Places => [.. new SyntaxNode[] { syntax }.Concat(syntax.AttributeLists).Append(syntax.ExpressionBody!)
        .Select(node => node.SyntaxTree.GetMappedLineSpan(node.Span))
        .Select(span => $"{span.Path}:{span.StartLinePosition.Line + 1}-{span.EndLinePosition.Line + 1}")
        .Distinct()];

    private AttributeData TestAttribute => _symbol.GetAttributes().Single(a => a.AttributeClass!.Name is "FactAttribute" or "TheoryAttribute");
}
