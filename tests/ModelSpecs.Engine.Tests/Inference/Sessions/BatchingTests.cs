using System.Globalization;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Engine.Progress;

namespace ModelSpecs.Engine.Tests.Inference.Sessions;

public sealed class BatchingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task The_last_bit_of_a_prediction_does_not_depend_on_the_threads(int threads)
    {
        using var model = new ModelCase("zipmap_text");
        var csv = Csv(2_500, row => FormattableString.Invariant($"{Math.Sin(row)},{Math.Cos(row)},{row % 7 / 7.0},{(row % 2 == 0 ? "cat" : "emu")}"));
        const string Spec = "inputs: { x: [a, b, c] }\nrun: { batch_size: 64 }\n";
        model.Options = new InferenceOptions { Threads = 1 };
        var alone = await model.PredictAsync(Spec, csv);

        model.Options = new InferenceOptions { Threads = threads };
        var together = await model.PredictAsync(Spec, csv);

        together.Scores.Should().Equal(alone.Scores);
        together.Labels.Should().Equal(alone.Labels);
        together.Classes.Should().Equal(alone.Classes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task Every_row_gets_its_own_prediction_whatever_the_batch(int batch)
    {
        using var model = new ModelCase("linear");

        var predictions = await model.PredictAsync($"task: regression\ninputs: {{ x: [a, b] }}\nrun: {{ batch_size: {batch} }}\n", Csv(100, row => $"{row},{row % 3},0,0"));

        predictions.Values.Should().Equal(Enumerable.Range(0, 100).Select(row => row + (10.0 * (row % 3))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task A_model_of_fixed_batch_size_is_filled_up_and_the_filling_is_dropped(int rows)
    {
        using var model = new ModelCase("linear_fixed");

        var predictions = await model.PredictAsync("task: regression\ninputs: { x: [a, b] }\n", Csv(rows, row => $"{row},1,0,0"));

        predictions.Values.Should().Equal(Enumerable.Range(0, rows).Select(row => row + 10.0));
    }

    [Fact]
    public async Task A_batch_size_that_the_model_does_not_take_is_an_error()
    {
        using var model = new ModelCase("linear_fixed");

        var problem = (await model.ProblemsAsync("task: regression\ninputs: { x: [a, b] }\nrun: { batch_size: 8 }\n", Csv(3, _ => "1,2,0,0"))).Should().ContainSingle().Subject;

        problem.Id.Should().Be("MSPEC219");
        problem.Span.Line.Should().Be(7);
        (await model.PredictAsync("task: regression\ninputs: { x: [a, b] }\nrun: { batch_size: 4 }\n", Csv(3, _ => "1,2,0,0"))).Values.Should().Equal(21, 21, 21);
    }

    [Theory]
    [InlineData(2, 1024)]
    [InlineData(1024, 1024)]
    [InlineData(150_528, 6)]
    [InlineData(20_000_000, 1)]
    public void A_batch_is_a_thousand_rows_or_a_few_megabytes(int columns, int expected)
    {
        var feed = new TensorFeed<float>(
            new Engine.Inference.Models.ModelValue("x", default, Engine.Inference.Models.ModelElement.Float, default, null), [columns], [], null!, "");

        InputPlan.Choose([feed]).Should().Be(expected);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_ends()
    {
        using var model = new ModelCase("linear").Write("golden.csv", Csv(5_000, row => $"{row},1,0,0"));
        using var cancellation = new CancellationTokenSource();
        var batches = 0;
        model.Options = new InferenceOptions
        {
            Threads = 2,
            OpenSession = file =>
            {
                var session = OnnxSession.Open(file);
                cancellation.Cancel();
                batches++;
                return session;
            },
        };
        var suite = model.Parse("task: regression\ninputs: { x: [a, b] }\nrun: { batch_size: 1 }\n");
        var table = model.Read(suite);

        var run = () => Predictor.PredictAsync(suite, table, model.Options, cancellation.Token);

        await run.Should().ThrowAsync<OperationCanceledException>();
        batches.Should().Be(1);
    }

    [Fact]
    public async Task A_failure_is_that_of_the_first_batch_that_fails_whatever_the_threads()
    {
        // Index 7 is beyond the model's table of three: rows 301 and 700 fail.
        using var model = new ModelCase("lookup");
        model.Options = new InferenceOptions { Threads = 8 };
        var csv = "x,t\n" + string.Concat(Enumerable.Range(0, 1_000).Select(row => $"{(row is 301 or 700 ? 7 : row % 3)},0.5\n"));
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var problem = (await model.ProblemsAsync("run: { batch_size: 10 }\ntask: regression\n", csv)).Should().ContainSingle().Subject;

            problem.Id.Should().Be("MSPEC209");
            problem.Message.Should().Contain("Found in the batch of lines 302 to 311").And.Contain("batch_size: 1");
        }

        (await model.ProblemsAsync("run: { batch_size: 1 }\ntask: regression\n", csv)).Should().ContainSingle().Which.Message.Should().Contain("in the batch of line 303: ");
    }

    [Fact]
    public async Task Progress_counts_rows_up_to_their_number()
    {
        using var model = new ModelCase("linear").Write("golden.csv", Csv(40, row => $"{row},1,0,0"));
        var reports = new Reports();
        model.Options = new InferenceOptions { Threads = 2, Progress = reports, BetweenReports = TimeSpan.Zero };

        await model.PredictAsync(model.Parse("task: regression\ninputs: { x: [a, b] }\nrun: { batch_size: 1 }\n"));

        reports.All.Should().NotBeEmpty().And.OnlyContain(r => r.Suite == "A suite" && r.Stage == "predicting" && r.Total == 40 && r.Done > 0 && r.Done <= 40);
    }

    [Fact]
    public async Task Many_specs_at_once_share_the_cores_and_all_end()
    {
        using var model = new ModelCase("linear").Write("golden.csv", Csv(300, row => $"{row},1,0,0"));
        var suite = model.Parse("task: regression\ninputs: { x: [a, b] }\nrun: { batch_size: 3 }\n");
        var table = model.Read(suite);

        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Predictor.PredictAsync(suite, table, model.Options, TestContext.Current.CancellationToken)));

        all.Should().OnlyContain(p => p.Values!.SequenceEqual(all[0].Values!));
    }

    private static string Csv(int rows, Func<int, string> row)
    {
        var text = new System.Text.StringBuilder("a,b,c,t\n");
        for (var i = 0; i < rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row(i)}\n");
        }

        return text.ToString();
    }

    private sealed class Reports : IProgress<RunProgress>
    {
        public System.Collections.Concurrent.ConcurrentBag<RunProgress> All { get; } = [];

        public void Report(RunProgress value) => All.Add(value);
    }
}
