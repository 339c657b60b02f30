using ModelSpecs.Metrics.Cost;

namespace ModelSpecs.Metrics.Tests.Support;

/// <summary>Requests over the kernel table, so that a metric is tested by being added.</summary>
internal static class Requests
{
    public static IEnumerable<string> Names(MetricTask task) =>
        KernelTable.All.Where(kernel => kernel.Supports(task)).Select(kernel => kernel.Name);

    /// <summary>Every metric of a task with every parameter that changes what is computed.</summary>
    public static MetricRequest[] All(MetricInput input) => [.. Names(input.Task).SelectMany(name => Variants(new MetricRequest(name), input)).Distinct()];

    private static IEnumerable<MetricRequest> Variants(MetricRequest request, MetricInput input)
    {
        if (KernelTable.Find(request.Name).Needs == KernelNeeds.Column)
        {
            yield return request with { Column = "latency" };
            yield return request with { Column = "latency", Quantile = 0.3 };
            yield break;
        }

        yield return request;
        yield return request with { ZeroDivision = 1 };
        yield return request with { Bins = 4, Strategy = BinStrategy.Quantile };
        yield return request with { Bins = 7 };
        yield return request with { Epsilon = 0.25, Alpha = 0.2, Beta = 0.5, TopK = 1 };
        if (input.Task == MetricTask.Ranking)
        {
            yield return request with { AtMost = 1 };
            yield return request with { AtMost = 4 };
            yield return request with { AtMost = 4, ZeroDivision = 0 };
            yield break;
        }

        if (input.Task != MetricTask.Regression)
        {
            foreach (var point in (MetricRequest[])[request with { AtFpr = 0.1 }, request with { AtPrecision = 0.6 }, request with { AtPrevalence = 0.02 }, request with { AtTop = 0.2 }])
            {
                yield return input.Task == MetricTask.Binary ? point : point with { Class = 0 };
                yield return point with { Class = input.ClassCount - 1 };
            }

            yield return request with { AtFpr = 0 };
            var costs = new CostMatrix(input.ClassCount, [.. Enumerable.Range(0, input.ClassCount * input.ClassCount).Select(cell => (cell * 7 % 5) - 1.0)]);
            yield return request with { Costs = costs };
            yield return request with { Costs = costs, Total = true };
            yield return request with { Class = 0 };
            yield return request with { Class = input.ClassCount - 1 };
        }

        if (input.Task == MetricTask.Multilabel)
        {
            yield return request with { Average = MetricAverage.Micro };
            yield return request with { Average = MetricAverage.Weighted };
            yield return request with { Average = MetricAverage.Samples };
            yield return request with { Average = MetricAverage.Samples, ZeroDivision = 1, Beta = 2 };
        }

        if (input.Task == MetricTask.Multiclass)
        {
            yield return request with { Average = MetricAverage.Micro };
            yield return request with { Average = MetricAverage.Weighted };
            yield return request with { Pairing = MulticlassPairing.OneVersusOne };
            yield return request with { Pairing = MulticlassPairing.OneVersusOne, Average = MetricAverage.Weighted };
        }
    }
}
