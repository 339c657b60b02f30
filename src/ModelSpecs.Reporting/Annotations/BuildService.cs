namespace ModelSpecs.Reporting.Annotations;

/// <summary>A build service whose log understands commands.</summary>
public enum BuildService
{
    /// <summary>None: nothing is written.</summary>
    None,

    /// <summary>GitHub Actions.</summary>
    GitHub,

    /// <summary>Azure Pipelines.</summary>
    Azure,

    /// <summary>GitLab CI.</summary>
    GitLab,
}

/// <summary>Finds out where a process runs.</summary>
public static class BuildServices
{
    /// <summary>The service whose variables are set.</summary>
    /// <param name="variable">Reads an environment variable; null: not set.</param>
    public static BuildService Detect(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        bool IsTrue(string name) => string.Equals(variable(name), "true", StringComparison.OrdinalIgnoreCase);
        return IsTrue("GITHUB_ACTIONS") ? BuildService.GitHub
            : IsTrue("TF_BUILD") ? BuildService.Azure
            : IsTrue("GITLAB_CI") ? BuildService.GitLab
            : BuildService.None;
    }
}
