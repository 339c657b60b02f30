using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelSpecs.Generator.Tests.Support;

namespace ModelSpecs.Generator.Tests.Inputs;

/// <summary>The root that generated tests hand to the run time is the one that the command line finds on disk.</summary>
public sealed class RootTests
{
    [Fact]
    public void It_is_the_repository_relative_to_the_project() =>
        RootOf(GeneratorHarness.With("sub/a.spec.yaml", Specs.Named("A"))).Should().Be(("sub/a.spec.yaml", "../.."));

    [Fact]
    public void It_is_a_folder_nearer_to_the_spec_whose_defaults_say_so() =>
        RootOf(GeneratorHarness.With("sub/deep/a.spec.yaml", Specs.Named("A")).Write("sub/modelspecs.yaml", "root: true\n")).Should().Be(("sub/deep/a.spec.yaml", "sub"));

    [Fact]
    public void Defaults_that_do_not_say_so_are_no_root() =>
        RootOf(GeneratorHarness.With("a.spec.yaml", Specs.Named("A")).Write("modelspecs.yaml", "owner: us\n")).Should().Be(("a.spec.yaml", "../.."));

    [Fact]
    public void It_is_the_folder_of_the_spec_where_there_is_neither() =>
        RootOf(GeneratorHarness.With("sub/a.spec.yaml", Specs.Named("A")).Property("ModelSpecsRepositoryRoot", null)).Should().Be(("sub/a.spec.yaml", "sub"));

    [Fact]
    public void It_is_what_the_project_says() =>
        RootOf(GeneratorHarness.With("sub/a.spec.yaml", Specs.Named("A")).Property("ModelSpecsRoot", "/repo/tests").Write("sub/modelspecs.yaml", "root: true\n")).Should().Be(("sub/a.spec.yaml", ".."));

    [Fact]
    public void A_spec_may_lie_beside_the_project() =>
        RootOf(GeneratorHarness.With("/repo/models/a.spec.yaml", Specs.Named("A"))).Should().Be(("../../models/a.spec.yaml", "../.."));

    [Fact]
    public void The_defaults_of_every_folder_from_the_root_down_are_in_force()
    {
        var run = GeneratorHarness.With("a.spec.yaml", Specs.Named("A")).Write("/repo/modelspecs.yaml", "owner: far\ntags: [far]\n").Write("/modelspecs.yaml", "runbook: a/b.md\nowner: outside\n").Run();

        run.Tests[0].Traits.Should().Contain("Owner=far").And.Contain("Tag=far");
    }

    private static (string File, string Root) RootOf(GeneratorHarness project)
    {
        var run = project.Run();
        run.Lines.Should().BeEmpty();
        var constants = run.Classes.Values.Single().Members.OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables)
            .Where(variable => variable.Initializer!.Value is LiteralExpressionSyntax)
            .ToDictionary(variable => variable.Identifier.Text, variable => (string)((LiteralExpressionSyntax)variable.Initializer!.Value).Token.Value!);
        return (constants["File__"], constants["Root__"]);
    }
}
