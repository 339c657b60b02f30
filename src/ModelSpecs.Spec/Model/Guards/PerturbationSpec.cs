using System.Globalization;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model.Guards;

/// <summary>A change of a model's inputs.</summary>
public abstract record PerturbationSpec
{
    /// <summary>Its key in a spec: <c>add_noise</c>, <c>blur</c>, <c>custom:Typos</c>.</summary>
    public required Located<string> Key { get; init; }

    /// <summary>How strong it is done, the mildest first; at least one.</summary>
    public required IReadOnlyList<PerturbationLevel> Levels { get; init; }

    /// <summary>Columns that it changes.</summary>
    public virtual IReadOnlyList<Located<string>> Columns => [];

    /// <summary>Whether its levels have an order, so that a score can be expected to follow them.</summary>
    public virtual bool IsOrdered => false;

    /// <summary>What a level is counted in, for an axis: <c>severity</c>, <c>std of noise</c>.</summary>
    public virtual string Unit => "severity";

    /// <summary>The name that its entry has unless it says one.</summary>
    public virtual string Display => Columns.Count == 0 ? Key.Value : $"{Key.Value}({string.Join(", ", Columns.Take(Named).Select(column => column.Value))}{(Columns.Count > Named ? ", …" : "")})";

    /// <summary>Everything it says, as text.</summary>
    public virtual string Terms => $"{Key.Value} [{string.Join(", ", Columns.Select(column => column.Value))}] {string.Join(", ", Levels.Where(level => level.IsJudged).Select(level => level.Name))}";

    private const int Named = 3;

    private protected static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>How strong a perturbation is done.</summary>
/// <param name="Amount">A number: of columns what is added or multiplied, of images what their operation counts, or the severity.</param>
/// <param name="IsShare">Of columns: whether the amount is a share of the column's standard deviation.</param>
/// <param name="Name">As read by people: <c>std 5 %</c>, <c>severity 3</c>; empty where there are no levels.</param>
/// <param name="IsJudged">Whether bounds hold for it; else it is measured for the curve alone.</param>
public sealed record PerturbationLevel(double Amount, bool IsShare, string Name, bool IsJudged = true)
{
    /// <summary>The one level of what is done or not done.</summary>
    public static PerturbationLevel Done { get; } = new(1, false, "");
}

/// <summary>What is done to the numbers of columns.</summary>
public enum NumberChange
{
    /// <summary>Gaussian noise is added.</summary>
    AddNoise,

    /// <summary>They are multiplied.</summary>
    Scale,

    /// <summary>A number is added.</summary>
    Shift,
}

/// <summary><c>add_noise</c>, <c>scale</c> and <c>shift</c>.</summary>
public sealed record NumbersPerturbation : PerturbationSpec
{
    /// <summary>What is done.</summary>
    public required NumberChange Change { get; init; }

    /// <summary>The columns.</summary>
    public required IReadOnlyList<Located<string>> Names { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<Located<string>> Columns => Names;

    /// <inheritdoc />
    public override bool IsOrdered => Change != NumberChange.AddNoise;

    /// <inheritdoc />
    public override string Unit => Change switch
    {
        NumberChange.AddNoise => "standard deviation of the noise",
        NumberChange.Scale => "factor",
        _ => "added",
    } + (Levels.Any(level => level.IsShare) ? ", of the column's" : "");
}

/// <summary><c>set</c>: each column one value, in every row.</summary>
public sealed record SetPerturbation : PerturbationSpec
{
    /// <summary>The values by column.</summary>
    public required IReadOnlyList<KeyValuePair<Located<string>, Located<string>>> Values { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<Located<string>> Columns => [.. Values.Select(value => value.Key)];

    /// <inheritdoc />
    public override string Terms => $"set {string.Join(", ", Values.Select(value => $"{value.Key.Value} = {value.Value.Value}"))}";
}

/// <summary><c>swap</c>: where one of two values stands, the other.</summary>
public sealed record SwapPerturbation : PerturbationSpec
{
    /// <summary>The pairs by column.</summary>
    public required IReadOnlyList<(Located<string> Column, Located<string> First, Located<string> Second)> Pairs { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<Located<string>> Columns => [.. Pairs.Select(pair => pair.Column)];

    /// <inheritdoc />
    public override string Terms => $"swap {string.Join(", ", Pairs.Select(pair => $"{pair.Column.Value}: {pair.First.Value} and {pair.Second.Value}"))}";
}

/// <summary><c>drop</c> and <c>shuffle</c>: columns made null, or given the values of other rows.</summary>
public sealed record ColumnsPerturbation : PerturbationSpec
{
    /// <summary>The columns.</summary>
    public required IReadOnlyList<Located<string>> Names { get; init; }

    /// <summary>Whether they are shuffled; else they are dropped.</summary>
    public required bool IsShuffle { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<Located<string>> Columns => Names;
}

/// <summary>What is done to images; in the order in which the engine knows it.</summary>
public enum ImageChange
{
    /// <summary>Brighter or darker.</summary>
    Brightness,

    /// <summary>Nearer to the mean.</summary>
    Contrast,

    /// <summary>Gaussian blur.</summary>
    Blur,

    /// <summary>Gaussian noise.</summary>
    Noise,

    /// <summary>Turned.</summary>
    Rotation,

    /// <summary>Moved.</summary>
    Translation,

    /// <summary>A part covered.</summary>
    Occlusion,

    /// <summary>Quantised in blocks, as JPEG does.</summary>
    Blocks,
}

/// <summary>Which of the model's inputs are images, and what their pixels are.</summary>
public sealed record ImageInputSpec
{
    /// <summary>The input; null: the one that looks like images.</summary>
    public Located<string>? Input { get; init; }

    /// <summary>Shape of one image where the input's own says too little; empty: the input's.</summary>
    public IReadOnlyList<int> Shape { get; init; } = [];

    /// <summary>Whether channels come first; null: seen from the shape.</summary>
    public bool? ChannelsFirst { get; init; }

    /// <summary>Black and white; null: seen from the data.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>What comes in from beyond the border; null: black.</summary>
    public double? Fill { get; init; }

    /// <summary>Place in the spec.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>What it says, as text.</summary>
    public string Terms => string.Join(" ", new[]
    {
        Input is null ? "" : $" input {Input.Value}",
        Shape.Count == 0 ? "" : $" shape {string.Join("x", Shape.Select(length => length.ToString(CultureInfo.InvariantCulture)))}",
        ChannelsFirst is { } first ? (first ? " channels first" : " channels last") : "",
        Range is { } range ? $" range {range.Low.ToString("R", CultureInfo.InvariantCulture)} to {range.High.ToString("R", CultureInfo.InvariantCulture)}" : "",
        Fill is { } fill ? $" fill {fill.ToString("R", CultureInfo.InvariantCulture)}" : "",
    }.Where(part => part.Length > 0));
}

/// <summary>A perturbation of images.</summary>
public sealed record ImagePerturbation : PerturbationSpec
{
    /// <summary>What is done.</summary>
    public required ImageChange Change { get; init; }

    /// <summary>The images.</summary>
    public required ImageInputSpec Image { get; init; }

    /// <summary>Whether levels are severities from 1 to 5; else their amounts are written in the spec.</summary>
    public required bool BySeverity { get; init; }

    /// <summary>Which way: <c>darker</c>, <c>left</c>; null: drawn for each row, or the only one there is.</summary>
    public string? Direction { get; init; }

    /// <inheritdoc />
    public override bool IsOrdered => true;

    /// <inheritdoc />
    public override string Unit => BySeverity ? "severity" : Levels[0].Name.Substring(0, Levels[0].Name.IndexOf(' '));

    /// <inheritdoc />
    public override string Terms => $"{base.Terms}{(Direction is null ? "" : $" {Direction}")}{Image.Terms}";
}

/// <summary>A perturbation that the user wrote: <c>custom:Name</c>.</summary>
public sealed record CustomPerturbationSpec : PerturbationSpec
{
    /// <summary>The columns it may change; empty: it changes images.</summary>
    public required IReadOnlyList<Located<string>> Names { get; init; }

    /// <summary>The images, where it changes no columns.</summary>
    public required ImageInputSpec? Image { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<Located<string>> Columns => Names;

    /// <inheritdoc />
    public override bool IsOrdered => true;

    /// <inheritdoc />
    public override string Terms => $"{base.Terms}{Image?.Terms}";
}
