namespace ModelSpecs.Spec.Catalogue;

/// <summary>Shapes and keys that several mappings share.</summary>
internal static class CommonKeys
{
    public static readonly TextShape Free = new();
    public static readonly TextShape NameText = new(TextUse.Name);
    public static readonly TextShape Column = new(TextUse.Column);
    public static readonly TextShape FilePath = new(TextUse.Path);
    public static readonly TextShape Sha256 = new(TextUse.Sha256);
    public static readonly TextShape PredicateText = new(TextUse.Predicate);

    public static readonly KeyDescriptor PathKey = new("path", FilePath, "The file, relative to the file this is written in.", "\"../testdata/golden.csv\"", Required: true);
    public static readonly KeyDescriptor HashKey = new("sha256", Sha256, "Pins the file: a run stops when its SHA-256 differs. `modelspecs pin` writes it.", "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"");
    public static readonly KeyDescriptor OwnerKey = new("owner", NameText, "Who answers when a check fails.", "\"risk-ml\"");
    public static readonly KeyDescriptor RunbookKey = new("runbook", new TextShape(TextUse.Link), "Link or path to what a person does when a check fails.", "\"docs/runbooks/loan.md\"");
    public static readonly KeyDescriptor ActionKey = new("action", Free, "What to do when a check fails: roll back, fall back, retrain.", "\"roll back to the last release\"");
    public static readonly KeyDescriptor TagsKey = new("tags", new ListShape(NameText, Maximum: 100), "Free tags; each is a trait to filter tests by.", "[\"nightly\", \"credit\"]");
}
