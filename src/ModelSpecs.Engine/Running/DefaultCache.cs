namespace ModelSpecs.Engine.Running;

/// <summary>Where tests and command line keep predictions and parsed columns unless told otherwise: one place, so that neither repeats the other's work.</summary>
public static class DefaultCache
{
    /// <summary>Environment variable that moves the cache, or switches it off with <c>off</c>.</summary>
    public const string Variable = "MODELSPECS_CACHE";

    /// <summary>Folder of the cache of the specs below a root: <c>.modelspecs/cache</c> in it, or what <see cref="Variable"/> says; null: off.</summary>
    /// <param name="root">Full path of the root.</param>
    public static string? DirectoryFor(string root) => DirectoryFor(root, Environment.GetEnvironmentVariable(Variable));

    /// <summary>As <see cref="DirectoryFor(string)"/>, with the variable's value given; a relative one is below the root.</summary>
    /// <param name="root">Full path of the root.</param>
    /// <param name="setting">Value of the variable; null or empty: not set.</param>
    public static string? DirectoryFor(string root, string? setting) => setting switch
    {
        null or "" => Path.Combine(root, ".modelspecs", "cache"),
        _ when setting.Equals("off", StringComparison.OrdinalIgnoreCase) => null,
        _ => Path.GetFullPath(setting, root),
    };
}
