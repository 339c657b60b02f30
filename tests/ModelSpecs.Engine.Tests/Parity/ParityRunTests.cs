using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Parity;

public sealed class ParityRunTests : IDisposable
{
    private readonly ParityCase parity = new();

    public void Dispose() => parity.Dispose();

    [Fact]
    public async Task Columns_that_hold_what_the_model_gives_pass()
    {
        var check = await parity.CheckAsync("parity: { recorded: { columns: { probabilities: [pa, pb] } } }\n");

        check.Should().Match<CheckResult>(c => c.Outcome == Outcome.Passed && c.Kind == "parity" && c.Metric == null && c.Value == 0 && c.N == 4);
        check.Name.Should().Be("overall: parity recorded");
        check.Id.Should().Be("overall//parity recorded");
        check.Message.Should().Be("parity recorded: all values close, largest difference 0, on 4 rows.");
    }

    [Fact]
    public async Task A_row_that_differs_fails_with_its_id_both_values_and_the_difference()
    {
        parity.Files.Write("golden.csv", ParityCase.Golden.Replace("0.25,0.75\n", "0.25,0.76\n").Replace("0.875,0.125\n", "0.9,0.125\n"));

        var check = await parity.CheckAsync("parity: { recorded: { columns: { probabilities: [pa, pb] }, atol: 0.001 } }\n");

        check.Outcome.Should().Be(Outcome.Failed);
        check.Value.Should().BeApproximately(0.025, 1e-12);
        check.Message.Should().StartWith("overall: parity recorded failed.\n  found     2 of 4 rows differ; largest difference 0.025\n")
            .And.Contain("  expected  every value as in the recorded columns, atol 0.001, rtol 1E-05\n")
            .And.Contain("  worst     r4 probabilities[0]: 0.875 here, 0.9 in the reference; difference 0.025, allowed 0.001009\n            r2 probabilities[1]: 0.75 here, 0.76 in the reference; difference 0.01, allowed 0.001008\n");
    }

    [Fact]
    public async Task Every_slice_is_judged_on_its_own_rows()
    {
        parity.Files.Write("golden.csv", ParityCase.Golden.Replace("0.25,0.75\n", "0.25,0.76\n"));

        var result = await parity.RunAsync("""
            parity: { recorded: { columns: { probabilities: [pa, pb] } } }
            slices: { low: b < 0.3, high: b >= 0.3, label: { by: t } }

            """);

        result.Checks.Select(check => (check.Name, check.Outcome, check.N)).Should().Equal(
            ("overall: parity recorded", Outcome.Failed, 4),
            ("low: parity recorded", Outcome.Passed, 2),
            ("high: parity recorded", Outcome.Failed, 2),
            ("label = 0: parity recorded", Outcome.Passed, 2),
            ("label = 1: parity recorded", Outcome.Failed, 2));
    }

    [Fact]
    public async Task An_empty_slice_is_an_error_and_no_pass()
    {
        var result = await parity.RunAsync("parity: { recorded: { columns: { probabilities: [pa, pb] } } }\nslices: { none: b > 7 }\n");

        var check = result.Checks.Single(check => check.Slice == "none");
        check.Outcome.Should().Be(Outcome.Error);
        check.Message.Should().Contain("the slice is empty");
    }

    /// <summary>Rows of golden.where, of labels and of the quarantine are left out; what is compared is still the same row.</summary>
    [Fact]
    public async Task Rows_that_are_not_judged_are_not_compared_and_the_others_keep_their_reference()
    {
        parity.Files.Write("golden.csv", "id,a,b,t,pa,pb\nx1,0,1,0,9,9\nr1,0.75,0.25,0,0.75,0.25\nx2,0,1,,9,9\nr2,0.25,0.75,1,0.25,0.75\nx3,0.5,0.5,1,9,9\nr4,0.875,0.125,0,0.875,0.125\n");
        NumpyFiles.WriteNpy(parity.Files.PathOf("p.npy"), [6, 2], new float[] { 9, 9, 0.75f, 0.25f, 9, 9, 0.25f, 0.75f, 9, 9, 0.875f, 0.125f });

        var result = await parity.RunAsync("""
            parity: { columns: { columns: { probabilities: [pa, pb] } }, array: { arrays: { probabilities: p.npy } }, model: { model: model.onnx } }

            """, ParityCase.Head.Replace("golden: golden.csv", "golden: { path: golden.csv, where: id != 'x1', labels_missing: drop, quarantine: [{ id: x3, because: no }] }", StringComparison.Ordinal));

        result.Checks.Should().HaveCount(3).And.OnlyContain(check => check.Outcome == Outcome.Passed && check.N == 3 && check.Value == 0);
    }

    [Fact]
    public async Task Another_model_is_run_on_the_same_rows()
    {
        parity.Files.Model("binary", "old.onnx").Model("two_scores", "two.onnx");

        (await parity.CheckAsync("parity: { old: { model: old.onnx } }\n")).Outcome.Should().Be(Outcome.Passed);
        var result = await parity.RunAsync("parity: { old: { model: two.onnx } }\n");
        result.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC485").Which.Message.Should().Contain("has no output 'probabilities'").And.Contain("'p', 'q'");
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error);
    }

    [Fact]
    public async Task A_model_that_gives_something_else_fails()
    {
        // Both give y: of the one x0 + 10 x1, of the other the same from other columns.
        using var linear = new ParityCase("linear");
        linear.Files.Model("linear_flat", "flat.onnx").Model("gives_double", "double.onnx").Model("two_columns", "wide.onnx");
        const string head = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\ntask: regression\ninputs: { x: [a, b] }\n";

        var shape = await linear.CheckAsync("parity: { other: { model: flat.onnx } }\n", head);
        shape.Outcome.Should().Be(Outcome.Error);
        shape.Message.Should().Contain("output 'y' is float [?, 1] here and float [?] in the reference: the shapes differ");

        var width = await linear.CheckAsync("parity: { other: { model: wide.onnx } }\n", head);
        width.Outcome.Should().Be(Outcome.Error);
        width.Message.Should().Contain("output 'y' is float [?, 1] here and float [?, 2] in the reference: the shapes differ");
    }

    [Fact]
    public async Task Another_type_is_an_error_that_says_both_unless_types_may_differ()
    {
        using var given = new ParityCase("gives_double");
        given.Files.Model("gives_float16", "half.onnx");
        const string head = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\ntask: regression\ninputs: { x: b }\n";

        var strict = await given.CheckAsync("parity: { other: { model: half.onnx } }\n", head);
        strict.Outcome.Should().Be(Outcome.Error);
        strict.Message.Should().Contain("output 'y' is double [?, 1] here and float16 [?, 1] in the reference: the types differ");

        (await given.CheckAsync("parity: { other: { model: half.onnx, types: any } }\n", head)).Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public async Task Labels_are_compared_exactly_whatever_the_tolerance_unless_it_is_their_own()
    {
        using var labelled = new ParityCase("labelled_int");
        labelled.Files.Write("golden.csv", ParityCase.Golden.Replace("pa,pb", "label,pb").Replace("0.75,0.25\nr2", "0,0.25\nr2").Replace("0.25,0.75\nr3", "0,0.75\nr3").Replace("0.5,0.5\nr4", "0,0.5\nr4").Replace("0.875,0.125\n", "0,0.125\n"));

        var strict = await labelled.CheckAsync("parity: { labels: { columns: { label: label }, atol: 5, rtol: 5 } }\n");
        strict.Outcome.Should().Be(Outcome.Failed);
        strict.Message.Should().Contain("1 of 4 rows differ").And.Contain("r2 label: 1 here, 0 in the reference; difference 1, allowed 0");

        (await labelled.CheckAsync("parity: { labels: { columns: { label: label }, outputs: { label: { atol: 1 } } } }\n")).Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public async Task NaN_is_never_a_pass_unless_it_is_said()
    {
        using var log = new ParityCase("log");
        log.Files.Write("golden.csv", "id,a,b,t\nr1,0.5,-1,1\nr2,0.5,1,1\n");
        NumpyFiles.WriteNpy(log.Files.PathOf("in.npy"), [2, 1], new float[] { -1, 0 });
        NumpyFiles.WriteNpy(log.Files.PathOf("out.npy"), [2, 1], new float[] { float.NaN, float.NegativeInfinity });
        const string head = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\ntask: regression\ninputs: { x: a }\n";

        var check = await log.CheckAsync("parity: { logs: { arrays: { y: out.npy }, inputs: { x: in.npy } } }\n", head);
        check.Outcome.Should().Be(Outcome.Failed);
        check.Message.Should().Contain("1 of 2 values differ").And.Contain("y[0, 0]: NaN here, NaN in the reference\n");

        (await log.CheckAsync("parity: { logs: { arrays: { y: out.npy }, inputs: { x: in.npy }, equal_nan: true } }\n", head)).Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public async Task Recorded_tensors_are_fed_and_compared_set_by_set()
    {
        parity.Recorded("test_data_set_0", ParityCase.Tensor([1, 2], 0.5f, 0.25f), ParityCase.Tensor([1, 2], 0.5f, 0.25f))
            .Recorded("test_data_set_10", ParityCase.Tensor([3, 2], 1, 2, 3, 4, 5, 6), ParityCase.Tensor([3, 2], 1, 2, 3, 4, 5, 6.5f));

        var check = await parity.CheckAsync("parity: { zoo: { test_data: recorded } }\nslices: { low: b < 0.3 }\n");

        check.Outcome.Should().Be(Outcome.Failed);
        check.N.Should().Be(0);
        check.Message.Should().Contain("1 of 8 values differ; largest difference 0.5").And.Contain("test_data_set_10 probabilities[2, 1]: 6 here, 6.5 in the reference; difference 0.5, allowed 6.501E-05");
        check.Message.Should().NotContain("slice  ");
    }

    [Fact]
    public async Task Recorded_inputs_and_outputs_of_another_shape_are_errors_that_say_both()
    {
        parity.Recorded("test_data_set_0", ParityCase.Tensor([1, 3], 1, 2, 3), ParityCase.Tensor([1, 3], 1, 2, 3))
            .Recorded("test_data_set_1", ParityCase.Tensor([1, 2], 1, 2), ParityCase.Tensor([2], 1, 2));

        var check = await parity.CheckAsync("parity: { zoo: { test_data: recorded } }\n");

        check.Outcome.Should().Be(Outcome.Error);
        check.Message.Should().Contain("test_data_set_0: input 'x' is float [1, 3] as recorded and float [?, 2] in the model")
            .And.Contain("test_data_set_1: output 'probabilities' is float [1, 2] here and float [2] in the reference: the shapes differ");
    }

    [Fact]
    public async Task An_archive_may_hold_inputs_and_outputs()
    {
        NumpyFiles.WriteNpz(parity.Files.PathOf("r.npz"), ("x", [2, 2], new float[] { 1, 2, 3, 4 }), ("probabilities", [2, 2], new float[] { 1, 2, 3, 4 }));

        var check = await parity.CheckAsync("parity: { npz: { arrays: r.npz, inputs: r.npz } }\n");

        check.Outcome.Should().Be(Outcome.Passed);
        check.Message.Should().Be("parity npz: all 4 values close, largest difference 0.");
    }

    [Fact]
    public async Task A_waiver_lets_a_parity_fail_and_fails_one_that_passes()
    {
        parity.Files.Write("golden.csv", ParityCase.Golden.Replace("0.25,0.75\n", "0.25,0.76\n"));
        const string waiver = "waivers: [{ check: \"label = 1: parity recorded\", until: 2999-01-01, owner: o, because: b }, { check: \"label = 0: parity recorded\", until: 2999-01-01, owner: o, because: b }]\n";

        var result = await parity.RunAsync("parity: { recorded: { columns: { probabilities: [pa, pb] } } }\nslices: { label: { by: t } }\n" + waiver);

        result.Checks.Select(check => (check.Name, check.Fails)).Should().Equal(
            ("overall: parity recorded", true), ("label = 0: parity recorded", true), ("label = 1: parity recorded", false));
        result.Checks[1].Message.Should().Contain("waiver");
    }

    [Fact]
    public async Task A_snapshot_stands_beside_it_and_is_none_of_its_business()
    {
        const string lines = "snapshot: true\nparity: { recorded: { columns: { probabilities: [pa, pb] } } }\ncontract: { max_size: 1 MB }\nslices: { label: { by: t } }\n";
        var suite = parity.Files.Parse(lines, ParityCase.Head);

        await ModelSpecs.Engine.Running.SuiteRunner.RunAsync(suite, new ModelSpecs.Engine.Running.RunOptions { Threads = 2 }, TestContext.Current.CancellationToken);

        var received = await File.ReadAllTextAsync(parity.Files.PathOf("x.received.json"), TestContext.Current.CancellationToken);
        received.Should().Contain("overall//parity recorded").And.Contain("label/*/parity recorded").And.Contain("overall//contract max_size").And.Contain("atol 1E-08, rtol 1E-05; columns probabilities: pa pb");
    }

    [Fact]
    public async Task The_result_is_the_same_for_any_number_of_threads_and_batches()
    {
        parity.Files.Write("golden.csv", ParityCase.Golden.Replace("0.25,0.75\n", "0.25,0.76\n").Replace("0.5,0.5\n", "0.5,0.26\n"));
        const string lines = "parity: { recorded: { columns: { probabilities: [pa, pb] } } }\nslices: { label: { by: t } }\n";

        var one = await parity.RunAsync(lines + "run: { batch_size: 1, threads: 1 }\n");
        var many = await parity.RunAsync(lines + "run: { batch_size: 3, threads: 4 }\n");

        many.Checks.Select(check => check.Message).Should().Equal(one.Checks.Select(check => check.Message));
    }

    [Fact]
    public async Task A_partial_run_judges_the_slices_asked_for()
    {
        var suite = parity.Files.Parse("parity: { recorded: { columns: { probabilities: [pa, pb] } } }\nslices: { low: b < 0.3, high: b >= 0.3 }\n", ParityCase.Head);

        var result = await ModelSpecs.Engine.Running.SuiteRunner.RunAsync(
            suite, new ModelSpecs.Engine.Running.RunOptions { Threads = 2, Slices = new HashSet<string> { "low" } }, TestContext.Current.CancellationToken);

        result.Checks.Should().ContainSingle().Which.Name.Should().Be("low: parity recorded");
    }

    [Fact]
    public async Task A_second_run_takes_both_models_from_the_cache()
    {
        parity.Files.Model("binary", "old.onnx");
        var options = new ModelSpecs.Engine.Running.RunOptions { Threads = 2, CacheDirectory = parity.Files.PathOf("cache") };
        var suite = parity.Files.Parse("parity: { old: { model: old.onnx } }\n", ParityCase.Head);

        var first = await ModelSpecs.Engine.Running.SuiteRunner.RunAsync(suite, options, TestContext.Current.CancellationToken);
        var entries = Directory.GetFiles(options.CacheDirectory, "*", SearchOption.AllDirectories).Length;
        var second = await ModelSpecs.Engine.Running.SuiteRunner.RunAsync(suite, options, TestContext.Current.CancellationToken);

        second.Checks.Select(check => check.Message).Should().Equal(first.Checks.Select(check => check.Message));
        Directory.GetFiles(options.CacheDirectory, "*", SearchOption.AllDirectories).Should().HaveCount(entries);
    }
}
