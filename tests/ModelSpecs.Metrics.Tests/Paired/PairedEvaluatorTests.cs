using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Paired;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Paired;

/// <summary>What holds of a difference whatever the metric.</summary>
public class PairedEvaluatorTests
{
    private static readonly MetricTask[] Tasks = [MetricTask.Binary, MetricTask.Multiclass, MetricTask.Regression, MetricTask.Multilabel];

    public static TheoryData<MetricTask> AllTasks => [.. Tasks];

    [SlowTheory("Paired")]
    [MemberData(nameof(AllTasks))]
    public void The_value_is_now_minus_then_in_every_slice(MetricTask task)
    {
        var (now, then, axes, requests) = PairedInputs.Of(task, 300, seed: 5);
        var differences = Measure(now, then, axes, requests);
        var (ofNow, ofThen) = (SliceEvaluator.Evaluate(now, axes, requests, 1, CancellationToken.None), SliceEvaluator.Evaluate(then, axes, requests, 1, CancellationToken.None));

        for (var i = 0; i < requests.Length; i++)
        {
            Expected(ofNow.Overall[i], ofThen.Overall[i]).Should().Be(differences.Overall[i].Value, requests[i].Name);
            for (var group = 0; group < axes[0].Groups; group++)
            {
                Expected(ofNow.Groups[0][group][i], ofThen.Groups[0][group][i]).Should().Be(differences.Groups[0][group][i].Value, requests[i].Name);
            }
        }

        static double Expected(MetricValue now, MetricValue then) => now.IsDefined && then.IsDefined ? now.Value - then.Value : double.NaN;
    }

    [SlowTheory]
    [MemberData(nameof(AllTasks))]
    public void Exchanging_the_two_negates_value_and_interval(MetricTask task)
    {
        var (now, then, axes, requests) = PairedInputs.Of(task, 300, seed: 6);
        var (one, other) = (Measure(now, then, axes, requests), Measure(then, now, axes, requests));

        foreach (var ((estimate, mirrored), request) in All(one).Zip(All(other)).Zip(Repeated(requests, axes)))
        {
            mirrored.Method.Should().Be(estimate.Method, request.Name);
            if (estimate.HasInterval)
            {
                mirrored.Value.Should().Be(-estimate.Value, request.Name);
                var (a, b) = (estimate.At(0.9), mirrored.At(0.9));

                // The joint table is drawn cell by cell, and its cells change places.
                var slack = estimate.Method == IntervalMethod.Percentile ? 0.5 * a.Width : 1e-12;
                b.Low.Should().BeApproximately(-a.High, slack, request.Name);
                b.High.Should().BeApproximately(-a.Low, slack, request.Name);
            }
        }
    }

    [SlowTheory]
    [MemberData(nameof(AllTasks))]
    public void Threads_do_not_change_a_digit(MetricTask task)
    {
        var (now, then, axes, requests) = PairedInputs.Of(task, 400, seed: 7);
        var alone = All(Measure(now, then, axes, requests, threads: 1)).ToList();
        var together = All(Measure(now, then, axes, requests, threads: 3)).ToList();

        for (var i = 0; i < alone.Count; i++)
        {
            (together[i].Value, together[i].At(0.95), together[i].PValue(-0.02)).Should().Be((alone[i].Value, alone[i].At(0.95), alone[i].PValue(-0.02)));
        }
    }

    [Theory]
    [MemberData(nameof(AllTasks))]
    public void One_model_run_twice_is_unchanged_in_every_slice(MetricTask task)
    {
        var (now, _, axes, requests) = PairedInputs.Of(task, 300, seed: 8);
        var differences = Measure(now, PairedInputs.Disturbed(now, 1e-9), axes, requests);

        foreach (var (estimate, request) in All(differences).Zip(Repeated(requests, axes)))
        {
            if (double.IsFinite(estimate.Value) && !KernelTable.Find(request).IsCount && request.Name is not ("max_error" or "min" or "max" or "prevalence"))
            {
                estimate.Should().BeOfType<UnchangedEstimate>(request.Name);
                estimate.Value.Should().BeApproximately(0, 1e-6, request.Name);
                estimate.At(0.95).Should().Be(new Interval(estimate.Value, estimate.Value));
                (estimate.PValue(-0.02), estimate.PValue(estimate.Value)).Should().Be((0, 1));
            }
        }
    }

    [Fact]
    public void A_column_is_the_same_whoever_predicts()
    {
        var (now, then, axes, requests) = PairedInputs.Of(MetricTask.Binary, 300, seed: 8);
        var ofColumns = Array.FindAll(requests, request => request.Column is not null && request.Name is not ("min" or "max"));
        ofColumns.Should().NotBeEmpty();

        All(Measure(now, then, axes, ofColumns)).Where(estimate => double.IsFinite(estimate.Value)).Should().NotBeEmpty()
            .And.AllBeOfType<UnchangedEstimate>().And.OnlyContain(estimate => estimate.Value == 0);
    }

    [Fact]
    public void The_same_classes_alone_do_not_make_one_model()
    {
        var (now, _, axes, _) = PairedInputs.Of(MetricTask.Binary, 300, seed: 8);
        var labels = PairedInputs.WithoutScores(now);

        var difference = Measure(labels, labels, axes, [new MetricRequest("accuracy"), new MetricRequest("f1")]).Overall;

        difference[0].Should().BeOfType<PairedShareEstimate>();
        difference[0].At(0.95).Should().Be(PairedProportion.Score(0, 0, 300, 0.95));
        difference[1].Should().BeOfType<UnflippedEstimate>();
    }

    [Fact]
    public void Where_no_class_changed_the_rows_that_were_not_seen_may_have()
    {
        // 30 positives and 170 negatives: one positive more or less is 1/60 of balanced accuracy, one negative 1/340.
        var truth = Enumerable.Range(0, 200).Select(row => row < 30 ? 1 : 0).ToArray();
        var labels = new MetricInput
        {
            Task = MetricTask.Binary, Rows = 200, ClassCount = 2, Truth = truth, Predicted = [.. truth.Select((t, row) => row % 9 == 0 ? 1 - t : t)],
        };
        var difference = Measure(labels, labels, [], [new MetricRequest("balanced_accuracy")]).Overall[0];

        static double Share(double rows) => Proportion.Wilson(0, rows, 0.95).High;
        difference.Value.Should().Be(0);
        difference.At(0.95).High.Should().BeApproximately(0.5 * Math.Sqrt((Share(30) * Share(30)) + (Share(170) * Share(170))), 1e-12);
        difference.At(0.95).Low.Should().Be(-difference.At(0.95).High);
        difference.PValue(0).Should().Be(1);
        difference.PValue(-0.2).Should().BeInRange(1e-9, 0.001);
    }

    [Fact]
    public void Where_no_label_changed_the_loss_has_the_noise_of_a_share()
    {
        var (now, _, _, _) = PairedInputs.Of(MetricTask.Multilabel, 80, seed: 2);
        var labels = PairedInputs.WithoutScores(now);
        var difference = Measure(labels, labels, [], [new MetricRequest("hamming_loss")]).Overall[0];

        difference.At(0.95).High.Should().BeApproximately(Proportion.Wilson(0, 80, 0.95).High, 1e-12);
    }

    [Fact]
    public void A_family_asks_McNemar_of_no_difference_and_the_distribution_of_any_other()
    {
        var estimate = new PairedShareEstimate(-0.02, 2, 8, 300);

        estimate.FamilyPValue(0).Should().Be(McNemar.ExactP(2, 8));
        estimate.FamilyPValue(-0.02).Should().Be(PairedProportion.TailP(2, 8, 300, -0.02));
        estimate.PValue(-0.02).Should().Be(PairedProportion.ScoreP(2, 8, 300, -0.02));
        (estimate.PValue(-1.5), estimate.FamilyPValue(1.5)).Should().Be((0, 0));
        estimate.RowsNeeded(-0.05, 0.95).Should().Be(PairedProportion.RowsNeeded(2, 8, 300, -0.05, 0.95));
    }

    [Fact]
    public void Interval_and_p_value_never_disagree()
    {
        var (now, then, _, requests) = PairedInputs.Of(MetricTask.Binary, 200, seed: 12);
        foreach (var estimate in Measure(now, then, [], requests).Overall.Where(estimate => estimate.HasInterval))
        {
            var interval = estimate.At(0.95);
            foreach (var bound in (double[])[interval.Low - (0.01 * interval.Width), interval.Low + (0.01 * interval.Width), interval.High - (0.01 * interval.Width), interval.High + (0.01 * interval.Width)])
            {
                (estimate.PValue(bound) >= 0.05).Should().Be(interval.Contains(bound));
            }
        }
    }

    [Fact]
    public void The_order_of_rows_does_not_matter_to_a_closed_form()
    {
        var (now, then, axes, _) = PairedInputs.Of(MetricTask.Binary, 500, seed: 9);
        MetricRequest[] requests = [new("accuracy"), new("recall"), new("roc_auc")];
        int[] turned = [.. Enumerable.Range(0, 500).Reverse()];
        var straight = All(Measure(now, then, axes, requests));
        var reversed = All(Measure(now.Gather(turned), then.Gather(turned), [new SliceAxis([.. axes[0].Codes.Reverse()], axes[0].Groups)], requests));

        straight.Select(e => (e.Value, e.At(0.95))).Should().Equal(reversed.Select(e => (e.Value, e.At(0.95))));
    }

    [Fact]
    public void What_is_not_wanted_has_no_interval_but_shares_have()
    {
        var (now, then, axes, _) = PairedInputs.Of(MetricTask.Binary, 300, seed: 9);
        MetricRequest[] requests = [new("accuracy"), new("roc_auc"), new("f1"), new("log_loss"), new("ece")];
        var options = new IntervalOptions { Wanted = new HashSet<(int, int)> { (0, 1), (0, 3), (-1, 2), (-1, 4) } };
        var differences = PairedEvaluator.Differences(now, then, axes, requests, null, null, options, 2, CancellationToken.None);

        differences.Overall.Select(e => e.HasInterval).Should().Equal(true, false, true, false, true);
        differences.Groups[0][0].Select(e => e.HasInterval).Should().Equal(true, true, false, true, false);
        differences.Overall[1].Missing.Should().Be("it was not asked for");
    }

    [Fact]
    public void Values_that_are_known_without_rows_give_a_difference_without_an_interval()
    {
        var (now, then, axes, _) = PairedInputs.Of(MetricTask.Binary, 300, seed: 9);
        MetricRequest[] requests = [new("accuracy"), new("roc_auc")];
        var known = SliceEvaluator.Evaluate(then, axes, requests, 1, CancellationToken.None);
        var differences = PairedEvaluator.Differences(now, PairedInputs.WithoutScores(then), axes, requests, null, known, new IntervalOptions(), 1, CancellationToken.None);

        differences.Overall[0].HasInterval.Should().BeTrue();
        differences.Overall[1].HasInterval.Should().BeFalse();
        differences.Overall[1].Value.Should().Be(SliceEvaluator.Evaluate(now, axes, requests, 1, CancellationToken.None).Overall[1].Value - known.Overall[1].Value);
        differences.Overall[1].Missing.Should().Be("the rows before are not known well enough: there are no scores");
    }

    [Fact]
    public void An_undefined_side_says_which_it_is()
    {
        var (now, then, axes, _) = PairedInputs.Of(MetricTask.Binary, 50, seed: 9);
        var difference = Measure(now, PairedInputs.Predicting(then, 0), axes, [new MetricRequest("precision")]).Overall[0];

        (double.IsNaN(difference.Value), difference.HasInterval).Should().Be((true, false));
        difference.Missing.Should().Be("before: no row is predicted positive");
        Measure(PairedInputs.Predicting(then, 0), now, axes, [new MetricRequest("precision")]).Overall[0].Missing.Should().Be("now: no row is predicted positive");
    }

    [Fact]
    public void An_edited_label_makes_recall_a_matter_of_rows_and_leaves_accuracy_a_share()
    {
        var (now, then, axes, _) = PairedInputs.Of(MetricTask.Binary, 400, seed: 3);
        var edited = PairedInputs.WithTruth(then, row => row == 7 ? 1 - then.Truth![7] : then.Truth![row]);
        var differences = Measure(now, edited, axes, [new MetricRequest("accuracy"), new MetricRequest("recall"), new MetricRequest("roc_auc"), new MetricRequest("f1")]).Overall;

        differences[0].Should().BeOfType<PairedShareEstimate>();
        differences.Skip(1).Should().AllBeOfType<BootstrapEstimate>();
    }

    [Fact]
    public void Two_sets_of_other_rows_are_refused()
    {
        var (now, then, axes, requests) = PairedInputs.Of(MetricTask.Binary, 50, seed: 9);
        FluentActions.Invoking(() => Measure(now, then.Gather(Enumerable.Range(0, 49).ToArray()), axes, requests)).Should().Throw<ArgumentException>().WithMessage("*same task, rows and classes*");
    }

    private static SliceEstimates Measure(MetricInput now, MetricInput then, SliceAxis[] axes, MetricRequest[] requests, int threads = 2) =>
        PairedEvaluator.Differences(now, then, axes, requests, null, null, new IntervalOptions { Replicates = 200 }, threads, CancellationToken.None);

    private static IEnumerable<Estimate> All(SliceEstimates estimates) => estimates.Overall.Concat(estimates.Groups.SelectMany(axis => axis.SelectMany(group => group)));

    private static IEnumerable<MetricRequest> Repeated(MetricRequest[] requests, SliceAxis[] axes) =>
        Enumerable.Range(0, 1 + axes.Sum(axis => axis.Groups)).SelectMany(_ => requests);
}
