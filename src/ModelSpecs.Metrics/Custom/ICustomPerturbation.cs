namespace ModelSpecs.Metrics.Custom;

/// <summary>A change of inputs of your own. A public class with a public parameterless constructor that implements this is named <c>custom:Name</c> in an entry of <c>robust</c>:
/// under <c>dotnet test</c> where it stands in the test project, on the command line where <c>--assembly</c> names its assembly.</summary>
/// <remarks>One instance serves the whole run and <see cref="Perturb"/> is called from several threads at once: keep no state that a call changes. Draw random numbers from the row alone, so that
/// the same row is changed alike in every run.</remarks>
public interface ICustomPerturbation
{
    /// <summary>The name after <c>custom:</c>: a letter or underscore, then letters, digits and underscores (ASCII), at most 100.</summary>
    string Name { get; }

    /// <summary>Changes one row in place. What it throws makes the checks errors, never passes.</summary>
    /// <param name="row">The row's columns, or its image; it is used again for the next row, so keep none.</param>
    void Perturb(PerturbedRow row);
}
