using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Samples;

public sealed class SampleSpecTests
{
    public static TheoryData<string> Names { get; } = [.. SampleSpecs.Names];

    [Fact]
    public void There_are_samples() => SampleSpecs.Names.Should().HaveCountGreaterThanOrEqualTo(11);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_parses_without_a_word(string name)
    {
        var result = SampleSpecs.Parse(SampleSpecs.PathOf(name));

        result.Diagnostics.Should().BeEmpty();
        result.Spec.Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_files_a_sample_names_are_there(string name)
    {
        var spec = SampleSpecs.Parse(SampleSpecs.PathOf(name)).SpecOrThrow();
        var inputs = spec.Inputs.Select(input => input.Source).OfType<NpySource>().Select(source => source.File);

        foreach (var file in inputs.Append(spec.Golden.File).Concat(spec.Model is null ? [] : [spec.Model]))
        {
            File.Exists(file.FullPath).Should().BeTrue("{0} is named in {1}", file.Written.Value, name);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_guards_something_and_says_who_answers(string name)
    {
        var spec = SampleSpecs.Parse(SampleSpecs.PathOf(name)).SpecOrThrow();

        CheckPlan.Of(spec).Should().NotBeEmpty();
        spec.Slices.Should().NotBeEmpty();
        spec.Owner.Should().NotBeNullOrEmpty();
        spec.Runbook.Should().NotBeNullOrEmpty();
        spec.Tags.Should().Contain("sample");
        spec.Verdict.MinRows.Should().BeGreaterThan(1);
    }

    [Fact]
    public void The_challenger_is_held_to_the_champions_own_gate()
    {
        var champion = SampleSpecs.Parse(SampleSpecs.PathOf("loan")).SpecOrThrow();
        var result = SampleSpecs.Parse(SampleSpecs.Challenger);
        var challenger = result.SpecOrThrow();

        result.Diagnostics.Should().BeEmpty();
        challenger.Model!.FullPath.Should().EndWith("challenger.onnx").And.NotBe(champion.Model!.FullPath);
        challenger.Golden.File.FullPath.Should().Be(champion.Golden.File.FullPath);
        challenger.Threshold!.Value.Should().Be(champion.Threshold!.Value);
        CheckPlan.Of(challenger).Select(DisplayNames).Should().Equal(CheckPlan.Of(champion).Select(DisplayNames));

        static string DisplayNames(PlannedCheck check) => check.DisplayNameOf(null);
    }
}
