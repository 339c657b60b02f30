using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using static ModelSpecs.Spec.Catalogue.CommonKeys;

namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary><c>latency</c>.</summary>
internal static class LatencyKeys
{
    /// <summary>Most rows a call.</summary>
    public const int MostRows = 65_536;

    private const int MostCalls = 1_000_000;
    private const int MostLanes = 256;

    private static readonly MeasureShape Time = new(MeasureUnit.Time, BoundReference.Overall, BoundReference.Champion, BoundReference.Snapshot) { Example = "<= 2 x champion" };
    private static readonly MeasureShape TimeOfModel = new(MeasureUnit.Time, BoundReference.Champion, BoundReference.Snapshot);
    private static readonly MeasureShape SizeOfModel = new(MeasureUnit.Size, BoundReference.Champion, BoundReference.Snapshot);

    /// <summary>Measures of calls: for each batch size, on the whole and on slices.</summary>
    public static IReadOnlyList<string> OfCalls { get; } = [.. LatencySpec.Quantiles.Select(quantile => quantile.Key), "max", "mean", "throughput"];

    /// <summary>Measures of the model, whatever rows it gets.</summary>
    public static IReadOnlyList<string> OfModel { get; } = ["first_call", "load", "peak_memory", "model_size"];

    /// <summary><c>latency: { … }</c></summary>
    public static MappingDescriptor Mapping { get; } = new(
        "latency",
        [
            new("name", NameText, "Tells several apart.", "\"under load\""),
            new("batch", new EitherShape(new IntegerShape(1, MostRows), new ListShape(new IntegerShape(1, MostRows), Maximum: 20)), "Rows a call; of several sizes each is measured and judged. 1 unless said, or what a model of fixed batch size takes.", "[1, 32]"),
            new("concurrency", new IntegerShape(1, MostLanes), "Calls in work at once. 1 unless said.", "4"),
            new("rate", new QuantityShape(MeasureUnit.Rate, "200 per second"), "Calls that come, whatever has been answered; a call's time counts from when it was to begin, so that waiting counts. Unless said, a call comes when the one before is answered.", "\"200 per second\""),
            new("calls", new IntegerShape(1, MostCalls), "Most calls measured, of each model, batch size and slice. Unless said enough for the highest quantile that has a bound.", "2000"),
            new("duration", new QuantityShape(MeasureUnit.Time, "5 s"), "Most time of measuring, for each of them. 5 s unless said, with a rate 10 s.", "\"5 s\""),
            new("warm_up", new IntegerShape(0, MostCalls), "Calls before, which do not count. 50 unless said.", "100"),
            new("p50", Time, "Median of the calls' times.", "\"<= 1.5 x champion\""),
            new("p90", Time, "Time that nine of ten calls do not exceed.", "\"<= 1.5 x champion\""),
            new("p95", Time, "Time that 95 of 100 do not.", "\"<= 2 ms\""),
            new("p99", Time, "Time that 99 of 100 do not.", "\"<= 2 x champion\""),
            new("max", Time, "The longest call of those made; it grows with their number.", "\"<= 50 ms\""),
            new("mean", Time, "Mean of the calls' times.", "\"<= 1.2 x champion\""),
            new("throughput", new MeasureShape(MeasureUnit.Rate, BoundReference.Overall, BoundReference.Champion, BoundReference.Snapshot) { Example = ">= 200 per second" }, "Rows answered in a second.", "\">= 0.8 x champion\""),
            new("first_call", TimeOfModel, "The first answer after loading; median of seven loadings.", "\"<= 2 x champion\""),
            new("load", TimeOfModel, "Loading the model; median of seven.", "\"<= 2 s\""),
            new("peak_memory", SizeOfModel, "By how much the process's memory rises, at its highest, while the model is loaded and called.", "\"<= 500 MB\""),
            new("model_size", SizeOfModel, "The file and those of its weights.", "\"<= 20 MB\""),
            .. OnSlicesKeys.Keys,
        ]);

    /// <summary>The key.</summary>
    public static KeyDescriptor Key { get; } = new(
        "latency", new EitherShape(new MappingShape(Mapping), new ListShape(new MappingShape(Mapping), Maximum: 100)), "How long calls of the model take here, alone and under load, and its memory and size; of several settings a list.", "{ \"batch\": 1, \"p95\": \"<= 2 ms\", \"p99\": \"<= 5 ms\" }");
}
