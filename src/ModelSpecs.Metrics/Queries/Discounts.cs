namespace ModelSpecs.Metrics.Queries;

/// <summary>What a place in a ranking is worth: 1 / log₂(place + 1), the first place being 1 (Järvelin and Kekäläinen 2002).</summary>
internal sealed class Discounts
{
    private readonly double[] sums;

    /// <summary>Discounts of the places of a ranking.</summary>
    /// <param name="places">Places of the longest query.</param>
    public Discounts(int places)
    {
        sums = new double[places + 1];
        for (var place = 0; place < places; place++)
        {
            sums[place + 1] = sums[place] + Of(place);
        }
    }

    /// <summary>The discount of a place, from 0.</summary>
    public static double Of(int place) => 1 / Math.Log2(place + 2);

    /// <summary>Sum of the discounts of the places from one up to another, that one excluded.</summary>
    public double Between(int start, int end) => sums[end] - sums[start];
}
