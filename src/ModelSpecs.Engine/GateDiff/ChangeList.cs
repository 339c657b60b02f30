using ModelSpecs.Results.Gate;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.GateDiff;

/// <summary>The changes of one spec, with their places.</summary>
/// <param name="before">The spec at the base.</param>
/// <param name="after">The spec now.</param>
internal sealed class ChangeList(SuiteSpec before, SuiteSpec after)
{
    private readonly List<GateChange> changes = [];

    /// <summary>The spec at the base.</summary>
    public SuiteSpec Before { get; } = before;

    /// <summary>The spec now.</summary>
    public SuiteSpec After { get; } = after;

    /// <summary>What was found.</summary>
    public IReadOnlyList<GateChange> Changes => changes;

    /// <summary>A change at a place of the spec as it is now.</summary>
    public void Add(GateEffect effect, string kind, string text, SourceSpan place, string? was = null, string? now = null) =>
        changes.Add(Of(effect, kind, After, text, place, inBase: false, was, now));

    /// <summary>A change whose place is gone.</summary>
    public void AddGone(GateEffect effect, string kind, string text, SourceSpan place, string? was = null, string? now = null) =>
        changes.Add(Of(effect, kind, Before, text, place, inBase: true, was, now));

    /// <summary>A value that was said, is said, or both: <c>name is X, was Y</c> at the new place, or the old one.</summary>
    public void AddValue(GateEffect effect, string kind, string name, string? was, SourceSpan? wasAt, string? now, SourceSpan? nowAt)
    {
        var text = $"{name} {(now is null ? "is no longer said" : $"is {now}")}{(was is null ? "" : $", was {was}")}";
        if (nowAt is { } place)
        {
            Add(effect, kind, text, place, was, now);
        }
        else
        {
            AddGone(effect, kind, text, wasAt ?? SourceSpan.StartOf(Before.File), was, now);
        }
    }

    /// <summary>A change without a list.</summary>
    public static GateChange Of(GateEffect effect, string kind, SuiteSpec suite, string text, SourceSpan place, bool inBase, string? was = null, string? now = null) => new()
    {
        Effect = effect,
        Kind = kind,
        Spec = suite.Name.Value,
        Text = OneLine.Escape(text),
        Was = was,
        Is = now,
        File = SpecPath.Relative(suite.Root, place.File),
        Line = place.Line,
        InBase = inBase,
    };
}
