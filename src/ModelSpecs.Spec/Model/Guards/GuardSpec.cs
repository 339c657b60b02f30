using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model.Guards;

/// <summary>Something that is watched besides metrics on the golden set: what is measured, how, and what is expected of it.</summary>
public abstract record GuardSpec
{
    /// <summary>Kind of its checks and its key in a spec: <c>deterministic</c>, <c>latency</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Its name, where a spec may hold several of a kind; null: the kind says it.</summary>
    public Located<string>? Name { get; init; }

    /// <summary>Place in the spec.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>What is expected, in the order written.</summary>
    public required IReadOnlyList<GuardMeasure> Measures { get; init; }

    /// <summary>What it says beside its bounds, as text; another text is another demand under the same names.</summary>
    public abstract string Terms { get; }

    /// <summary>Files that it reads besides those of the spec.</summary>
    public virtual IReadOnlyList<FileReference> Files => [];

    /// <summary>The set that it looks at, as written; null: the golden one.</summary>
    public virtual string? LooksAt => null;

    /// <summary>Slices that it is measured and judged on besides the whole.</summary>
    public GuardSlices On { get; init; } = GuardSlices.None;

    /// <summary>Columns of the golden set that it names, with the key where it does; they are read with the set, and one that is not there is an error.</summary>
    public virtual IEnumerable<(Located<string> Column, string Key)> Columns => [];

    /// <summary>Whether it looks at every column of the golden set.</summary>
    public virtual bool NeedsAllColumns => false;

    /// <summary>Its checks of the whole, or of a slice.</summary>
    public IEnumerable<GuardCheckSpec> Checks(bool ofSlice) => Checks().Where(check => ofSlice ? !check.Measure.IsOfWholeAlone : !check.Measure.IsOfSlicesAlone);

    /// <summary>Its checks, one a measure.</summary>
    public IEnumerable<GuardCheckSpec> Checks() => Measures.Select(measure => new GuardCheckSpec { Guard = this, Measure = measure, Span = measure.Span });
}

/// <summary>One number that a guard measures, and its bound.</summary>
/// <param name="Name">Name with what it is of: <c>p95</c>, <c>psi(income)</c>; unique in the guard but for the side of a band.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Bound">With what, in the unit of the measure.</param>
/// <param name="Span">Place in the spec.</param>
public sealed record GuardMeasure(string Name, Comparison Comparison, Bound Bound, SourceSpan Span)
{
    /// <summary>Whether a higher value is better: what a bound from below says.</summary>
    public bool HigherIsBetter => Comparison is Comparison.AtLeast or Comparison.MoreThan;

    /// <summary>Whether it is the same on every slice, so that only the whole is judged by it: the size of a file.</summary>
    public bool IsOfWholeAlone { get; init; }

    /// <summary>Whether the whole would be held against itself, so that only slices are judged by it.</summary>
    public bool IsOfSlicesAlone { get; init; }

    /// <summary>Whether the spec's metrics say nothing where it does not pass: they are inconclusive then.</summary>
    public bool GatesMetrics { get; init; }

    /// <summary>Whether it is measured on labels: it says nothing where metrics do not.</summary>
    public bool RestsOnLabels { get; init; }
}

/// <summary>The check of one measure.</summary>
public sealed record GuardCheckSpec : CheckSpec
{
    /// <summary>What it belongs to.</summary>
    public required GuardSpec Guard { get; init; }

    /// <summary>What is held against its bound.</summary>
    public required GuardMeasure Measure { get; init; }

    /// <inheritdoc />
    public override string Kind => Guard.Kind;

    /// <inheritdoc />
    public override string Subject => Guard.Name is { } name ? $"{Guard.Kind} {name.Value} {Measure.Name}" : $"{Guard.Kind} {Measure.Name}";

    /// <inheritdoc />
    public override Comparison? Comparing => Measure.Comparison;

    /// <inheritdoc />
    public override Bound? Limit => Measure.Bound;

    /// <inheritdoc />
    public override bool IsPerValue => true;

    /// <inheritdoc />
    public override string Terms => Guard.Terms;
}
