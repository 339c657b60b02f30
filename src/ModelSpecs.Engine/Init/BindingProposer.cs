using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Init;

/// <summary>Puts a model and a table together. Names and order of classes come from the model or from a person, never from agreement with the labels.</summary>
internal sealed class BindingProposer
{
    private static readonly string[] UsualPositives = ["1", "true", "yes"];

    private readonly List<OpenQuestion> open = [];
    private readonly List<string> guesses = [];
    private readonly IReadOnlyList<ColumnProfile> columns;
    private readonly ModelOutlook outlook;
    private readonly InitChoices choices;
    private readonly InputProposer inputs;

    /// <summary>A proposer of the columns of a table.</summary>
    public BindingProposer(ModelSignature signature, IReadOnlyList<ColumnProfile> columns, InitChoices choices)
    {
        this.columns = columns;
        this.choices = choices;
        outlook = ModelOutlook.Of(signature, choices.Score);
        inputs = new InputProposer(signature, columns, choices);
    }

    /// <summary>Columns that feed the model.</summary>
    public IReadOnlySet<string> InputColumns => inputs.Taken;

    /// <summary>Columns of long numbered runs.</summary>
    public IReadOnlySet<string> Numbered => inputs.InRuns;

    /// <summary>What goes with what, and what is not clear.</summary>
    public BindingProposal Propose()
    {
        if (outlook.Score is null && outlook.Scores.Count > 1)
        {
            open.Add(new OpenQuestion(
                $"which output of the model gives the scores: {string.Join(", ", outlook.Scores.Select(output => $"{OneLine.Quote(output.Value.Name)} ({output.Value.Display})"))}",
                "--score NAME (in a spec: outputs: { score: name }, or value: for a regression)"));
        }

        var label = choices.Label is { } said ? new Reasoned<string>(said, "as said", false) : LabelProposer.Label(outlook, columns, new HashSet<string>(inputs.Taken.Concat(inputs.Needed), StringComparer.Ordinal), inputs.InRuns, open);
        Tell("label", label);
        var id = choices.Id is { } key ? new Reasoned<string>(key, "as said", false) : LabelProposer.Id(columns, inputs.Taken, label?.Value);
        inputs.Finish(label?.Value, id?.Value, guesses, open);
        var truth = columns.FirstOrDefault(column => column.Name == label?.Value);
        var task = choices.Task is { } kind ? new Reasoned<TaskKind>(kind, "as said", false) : truth is null ? null : Task(truth);
        if (task is { IsGuess: true })
        {
            guesses.Add($"task: {task.Value.ToString().ToLowerInvariant()}, since {task.Because}.");
        }

        var classes = Classes(task?.Value, truth);
        return new BindingProposal
        {
            Label = label,
            Id = id,
            Task = task,
            Classes = classes,
            Positive = Positive(task?.Value, truth, classes?.Value ?? outlook.Classes),
            Score = choices.Score,
            Activation = choices.Activation,
            Inputs = inputs.Found,
            Columns = inputs.Types().ToDictionary(type => type.Column, type => type.Kind, StringComparer.Ordinal),
            RowsWithoutLabel = truth?.Nulls ?? 0,
            Open = open,
            Guesses = guesses,
        };
    }

    private void Tell(string what, Reasoned<string>? value)
    {
        if (value is { IsGuess: true })
        {
            guesses.Add($"{what}: {OneLine.Quote(value.Value)}, {value.Because}.");
        }
    }

    private Reasoned<TaskKind>? Task(ColumnProfile truth)
    {
        var output = outlook.Score is null ? "" : OneLine.Quote(outlook.Score.Value.Name);
        var isNamed = truth.Column is StringColumn or BooleanColumn;
        var said = choices.Classes.Count > 0 ? choices.Classes.Count : outlook.Classes.Count;
        return outlook.Width switch
        {
            > 2 and var width => new(TaskKind.Multiclass, FormattableString.Invariant($"the model's output {output} has {width} columns"), false),
            2 => new(TaskKind.Binary, $"the model's output {output} has 2 columns", false),
            _ when said > 1 => new(said == 2 ? TaskKind.Binary : TaskKind.Multiclass, FormattableString.Invariant($"there are {said} classes"), false),
            _ when outlook.Score is null && outlook.Label is null => null,
            _ when outlook.Label is not null || isNamed || choices.Positive is not null =>
                new(truth.Distinct <= 2 ? TaskKind.Binary : TaskKind.Multiclass, FormattableString.Invariant($"the label has {truth.Distinct} different values"), false),
            _ when truth.Distinct == 2 => new(TaskKind.Binary, "the label has two different values", true),
            _ => new(TaskKind.Regression, FormattableString.Invariant($"the model gives one number a row, and the label has {truth.Distinct} different values"), truth is { HasFraction: false, Distinct: < 20 }),
        };
    }

    private Reasoned<IReadOnlyList<string>>? Classes(TaskKind? task, ColumnProfile? truth)
    {
        if (choices.Classes.Count > 0)
        {
            return new Reasoned<IReadOnlyList<string>>(choices.Classes, "as said, in the model's order", false);
        }

        if (task is TaskKind.Binary or TaskKind.Multiclass && outlook.ColumnsAreNameless)
        {
            var seen = truth?.Values is { Count: > 0 } values ? $" The label holds {ClassMatcher.List([.. values.Select(value => value.Text)])}, but says nothing of their order in the model" : "";
            open.Add(new OpenQuestion(
                FormattableString.Invariant($"which class each of the {outlook.Width} columns of the model's output {OneLine.Quote(outlook.Score!.Value.Name)} is. Found no class names in its metadata, its graph or a label output.{seen}"),
"--classes \"A,B,…\" with the names in the order of training (in a spec: classes: [A, B, …])"));
        }

        return null;
    }

    private Reasoned<string>? Positive(TaskKind? task, ColumnProfile? truth, IReadOnlyList<string> classes)
    {
        if (choices.Positive is { } said)
        {
            return new Reasoned<string>(said, "as said", false);
        }

        if (task != TaskKind.Binary)
        {
            return null;
        }

        var names = classes.Count == 2 ? classes : truth?.Values is { Count: 2 } values ? [.. values.Select(value => value.Text)] : [];
        if (names.Count < 2 || names.Count(name => UsualPositives.Contains(name, StringComparer.OrdinalIgnoreCase)) == 1)
        {
            return null;
        }

        // Two score columns with names are right whichever is called positive; of one score only a person knows which class it is high for.
        if (classes.Count == 2 || outlook.Width == 2)
        {
            guesses.Add($"positive: {OneLine.Quote(names[1])}, the second class; the other one is possible too.");
            return new Reasoned<string>(names[1], "a guess: the second class; the one whose misses matter", true);
        }

        open.Add(new OpenQuestion(
            $"for which class the model's score is high: {OneLine.Quote(names[0])} or {OneLine.Quote(names[1])}",
            $"--positive {OneLine.Quote(names[1])} (in a spec: positive: {names[1]})"));
        return null;
    }
}
