using ModelSpecs.Spec.Model;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>What is known of the task before the model and the data are read.</summary>
/// <param name="Task">The task; null: unknown.</param>
/// <param name="Reason">The key that says so, where it is not <c>task</c> itself.</param>
internal sealed record TaskHint(TaskKind? Task, string? Reason)
{
    /// <summary>Nothing known.</summary>
    public static TaskHint Unknown { get; } = new(null, null);

    /// <summary><c>a regression task (predictions.value says so)</c></summary>
    public string Description => Task is null ? "a task of one label" : $"a {Word} task" + (Reason is null ? "" : $" ({Reason} says so)");

    /// <summary><c>A regression task</c></summary>
    public string Capitalized => $"A {Word} task";

    private string Word => Task switch
    {
        TaskKind.Binary => "binary",
        TaskKind.Multiclass => "multiclass",
        TaskKind.Multilabel => "multilabel",
        TaskKind.Ranking => "ranking",
        _ => "regression",
    };
}
