using ModelSpecs.Spec.Catalogue;

namespace ModelSpecs.Spec.Schema;

/// <summary>The JSON Schema (draft 7) that editors complete and check specs with, written from the catalogues the parser reads.</summary>
/// <remarks>It is never stricter than the parser: what a file leaves out may come from defaults or from what it extends, so only the
/// name of a spec is required.</remarks>
public static class SpecSchema
{
    private const string Draft = "http://json-schema.org/draft-07/schema#";

    /// <summary>Schema of a <c>*.spec.yaml</c> file; the same text on every machine.</summary>
    public static string Write() => Write(KeyCatalogue.Spec, "ModelSpecs spec", "A model, a golden set, the slices that matter and what is expected of each.");

    /// <summary>Schema of a <c>modelspecs.yaml</c> file, and of shared parts that specs extend.</summary>
    public static string WriteDefaults() => Write(KeyCatalogue.Defaults, "ModelSpecs defaults", "Defaults of the specs in this folder and below.");

    /// <summary>Schema of one spec: the general one, which offers the names of its data, model and slices besides and refuses nothing more.</summary>
    /// <param name="names">The names.</param>
    public static string Write(SchemaNames names) => Write(KeyCatalogue.Spec, "ModelSpecs spec", "A model, a golden set, the slices that matter and what is expected of each.", names);

    private static string Write(MappingDescriptor top, string title, string description, SchemaNames? names = null)
    {
        var text = new JsonText { Names = names };
        text.Object(schema =>
        {
            schema.Member("$schema", Draft);
            if (names is not null)
            {
                schema.Member("$comment", names.Comment);
            }

            schema.Member("title", title).Member("description", description);
            ShapeSchema.Mapping(schema, top, requiresKeys: true);
            schema.Member("definitions", definitions => definitions.Object(members =>
            {
                CheckSchema.Definitions(members);
                foreach (var list in names?.Lists() ?? [])
                {
                    members.Member(list.Key, value => value.Object(member => member.Member("enum", list.Value)));
                }
            }));
        });
        return text.ToString();
    }
}
