using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Parity;

/// <summary>The tolerance of one output.</summary>
/// <param name="OfFloats">For floating-point numbers.</param>
/// <param name="OfIntegers">For integers and booleans: the output's own, else none, since labels are not nearly right.</param>
internal sealed record OutputTolerance(Closeness OfFloats, Closeness OfIntegers)
{
    /// <summary>The tolerance of an output of a parity.</summary>
    public static OutputTolerance Of(ParitySpec parity, string output)
    {
        var own = parity.Outputs.FirstOrDefault(said => string.Equals(said.Name.Value, output, StringComparison.Ordinal))?.Tolerance;
        return new OutputTolerance(own ?? parity.Tolerance, own ?? new Closeness(0, 0));
    }
}

/// <summary>One output beside its reference: of each row the value that is furthest from close.</summary>
internal sealed class OutputDifferences
{
    private readonly ComparedValues here;
    private readonly ComparedValues reference;
    private readonly Func<int, int> hereOf;
    private readonly Func<int, int> referenceOf;
    private readonly int[] worst;
    private readonly double[] excess;
    private readonly double[] largest;

    private OutputDifferences(string name, int rows, int width, OutputTolerance tolerance, ComparedValues here, Func<int, int> hereOf, ComparedValues reference, Func<int, int> referenceOf)
    {
        (Name, Width, Tolerance) = (name, width, tolerance);
        (this.here, this.hereOf, this.reference, this.referenceOf) = (here, hereOf, reference, referenceOf);
        worst = new int[rows];
        excess = new double[rows];
        largest = new double[rows];
    }

    /// <summary>Name of the output.</summary>
    public string Name { get; }

    /// <summary>Values a row.</summary>
    public int Width { get; }

    /// <summary>Its tolerance.</summary>
    public OutputTolerance Tolerance { get; }

    /// <summary>Rows compared.</summary>
    public int Rows => worst.Length;

    /// <summary>Compares.</summary>
    /// <param name="name">Name of the output.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Values a row.</param>
    /// <param name="tolerance">Its tolerance.</param>
    /// <param name="equalNan">Whether NaN is close to NaN.</param>
    /// <param name="here">The model's values.</param>
    /// <param name="hereOf">Row of <paramref name="here"/> that a row is.</param>
    /// <param name="reference">The reference's values.</param>
    /// <param name="referenceOf">Row of <paramref name="reference"/> that a row is.</param>
    public static OutputDifferences Compare(
        string name, int rows, int width, OutputTolerance tolerance, bool equalNan, ComparedValues here, Func<int, int> hereOf, ComparedValues reference, Func<int, int> referenceOf)
    {
        var differences = new OutputDifferences(name, rows, width, tolerance, here, hereOf, reference, referenceOf);
        for (var row = 0; row < rows; row++)
        {
            differences.Compare(row, equalNan);
        }

        return differences;
    }

    /// <summary>Whether all values of a row are close.</summary>
    public bool IsClose(int row) => worst[row] < 0;

    /// <summary>How far a row's worst value is beyond its tolerance; infinite where no number says it.</summary>
    public double Excess(int row) => excess[row];

    /// <summary>The largest difference of a row's values; NaN where there is none, as of texts.</summary>
    public double Largest(int row) => largest[row];

    /// <summary>A row's worst value as a message shows it: both values, the difference, what is allowed.</summary>
    public string Describe(int row)
    {
        var (a, b) = Places(row, worst[row]);
        var difference = here.Difference(a, reference, b);
        var values = $"{here.Display(a)} here, {reference.Display(b)} in the reference";
        if (double.IsNaN(difference))
        {
            return values;
        }

        return FormattableString.Invariant($"{values}; difference {difference:G4}, allowed {Allowed(b):G4}");
    }

    /// <summary>Place of a row's worst value among the row's.</summary>
    public int WorstOf(int row) => worst[row];

    private void Compare(int row, bool equalNan)
    {
        (worst[row], excess[row], largest[row]) = (-1, double.NegativeInfinity, double.NaN);
        for (var column = 0; column < Width; column++)
        {
            var (a, b) = Places(row, column);
            var difference = here.Difference(a, reference, b);
            if (difference > largest[row] || double.IsNaN(largest[row]))
            {
                largest[row] = difference;
            }

            if (here.IsClose(a, reference, b, Tolerance, equalNan))
            {
                continue;
            }

            var beyond = double.IsNaN(difference) ? double.PositiveInfinity : difference - Allowed(b);
            if (worst[row] < 0 || beyond > excess[row])
            {
                (worst[row], excess[row]) = (column, beyond);
            }
        }
    }

    private double Allowed(int at) => AllClose.Allowed(
        reference.Number(at), here.Kind != ComparedKind.Float && reference.Kind != ComparedKind.Float ? Tolerance.OfIntegers : Tolerance.OfFloats);

    private (int Here, int Reference) Places(int row, int column) => ((hereOf(row) * Width) + column, (referenceOf(row) * Width) + column);
}
