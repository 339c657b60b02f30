namespace ModelSpecs.Metrics.Custom;

/// <summary>A custom perturbation whose name was read once, so that it cannot change or fail during a run.</summary>
public sealed class CustomPerturbation
{
    private readonly ICustomPerturbation perturbation;

    /// <summary>Reads the name of a perturbation.</summary>
    /// <param name="perturbation">The perturbation.</param>
    /// <exception cref="ArgumentException">The name is no identifier.</exception>
    public CustomPerturbation(ICustomPerturbation perturbation)
    {
        ArgumentNullException.ThrowIfNull(perturbation);
        this.perturbation = perturbation;
        Name = CustomName.Require(perturbation.Name, nameof(perturbation));
        Version = $"{perturbation.GetType().FullName} {perturbation.GetType().Module.ModuleVersionId}";
    }

    /// <summary>Name after <c>custom:</c>.</summary>
    public string Name { get; }

    /// <summary>The class and the build that it stands in: another build may change rows otherwise.</summary>
    public string Version { get; }

    /// <summary>Changes one row.</summary>
    /// <returns>What it threw, for people; null: nothing.</returns>
    public string? Perturb(PerturbedRow row)
    {
        try
        {
            perturbation.Perturb(row);
            return null;
        }
#pragma warning disable CA1031 // Code that is not ours may throw anything; the check is then an error that says so.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return CustomName.Reason("Perturb", exception);
        }
    }
}
