using System.Text;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Spec.Schema;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs schema</c>.</summary>
internal sealed class SchemaCommand(CliConsole console)
{
    /// <summary>Writes a schema to a file, or to the standard output.</summary>
    public int Execute(string? file, bool defaults)
    {
        var schema = (defaults ? SpecSchema.WriteDefaults() : SpecSchema.Write()).TrimEnd() + "\n";
        if (file is null)
        {
            console.Out.Write(schema);
        }
        else
        {
            OutputFile.Write("--out", file, OutputFile.Prepare(console, "--out", file), stream => stream.Write(Encoding.UTF8.GetBytes(schema)));
            console.Out.WriteLine($"Written: {console.Display(console.FullPath(file))}");
        }

        return ExitCodes.Passed;
    }
}
