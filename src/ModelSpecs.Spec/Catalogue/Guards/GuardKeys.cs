namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary>The keys of what is watched besides metrics, one row a kind.</summary>
internal static class GuardKeys
{
    /// <summary>The keys, in the order docs list them.</summary>
    public static IReadOnlyList<KeyDescriptor> All { get; } = [DeterministicKeys.Key, LatencyKeys.Key, CostKeys.Key, DriftKeys.Key, HealthKeys.Key, RobustKeys.Key, UnknownKeys.Key, SelectiveKeys.Key, FuzzKeys.Key];

    /// <summary>Their mappings.</summary>
    public static IReadOnlyList<MappingDescriptor> Mappings { get; } = [OtherSetKeys.Mapping, DeterministicKeys.Mapping, LatencyKeys.Mapping, CostKeys.Mapping, DriftKeys.Mapping, DriftKeys.OfColumns, .. HealthKeys.Mappings, .. RobustKeys.Mappings, UnknownKeys.Mapping, UnknownKeys.Confident, SelectiveKeys.Mapping, FuzzKeys.Mapping, FuzzKeys.Column];
}
