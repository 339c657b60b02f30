using System.Globalization;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model;

/// <summary>One entry of <c>parity:</c>, something that the model's outputs have to agree with.</summary>
public sealed record ParitySpec
{
    /// <summary>NumPy's default absolute tolerance.</summary>
    public const double DefaultAbsolute = 1e-8;

    /// <summary>NumPy's default relative tolerance.</summary>
    public const double DefaultRelative = 1e-5;

    /// <summary>Its name in the spec.</summary>
    public required Located<string> Name { get; init; }

    /// <summary>Where the reference values come from.</summary>
    public required ParitySource Source { get; init; }

    /// <summary>Tolerance of outputs that have none of their own.</summary>
    public Closeness Tolerance { get; init; } = new(DefaultAbsolute, DefaultRelative);

    /// <summary>Outputs to compare; empty: all that the reference has.</summary>
    public IReadOnlyList<ParityOutput> Outputs { get; init; } = [];

    /// <summary>Whether NaN in both is close.</summary>
    public bool EqualNan { get; init; }

    /// <summary>Whether numbers of different element types are compared.</summary>
    public bool AnyType { get; init; }

    /// <summary>Whether the values are those of the golden set's rows, so that slices can be judged too.</summary>
    public bool IsByRow => Source is not (TestDataSource or ArraysSource { Inputs.Count: > 0 });
}

/// <summary>A tolerance: |a − b| &lt;= <paramref name="Absolute"/> + <paramref name="Relative"/> · |b|, where b is the reference (<c>numpy.allclose</c>).</summary>
/// <param name="Absolute">atol, not negative.</param>
/// <param name="Relative">rtol, not negative.</param>
public sealed record Closeness(double Absolute, double Relative)
{
    /// <inheritdoc />
    public override string ToString() => $"atol {Absolute.ToString("R", CultureInfo.InvariantCulture)}, rtol {Relative.ToString("R", CultureInfo.InvariantCulture)}";
}

/// <summary>An output that is compared.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Tolerance">Its own tolerance; null: that of the parity.</param>
public sealed record ParityOutput(Located<string> Name, Closeness? Tolerance);

/// <summary>Where reference values come from.</summary>
public abstract record ParitySource;

/// <summary>Another model, run on the golden set's rows.</summary>
/// <param name="Model">The model.</param>
public sealed record ModelSource(FileReference Model) : ParitySource;

/// <summary>A folder with <c>test_data_set_*</c> folders, or with one set's files itself.</summary>
/// <param name="Folder">The folder.</param>
public sealed record TestDataSource(FileReference Folder) : ParitySource;

/// <summary>Columns of the golden set.</summary>
/// <param name="Columns">Columns of each output, in the order of its values.</param>
public sealed record RecordedColumnsSource(IReadOnlyList<KeyValuePair<Located<string>, IReadOnlyList<Located<string>>>> Columns) : ParitySource;

/// <summary>NPY or NPZ files.</summary>
/// <param name="Outputs">Files with outputs.</param>
/// <param name="Inputs">Files with the inputs that gave them; empty: the golden set's rows did.</param>
public sealed record ArraysSource(IReadOnlyList<RecordedFile> Outputs, IReadOnlyList<RecordedFile> Inputs) : ParitySource;

/// <summary>A file with recorded arrays.</summary>
/// <param name="Name">The input or output that it holds; null: its arrays say so by their names.</param>
/// <param name="File">The file.</param>
public sealed record RecordedFile(Located<string>? Name, FileReference File);

/// <summary>The check that all values agree, on the whole set or on a slice.</summary>
public sealed record ParityCheckSpec : CheckSpec
{
    /// <summary>What is compared.</summary>
    public required ParitySpec Parity { get; init; }

    /// <inheritdoc />
    public override string Kind => "parity";

    /// <inheritdoc />
    public override string Subject => $"parity {Parity.Name.Value}";

    /// <inheritdoc />
    public override Comparison? Comparing => null;

    /// <inheritdoc />
    public override Bound? Limit => null;

    /// <inheritdoc />
    public override bool IsPerValue => true;

    /// <inheritdoc />
    public override string Terms => string.Join("; ", new[]
    {
        Parity.Tolerance.ToString(),
        Parity.Outputs.Count == 0 ? "" : $"outputs {string.Join(", ", Parity.Outputs.Select(output => output.Tolerance is { } own ? $"{output.Name.Value} ({own})" : output.Name.Value))}",
        Parity.EqualNan ? "equal_nan" : "",
        Parity.AnyType ? "types any" : "",
        SourceText,
    }.Where(part => part.Length > 0));

    private string SourceText => Parity.Source switch
    {
        ModelSource source => $"model {source.Model.Written.Value}{(source.Model.Sha256 is { } pin ? $" sha256 {pin.Value}" : "")}",
        TestDataSource source => $"test_data {source.Folder.Written.Value}",
        RecordedColumnsSource source => $"columns {string.Join(", ", source.Columns.Select(output => $"{output.Key.Value}: {string.Join(" ", output.Value.Select(column => column.Value))}"))}",
        ArraysSource source => $"arrays {Files(source.Outputs)}{(source.Inputs.Count == 0 ? "" : $"; inputs {Files(source.Inputs)}")}",
        _ => "",
    };

    private static string Files(IEnumerable<RecordedFile> files) => string.Join(", ", files.Select(file => file.Name is null ? file.File.Written.Value : $"{file.Name.Value}: {file.File.Written.Value}"));

    /// <inheritdoc />
    /// <remarks>Outputs are compared by what holds for them: one that is no longer compared may be anything.</remarks>
    public override Strictness StrictnessAgainst(CheckSpec before)
    {
        if (before is not ParityCheckSpec { Parity: var was } || !string.Equals(SourceText, ((ParityCheckSpec)before).SourceText, StringComparison.Ordinal))
        {
            return Strictness.Other;
        }

        var names = was.Outputs.Concat(Parity.Outputs).Select(output => output.Name.Value).Concat([""]).Distinct(StringComparer.Ordinal).ToList();
        var (looser, tighter) = (Parity.EqualNan && !was.EqualNan, !Parity.EqualNan && was.EqualNan);
        (looser, tighter) = (looser || (Parity.AnyType && !was.AnyType), tighter || (!Parity.AnyType && was.AnyType));
        foreach (var name in names)
        {
            var (old, now) = (ToleranceOf(was, name), ToleranceOf(Parity, name));
            looser |= old is not null && (now is null || now.Absolute > old.Absolute || now.Relative > old.Relative);
            tighter |= now is not null && (old is null || now.Absolute < old.Absolute || now.Relative < old.Relative);
        }

        return (looser, tighter) switch { (true, false) => Strictness.Looser, (false, true) => Strictness.Tighter, _ => Strictness.Other };
    }

    // The empty name stands for outputs that are not named.
    private static Closeness? ToleranceOf(ParitySpec parity, string name) => parity.Outputs.Count == 0
        ? parity.Tolerance
        : parity.Outputs.FirstOrDefault(output => string.Equals(output.Name.Value, name, StringComparison.Ordinal)) is { } found ? found.Tolerance ?? parity.Tolerance : null;
}
