namespace ModelSpecs.Spec.Parsing;

/// <summary>The text files a parse may read. The generator gives only what the compiler handed it; the run time reads the disk.</summary>
public interface ISpecFiles
{
    /// <summary>Full path of the root that a spec belongs to.</summary>
    string RootOf(string specPath);

    /// <summary>Text of a file by full path, or null where it does not exist (or is not an input of the generator).</summary>
    string? Read(string path);
}
