using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Engine.Inference.Recorded;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Parity;

/// <summary>Runs the model beside what it has to agree with.</summary>
/// <param name="suite">The spec.</param>
/// <param name="table">The golden set, all of it.</param>
/// <param name="kept">Rows that are predicted; null: all.</param>
/// <param name="judged">Of them the positions of those that are judged, in their order; null: all.</param>
/// <param name="options">How inference is done.</param>
/// <param name="cancellationToken">Stops between batches.</param>
internal sealed class ParityRun(SuiteSpec suite, Table table, int[]? kept, int[]? judged, InferenceOptions options, CancellationToken cancellationToken)
{
    private readonly RowSelection rows = new(table, kept);

    /// <summary>Every parity of the spec, in order.</summary>
    /// <param name="diagnostics">Takes problems with the files; a parity that has one has no outcome.</param>
    public async Task<IReadOnlyList<ParityOutcome>> RunAsync(ICollection<SpecDiagnostic> diagnostics)
    {
        var outcomes = new List<ParityOutcome>();
        foreach (var parity in suite.Parity)
        {
            if (ParityReferences.Read(suite, parity, rows, diagnostics, cancellationToken) is { } reference)
            {
                outcomes.Add(reference.Sets.Count > 0 ? await Task.Run(() => OfSets(parity, reference), cancellationToken).ConfigureAwait(false) : await OfRowsAsync(parity, reference).ConfigureAwait(false));
            }
        }

        return outcomes;
    }

    private async Task<ParityOutcome> OfRowsAsync(ParitySpec parity, ParityReference reference)
    {
        var signature = ModelFile.Open(suite).Signature;
        var here = await ModelOutputs.RunAsync(suite, rows, reference.Outputs, options, cancellationToken).ConfigureAwait(false);
        var other = ParityReferences.SuiteOf(suite, parity);
        var otherSignature = other is null ? null : ModelFile.Open(other).Signature;
        var there = other is null ? [] : await ModelOutputs.RunAsync(other, rows, reference.Outputs, options, cancellationToken).ConfigureAwait(false);
        var problems = new List<string>();
        var compared = new List<OutputDifferences>();
        for (var o = 0; o < reference.Outputs.Count; o++)
        {
            var name = reference.Outputs[o];
            var own = signature.FindOutput(name)!.Value;
            var ownValues = ComparedValues.Of(here[o]);
            var (values, type, width, byTable) = otherSignature is not null
                ? OfModel(otherSignature.FindOutput(name)!.Value, there[o])
                : reference.Arrays.TryGetValue(name, out var array) ? OfArray(array) : OfColumns(parity, name);
            if (width != here[o].Width || !string.Equals(string.Join('\n', here[o].Keys), o < there.Count ? string.Join('\n', there[o].Keys) : string.Join('\n', here[o].Keys), StringComparison.Ordinal)
                || (otherSignature is not null && !SameAxes(own, otherSignature.FindOutput(name)!.Value)) || (reference.Arrays.TryGetValue(name, out var shaped) && !TensorRun.Fits(own.Shape, shaped.Shape)))
            {
                problems.Add($"output '{name}' is {Display(own, here[o].Width)} here and {type} in the reference: the shapes differ");
            }
            else if (Mismatch(parity, ownValues, own, values, reference.Arrays.TryGetValue(name, out var typed) ? typed.Element : otherSignature?.FindOutput(name)!.Value.Element) is { } mismatch)
            {
                problems.Add($"output '{name}' is {Display(own, here[o].Width)} here and {type} in the reference: {mismatch}");
            }
            else
            {
                compared.Add(OutputDifferences.Compare(
                    name, judged?.Length ?? rows.Count, width, OutputTolerance.Of(parity, name), parity.EqualNan, ownValues, Position, values, byTable ? row => rows[Position(row)] : Position));
            }
        }

        return new ParityOutcome { Parity = parity, Problems = problems, Outputs = problems.Count == 0 ? compared : [] };
    }

    private int Position(int row) => judged is null ? row : judged[row];

    private static (ComparedValues Values, string Type, int Width, bool ByTable) OfModel(ModelValue value, RawOutput output) => (ComparedValues.Of(output), Display(value, output.Width), output.Width, false);

    private static (ComparedValues Values, string Type, int Width, bool ByTable) OfArray(TensorData array)
    {
        var width = array.Shape.Skip(1).Aggregate(1L, (product, length) => product * length);
        return (ComparedValues.Of(array), array.Display, (int)width, true);
    }

    private (ComparedValues Values, string Type, int Width, bool ByTable) OfColumns(ParitySpec parity, string name)
    {
        var said = ((RecordedColumnsSource)parity.Source).Columns.First(output => string.Equals(output.Key.Value, name, StringComparison.Ordinal)).Value;
        var columns = ParityReferences.Expanded(said, table.Header.ToHashSet(StringComparer.Ordinal)).Select(column => table.Find(column.Value)!).ToList();
        var kinds = string.Join(", ", columns.Select(column => column.Kind.ToString().ToLowerInvariant()).Distinct());
        return (ComparedValues.Of(columns)!, $"{columns.Count} {(columns.Count == 1 ? "column" : "columns")} of {kinds}", columns.Count, true);
    }

    /// <summary>Why values of two types are not compared; null: they are. Columns have no type of ONNX: a number in text is as good as any.</summary>
    private static string? Mismatch(ParitySpec parity, ComparedValues here, ModelValue own, ComparedValues there, ModelElement? element)
    {
        if ((here.Kind == ComparedKind.Text) != (there.Kind == ComparedKind.Text))
        {
            return "texts and numbers do not compare";
        }

        return parity.AnyType || element is null || element == own.Element ? null : "the types differ (types: any compares them by their value)";
    }

    private static bool SameAxes(ModelValue own, ModelValue other) => own.Kind == other.Kind
        && (own.Shape is not { } left || other.Shape is not { } right || (left.Count == right.Count && left.Zip(right).All(axis => axis.First < 0 || axis.Second < 0 || axis.First == axis.Second)));

    private static string Display(ModelValue value, int width) => value.Shape is null && value.Kind == ModelValueKind.Tensor
        ? FormattableString.Invariant($"{value.Element.Display()} with {width} {(width == 1 ? "value" : "values")} a row")
        : value.Kind == ModelValueKind.Tensor ? value.Display : FormattableString.Invariant($"{value.Display}, {width} keys");

    private ParityOutcome OfSets(ParitySpec parity, ParityReference reference)
    {
        var model = ModelFile.Open(suite);
        model.Hash();
        using var session = options.OpenSession(model);
        var problems = new List<string>();
        var compared = new List<OutputDifferences>();
        var places = new List<(string Set, long[] Shape)>();
        foreach (var set in reference.Sets)
        {
            var prefix = set.Name.Length == 0 ? "" : $"{set.Name}: ";
            var misfits = TensorRun.Misfits(model.Signature, set.Inputs).Select(misfit => prefix + misfit).ToList();
            problems.AddRange(misfits);
            if (misfits.Count > 0)
            {
                continue;
            }

            var (here, problem) = TensorRun.Run(session, set.Inputs, reference.Outputs, cancellationToken);
            if (problem is not null)
            {
                problems.Add($"{prefix}the model failed: {problem}");
            }

            for (var o = 0; o < here.Count; o++)
            {
                Compare(set, here[o], reference.Outputs[o], prefix);
            }
        }

        if (problems.Count == 0 && compared.TrueForAll(output => output.Rows == 0))
        {
            problems.Add("the recorded outputs hold no value");
        }

        return new ParityOutcome
        {
            Parity = parity,
            Problems = problems,
            Outputs = problems.Count == 0 ? compared : [],
            PlaceOf = (output, value) => $"{(places[output].Set.Length == 0 ? "" : places[output].Set + " ")}{compared[output].Name}{Index(places[output].Shape, value)}",
        };

        void Compare(RecordedSet set, TensorData? here, string name, string prefix)
        {
            if (set.Outputs.FirstOrDefault(output => string.Equals(output.Name, name, StringComparison.Ordinal)) is not { } recorded)
            {
                problems.Add($"{prefix}output '{name}' is not recorded");
                return;
            }

            if (here is null)
            {
                problems.Add($"{prefix}output '{name}' is no tensor of a type that is read here");
                return;
            }

            var (own, there) = (ComparedValues.Of(here), ComparedValues.Of(recorded));
            var declared = new ModelValue(name, ModelValueKind.Tensor, here.Element, ModelElement.Undefined, here.Shape);
            var mismatch = !here.Shape.AsSpan().SequenceEqual(recorded.Shape) ? "the shapes differ" : Mismatch(parity, own, declared, there, recorded.Element);
            if (mismatch is not null)
            {
                problems.Add($"{prefix}output '{name}' is {here.Display} here and {recorded.Display} in the reference: {mismatch}");
                return;
            }

            places.Add((set.Name, here.Shape));
            compared.Add(OutputDifferences.Compare(name, own.Count, 1, OutputTolerance.Of(parity, name), parity.EqualNan, own, value => value, there, value => value));
        }
    }

    private static string Index(long[] shape, long value)
    {
        var index = new long[shape.Length];
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            (value, index[axis]) = Math.DivRem(value, shape[axis]);
        }

        return index.Length == 0 ? "" : ModelValue.DisplayShape(index);
    }
}
