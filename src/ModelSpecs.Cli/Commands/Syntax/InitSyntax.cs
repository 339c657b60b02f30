using System.CommandLine;
using System.CommandLine.Parsing;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.Init;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>init</c> is written.</summary>
internal static class InitSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("init", "Write a spec from a model and a golden set: inputs, label, task, slices and bounds, each line with its reason; then run it.");
        var model = new Argument<string>("MODEL") { Description = "The ONNX model." };
        var data = new Argument<string>("DATA") { Description = "The golden set: rows with their labels (docs/datasets.md)." };
        model.Validators.Add(SharedOptions.RefuseOptions);
        data.Validators.Add(SharedOptions.RefuseOptions);
        var file = new Option<string?>("--out", "-o") { HelpName = "FILE", Description = "The spec; MODEL.spec.yaml in the current folder unless said." };
        var force = new Option<bool>("--force") { Description = "Replace the spec if it is there." };
        var label = new Option<string?>("--label") { HelpName = "NAME", Description = "Column with the truth." };
        var id = new Option<string?>("--id") { HelpName = "NAME", Description = "Column that identifies a row." };
        var task = Task();
        var classes = new Option<string?>("--classes") { HelpName = "A,B,…", Description = "Class names in the order of the model's score columns." };
        var positive = new Option<string?>("--positive") { HelpName = "NAME", Description = "The positive class of a binary task." };
        var score = new Option<string?>("--score") { HelpName = "OUTPUT", Description = "The model's output with the scores, or with the numbers of a regression." };
        var activation = Activation();
        var inputs = Inputs();
        var root = SharedOptions.Root();
        command.Add(model);
        command.Add(data);
        foreach (var option in (Option[])[file, force, label, id, task, classes, positive, score, activation, inputs, root])
        {
            command.Add(option);
        }

        command.SetAction(parsed => new InitCommand(console, engine).Execute(
            new InitArguments
            {
                Model = parsed.GetValue(model)!,
                Data = parsed.GetValue(data)!,
                Out = parsed.GetValue(file),
                Force = parsed.GetValue(force),
                Choices = new InitChoices
                {
                    Label = parsed.GetValue(label),
                    Id = parsed.GetValue(id),
                    Task = parsed.GetValue(task) is { } said ? Enum.Parse<TaskKind>(said, ignoreCase: true) : null,
                    Classes = parsed.GetValue(classes) is { } names ? List(names) : [],
                    Positive = parsed.GetValue(positive),
                    Score = parsed.GetValue(score),
                    Activation = parsed.GetValue(activation) is { } makes ? Enum.Parse<Spec.Model.Activation>(makes, ignoreCase: true) : null,
                    Inputs = (parsed.GetValue(inputs) ?? []).Select(text => text.Split('=', 2)).GroupBy(pair => pair[0], StringComparer.Ordinal)
                        .ToDictionary(pairs => pairs.Key, pairs => List(pairs.Last()[1]), StringComparer.Ordinal),
                },
                Root = parsed.GetValue(root),
            },
            cancellationToken));
        return command;
    }

    private static Option<string?> Task()
    {
        var task = new Option<string?>("--task") { HelpName = "TASK", Description = "What is predicted: binary, multiclass or regression." };
        task.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value is not ("binary" or "multiclass" or "regression"))
            {
                result.AddError($"--task is none that is proposed for. Found '{token.Value}'; expected binary, multiclass or regression (specs of multilabel and ranking tasks are written by hand: docs/spec.md).");
            }
        });
        return task;
    }

    private static Option<string?> Activation()
    {
        var activation = new Option<string?>("--activation") { HelpName = "NAME", Description = "What makes probabilities of the scores: sigmoid, softmax or none." };
        activation.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value is not ("sigmoid" or "softmax" or "none"))
            {
                result.AddError($"--activation is none that is known. Found '{token.Value}'; expected sigmoid, softmax or none.");
            }
        });
        return activation;
    }

    private static Option<string[]> Inputs()
    {
        var inputs = SharedOptions.Repeated("--input", "NAME=COLUMNS", "Columns that feed an input of the model, in order: X=age,income or image=px0..px63.");
        inputs.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) is var at && (at <= 0 || at == token.Value.Length - 1)))
            {
                result.AddError($"--input is not understood. Found '{token.Value}'; expected NAME=COLUMN,COLUMN.");
            }
        });
        return inputs;
    }

    private static IReadOnlyList<string> List(string text) => [.. text.Split(',').Select(part => part.Trim()).Where(part => part.Length > 0)];
}
