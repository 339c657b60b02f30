using static ModelSpecs.Spec.Catalogue.CommonKeys;

namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary>A data set besides the golden one.</summary>
internal static class OtherSetKeys
{
    /// <summary><c>{ path, … }</c></summary>
    public static MappingDescriptor Mapping { get; } = new("another set",
        [
            .. new[] { "path", "sha256", "format", "columns", "nulls", "where" }.Select(name => PartKeys.Golden.Find(name)!),
        ]);

    /// <summary>A path, or the mapping.</summary>
    public static ValueShape Shape { get; } = new EitherShape(FilePath, new MappingShape(Mapping));
}
