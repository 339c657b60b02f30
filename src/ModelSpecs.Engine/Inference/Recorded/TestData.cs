using System.Globalization;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Inference.Recorded;

/// <summary>Recorded inputs with the outputs that they gave.</summary>
/// <param name="Name">As messages call them: the name of the folder.</param>
/// <param name="Inputs">Tensors, each named after the model's input.</param>
/// <param name="Outputs">Tensors, each named after the model's output.</param>
internal sealed record RecordedSet(string Name, IReadOnlyList<TensorData> Inputs, IReadOnlyList<TensorData> Outputs);

/// <summary>Reads a folder as the ONNX model zoo has it: <c>test_data_set_0/input_0.pb</c>, <c>output_0.pb</c>, …</summary>
internal static class TestData
{
    private const int MostSets = 1_000;
    private const int MostTensors = 1_000;
    private const long MostBytes = 1_000_000_000;

    /// <summary>The sets in the order of their numbers; what is wrong is added to the problems.</summary>
    public static IReadOnlyList<RecordedSet> Read(FileReference folder, string root, ModelSignature signature, ICollection<SpecDiagnostic> problems, CancellationToken cancellationToken)
    {
        var span = folder.Written.Span;
        if (!Directory.Exists(folder.FullPath) || LinkGuard.LeavesRoot(root, folder.FullPath))
        {
            problems.Add(SpecDiagnostics.TestDataIncomplete.At(span,
                $"test_data: found {(File.Exists(folder.FullPath) ? "a file" : Directory.Exists(folder.FullPath) ? "a link out of the root" : "no folder")} at {OneLine.Quote(folder.Written.Value)}; expected a folder with test_data_set_0, test_data_set_1 and so on, or with input_0.pb and output_0.pb."));
            return [];
        }

        var sets = Numbered(folder.FullPath, "test_data_set_", "", directories: true);
        var folders = sets.Count > 0 ? sets.Values.ToList() : [folder.FullPath];
        if (folders.Count > MostSets)
        {
            problems.Add(SpecDiagnostics.TestDataIncomplete.At(span, FormattableString.Invariant($"test_data: found {folders.Count:N0} sets in {OneLine.Quote(folder.Written.Value)}; expected at most {MostSets:N0}.")));
            return [];
        }

        var read = new List<RecordedSet>();
        foreach (var set in folders)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ReadSet(set, folder, root, signature, problems, cancellationToken) is { } recorded)
            {
                read.Add(recorded);
            }
        }

        return read;
    }

    private static RecordedSet? ReadSet(string set, FileReference folder, string root, ModelSignature signature, ICollection<SpecDiagnostic> problems, CancellationToken cancellationToken)
    {
        var before = problems.Count;
        var inputs = Numbered(set, "input_", ".pb", directories: false);
        var outputs = Numbered(set, "output_", ".pb", directories: false);
        if (!IsWhole(inputs) || !IsWhole(outputs) || inputs.Count != signature.Inputs.Count || outputs.Count == 0 || outputs.Count > signature.Outputs.Count)
        {
            problems.Add(SpecDiagnostics.TestDataIncomplete.At(folder.Written.Span,
                $"test_data: {OneLine.Quote(SpecPath.Relative(root, set))} does not fit the model. Found {Listed(inputs, "input")} and {Listed(outputs, "output")}; expected {Wanted(signature.Inputs.Count, "input")} and {Wanted(signature.Outputs.Count, "output")}, one for each input and output of the model in its order."));
            return null;
        }

        var recorded = new RecordedSet(
            Path.GetFileName(set),
            Named(Read(inputs), [.. signature.Inputs.Select(input => input.Name)]),
            Named(Read(outputs), [.. signature.Outputs.Select(output => output.Value.Name)]));
        return problems.Count == before ? recorded : null;

        List<TensorData> Read(SortedDictionary<int, string> files) => [.. files.Values.Select(file => ReadTensor(file, folder, root, problems, cancellationToken)).OfType<TensorData>()];
    }

    /// <summary>Names of their own count where every tensor has one that the model knows; else their order does.</summary>
    private static List<TensorData> Named(List<TensorData> tensors, List<string> names)
    {
        var own = tensors.ConvertAll(tensor => tensor.Name);
        return own.TrueForAll(names.Contains) && own.Distinct(StringComparer.Ordinal).Count() == own.Count
            ? tensors
            : [.. tensors.Select((tensor, i) => tensor with { Name = names[i] })];
    }

    private static TensorData? ReadTensor(string path, FileReference folder, string root, ICollection<SpecDiagnostic> problems, CancellationToken cancellationToken)
    {
        var reference = new FileReference(new Located<string>(folder.Written.Value, folder.Written.Span), path);
        var name = DataFile.NameOf(reference, root);
        var ofFile = new DataProblems(name, folder.Written.Span);
        try
        {
            using var file = DataFile.Open(reference, root, ofFile);
            file.Unpack(MostBytes, ofFile, cancellationToken);
            var bytes = new byte[file.Length];
            file.Read(0, bytes, ofFile);
            return TensorFile.Read(bytes);
        }
        catch (SpecException problem)
        {
            foreach (var diagnostic in problem.Diagnostics)
            {
                problems.Add(diagnostic);
            }
        }
        catch (InvalidDataException e)
        {
            problems.Add(SpecDiagnostics.TensorInvalid.At(folder.Written.Span, $"{name}: this is no tensor that can be compared: {e.Message}. Write it with onnx.numpy_helper.from_array(…).SerializeToString()."));
        }

        return null;
    }

    private static SortedDictionary<int, string> Numbered(string folder, string prefix, string ending, bool directories)
    {
        var found = new SortedDictionary<int, string>();
        var entries = directories ? Directory.EnumerateDirectories(folder, prefix + "*") : Directory.EnumerateFiles(folder, prefix + "*" + ending);
        foreach (var path in entries.Take(10 * MostTensors))
        {
            var name = Path.GetFileName(path);
            var digits = name.AsSpan()[prefix.Length..^ending.Length];
            // Of "1" and "01" one would hide the other.
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && digits.Length == number.ToString(CultureInfo.InvariantCulture).Length)
            {
                found[number] = path;
            }
        }

        return found;
    }

    private static bool IsWhole(SortedDictionary<int, string> files) => files.Count <= MostTensors && files.Keys.Select((number, i) => number == i).All(isNext => isNext);

    private static string Listed(SortedDictionary<int, string> files, string noun) => files.Count == 0
        ? $"no {noun}_*.pb"
        : $"{string.Join(", ", files.Values.Take(5).Select(file => Path.GetFileName(file)))}{(files.Count > 5 ? ", …" : "")}";

    private static string Wanted(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{(count == 1 ? $"{noun}_0.pb" : $"{noun}_0.pb to {noun}_{count - 1}.pb")}");
}
