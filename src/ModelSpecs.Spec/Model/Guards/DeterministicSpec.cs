using System.Globalization;

namespace ModelSpecs.Spec.Model.Guards;

/// <summary><c>deterministic</c>: the same rows give the same outputs, however they are ordered and batched.</summary>
public sealed record DeterministicSpec : GuardSpec
{
    /// <summary>What is measured: the largest difference of an output of one row.</summary>
    public const string Difference = "difference";

    /// <summary>Most that an output may differ by unless said: NumPy's relative tolerance. Another batch size may add up in another order.</summary>
    public const double DefaultWithin = 1e-5;

    /// <summary>Most rows that are run again unless said.</summary>
    public const int DefaultRows = 10_000;

    /// <summary>Most rows that are run again.</summary>
    public required int Rows { get; init; }

    /// <inheritdoc />
    public override string Kind => "deterministic";

    /// <inheritdoc />
    public override string Terms => $"rows {Rows.ToString(CultureInfo.InvariantCulture)}";
}
