using System.Globalization;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model;

/// <summary><c>contract:</c>, what callers of the model rely on. A part that is null is not asked for.</summary>
public sealed record ContractSpec
{
    /// <summary>Place of the key in the spec.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Every input.</summary>
    public IReadOnlyList<ContractValue>? Inputs { get; init; }

    /// <summary>Every output.</summary>
    public IReadOnlyList<ContractValue>? Outputs { get; init; }

    /// <summary>Every operator set that is imported.</summary>
    public IReadOnlyList<ContractOpset>? Opset { get; init; }

    /// <summary>Entries of the model's metadata; a null value: any.</summary>
    public IReadOnlyList<KeyValuePair<Located<string>, string?>>? Metadata { get; init; }

    /// <summary>Most bytes.</summary>
    public Located<long>? MaxSize { get; init; }

    /// <summary>The parts that are said, as checks.</summary>
    public IEnumerable<ContractCheckSpec> Checks() => PlacesOfParts.OrderBy(part => part.Key).Select(part => new ContractCheckSpec { Contract = this, Part = part.Key, Span = part.Value });

    /// <summary>Where each part stands.</summary>
    public required IReadOnlyDictionary<ContractPart, SourceSpan> PlacesOfParts { get; init; }
}

/// <summary>A part of a contract.</summary>
public enum ContractPart
{
    /// <summary><c>inputs</c></summary>
    Inputs,

    /// <summary><c>outputs</c></summary>
    Outputs,

    /// <summary><c>opset</c></summary>
    Opset,

    /// <summary><c>metadata</c></summary>
    Metadata,

    /// <summary><c>max_size</c></summary>
    MaxSize,
}

/// <summary>An input or output as a contract states it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type as in ONNX (<c>float</c>, <c>int64</c>), or <c>sequence of maps from … to …</c>.</param>
/// <param name="Axes">Axes; null: the shape is not asked for.</param>
public sealed record ContractValue(Located<string> Name, string Type, IReadOnlyList<ContractAxis>? Axes)
{
    /// <summary>As written in a spec.</summary>
    public string Text => Axes is null ? Type : $"{Type} [{string.Join(", ", Axes.Select(axis => axis.Text))}]";
}

/// <summary>An axis: of one length, or one that varies.</summary>
/// <param name="Length">Its length; null: it varies.</param>
/// <param name="Name">The name under which it varies; null: any.</param>
public sealed record ContractAxis(long? Length, string? Name)
{
    /// <summary>As written in a spec.</summary>
    public string Text => Length?.ToString(CultureInfo.InvariantCulture) ?? Name ?? "?";
}

/// <summary>An operator set as a contract states it.</summary>
/// <param name="Domain">Its domain; <c>ai.onnx</c> is ONNX's own.</param>
/// <param name="Comparison">How the version is compared; null: it is this one.</param>
/// <param name="Version">The version.</param>
public sealed record ContractOpset(Located<string> Domain, Comparison? Comparison, long Version)
{
    /// <summary>As written in a spec.</summary>
    public string Text => $"{(Comparison is null ? "" : $"{CheckSpec.SymbolOf(Comparison)} ")}{Version.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Whether a version meets it.</summary>
    public bool Allows(long version) => Comparison switch
    {
        null => version == Version,
        Model.Comparison.AtLeast => version >= Version,
        Model.Comparison.MoreThan => version > Version,
        Model.Comparison.AtMost => version <= Version,
        _ => version < Version,
    };
}

/// <summary>The check of one part of a contract.</summary>
public sealed record ContractCheckSpec : CheckSpec
{
    /// <summary>The contract.</summary>
    public required ContractSpec Contract { get; init; }

    /// <summary>The part.</summary>
    public required ContractPart Part { get; init; }

    /// <inheritdoc />
    public override string Kind => "contract";

    /// <inheritdoc />
    public override string Subject => $"contract {PartName}";

    /// <inheritdoc />
    public override Comparison? Comparing => null;

    /// <inheritdoc />
    public override Bound? Limit => null;

    /// <inheritdoc />
    public override bool IsPerValue => false;

    /// <inheritdoc />
    public override string Terms => Part switch
    {
        ContractPart.Inputs => Values(Contract.Inputs!),
        ContractPart.Outputs => Values(Contract.Outputs!),
        ContractPart.Opset => string.Join(", ", Contract.Opset!.Select(set => $"{set.Domain.Value} {set.Text}")),
        ContractPart.Metadata => string.Join(", ", Contract.Metadata!.Select(entry => entry.Value is null ? entry.Key.Value : $"{entry.Key.Value}: {entry.Value}")),
        _ => $"{Contract.MaxSize!.Value.ToString(CultureInfo.InvariantCulture)} bytes",
    };

    private string PartName => Part switch
    {
        ContractPart.Inputs => "inputs",
        ContractPart.Outputs => "outputs",
        ContractPart.Opset => "opset",
        ContractPart.Metadata => "metadata",
        _ => "max_size",
    };

    /// <inheritdoc />
    public override Strictness StrictnessAgainst(CheckSpec before) =>
        Part == ContractPart.MaxSize && before is ContractCheckSpec { Contract.MaxSize: { } was } && Contract.MaxSize is { } now
            ? now.Value > was.Value ? Strictness.Looser : Strictness.Tighter
            : Strictness.Other;

    private static string Values(IEnumerable<ContractValue> values) => string.Join("; ", values.Select(value => $"{value.Name.Value}: {value.Text}"));
}
