using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Init;

/// <summary>Finds the columns that feed a model: as said, by name, by the model's metadata, by a run of numbered columns; last, and as a guess that is told, by their number.</summary>
internal sealed class InputProposer
{
    private const int Named = 20;

    private readonly IReadOnlyList<ColumnProfile> columns;
    private readonly IReadOnlyList<(string Written, IReadOnlyList<string> Names)> runs;
    private readonly Dictionary<string, InputProposal> found = new(StringComparer.Ordinal);
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly ModelSignature signature;

    /// <summary>Finds what needs no knowledge of label and id.</summary>
    public InputProposer(ModelSignature signature, IReadOnlyList<ColumnProfile> columns, InitChoices choices)
    {
        this.signature = signature;
        this.columns = columns;
        runs = ColumnRuns.Of([.. columns.Select(column => column.Name)]);
        foreach (var input in signature.Inputs)
        {
            if (choices.Inputs.TryGetValue(input.Name, out var said))
            {
                Take(new InputProposal(input.Name, said, true, "as said"));
            }
            else if (Find(input.Name) is not null)
            {
                Take(new InputProposal(input.Name, [input.Name], false, "by name"));
            }
        }

        if (OpenInputs is [var open])
        {
            var features = ModelMetadata.Features(signature.Metadata);
            if (features.Count > 0 && features.All(name => Find(name) is not null))
            {
                Take(new InputProposal(open.Name, features, false, "the model's metadata names them (features)"));
            }
            else if (InputShapes.ValuesPerRow(open) is > 1 and var count && runs.Where(run => run.Names.Count == count).ToList() is [var run])
            {
                Take(new InputProposal(open.Name, [run.Written], true, FormattableString.Invariant($"the one run of {count} numbered columns, as many as the input takes a row")));
            }
        }
    }

    /// <summary>What was found, in the model's order.</summary>
    public IReadOnlyList<InputProposal> Found => [.. signature.Inputs.Select(input => found.GetValueOrDefault(input.Name)).OfType<InputProposal>()];

    /// <summary>Columns that feed an input.</summary>
    public IReadOnlySet<string> Taken => taken;

    /// <summary>Columns of long runs, which are pixels or embeddings and no properties of a row.</summary>
    public IReadOnlySet<string> InRuns => runs.Where(run => run.Names.Count >= 8).SelectMany(run => run.Names).ToHashSet(StringComparer.Ordinal);

    /// <summary>Columns that an input must be fed from, because they are all the numbers there are: none of them is the label, though which comes first is not known yet.</summary>
    public IReadOnlySet<string> Needed
    {
        get
        {
            var numbers = columns.Where(column => column.IsNumeric && !taken.Contains(column.Name) && !LabelProposer.IsId(column)).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
            return OpenInputs is [{ Element: not ModelElement.String } open] && InputShapes.ValuesPerRow(open) == numbers.Count ? numbers : new HashSet<string>(StringComparer.Ordinal);
        }
    }

    private List<ModelValue> OpenInputs => [.. signature.Inputs.Where(input => !found.ContainsKey(input.Name))];

    /// <summary>Finds the rest, label and id taken out; what remains is asked.</summary>
    public void Finish(string? label, string? id, ICollection<string> guesses, ICollection<OpenQuestion> open)
    {
        foreach (var input in OpenInputs)
        {
            if (columns.Where(column => !taken.Contains(column.Name) && Plain(column.Name) == Plain(input.Name)).ToList() is [var alike])
            {
                Take(new InputProposal(input.Name, [alike.Name], true, "a guess: the names differ in case or punctuation alone"));
                guesses.Add($"inputs: {OneLine.Quote(input.Name)} is fed from {OneLine.Quote(alike.Name)}, whose name differs in case or punctuation alone.");
            }
        }

        var rest = OpenInputs;
        foreach (var input in rest)
        {
            var isText = input.Element == ModelElement.String;
            var fitting = columns.Where(column => (isText ? column.Column is Datasets.StringColumn : column.IsNumeric) && column.Name != label && column.Name != id && !taken.Contains(column.Name)).ToList();
            var count = InputShapes.ValuesPerRow(input);
            var kind = isText ? "text" : "number";
            if (rest.Count == 1 && fitting.Count > 0 && fitting.Count == count)
            {
                Take(new InputProposal(input.Name, [.. fitting.Select(column => column.Name)], true, FormattableString.Invariant($"a guess: the {count} {kind} columns in the file's order; compare with the training code")));
                guesses.Add(FormattableString.Invariant($"inputs: {OneLine.Quote(input.Name)} takes {count} values, and {count} {kind} columns are left when label and id are taken out. Their order is the file's: compare it with the training code, since a wrong order runs without an error."));
                continue;
            }

            var names = string.Join(", ", fitting.Take(Named).Select(column => OneLine.Quote(column.Name))) + (fitting.Count > Named ? FormattableString.Invariant($" and {fitting.Count - Named} others") : "");
            open.Add(new OpenQuestion(
                FormattableString.Invariant($"which columns feed the model's input {OneLine.Quote(input.Name)} ({input.Display}). Found no column of that name, no 'features' in the model's metadata, and {fitting.Count} {kind} columns that could: {(names.Length == 0 ? "none" : names)}"),
                $"--input \"{input.Name}=COLUMN{(count == 1 ? "" : ",COLUMN,…")}\" (in a spec: inputs: {{ {input.Name}: {(count == 1 ? "column" : "[columns in the order of training]")} }}; images: docs/models.md)"));
        }
    }

    /// <summary>Types to declare: a text input cannot be fed from numbers.</summary>
    public IEnumerable<(string Column, Spec.Predicates.ColumnKind Kind)> Types() => signature.Inputs
        .Where(input => input.Element == ModelElement.String && found.ContainsKey(input.Name))
        .SelectMany(input => Expand(found[input.Name].Columns))
        .Where(name => Find(name) is { Column: not Datasets.StringColumn })
        .Distinct(StringComparer.Ordinal)
        .Select(name => (name, Spec.Predicates.ColumnKind.String));

    private static IEnumerable<string> Expand(IEnumerable<string> written) => written.SelectMany(name => ColumnRun.TryParse(name) is { } run ? run.Names() : [name]);

    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    private ColumnProfile? Find(string name) => columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.Ordinal));

    private void Take(InputProposal proposal)
    {
        found[proposal.Input] = proposal;
        taken.UnionWith(Expand(proposal.Columns));
    }
}
