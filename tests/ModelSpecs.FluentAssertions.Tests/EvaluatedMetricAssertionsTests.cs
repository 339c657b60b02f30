using ModelSpecs.Tests.Shared;

namespace ModelSpecs.FluentAssertions.Tests;

public sealed class EvaluatedMetricAssertionsTests(CreditFixture credit) : IClassFixture<CreditFixture>
{
    private EvaluatedSlice Young => credit.Result.Slice("young");

    [Fact]
    public void A_failure_says_value_counts_interval_slice_owner_and_rows_as_a_check_of_the_spec_does()
    {
        Messages.Of(() => Young.Should().HaveRecall().AtLeast(0.8, "the {0} were promised it", "young")).Should().Be(
            """
            young: recall >= 0.8 failed.
              asked     because the young were promised it
              counts    4 of 8 positives are found, 4 are missed
              value     recall = 0.5 on 8 of 28 rows
              expected  >= 0.8
              noise     95 % interval [0.2152, 0.7848] (wilson), p = 0.034
              power     a change of 0.4 is seen here with a probability of 80 %, a smaller one less often
              slice     age < 25
              model     predictions in the golden set
              owner     youth-desk
              worst     rows by loss, highest first:
                         L0  truth 1, predicted 0, score 0.2, loss 1.609
                         L50  truth 1, predicted 0, score 0.2, loss 1.609
                         L100  truth 1, predicted 0, score 0.2, loss 1.609
                         L150  truth 1, predicted 0, score 0.2, loss 1.609
                         L5  truth 1, predicted 1, score 0.9, loss 0.1054
                         L55  truth 1, predicted 1, score 0.9, loss 0.1054
                         L105  truth 1, predicted 1, score 0.9, loss 0.1054
                         L155  truth 1, predicted 1, score 0.9, loss 0.1054
            """);
    }

    [Fact]
    public void A_bound_that_is_met_passes_on_either_side_and_goes_on_with_the_slice() =>
        Young.Should().HaveRecall().AtLeast(0.5).And.HaveRecall().AtMost(0.5).And.HaveRecall().Between(0.4, 0.6).And.HaveRows().Exactly(28);

    [Theory]
    [InlineData(0.6, 0.9, "young: recall >= 0.6 failed.")]
    [InlineData(0.1, 0.4, "young: recall <= 0.4 failed.")]
    public void Between_says_which_side_was_missed(double low, double high, string heading) =>
        Messages.Of(() => Young.Should().HaveRecall().Between(low, high)).Should().StartWith(heading);

    [Fact]
    public void Nothing_lies_between_a_larger_and_a_smaller_number() =>
        this.Invoking(_ => Young.Should().HaveRecall().Between(0.9, 0.1)).Should().Throw<ArgumentException>().WithMessage("*low > high*");

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.0)]
    public void A_value_is_surely_at_least_what_its_whole_interval_clears(double bound) => Young.Should().HaveRecall().SurelyAtLeast(bound);

    [Fact]
    public void A_value_that_only_its_point_clears_is_inconclusive_and_no_pass() =>
        Messages.Of(() => Young.Should().HaveRecall().SurelyAtLeast(0.4)).Should().StartWith("young: recall >= 0.4 is inconclusive.").And.Contain("more rows like those it rests on would decide it");

    [Fact]
    public void An_upper_bound_is_sure_by_the_upper_end_of_the_interval()
    {
        Young.Should().HaveRecall().SurelyAtMost(0.8);
        Messages.Of(() => Young.Should().HaveRecall().SurelyAtMost(0.6)).Should().Contain("is inconclusive");
    }

    [Fact]
    public async Task What_has_no_interval_is_never_sure_and_the_message_says_how_to_get_one()
    {
        Messages.Of(() => Young.Should().HaveF1().SurelyAtLeast(0.1)).Should().Contain("the verdict asks for an interval").And.Contain("Intervals = MeasuredIntervals.All");

        using var sample = new CreditSample();
        var result = await sample.EvaluateAsync(new EvaluationOptions { Intervals = MeasuredIntervals.All });
        result.Slice("young").Should().HaveF1().SurelyAtLeast(0.1);
    }

    [Fact]
    public void An_undefined_value_meets_no_bound()
    {
        var sound = credit.Result.Slice("sound");
        Messages.Of(() => sound.Should().HaveRecall().AtLeast(0)).Should().StartWith("sound: recall >= 0 could not be judged.").And.Contain("recall is undefined here: no row is positive");
        Messages.Of(() => sound.Should().HaveRecall().AtMost(1)).Should().Contain("could not be judged");
        Messages.Of(() => sound.Should().HaveRecall().SurelyAtLeast(0)).Should().Contain("could not be judged");
        sound.Should().HaveRecall().BeUndefined();
        Messages.Of(() => Young.Should().HaveRecall().BeUndefined()).Should().Contain("recall of young = 0.5");
    }

    [Fact]
    public void A_bound_that_is_no_number_is_met_by_nothing()
    {
        Messages.Of(() => Young.Should().HaveRecall().AtLeast(double.NaN)).Should().StartWith("young: recall >= NaN");
        Messages.Of(() => Young.Should().HaveRecall().AtMost(double.NaN)).Should().StartWith("young: recall <= NaN");
    }

    [Fact]
    public async Task Fewer_rows_than_the_spec_demands_are_no_pass()
    {
        using var sample = new CreditSample(CreditSample.Yaml + "\nverdict: { min_rows: 20, inconclusive: warn }\n");
        var result = await sample.EvaluateAsync();
        Messages.Of(() => result.Slice("young").Should().HaveRecall().AtLeast(0.1)).Should().Contain("it rests on 8 rows and min_rows is 20");
    }

    [Fact]
    public void One_value_of_a_group_is_judged_by_itself() =>
        Messages.Of(() => credit.Result.Slice("country", "DE").Should().HaveF1().AtLeast(0.9))
            .Should().StartWith("country = DE: f1 >= 0.9 failed.").And.Contain("18 true positives, 12 false positives, 2 false negatives, 68 true negatives").And.Contain("country = 'DE'");

    [Fact]
    public void A_metric_of_a_slice_can_be_asked_directly() =>
        Messages.Of(() => Young["recall"].Should().AtLeast(0.8)).Should().StartWith("young: recall >= 0.8 failed.");

    [Fact]
    public void Counts_are_those_of_the_slice()
    {
        CountsBehind.Of(Young["recall"]).Should().Be("4 of 8 positives are found, 4 are missed");
        CountsBehind.Of(credit.Result.Overall["recall"]).Should().Be("36 of 40 positives are found, 4 are missed");
        CountsBehind.Of(credit.Result.Overall["roc_auc"]).Should().BeNull();
    }

    [Fact]
    public void Every_count_belongs_to_the_value_beside_it()
    {
        foreach (var metric in credit.Result.Overall.Metrics)
        {
            if (CountsBehind.Of(metric)?.Split(' ') is [var part, "of", var whole, ..])
            {
                (double.Parse(part, System.Globalization.CultureInfo.InvariantCulture) / double.Parse(whole, System.Globalization.CultureInfo.InvariantCulture))
                    .Should().BeApproximately(metric.Value!.Value, 1e-12, metric.Name);
            }
        }
    }
}
