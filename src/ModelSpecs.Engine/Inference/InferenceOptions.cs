using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.Progress;

namespace ModelSpecs.Engine.Inference;

/// <summary>How inference is done; never what it gives.</summary>
public sealed record InferenceOptions
{
    /// <summary>Most batches in work at once; 0: one a core. <c>run.threads</c> of the spec goes before it.</summary>
    public int Threads { get; init; }

    /// <summary>Where predictions are kept; null: nowhere.</summary>
    public CacheStore? Cache { get; init; }

    /// <summary>Told about slow work, at most five times a second; null: nobody is.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>Loads a model; tests put something in its place that must not be called.</summary>
    internal Func<Models.ModelFile, Sessions.OnnxSession> OpenSession { get; init; } = Sessions.OnnxSession.Open;

    /// <summary>Whether predictions carry the logits that their probabilities were made from.</summary>
    internal bool KeepLogits { get; init; }

    /// <summary>Whether rows may have scores that are no finite numbers; all scores of such a row are then NaN.</summary>
    internal bool AllowNoAnswer { get; init; }

    /// <summary>Least time between two reports of progress.</summary>
    internal TimeSpan BetweenReports { get; init; } = TimeSpan.FromMilliseconds(200);
}
