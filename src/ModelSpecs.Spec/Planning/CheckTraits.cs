namespace ModelSpecs.Spec.Planning;

/// <summary>What a test of a check can be filtered by, whoever makes the test.</summary>
public static class CheckTraits
{
    /// <summary><c>Spec</c>, <c>Slice</c>, <c>Metric</c> or <c>Check</c>, <c>Owner</c> where there is one, each <c>Tag</c>: names with values fit for a filter.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(PlannedCheck planned)
    {
        var traits = new List<KeyValuePair<string, string>>
        {
            Trait("Spec", planned.Suite.Name.Value),
            Trait("Slice", planned.SliceName),
            planned.MetricCheck is { } check ? Trait("Metric", check.Metric.Name) : Trait("Check", planned.Check.Kind),
        };
        if (planned.Owner is { } owner)
        {
            traits.Add(Trait("Owner", owner));
        }

        traits.AddRange(planned.Tags.Select(tag => Trait("Tag", tag)));
        return traits;
    }

    private static KeyValuePair<string, string> Trait(string name, string value) => new(name, TraitText.Of(value));
}
