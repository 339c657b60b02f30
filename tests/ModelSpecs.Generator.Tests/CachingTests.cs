using ModelSpecs.Generator.Tests.Support;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace ModelSpecs.Generator.Tests;

/// <summary>What runs again after an edit: an IDE asks at every keystroke.</summary>
public sealed class CachingTests
{
    private readonly GeneratorHarness _project = GeneratorHarness
        .With("a.spec.yaml", Specs.Named("A"))
        .Write("b.spec.yaml", Specs.Named("B"))
        .Write("c.spec.yaml", "extends: parts/shared.yaml\n" + Specs.Named("C"))
        .Write("parts/shared.yaml", "owner: us\n")
        .Write("modelspecs.yaml", "tags: [t]\n");

    public CachingTests() => _project.Run().Lines.Should().BeEmpty();

    [Fact]
    public void Editing_code_runs_nothing_again()
    {
        var run = _project.Edit("public class Another;").Run();

        run.Models.Values.Should().HaveCount(3).And.OnlyContain(reason => reason == Cached);
        run.Sources.Values.Should().HaveCount(5).And.OnlyContain(reason => reason == Cached);
    }

    [Fact]
    public void Editing_one_spec_parses_and_generates_that_one()
    {
        var run = _project.Write("b.spec.yaml", Specs.Named("B", "0.6")).Run();

        run.Models.Should().Equal(new Dictionary<string, Microsoft.CodeAnalysis.IncrementalStepRunReason> { ["A"] = Cached, ["B"] = Modified, ["C"] = Cached });
        run.Sources.Should().BeEquivalentTo(new Dictionary<string, Microsoft.CodeAnalysis.IncrementalStepRunReason> { ["A"] = Cached, ["B"] = Modified, ["C"] = Cached, ["ModelSpecs"] = Cached, ["ModelSpecsTestRun"] = Cached });
    }

    [Fact]
    public void Editing_a_comment_of_a_spec_generates_nothing()
    {
        var run = _project.Write("b.spec.yaml", Specs.Named("B") + "# no more\n").Run();

        run.Models["B"].Should().Be(Unchanged);
        run.Sources.Values.Should().OnlyContain(reason => reason == Cached);
    }

    [Fact]
    public void Editing_the_defaults_generates_what_they_change_and_nothing_else()
    {
        var run = _project.Write("parts/shared.yaml", "owner: them\n").Run();

        run.Models.Should().Equal(new Dictionary<string, Microsoft.CodeAnalysis.IncrementalStepRunReason> { ["A"] = Unchanged, ["B"] = Unchanged, ["C"] = Modified });
        run.Sources["C"].Should().Be(Modified);
        run.Sources.Where(source => source.Key != "C").Should().OnlyContain(source => source.Value == Cached);
        run.TestsOf("C")[0].Traits.Should().Contain("Owner=them");
    }

    [Fact]
    public void Adding_a_spec_generates_that_one()
    {
        var run = _project.Write("d.spec.yaml", Specs.Named("D")).Run();

        run.Models["D"].Should().Be(New);
        run.Sources["D"].Should().Be(New);
        run.Sources.Where(source => source.Key != "D").Should().OnlyContain(source => source.Value == Cached);
    }

    [Fact]
    public void A_spec_that_is_extended_by_another_generates_both_when_it_is_edited()
    {
        _project.Write("c.spec.yaml", "extends: a.spec.yaml\n" + Specs.Named("C")).Run().Lines.Should().BeEmpty();

        var run = _project.Write("a.spec.yaml", Specs.Named("A") + "owner: someone\n").Run();

        run.Lines.Should().BeEmpty();
        run.TestsOf("C")[0].Traits.Should().Contain("Owner=someone");
        run.Sources.Should().Contain(new KeyValuePair<string, Microsoft.CodeAnalysis.IncrementalStepRunReason>("A", Modified))
            .And.Contain(new KeyValuePair<string, Microsoft.CodeAnalysis.IncrementalStepRunReason>("C", Modified))
            .And.Contain(new KeyValuePair<string, Microsoft.CodeAnalysis.IncrementalStepRunReason>("B", Cached));
    }

    [Fact]
    public void Mentioning_a_file_that_is_no_spec_of_the_project_parses_no_other_spec()
    {
        var run = _project.Write("b.spec.yaml", Specs.Named("B") + "# was old.spec.yaml\n").Run();

        run.Models.Should().Equal(new Dictionary<string, Microsoft.CodeAnalysis.IncrementalStepRunReason> { ["A"] = Cached, ["B"] = Unchanged, ["C"] = Cached });
    }

    [Fact]
    public void A_second_run_on_the_same_inputs_gives_the_same_text()
    {
        var first = _project.Run().Result.GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString()));

        GeneratorHarness.With("modelspecs.yaml", "tags: [t]\n").Write("c.spec.yaml", "extends: parts/shared.yaml\n" + Specs.Named("C")).Write("parts/shared.yaml", "owner: us\n")
            .Write("b.spec.yaml", Specs.Named("B")).Write("a.spec.yaml", Specs.Named("A"))
            .Run().Result.GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString())).Should().BeEquivalentTo(first);
    }
}
