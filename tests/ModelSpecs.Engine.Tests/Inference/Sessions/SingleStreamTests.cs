using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Engine.Running;

namespace ModelSpecs.Engine.Tests.Inference.Sessions;

public sealed class SingleStreamTests
{
    [Fact]
    public async Task A_call_and_what_comes_before_it_allocate_nothing()
    {
        using var files = new ModelCase("linear");
        using var model = await ModelAsync(files, 12);
        var stream = model.Stream(0, 0, 12, 2);
        Call(stream, 0, 50);

        // The runtime itself now and then takes a few kilobytes of a thread, for tiers of code or a collection: not five times in a row.
        Enumerable.Range(0, 5).Min(_ => Allocated()).Should().BeLessThan(2_000, "that is less than a byte a call");

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Call(stream, 50, 2_000);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public async Task Later_calls_take_later_rows_and_begin_anew_at_the_end()
    {
        using var files = new ModelCase("linear");
        using var model = await ModelAsync(files, 12);

        Enumerable.Range(0, 6).Select(model.Stream(0, 2, 4, 1).RowOf).Should().Equal(2, 3, 4, 5, 2, 3);
        Enumerable.Range(0, 4).Select(model.Stream(0, 0, 4, 2).RowOf).Should().Equal(0, 2, 1, 0);
        model.Stream(0, 0, 3, 8).Rows.Should().Be(3, "there are no more");
    }

    [Fact]
    public async Task A_model_can_be_loaded_again()
    {
        using var files = new ModelCase("linear");
        using var model = await ModelAsync(files, 12);

        for (var load = 0; load < 3; load++)
        {
            model.Load();
            Call(model.Stream(0, 0, 12, 1), 0, 2);
        }

        model.FixedRows.Should().BeNull();
        model.Size.Should().Be(new FileInfo(files.PathOf("model.onnx")).Length);
    }

    private static void Call(SingleStream stream, int first, int calls)
    {
        for (var call = first; call < first + calls; call++)
        {
            stream.Prepare(call);
            stream.Run();
        }
    }

    private static async Task<SingleStreamModel> ModelAsync(ModelCase files, int rows)
    {
        files.Write("golden.csv", "a,b,t\n" + string.Concat(Enumerable.Range(0, rows).Select(row => FormattableString.Invariant($"{row},{row % 3},{row}\n"))));
        var suite = files.Parse("task: regression\ninputs: { x: [a, b] }\nexpect: { mae: \"<= 100\" }\n");
        var run = await SuiteRunner.RunDetailedAsync(suite, new RunOptions { Threads = 1 }, TestContext.Current.CancellationToken);
        return SingleStreamModel.Prepare(suite, run.Parts!.Table, [.. Enumerable.Range(0, rows)], 8, TestContext.Current.CancellationToken);
    }
}
