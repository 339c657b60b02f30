using ModelSpecs.Tests.Shared;
using ModelSpecs.Xunit;

#pragma warning disable IDE0130, CA1822, CA1707 // Names of the page, not of this project.
namespace ModelSpecs.CSharpPage;

public sealed class LoadSample
{
    [Fact]
    #region load
    public async Task The_model_does_what_its_spec_says()
    {
        var spec = ModelSpec.Load("../../../specs/loan.spec.yaml");
        var result = await spec.EvaluateAsync(cancellationToken: TestContext.Current.CancellationToken);

        result.ThrowIfFailed();
    }
    #endregion
}

#region fixture
public sealed class LoanFixture() : ModelSpecFixture("../../../specs/loan.spec.yaml");

public sealed class LoanTests(LoanFixture loan) : IClassFixture<LoanFixture>
{
    [Fact]
    public async Task Young_people_are_not_overlooked()
    {
        var result = await loan.EvaluateAsync();

        result.Slice("young").Should().HaveRecall().AtLeast(0.70, "the regulator asks");
    }

    [Fact]
    public async Task No_country_is_left_behind()
    {
        var result = await loan.EvaluateAsync();

        var worst = result.Groups("country").MinBy(country => country["recall"].Value ?? 0)!;
        worst.Should().HaveRecall().AtLeast(0.30).And.HaveRows().AtLeast(300);
    }
}
#endregion

public sealed class ResultSample(LoanFixture loan) : IClassFixture<LoanFixture>
{
    [Fact]
    public async Task What_a_result_holds()
    {
        #region result
        var result = await loan.EvaluateAsync();

        bool passed = result.Passed;                          // no check fails
        var young = result.Slice("young");                    // "age < 25", 1,204 rows, …
        var germany = result.Slice("country", "DE");          // one value of a slice by a column
        var recall = young["recall"];                         // Value, Interval, Rows, Undefined
        double? low = recall.Interval?.Low;                   // of the 95 % interval, unless the spec says another
        var check = result.Check("young: recall");            // Outcome, Fails, Message, …
        string page = result.ToHtml();                        // the report; WriteReport(folder) writes it with results and summary
        #endregion

        passed.Should().BeTrue();
        young.Definition.Should().Be("age < 25");
        germany.Rows.Should().BePositive();
        low.Should().BeLessThan(recall.Value!.Value);
        check.Passed.Should().BeTrue();
        page.Length.Should().BePositive();
    }

    [Fact]
    public async Task What_can_be_asserted()
    {
        var result = await loan.EvaluateAsync();

        #region assertions
        result.Should().Pass();                                             // as the spec's verdict says
        result.Check("young: recall").Should().Pass();                      // or Fail(), BeInconclusive(), BeWaived()
        result.Overall.Should().HaveRocAuc().AtLeast(0.85);
        result.Overall.Should().HaveFpr().AtMost(0.07).And.HaveRecall().Between(0.4, 0.6);
        result.Slice("young").Should().HaveRecall().SurelyAtLeast(0.70);    // the whole interval, not the value alone
        result.Slice("young").Should().HaveMetric("average_precision").AtLeast(0.30);
        result.Slice("young").Should().HaveRows().AtLeast(500);
        #endregion
    }
}

public sealed class BuilderSample
{
    [Fact]
    public async Task A_spec_in_code()
    {
        #region builder
        var spec = ModelSpec.Create("Loan default")
            .Model("../../../testdata/loan/champion.onnx")
            .Golden("../../../testdata/loan/golden.csv")
            .Label("defaulted")
            .Threshold(0.30)
            .Inputs("X", "income", "debt_ratio", "age", "history_months", "amount", "utilisation")
            .Output("score", "probabilities[1]")
            .Expect("roc_auc", ">= 0.80")
            .Slice("young", "age < 25", s => s.Expect("recall", ">= 0.70").Owner("youth-desk"))
            .By("country", s => s.Expect("recall", ">= overall - 0.30").Gap("fpr", "<= 0.50"))
            .Set("verdict", "{ min_rows: 30, inconclusive: warn }");

        var result = await spec.EvaluateAsync(cancellationToken: TestContext.Current.CancellationToken);
        result.Should().Pass();
        #endregion
    }

    [Fact]
    public async Task A_model_of_another_kind()
    {
        static double[] Predict(int[] ages) => [.. ages.Select(age => age < 30 ? 0.8 : 0.2)];

        #region memory
        int[] ages = [22, 25, 28, 31, 45, 52, 60, 24];
        bool[] clicked = [true, true, true, false, false, false, false, false];

        var result = await ModelSpec.Create("Click rules")
            .Golden(new GoldenData { { "age", ages }, { "clicked", clicked }, { "score", Predict(ages) } })
            .Label("clicked")
            .Predictions("score", "score")
            .Slice("young", "age < 30")
            .Expect("accuracy", ">= 0.80")
            .EvaluateAsync(cancellationToken: TestContext.Current.CancellationToken);

        result.Should().Pass();
        result.Slice("young").Should().HavePrecision().AtLeast(0.70);
        #endregion
    }

    [Fact]
    public async Task Fewer_metrics_and_more_intervals()
    {
        using var sample = new CreditSample();
        var spec = ModelSpec.Load(sample.SpecFile);

        var stop = TestContext.Current.CancellationToken;
        #region options
        var fast = await spec.EvaluateAsync(new EvaluationOptions { Metrics = MeasuredMetrics.OfSpec }, stop);
        var sure = await spec.EvaluateAsync(new EvaluationOptions { Intervals = MeasuredIntervals.All }, stop);
        #endregion

        fast.Overall.Metrics.Should().HaveCountLessThan(sure.Overall.Metrics.Count);
        sure.Overall["f1"].Interval.Should().NotBeNull();
    }
}
