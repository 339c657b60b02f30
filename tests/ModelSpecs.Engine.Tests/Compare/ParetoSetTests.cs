using ModelSpecs.Engine.Compare;
using ModelSpecs.Results;
using ModelSpecs.Results.Compare;

namespace ModelSpecs.Engine.Tests.Compare;

/// <summary>Who is beaten in everything, and who is not.</summary>
public sealed class ParetoSetTests
{
    [Fact]
    public void A_candidate_that_another_one_matches_in_everything_and_beats_in_something_is_not_in_the_set()
    {
        var result = ParetoSet.AddTo(Result(("a", 0.8, 0.5, 100, null), ("b", 0.9, 0.5, 100, null), ("c", 0.7, 0.6, 100, null), ("d", 0.9, 0.5, 200, null)));

        result.Candidates.Select(candidate => candidate.Pareto).Should().Equal(false, true, true, false);
        result.Candidates[0].DominatedBy.Should().Equal("b");
        result.Candidates[3].DominatedBy.Should().Equal("b");
        result.Candidates[0].Objectives.Select(objective => objective.Objective).Should().Equal("recall", "recall, worst slice", "size");
    }

    [Fact]
    public void Equal_candidates_are_both_in_the_set()
    {
        ParetoSet.AddTo(Result(("a", 0.8, 0.5, 100, null), ("b", 0.8, 0.5, 100, null))).Candidates.Should().OnlyContain(candidate => candidate.Pareto == true);
    }

    [Fact]
    public void What_a_candidate_does_not_have_is_no_objective_between_it_and_another()
    {
        // Columns have no size: nobody is smaller.
        ParetoSet.AddTo(Result(("a", 0.8, 0.5, 100, null), ("b", 0.8, 0.5, null, null))).Candidates.Should().OnlyContain(candidate => candidate.Pareto == true);
    }

    [Theory]
    [InlineData(1.05, true)]
    [InlineData(2.0, false)]
    public void A_little_slower_is_as_fast(double latency, bool isInSet)
    {
        var result = ParetoSet.AddTo(Result(("a", 0.8, 0.5, 100, 1.0), ("b", 0.8, 0.5, 100, latency)));

        result.Candidates[1].Pareto.Should().Be(isInSet);
        result.Candidates[0].Objectives.Should().Contain(new ObjectiveResult("latency p50", 1.0, true, null));
    }

    [Fact]
    public void Without_latency_the_set_is_made_anew()
    {
        var result = ParetoSet.WithoutLatency(ParetoSet.AddTo(Result(("a", 0.8, 0.5, 100, 1.0), ("b", 0.8, 0.5, 100, 2.0))));

        result.Candidates.Should().OnlyContain(candidate => candidate.Pareto == true && candidate.Latency == null && candidate.DominatedBy.Count == 0);
        result.Candidates[0].Objectives.Should().NotContain(objective => objective.Objective == "latency p50");
    }

    [Fact]
    public void The_worst_slice_is_one_that_every_candidate_has_a_value_of()
    {
        var result = Result(("a", 0.8, 0.5, 100, null), ("b", 0.8, 0.6, 100, null));
        var slices = result.Slices.Append(Slice("other", (result.Candidates[0].Name, 0.1), (result.Candidates[1].Name, null))).ToList();

        ParetoSet.AddTo(result with { Slices = slices }).Candidates[0].Objectives[1].Should().Be(new ObjectiveResult("recall, worst slice", 0.5, false, "young"));
    }

    private static CompareResult Result(params (string Name, double Overall, double Young, long? Bytes, double? Latency)[] candidates) => new()
    {
        Tool = "test", Spec = "s", File = "f", Champion = candidates[0].Name, Confidence = 0.95, Recommendation = new(Decision.None, null, []),
        Metrics = [new("recall", "higher"), new("selection_rate", null)],
        Candidates = [.. candidates.Select(candidate => new CandidateResult { Name = candidate.Name, Judged = true, Bytes = candidate.Bytes, Latency = candidate.Latency is { } p50 ? new(1, 10, p50, p50) : null })],
        Slices = [Slice(SliceResult.Overall, [.. candidates.Select(candidate => (candidate.Name, (double?)candidate.Overall))]), Slice("young", [.. candidates.Select(candidate => (candidate.Name, (double?)candidate.Young))])],
    };

    private static ComparedSlice Slice(string name, params (string Name, double? Value)[] values)
    {
        ComparedCells cells = new("recall", true, [.. values.Select(value => new ComparedCell { Candidate = value.Name, Value = value.Value, Standing = Standing.NoEvidence })]);
        return new(name, null, 10, [cells, cells with { Metric = "selection_rate" }]);
    }
}
