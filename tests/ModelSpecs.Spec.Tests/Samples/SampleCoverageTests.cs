using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Samples;

/// <summary>The samples are the manual that cannot lie: what is in the language and in no sample fails here (docs/samples.md).</summary>
public sealed class SampleCoverageTests
{
    private static readonly UsedKeys Used = Walk();

    [Fact]
    public void Every_key_of_the_language_is_in_some_sample()
    {
        var known = KeyCatalogue.All.SelectMany(mapping => mapping.Keys.Select(key => $"{mapping.Name}/{key.Name}"))
            // modelspecs.yaml takes nearly every key of a spec; of those it is enough that a spec has them.
            .Where(key => !key.StartsWith(KeyCatalogue.Defaults.Name + "/", StringComparison.Ordinal) || key.EndsWith("/root", StringComparison.Ordinal))
            // Classes of a user's own are in no sample: `modelspecs run specs` is given no assembly.
            .Where(key => !key.StartsWith("a custom perturbation/", StringComparison.Ordinal));

        known.Except(Used.Keys, StringComparer.Ordinal).Should().BeEmpty();
    }

    [Fact]
    public void Every_metric_of_the_catalogue_is_checked_in_some_sample() =>
        MetricCatalogue.All.Select(metric => metric.Name).Except(Used.Metrics, StringComparer.Ordinal).Should().BeEmpty();

    [Theory]
    [InlineData("a slice/every", "day", "week", "month", "quarter", "year")]
    [InlineData("verdict/inconclusive", "warn", "skip")]
    [InlineData("outputs/activation", "softmax", "sigmoid")]
    [InlineData("a spec/task", "binary", "multiclass", "regression")]
    [InlineData("a check/average", "macro", "micro", "weighted")]
    public void Every_choice_that_changes_a_meaning_is_in_some_sample(string key, params string[] choices) =>
        choices.Select(choice => $"{key} = {choice}").Except(Used.Choices, StringComparer.Ordinal).Should().BeEmpty();

    [Fact]
    public void Every_kind_of_bound_is_in_some_sample()
    {
        var bounds = SampleSpecs.All
            .SelectMany(spec => CheckPlan.Of(spec).Select(planned => planned.MetricCheck))
            .OfType<MetricCheckSpec>()
            .ToList();

        bounds.Select(check => check.Comparison).Distinct().Should().BeEquivalentTo(Enum.GetValues<Comparison>());
        bounds.Select(check => check.Scope).Distinct().Should().BeEquivalentTo(Enum.GetValues<CheckScope>());
        foreach (var reference in Enum.GetValues<BoundReference>())
        {
            bounds.Should().Contain(check => check.Bound.Reference == reference, "{0}", reference);
        }

        bounds.Should().Contain(check => check.Bound.Reference != BoundReference.Number && check.Bound.OffsetIsRelative, "± n %");
        bounds.Should().Contain(check => check.Bound.Reference != BoundReference.Number && !check.Bound.OffsetIsRelative && check.Bound.Offset != 0, "± number");
        bounds.Should().Contain(check => check.Bound.Factor != 1, "n x reference");
    }

    [Fact]
    public void Every_dataset_format_is_in_some_sample()
    {
        var files = SampleSpecs.All.Select(spec => spec.Golden.File.Written.Value)
            .Concat(SampleSpecs.All.SelectMany(spec => spec.Inputs).Select(input => input.Source).OfType<NpySource>().Select(source => source.File.Written.Value))
            .ToList();

        foreach (var ending in (string[])[".csv", ".csv.gz", ".tsv", ".jsonl", ".jsonl.gz", ".npy", ".npz"])
        {
            files.Should().Contain(file => file.EndsWith(ending, StringComparison.Ordinal), ending);
        }
    }

    private static UsedKeys Walk()
    {
        var used = new UsedKeys();
        foreach (var name in SampleSpecs.Names)
        {
            used.AddFile(SampleSpecs.PathOf(name), KeyCatalogue.Spec);
        }

        used.AddFile(Path.Combine(SampleSpecs.Folder, "shared", "credit.yaml"), KeyCatalogue.Spec);
        used.AddFile(Path.Combine(SampleSpecs.Folder, "modelspecs.yaml"), KeyCatalogue.Defaults);
        used.AddFile(Path.Combine(SampleSpecs.Root, "modelspecs.yaml"), KeyCatalogue.Defaults);
        return used;
    }
}
