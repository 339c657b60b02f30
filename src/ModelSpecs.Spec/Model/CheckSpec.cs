using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model;

/// <summary>One statement of a spec that passes or fails: what it is about and, where there is one, the bound.</summary>
public abstract record CheckSpec
{
    /// <summary>Kind of the check, the key of the table by which it is judged: <c>expect</c>, <c>gap</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>What is held against the bound, without comparison and bound: <c>recall</c>, <c>gap fpr</c>. Unique in its slice, but for the side of a band.</summary>
    public abstract string Subject { get; }

    /// <summary>The comparison; null where nothing is compared with a number.</summary>
    public abstract Comparison? Comparing { get; }

    /// <summary>What the value is compared with; null exactly where there is no comparison.</summary>
    public abstract Bound? Limit { get; }

    /// <summary>What the check says beside its bound, as text; another text is another demand under the same name.</summary>
    public virtual string Terms => "";

    /// <summary>The bound as written; null: none.</summary>
    public string? BoundText => Limit?.Text;

    /// <summary>Whether the check, on a slice of many values, is judged once for each of them.</summary>
    public abstract bool IsPerValue { get; }

    /// <summary>Place of the check in the spec.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>As read by people: <c>recall &gt;= overall - 0.10</c>, <c>gap fpr &lt;= 0.08</c>.</summary>
    public virtual string Display => Comparing is null ? Subject : $"{Subject} {Symbol} {BoundText}";

    /// <summary>The part of a check's identity that its slice does not give; the bound is no part of it.</summary>
    public string Identity => Side is null ? Subject : $"{Subject}/{Side}";

    /// <summary>The comparison as written: &gt;=, &gt;, &lt;= or &lt;; null: none.</summary>
    public string? Symbol => SymbolOf(Comparing);

    /// <summary>How the terms compare with those of the same check before; asked only where they differ.</summary>
    public virtual Strictness StrictnessAgainst(CheckSpec before) => Strictness.Other;

    /// <summary>A comparison as written; null: none.</summary>
    public static string? SymbolOf(Comparison? comparison) => comparison switch
    {
        null => null,
        Comparison.AtLeast => ">=",
        Comparison.MoreThan => ">",
        Comparison.AtMost => "<=",
        _ => "<",
    };

    /// <summary><c>min</c> or <c>max</c>: the side on which the bound lies; null: there is none. &gt;= and &gt; guard the same side, so that editing one into the other keeps the check's name.</summary>
    public string? Side => Comparing switch
    {
        null => null,
        Comparison.AtLeast or Comparison.MoreThan => "min",
        _ => "max",
    };
}

/// <summary>A metric, a comparison and a bound.</summary>
public sealed record MetricCheckSpec : CheckSpec
{
    /// <summary>Metric and parameters.</summary>
    public required MetricReference Metric { get; init; }

    /// <summary>How the value is compared with the bound.</summary>
    public required Comparison Comparison { get; init; }

    /// <summary>What the value is compared with.</summary>
    public required Bound Bound { get; init; }

    /// <summary>What is compared: the value of one slice, or the spread over a group's values.</summary>
    public CheckScope Scope { get; init; } = CheckScope.Value;

    /// <summary>Which part of the spec says it.</summary>
    public CheckSection Section { get; init; } = CheckSection.Expect;

    /// <inheritdoc />
    public override string Kind => Scope switch
    {
        CheckScope.Value => "expect",
        CheckScope.NewlyWrong or CheckScope.ChangedPredictions => "flips",
        CheckScope.Changes => "changes",
        _ => "gap",
    };

    /// <inheritdoc />
    public override string Subject => $"{SectionPrefix}{ScopePrefix}{Metric.Display}";

    /// <inheritdoc />
    /// <remarks>The bound of a tolerance says what it is held against; that of a share of rows does not.</remarks>
    public override string Display => $"{(IsOfBaseline ? SectionPrefix : "")}{ScopePrefix}{Metric.Display} {Symbol} {Bound.Text}";

    /// <inheritdoc />
    public override Comparison? Comparing => Comparison;

    /// <inheritdoc />
    public override Bound? Limit => Bound;

    /// <summary>A spread, or the number of differences, is one number of all values.</summary>
    public override bool IsPerValue => Scope is CheckScope.Value or CheckScope.NewlyWrong or CheckScope.ChangedPredictions;

    /// <summary>Whether rows or differences are counted, which is no metric of the catalogue.</summary>
    public bool IsOfBaseline => Scope is CheckScope.NewlyWrong or CheckScope.ChangedPredictions or CheckScope.Changes;

    /// <summary>Whether it needs the approved results.</summary>
    public bool NeedsSnapshot => Section == CheckSection.Snapshot || Bound.Reference == BoundReference.Snapshot;

    /// <summary>Whether it needs the champion.</summary>
    public bool NeedsChampion => Section == CheckSection.Compare || Bound.Reference == BoundReference.Champion;

    private string SectionPrefix => Section switch
    {
        CheckSection.Snapshot => "snapshot ",
        CheckSection.Compare => "compare ",
        CheckSection.Perturbed => "drop ",
        _ => "",
    };

    private string ScopePrefix => Scope switch
    {
        CheckScope.GapDifference => "gap ",
        CheckScope.GapRatio => "gap ratio ",
        CheckScope.GapSmallest => "gap group_min ",
        CheckScope.GapLargest => "gap group_max ",
        _ => "",
    };
}

/// <summary>What a change of a check's terms does.</summary>
public enum Strictness
{
    /// <summary>Neither more nor less than before, or it cannot be said.</summary>
    Other,

    /// <summary>Something passes that failed.</summary>
    Looser,

    /// <summary>Something fails that passed.</summary>
    Tighter,
}

/// <summary>The part of a spec that a check is written in.</summary>
public enum CheckSection
{
    /// <summary><c>expect</c>, <c>gap</c> and <c>every_slice</c>.</summary>
    Expect,

    /// <summary><c>snapshot</c>.</summary>
    Snapshot,

    /// <summary><c>compare</c>.</summary>
    Compare,

    /// <summary>A tolerance in <c>robust</c>: against the same rows as they are.</summary>
    Perturbed,
}

/// <summary>Comparison of a check.</summary>
public enum Comparison
{
    /// <summary>&gt;=</summary>
    AtLeast,

    /// <summary>&gt;</summary>
    MoreThan,

    /// <summary>&lt;=</summary>
    AtMost,

    /// <summary>&lt;</summary>
    LessThan,
}

/// <summary>What a check compares.</summary>
public enum CheckScope
{
    /// <summary>The metric's value on one slice.</summary>
    Value,

    /// <summary>Largest minus smallest value over a group (Fairlearn's <c>difference</c>).</summary>
    GapDifference,

    /// <summary>Smallest over largest value over a group (Fairlearn's <c>ratio</c>).</summary>
    GapRatio,

    /// <summary>Smallest value over a group (Fairlearn's <c>group_min</c>).</summary>
    GapSmallest,

    /// <summary>Largest value over a group (Fairlearn's <c>group_max</c>).</summary>
    GapLargest,

    /// <summary>Share of the rows in both that are wrong and were right.</summary>
    NewlyWrong,

    /// <summary>Share of the rows in both whose prediction is another one.</summary>
    ChangedPredictions,

    /// <summary>Number of differences from the approved results that nobody allowed.</summary>
    Changes,
}

/// <summary>Right-hand side of a check: <c>Factor × reference + Offset</c>, or a number.</summary>
/// <param name="Reference">What the number is relative to.</param>
/// <param name="Factor">Multiple of the reference; 1 unless written.</param>
/// <param name="Offset">Points added; or, where <paramref name="OffsetIsRelative"/>, a share of the reference's absolute value.</param>
/// <param name="OffsetIsRelative">Whether the offset was written in %.</param>
/// <param name="Text">As written, spaces normalised.</param>
public sealed record Bound(BoundReference Reference, double Factor, double Offset, bool OffsetIsRelative, string Text)
{
    /// <summary>The bound's value.</summary>
    /// <param name="reference">Value of the reference; ignored for a plain number.</param>
    public double Resolve(double reference) => Reference == BoundReference.Number
        ? Offset
        : (Factor * reference) + (OffsetIsRelative ? Offset * Math.Abs(reference) : Offset);
}

/// <summary>What a bound is relative to.</summary>
public enum BoundReference
{
    /// <summary>Nothing: a plain number.</summary>
    Number,

    /// <summary>The same metric over all judged rows.</summary>
    Overall,

    /// <summary>The best constant prediction on the same slice.</summary>
    Trivial,

    /// <summary>The approved value of the same metric on the same slice.</summary>
    Snapshot,

    /// <summary>The champion's value of the same metric on the same slice.</summary>
    Champion,
}

/// <summary>A metric of the catalogue with its parameters.</summary>
public sealed record MetricReference
{
    private string? display;

    /// <summary>Name in the catalogue.</summary>
    public required string Name
    {
        get;
        init => (field, display) = (value, null);
    }

    /// <summary>Parameters in catalogue order, values in canonical text, as written: one that says its default is here too, and no part of the name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters
    {
        get;
        init => (field, display) = (value, null);
    } = [];

    /// <summary><c>recall</c>, <c>recall(class=7)</c>. A parameter that says its default changes nothing, the name of the check least of all.</summary>
    /// <remarks>Kept: it is what references are compared by, thousands of times a run.</remarks>
    public string Display => display ??= Write();

    private string Write()
    {
        var said = string.Join(", ", Parameters.Where(p => !IsDefault(p)).Select(p => $"{p.Key}={p.Value}"));
        return said.Length == 0 ? Name : $"{Name}({said})";
    }

    private bool IsDefault(KeyValuePair<string, string> parameter) => (Name, parameter.Key, parameter.Value)
        is (_, "average", "macro") or ("roc_auc", "multi_class", "ovr") or ("ece" or "mce", "bins", "15") or ("ece" or "mce", "strategy", "uniform")
        or ("fbeta", "beta", "1") or ("top_k_accuracy", "k", "2") or ("pinball", "alpha", "0.5");

    /// <summary>Value of a parameter, or null.</summary>
    public string? Parameter(string name) => Parameters.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.Ordinal)).Value;

    /// <summary>Two references are equal when they display the same.</summary>
    public bool Equals(MetricReference? other) => other is not null && string.Equals(Display, other.Display, StringComparison.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Display);
}
