namespace ModelSpecs.Cli.Doctor;

/// <summary>What marks a schema with the names of a spec, so that one of another version is told.</summary>
internal static class SchemaMark
{
    /// <summary>Begins its <c>$comment</c>.</summary>
    public static string Text { get; } = $"Made by {CliApp.Tool} for ";
}
