using System.Runtime.InteropServices;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Datasets.Npy;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Recorded;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Parity;

/// <summary>What a parity compares with, read and held against the model as far as that goes without running it.</summary>
/// <param name="Outputs">Names of the outputs to compare.</param>
/// <param name="Sets">Recorded inputs and outputs; empty: the golden set's rows are compared.</param>
/// <param name="Arrays">Recorded outputs of the golden set's rows, by output; empty: another source.</param>
internal sealed record ParityReference(IReadOnlyList<string> Outputs, IReadOnlyList<RecordedSet> Sets, IReadOnlyDictionary<string, TensorData> Arrays);

/// <summary>Reads what parities compare with.</summary>
internal static class ParityReferences
{
    private const long MostBytes = 2_000_000_000;
    private const int ColumnLimit = 100_000;

    /// <summary>The spec with a parity's other model in its model's place; null: it compares with something else.</summary>
    public static SuiteSpec? SuiteOf(SuiteSpec suite, ParitySpec parity) => parity.Source is ModelSource source
        ? suite with { Model = source.Model, Parity = [], Contract = null, Compare = null, Snapshot = null }
        : null;

    /// <summary>Columns of the golden set that parities need; a problem is added for each that is not there.</summary>
    public static IEnumerable<string> ColumnsNeeded(SuiteSpec suite, IReadOnlyList<string> header, InferenceOptions options, ICollection<SpecDiagnostic> problems)
    {
        var known = new HashSet<string>(header, StringComparer.Ordinal);
        var needed = new List<string>();
        foreach (var parity in suite.Parity)
        {
            if (SuiteOf(suite, parity) is { } other)
            {
                Collect(problems, () => needed.AddRange(Predictor.ColumnsNeeded(other, header, options)));
            }
            else if (parity.Source is RecordedColumnsSource source)
            {
                foreach (var (_, columns) in source.Columns)
                {
                    foreach (var column in Expanded(columns, known))
                    {
                        if (known.Contains(column.Value))
                        {
                            needed.Add(column.Value);
                        }
                        else
                        {
                            problems.Add(SpecDiagnostics.UnknownColumn.At(column.Span,
                                $"parity: column {OneLine.Quote(column.Value)} is not in {OneLine.Escape(Path.GetFileName(suite.Golden.File.FullPath))}. Found {string.Join(", ", header.Take(20).Select(OneLine.Escape))}{(header.Count > 20 ? $", … ({header.Count} columns)" : "")}; expected one of these.{Suggestion.DidYouMean(column.Value, header)}"));
                        }
                    }
                }
            }
        }

        return needed;
    }

    /// <summary>The columns of an output, runs taken apart.</summary>
    public static IEnumerable<Located<string>> Expanded(IEnumerable<Located<string>> columns, IReadOnlySet<string> known) => columns.SelectMany(column =>
        !known.Contains(column.Value) && ColumnRun.TryParse(column.Value) is { } run ? run.Names().Take(ColumnLimit).Select(name => new Located<string>(name, column.Span)) : [column]);

    /// <summary>Reads what a parity compares with; null where a problem was added.</summary>
    public static ParityReference? Read(SuiteSpec suite, ParitySpec parity, RowSelection rows, ICollection<SpecDiagnostic> problems, CancellationToken cancellationToken)
    {
        var before = problems.Count;
        ParityReference? reference = null;
        Collect(problems, () => reference = Read(suite, parity, ModelFile.Open(suite).Signature, rows, problems, cancellationToken));
        return problems.Count == before ? reference : null;
    }

    private static ParityReference? Read(SuiteSpec suite, ParitySpec parity, ModelSignature signature, RowSelection rows, ICollection<SpecDiagnostic> problems, CancellationToken cancellationToken)
    {
        var all = signature.Outputs.Select(output => output.Value.Name).ToList();
        var said = parity.Outputs.Select(output => output.Name).ToList();
        said.ForEach(name => CheckName(name, all, "output", problems));
        switch (parity.Source)
        {
            case ModelSource source:
                var other = ModelFile.Open(SuiteOf(suite, parity)!).Signature;
                List<string> wanted = said.Count > 0 ? said.ConvertAll(name => name.Value) : all;
                foreach (var name in wanted.Where(name => all.Contains(name) && other.FindOutput(name) is null))
                {
                    problems.Add(SpecDiagnostics.ParityNameUnknown.At(source.Model.Written.Span,
                        $"parity {OneLine.Quote(parity.Name.Value)}: {OneLine.Quote(source.Model.Written.Value)} has no output {OneLine.Quote(name)}. Found {Names(other.Outputs.Select(o => o.Value.Name))}; expected the outputs of the model, {Names(wanted)}. Say which to compare with outputs:."));
                }

                return new ParityReference(wanted, [], new Dictionary<string, TensorData>());
            case TestDataSource source:
                var sets = TestData.Read(source.Folder, suite.Root, signature, problems, cancellationToken);
                return new ParityReference(Compared(all, sets.Count == 0 ? all : [.. sets[0].Outputs.Select(output => output.Name)]), sets, new Dictionary<string, TensorData>());
            case RecordedColumnsSource source:
                foreach (var (output, columns) in source.Columns)
                {
                    CheckName(output, all, "output", problems);
                    CheckColumns(output, columns, rows, problems);
                }

                List<string> recorded = [.. source.Columns.Select(output => output.Key.Value)];
                return new ParityReference(Compared(recorded, recorded), [], new Dictionary<string, TensorData>());
            default:
                return Arrays((ArraysSource)parity.Source);
        }

        // What is compared has to be recorded: an output that is not is no pass.
        List<string> Compared(List<string> unlessSaid, List<string> recorded)
        {
            foreach (var name in (said.Count > 0 ? said : [.. unlessSaid.Select(name => new Located<string>(name, parity.Name.Span))]).Where(name => all.Contains(name.Value) && !recorded.Contains(name.Value)))
            {
                problems.Add(SpecDiagnostics.ParityNameUnknown.At(name.Span,
                    $"parity {OneLine.Quote(parity.Name.Value)}: output {OneLine.Quote(name.Value)} is not recorded. Found {Names(recorded)}; expected it too. Record it, or say which to compare with outputs:."));
            }

            return said.Count > 0 ? said.ConvertAll(name => name.Value) : unlessSaid;
        }

        ParityReference? Arrays(ArraysSource source)
        {
            List<string> inputNames = [.. signature.Inputs.Select(input => input.Name)];
            var hasInputs = source.Inputs.Count > 0;
            // One archive may hold both.
            var isOneFile = hasInputs && source.Inputs[0].Name is null && source.Outputs[0].Name is null && source.Inputs[0].File.FullPath == source.Outputs[0].File.FullPath;
            var outputs = Load(suite, source.Outputs, all, isOneFile ? inputNames : [], "output", problems, cancellationToken);
            var inputs = Load(suite, source.Inputs, inputNames, isOneFile ? all : [], "input", problems, cancellationToken);
            if (outputs.Count == 0 && problems.Count == 0)
            {
                problems.Add(SpecDiagnostics.ParityNameUnknown.At(source.Outputs[0].File.Written.Span, $"parity {OneLine.Quote(parity.Name.Value)}: no output is recorded. Found no array named like one; expected one of {Names(all)}."));
            }

            var names = Compared([.. outputs.Select(output => output.Name)], [.. outputs.Select(output => output.Name)]);
            if (hasInputs)
            {
                foreach (var input in inputNames.Where(name => !inputs.Exists(read => read.Name == name)))
                {
                    problems.Add(SpecDiagnostics.ParityNameUnknown.At(source.Inputs[0].File.Written.Span, $"parity {OneLine.Quote(parity.Name.Value)}: input {OneLine.Quote(input)} is not recorded. Found {Names(inputs.Select(read => read.Name))}; expected all inputs of the model, {Names(inputNames)}."));
                }

                return new ParityReference(names, [new RecordedSet("", inputs, outputs)], new Dictionary<string, TensorData>());
            }

            foreach (var output in outputs.Where(output => output.Shape.Length == 0 || output.Shape[0] != rows.Table.Rows))
            {
                problems.Add(SpecDiagnostics.ArrayRowsDiffer.At(source.Outputs[0].File.Written.Span, FormattableString.Invariant(
                    $"The recorded output and the golden set have different numbers of rows. Found {output.Display} of {OneLine.Quote(output.Name)}; expected a first axis of {rows.Table.Rows}, as in {OneLine.Quote(suite.Golden.File.Written.Value)}. Say inputs: where other rows were fed.")));
            }

            return new ParityReference(names, [], outputs.ToDictionary(output => output.Name, StringComparer.Ordinal));
        }
    }

    private static List<TensorData> Load(
        SuiteSpec suite, IReadOnlyList<RecordedFile> files, List<string> names, List<string> others, string noun, ICollection<SpecDiagnostic> problems, CancellationToken cancellationToken)
    {
        var read = new List<TensorData>();
        foreach (var file in files)
        {
            Collect(problems, () =>
            {
                if (file.Name is { } name)
                {
                    CheckName(name, names, noun, problems);
                    read.Add(Tensor(name.Value, RecordedArrays.ReadOne(file.File, suite.Root, MostBytes, cancellationToken)));
                    return;
                }

                foreach (var array in RecordedArrays.ReadAll(file.File, suite.Root, MostBytes, cancellationToken).Where(array => !others.Contains(array.Name!)))
                {
                    CheckName(new Located<string>(array.Name!, file.File.Written.Span), names, noun, problems);
                    read.Add(Tensor(array.Name!, array));
                }
            });
        }

        return read;
    }

    private static TensorData Tensor(string name, RecordedArray array) => array.Values is string[] texts
        ? new TensorData(name, ModelElement.String, array.Shape, [], texts)
        : new TensorData(name, ElementOf(array.Values), array.Shape, BytesOf(array.Values), null);

    // By type code: to a type test of the runtime, ulong[] is long[] too.
    private static ModelElement ElementOf(Array values) => Type.GetTypeCode(values.GetType().GetElementType()) switch
    {
        TypeCode.Boolean => ModelElement.Bool,
        TypeCode.SByte => ModelElement.Int8,
        TypeCode.Byte => ModelElement.UInt8,
        TypeCode.Int16 => ModelElement.Int16,
        TypeCode.UInt16 => ModelElement.UInt16,
        TypeCode.Int32 => ModelElement.Int32,
        TypeCode.UInt32 => ModelElement.UInt32,
        TypeCode.Int64 => ModelElement.Int64,
        TypeCode.UInt64 => ModelElement.UInt64,
        TypeCode.Single => ModelElement.Float,
        TypeCode.Double => ModelElement.Double,
        _ => ModelElement.Float16,
    };

    private static byte[] BytesOf(Array values)
    {
        if (values is Half[] halves)
        {
            return MemoryMarshal.AsBytes(halves.AsSpan()).ToArray();
        }

        var bytes = new byte[Buffer.ByteLength(values)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return bytes;
    }

    private static void CheckColumns(Located<string> output, IEnumerable<Located<string>> columns, RowSelection rows, ICollection<SpecDiagnostic> problems)
    {
        var found = Expanded(columns, rows.Table.Header.ToHashSet(StringComparer.Ordinal)).Select(column => (Column: rows.Table.Find(column.Value), Place: column)).Where(column => column.Column is not null).ToList();
        foreach (var (column, place) in found.Where(column => column.Column!.Nulls is not null))
        {
            var missing = rows.Find(row => column!.Nulls![row]);
            if (missing.Count == 0)
            {
                continue;
            }

            problems.Add(SpecDiagnostics.ParityColumnUnusable.At(place.Span, $"parity: column {OneLine.Quote(column!.Name)} has missing values. Found no value of {OneLine.Quote(output.Value)} in {missing.Name(rows)}; expected one for each row. Leave those rows out with golden.where, or record them."));
        }

        if (found.Count > 0 && ComparedValues.Of([.. found.Select(column => column.Column!)]) is null)
        {
            problems.Add(SpecDiagnostics.ParityColumnUnusable.At(found[0].Place.Span, $"parity: the columns of {OneLine.Quote(output.Value)} are of types that no output has. Found {string.Join(", ", found.Select(column => $"{OneLine.Quote(column.Column!.Name)} {column.Column.Kind.ToString().ToLowerInvariant()}"))}; expected all numbers, all booleans or all texts. Say their types with golden.columns."));
        }
    }

    private static void CheckName(Located<string> name, List<string> names, string noun, ICollection<SpecDiagnostic> problems)
    {
        if (!names.Contains(name.Value))
        {
            problems.Add(SpecDiagnostics.ParityNameUnknown.At(name.Span, $"parity: the model has no {noun} {OneLine.Quote(name.Value)}. Found {Names(names)}; expected one of these.{Suggestion.DidYouMean(name.Value, names)}"));
        }
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Take(20).Select(OneLine.Quote)) is { Length: > 0 } text ? text : "none";

    private static void Collect(ICollection<SpecDiagnostic> problems, Action step)
    {
        try
        {
            step();
        }
        catch (SpecException problem)
        {
            foreach (var diagnostic in problem.Diagnostics)
            {
                problems.Add(diagnostic);
            }
        }
    }
}
