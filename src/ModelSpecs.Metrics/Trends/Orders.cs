namespace ModelSpecs.Metrics.Trends;

/// <summary>Every order of a few values.</summary>
internal static class Orders
{
    /// <summary>Shows every order once; equal values count as different ones.</summary>
    /// <param name="values">At most ten: their orders are counted by the factorial. In another order afterwards.</param>
    /// <param name="see">Takes an order; the same array each time.</param>
    public static void ForEach(double[] values, Action<double[]> see)
    {
        // Heap's algorithm: each order differs from the one before by one exchange.
        var counters = new int[values.Length];
        see(values);
        for (var i = 1; i < values.Length;)
        {
            if (counters[i] >= i)
            {
                counters[i++] = 0;
                continue;
            }

            var other = i % 2 == 0 ? 0 : counters[i];
            (values[other], values[i]) = (values[i], values[other]);
            see(values);
            counters[i]++;
            i = 1;
        }
    }
}
