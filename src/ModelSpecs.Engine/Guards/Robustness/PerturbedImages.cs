using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Metrics.Perturbation;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>Runs the model on perturbed images, all levels in one run.</summary>
internal static class PerturbedImages
{
    /// <summary>What came of every level.</summary>
    /// <inheritdoc cref="PerturbedColumns.RunAsync"/>
    public static async Task<IReadOnlyList<PerturbedLevel>> RunAsync(GuardScope scope, RobustSpec spec, RobustRows rows, CustomPerturbation? custom, bool withChampion, List<string> notes)
    {
        var image = ImageOf(spec);
        try
        {
            var prepared = Prepare(scope, scope.Suite, spec, rows);
            if (ImageTarget.Find(spec.Perturbation, image, prepared.Run.Plan, scope.Diagnostics) is not { } target)
            {
                return [];
            }

            if (target.RangeOf(image, rows.Count) is not var (range, note))
            {
                return Failed(spec, "all pixels of these rows have one value, so that black and white are not known: say range:");
            }

            notes.AddRange(note is null ? [] : [note]);
            var feed = new PerturbedImageFeed(target, spec, custom, range, rows.Table);
            var predictions = await Predictor.PredictAsync(prepared.Altered(other => ReferenceEquals(other, target.Feed) ? feed : other), scope.Inference, scope.CancellationToken).ConfigureAwait(false);
            var ofChampion = withChampion ? await OfChampionAsync(scope, spec, rows, custom, range, notes).ConfigureAwait(false) : null;
            return [.. spec.Perturbation.Levels.Select((level, l) => new PerturbedLevel(level)
            {
                After = PerturbedInput.Of(scope.Data, rows.Clean, scope.Suite, At(predictions, l, rows.Count)),
                Champion = ofChampion is null ? null : PerturbedInput.Of(scope.Champion!, rows.Champion!, scope.Rival!, At(ofChampion, l, rows.Count)),
                Touched = feed.AlteredBy(l, scope.Threads, scope.CancellationToken),
                Change = row => Describe(level, feed.Movement((l * rows.Count) + row)),
            })];
        }
        catch (Exception problem) when (problem is SpecException or PerturbationFailedException)
        {
            return Failed(spec, problem is SpecException { Diagnostics: [var first, ..] } ? first.Message : problem.Message);
        }
    }

    /// <summary>Reports an input that is not clear, without running anything.</summary>
    public static void Check(SuiteSpec suite, RobustSpec spec, Datasets.Table table, ICollection<SpecDiagnostic> problems, CancellationToken cancellationToken) =>
        ImageTarget.Find(spec.Perturbation, ImageOf(spec), PreparedModel.Create(suite, new RowSelection(table, null), cancellationToken).Run.Plan, problems);

    private static ImageInputSpec ImageOf(RobustSpec spec) => (spec.Perturbation as ImagePerturbation)?.Image ?? ((CustomPerturbationSpec)spec.Perturbation).Image!;

    private static PreparedModel Prepare(GuardScope scope, SuiteSpec suite, RobustSpec spec, RobustRows rows)
    {
        var repeated = new int[checked(rows.Count * spec.Perturbation.Levels.Count)];
        for (var level = 0; level < spec.Perturbation.Levels.Count; level++)
        {
            rows.Table.CopyTo(repeated, level * rows.Count);
        }

        return PreparedModel.Create(suite, new RowSelection(scope.Table, repeated), scope.CancellationToken);
    }

    private static async Task<Predictions?> OfChampionAsync(GuardScope scope, RobustSpec spec, RobustRows rows, CustomPerturbation? custom, PixelRange range, List<string> notes)
    {
        try
        {
            var prepared = Prepare(scope, scope.Rival!, spec, rows);
            var problems = new List<SpecDiagnostic>();
            if (ImageTarget.Find(spec.Perturbation, ImageOf(spec), prepared.Run.Plan, problems) is { } target)
            {
                var feed = new PerturbedImageFeed(target, spec, custom, range, rows.Table);
                return await Predictor.PredictAsync(prepared.Altered(other => ReferenceEquals(other, target.Feed) ? feed : other), scope.Inference, scope.CancellationToken).ConfigureAwait(false);
            }

            notes.Add($"The champion was not run on these images: {problems[0].Message}");
        }
        catch (Exception problem) when (problem is SpecException or PerturbationFailedException)
        {
            notes.Add($"The champion could not be run on these images: {problem.Message}");
        }

        return null;
    }

    private static Predictions At(Predictions all, int level, int rows) => RowFilter.Apply(all, [.. Enumerable.Range(level * rows, rows)]);

    private static string Describe(PerturbationLevel level, (double Mean, double Largest) moved) =>
        FormattableString.Invariant($"{level.Name}: pixels moved by {moved.Mean:G3} on average, {moved.Largest:G3} at most");

    private static IReadOnlyList<PerturbedLevel> Failed(RobustSpec spec, string problem) => [.. spec.Perturbation.Levels.Select(level => new PerturbedLevel(level) { Problem = problem })];
}
