using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Parsing.Guards;

public sealed class LatencyReaderTests
{
    private const string Champion = "compare: { champion: b.onnx }\n";

    [Fact]
    public void A_short_latency_says_its_bounds_in_seconds_and_the_rest_is_usual()
    {
        var guard = One("latency: { batch: 1, p95: \"<= 2 ms\", p99: \"<= 2 x champion\" }\n" + Champion);

        guard.Batches.Select(batch => batch.Value).Should().Equal(1);
        (guard.Concurrency, guard.Rate, guard.Calls, guard.Duration, guard.WarmUp).Should().Be((1, null, null, null, 50));
        guard.Measures.Select(measure => (measure.Name, measure.Bound.Reference, measure.Bound.Factor, measure.Bound.Offset)).Should().Equal(
            ("p95", BoundReference.Number, 1, 0.002), ("p99", BoundReference.Champion, 2, 0));
    }

    [Fact]
    public void Everything_that_can_be_said_is_read()
    {
        var guard = One("""
            latency:
              name: rush
              batch: [1, 32]
              concurrency: 4
              rate: 12_000 per minute
              calls: 900
              duration: 1500 ms
              warm_up: 0
              throughput: ">= 100 per second"
              model_size: "<= 20 MB"
              peak_memory: "<= 1 GiB"
            """);

        guard.Name!.Value.Should().Be("rush");
        (guard.Concurrency, guard.Rate, guard.Calls, guard.Duration, guard.WarmUp).Should().Be((4, 200, 900, 1.5, 0));
        guard.Measures.Select(measure => (measure.Name, measure.Bound.Offset)).Should().Equal(
            ("throughput(batch=1)", 100), ("throughput(batch=32)", 100), ("peak_memory", 1L << 30), ("model_size", 2e7));
        guard.Terms.Should().Be("batch 1 32, concurrency 4, rate 200, calls 900, duration 1.5, warm_up 0");
    }

    [Fact]
    public void Several_settings_are_a_list()
    {
        var guards = SpecText.Valid("latency:\n  - { p95: \"<= 2 ms\" }\n  - { name: rush, rate: 200 per second, p95: \"<= 5 ms\" }\n").Guards;

        guards.Select(guard => guard.Checks().Single().Subject).Should().Equal("latency p95", "latency rush p95");
    }

    [Fact]
    public void What_is_of_the_model_is_judged_on_the_whole_and_what_is_held_against_the_whole_on_slices()
    {
        var plan = CheckPlan.Of(SpecText.Valid("latency: { p50: \"<= 1 s\", p95: \"<= 2 x overall\", model_size: \"<= 1 MB\", slices: [young] }\nslices: { young: age < 25, old: age > 60 }"))
            .Where(planned => planned.Check.Kind == "latency").Select(planned => planned.IdOf(null));

        plan.Should().Equal("overall//latency p50/max", "overall//latency model_size/max", "young//latency p50/max", "young//latency p95/max");
    }

    [Theory]
    [InlineData("latency:", "MSPEC009")]
    [InlineData("latency: true", "MSPEC007")]
    [InlineData("latency: [fast]", "MSPEC007")]
    [InlineData("latency: []", "MSPEC009")]
    [InlineData("latency: { batch: 1 }", "MSPEC510")]
    [InlineData("latency: { p95: 2 }", "MSPEC031")]
    [InlineData("latency: { p95: \"<= 2\" }", "MSPEC031")]
    [InlineData("latency: { p95: \"<= 2 MB\" }", "MSPEC031")]
    [InlineData("latency: { p97: \"<= 2 ms\", p50: \"<= 1 ms\" }", "MSPEC004")]
    [InlineData("latency: { p95: \"<= 2 x trivial\" }", "MSPEC039")]
    [InlineData("latency: { p95: \"<= 2 x overall\" }", "MSPEC039")]
    [InlineData("latency: { p95: \"<= 2 x champion\" }", "MSPEC461")]
    [InlineData("latency: { p95: \"<= 2 ms\", batch: 0 }", "MSPEC010")]
    [InlineData("latency: { p95: \"<= 2 ms\", batch: [1, 1] }", "MSPEC022")]
    [InlineData("latency: { p95: \"<= 2 ms\", rate: 200 }", "MSPEC007")]
    [InlineData("latency: { p95: \"<= 2 ms\", rate: 0 per second }", "MSPEC007")]
    [InlineData("latency: { p95: \"<= 2 ms\", rate: }", "MSPEC009")]
    [InlineData("latency: { p95: \"<= 2 ms\", duration: 2 days }", "MSPEC007")]
    [InlineData("latency: { p95: \"<= 2 ms\", slices: [young] }", "MSPEC023")]
    [InlineData("latency: [{ p95: \"<= 2 ms\" }, { p95: \"<= 3 ms\", rate: 5 per second }]", "MSPEC038")]
    public void Anything_else_is_one_error(string line, string id) => SpecText.Ids(line).Should().Equal(id);

    [Fact]
    public void A_latency_without_a_bound_says_what_to_add() =>
        SpecText.Problems(SpecText.Parse("latency: { batch: 32, calls: 2000 }")).Should().ContainSingle().Which.Should().Be(
            "loan.spec.yaml(5,1): error MSPEC510: 'latency' holds nothing against a bound, so nothing is measured. Expected a comparison such as p95: \"<= 2 x champion\".");

    [Fact]
    public void Columns_of_predictions_have_no_latency() =>
        SpecText.Ids("predictions: { score: s }\nlatency: { p95: \"<= 2 ms\" }", hasModel: false).Should().Equal("MSPEC020");

    private static LatencySpec One(string lines) => SpecText.Valid(lines).Guards.Should().ContainSingle().Which.Should().BeOfType<LatencySpec>().Subject;
}
