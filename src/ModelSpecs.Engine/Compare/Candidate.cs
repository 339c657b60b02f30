using ModelSpecs.Engine.Baselines;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Compare;

/// <summary>One of several sources of predictions for the same rows.</summary>
/// <param name="Name">Name in the tables.</param>
/// <param name="Source">A model, or columns of the golden set; what it does not say is as the spec says.</param>
public sealed record Candidate(string Name, ChampionSpec Source)
{
    /// <summary>The candidates that a spec names itself: its champion, then its model (or its own <c>predictions</c>). Empty where it has no <c>compare:</c>.</summary>
    public static IReadOnlyList<Candidate> OfSpec(SuiteSpec suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        if (suite.Compare?.Champion is not { } champion)
        {
            return [];
        }

        var own = new ChampionSpec { Span = suite.Name.Span, Model = suite.Model, Inputs = suite.Inputs, Outputs = suite.Outputs, Predictions = suite.Predictions, Threshold = suite.Threshold };
        var (first, second) = (NameOf(champion), NameOf(own));
        return first == second
            ? [new Candidate($"{first} (champion)", champion), new Candidate($"{second} (model)", own)]
            : [new Candidate(first, champion), new Candidate(second, own)];
    }

    /// <summary>The candidate of a model file: as the spec describes it where it is the spec's model or its champion, otherwise with the spec's inputs, outputs and threshold.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="name">Its name; null: the file's.</param>
    /// <param name="file">The file.</param>
    public static Candidate OfFile(SuiteSpec suite, string? name, FileReference file)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(file);
        var described = OfSpec(suite).FirstOrDefault(candidate => candidate.Source.Model?.FullPath == file.FullPath);
        return new Candidate(name ?? Path.GetFileNameWithoutExtension(file.FullPath), described?.Source ?? new ChampionSpec { Span = file.Written.Span, Model = file });
    }

    /// <summary>The spec with this candidate in the model's place.</summary>
    internal SuiteSpec SuiteOf(SuiteSpec suite) => Champion.With(suite, Source);

    /// <summary>Says the same of two candidates that give the same predictions by the spec's own words.</summary>
    internal string KeyOf(SuiteSpec suite)
    {
        var own = SuiteOf(suite);
        var predictions = own.Predictions is null ? null : string.Join(',', Columns(own.Predictions));
        var outputs = own.Outputs;
        return string.Join('\n',
            own.Model?.FullPath,
            predictions,
            string.Join(';', own.Inputs.Select(input => $"{input.Input}={SourceText(input.Source)}")),
            $"{outputs.Score} {outputs.Label} {outputs.Value} {outputs.Activation}",
            FormattableString.Invariant($"{own.Threshold?.Value:R}"));
    }

    /// <summary>Columns of the golden set that hold predictions.</summary>
    internal static IReadOnlyList<string> Columns(PredictionsSpec predictions) =>
    [
        .. new[] { predictions.Score, predictions.Label, predictions.Value }.Concat(predictions.Scores).Concat(predictions.Labels)
            .Where(column => column is not null).Select(column => column!.Value),
    ];

    private static string SourceText(InputSource source) => source switch
    {
        ColumnsSource columns => $"{string.Join(',', columns.Columns)}:{string.Join('x', columns.Shape ?? [])}",
        NpySource npy => npy.File.FullPath,
        _ => source.ToString() ?? "",
    };

    private static string NameOf(ChampionSpec source) =>
        source.Model is { } model ? Path.GetFileNameWithoutExtension(model.FullPath) : string.Join(" + ", Columns(source.Predictions!));
}
