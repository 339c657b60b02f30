using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Inputs;

/// <summary>Finds a source for every input of a model: as the spec says, by name, by the model's metadata. Never by position.</summary>
internal static class InputBinder
{
    private const int NamedColumns = 12;

    /// <summary>The inputs with their sources; those without are reported and left out.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="signature">The model's signature.</param>
    /// <param name="header">Columns of the golden set.</param>
    /// <param name="problems">Told of every problem.</param>
    public static IReadOnlyList<BoundInput> Bind(SuiteSpec suite, ModelSignature signature, IReadOnlyList<string> header, ICollection<SpecDiagnostic> problems)
    {
        var known = header.ToHashSet(StringComparer.Ordinal);
        var span = suite.Model!.Written.Span;
        foreach (var said in suite.Inputs.Where(said => signature.FindInput(said.Input.Value) is null))
        {
            problems.Add(SpecDiagnostics.InputUnknown.At(said.Input.Span,
                $"The model has no such input. Found {OneLine.Quote(said.Input.Value)}; expected {InputNames(signature)}.{Suggestion.DidYouMean(said.Input.Value, signature.Inputs.Select(i => i.Name))}"));
        }

        var bound = new List<BoundInput>();
        var open = new List<ModelValue>();
        foreach (var input in signature.Inputs)
        {
            var said = suite.Inputs.FirstOrDefault(b => string.Equals(b.Input.Value, input.Name, StringComparison.Ordinal));
            if (!IsFeedable(input, said?.Input.Span ?? span, problems))
            {
                continue;
            }

            if (said is not null)
            {
                bound.AddRange(Said(said, input, suite, header, known, problems) is { } one ? [one] : []);
            }
            else if (known.Contains(input.Name))
            {
                bound.Add(new BoundInput(input, [input.Name], null, null, span));
            }
            else
            {
                open.Add(input);
            }
        }

        BindOpen(open, suite, signature, header, known, bound, problems);
        return bound;
    }

    private static bool IsFeedable(ModelValue input, SourceSpan span, ICollection<SpecDiagnostic> problems)
    {
        var isTensor = input.Kind == ModelValueKind.Tensor && (input.Element == ModelElement.String || input.Element.Size() > 0);
        if (!isTensor)
        {
            problems.Add(SpecDiagnostics.InputNotSupported.At(span,
                $"An input of this type cannot be fed. Found {OneLine.Quote(input.Name)}, {input.Display}; expected a tensor of numbers, booleans or strings. Export the model with tensor inputs."));
            return false;
        }

        if (input.Shape is { Count: 0 })
        {
            problems.Add(SpecDiagnostics.InputNotSupported.At(span,
                $"An input without a row axis cannot be fed. Found {OneLine.Quote(input.Name)}, {input.Display}; expected a first axis of rows, as in [?, 9]. Make it a constant of the model, or give it a row axis."));
            return false;
        }

        return true;
    }

    private static BoundInput? Said(
        InputBinding said, ModelValue input, SuiteSpec suite, IReadOnlyList<string> header, HashSet<string> known, ICollection<SpecDiagnostic> problems)
    {
        if (said.Source is NpySource npy)
        {
            return new BoundInput(input, [], npy.File, null, said.Input.Span);
        }

        var source = (ColumnsSource)said.Source;
        var columns = new List<string>();
        var isComplete = true;
        foreach (var entry in source.Columns)
        {
            // A column of that very name goes before the run that it looks like.
            var run = known.Contains(entry.Value) ? null : ColumnRun.TryParse(entry.Value);
            var names = run is null ? [entry.Value] : run.Names().ToList();
            var missing = names.Where(n => !known.Contains(n)).ToList();
            columns.AddRange(names);
            if (missing.Count > 0)
            {
                isComplete = false;
                problems.Add(SpecDiagnostics.PredictionColumnUnknown.At(entry.Span, UnknownColumn(entry.Value, run, missing, suite, header)));
            }
        }

        return isComplete ? new BoundInput(input, columns, null, source.Shape, said.Input.Span) : null;
    }

    private static void BindOpen(
        List<ModelValue> open, SuiteSpec suite, ModelSignature signature, IReadOnlyList<string> header, HashSet<string> known,
        List<BoundInput> bound, ICollection<SpecDiagnostic> problems)
    {
        var features = ModelMetadata.Features(signature.Metadata);
        var span = suite.Model!.Written.Span;
        if (open.Count == 1 && features.Count > 0 && features.All(known.Contains))
        {
            bound.Add(new BoundInput(open[0], features, null, null, span));
            return;
        }

        foreach (var input in open)
        {
            var because = features.Count == 0 ? "no 'features' in the model's metadata"
                : open.Count > 1 ? $"'features' in the model's metadata, which stands for one input and not for {open.Count}"
                : $"'features' in the model's metadata that names {List([.. features.Where(f => !known.Contains(f))])}, which the golden set does not have";
            var columns = InputShapes.ValuesPerRow(input) switch
            {
                1 => "column",
                { } count => FormattableString.Invariant($"[{count} columns in the order of training]"),
                null => "[columns in the order of training]",
            };
            problems.Add(SpecDiagnostics.InputWithoutSource.At(span,
                $"Nothing says what the model's input {OneLine.Quote(input.Name)} ({input.Display}) is fed. Found no column of that name among {List(header)}, and {because}; expected inputs: {{ {input.Name}: {columns} }}.{Suggestion.DidYouMean(input.Name, header)}"));
        }
    }

    private static string UnknownColumn(string written, ColumnRun? run, List<string> missing, SuiteSpec suite, IReadOnlyList<string> header)
    {
        var file = Path.GetFileName(suite.Golden.File.FullPath);
        return run is null
            ? $"The golden set has no such column. Found {OneLine.Quote(written)}; expected one of {List(header)} in {file}.{Suggestion.DidYouMean(written, header)}"
            : $"The golden set lacks columns of the run {OneLine.Quote(written)}. Found no {List(missing)} in {file}; expected all {run.Count} columns.";
    }

    private static string InputNames(ModelSignature signature) => signature.Inputs.Count == 0
        ? "no inputs"
        : string.Join(", ", signature.Inputs.Select(i => $"{OneLine.Quote(i.Name)} ({i.Display})"));

    private static string List(IReadOnlyList<string> names) => names.Count <= NamedColumns
        ? string.Join(", ", names.Select(OneLine.Quote))
        : FormattableString.Invariant($"{string.Join(", ", names.Take(NamedColumns).Select(OneLine.Quote))} and {names.Count - NamedColumns} others");
}
