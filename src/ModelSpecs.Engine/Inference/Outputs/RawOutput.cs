namespace ModelSpecs.Engine.Inference.Outputs;

/// <summary>What an output holds.</summary>
internal enum RawKind
{
    /// <summary>32-bit floats; narrower ones were widened.</summary>
    Single,

    /// <summary>Doubles.</summary>
    Double,

    /// <summary>Integers.</summary>
    Integer,

    /// <summary>Booleans, as 0 and 1.</summary>
    Boolean,

    /// <summary>Texts.</summary>
    Text,
}

/// <summary>One output of a model (or a column of predictions) over all rows, as it was given: row-major, nothing interpreted.</summary>
internal sealed class RawOutput
{
    /// <summary>Name of the output.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds; exactly one of the arrays below.</summary>
    public required RawKind Kind { get; init; }

    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Values a row.</summary>
    public required int Width { get; init; }

    /// <summary>Values of <see cref="RawKind.Single"/>.</summary>
    public float[]? Singles { get; init; }

    /// <summary>Values of <see cref="RawKind.Double"/>.</summary>
    public double[]? Doubles { get; init; }

    /// <summary>Values of <see cref="RawKind.Integer"/> and <see cref="RawKind.Boolean"/>.</summary>
    public long[]? Integers { get; init; }

    /// <summary>Values of <see cref="RawKind.Text"/>: indexes into <see cref="Texts"/>.</summary>
    public int[]? Codes { get; init; }

    /// <summary>The distinct texts, in order of first occurrence.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Keys of a map output, the names of its columns; empty: it was a tensor.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Whether the keys are integers.</summary>
    public bool KeysAreIntegers { get; init; }

    /// <summary>Whether the values are numbers that a score can be.</summary>
    public bool IsFloat => Kind is RawKind.Single or RawKind.Double;

    /// <summary>A value as a number; not for texts.</summary>
    public double Number(int row, int column)
    {
        var at = ((long)row * Width) + column;
        return Singles is not null ? Singles[at] : Doubles is not null ? Doubles[at] : Integers![at];
    }
}
