using ModelSpecs.Engine.Inference.Sessions;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>The same work on every machine: a product of two matrices of 32-bit floats. A latency as a multiple of its time says more of the model than of the machine, and that multiple is what a
/// snapshot keeps.</summary>
internal sealed class Calibration : ITimedCall
{
    private const int Side = 48;
    private readonly float[] left = Filled(1);
    private readonly float[] right = Filled(2);
    private readonly float[] product = new float[Side * Side];

    /// <inheritdoc />
    public int Rows => 1;

    /// <summary>Something of the product, so that nobody can leave the work out.</summary>
    public float Sum { get; private set; }

    /// <inheritdoc />
    public void Prepare(int call) => Array.Clear(product);

    /// <inheritdoc />
    public void Run()
    {
        for (var row = 0; row < Side; row++)
        {
            var into = product.AsSpan(row * Side, Side);
            for (var k = 0; k < Side; k++)
            {
                var factor = left[(row * Side) + k];
                var from = right.AsSpan(k * Side, Side);
                for (var column = 0; column < into.Length; column++)
                {
                    into[column] += factor * from[column];
                }
            }
        }

        Sum += product[0];
    }

    private static float[] Filled(int seed)
    {
        var state = (uint)seed;
        var values = new float[Side * Side];
        for (var i = 0; i < values.Length; i++)
        {
            // Numerical Recipes' generator: the same values everywhere.
            state = (state * 1_664_525) + 1_013_904_223;
            values[i] = (state >> 8) * (1f / (1 << 24));
        }

        return values;
    }
}
